/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;

/** C := beta C in plain Java: the part of every product that does not depend on A and B. */
public final class Scaling {

  private Scaling() {}

  /**
   * C := beta C. With beta = 0, C is set to 0 and not read, so NaN does not propagate.
   *
   * @param beta any value
   * @param c any layout; read unless beta is 0, written
   */
  public static void scale(double beta, Matrix c) {
    if (beta == 0) {
      c.fill(0);
    } else if (beta != 1) {
      Precision precision = c.precision();
      for (int i = 0; i < c.rows(); i++) {
        long at = c.origin() + i * c.rowStride();
        for (int j = 0; j < c.columns(); j++, at += c.columnStride()) {
          precision.set(c.segment(), at, beta * precision.get(c.segment(), at));
        }
      }
    }
  }

  /**
   * y := beta y. With beta = 0, y is not read.
   *
   * @param beta any value
   * @param y any stride; read unless beta is 0, written
   */
  public static void scale(double beta, Vector y) {
    scale(beta, y.asRow());
  }

  /**
   * One triangle of C := beta C. With beta = 0, C is not read.
   *
   * @param beta any value
   * @param triangle the triangle of c that is written
   * @param c n x n, any layout; read unless beta is 0, written
   */
  public static void scale(double beta, Triangle triangle, Matrix c) {
    for (int i = 0; i < c.rows() && beta != 1; i++) {
      scale(beta, triangle.part(c, i));
    }
  }
}
