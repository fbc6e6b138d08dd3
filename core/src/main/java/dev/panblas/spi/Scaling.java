package dev.panblas.spi;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;

/** The degenerate case of every product, C := beta C, in plain Java. */
public final class Scaling {

  private Scaling() {}

  /**
   * C := beta C. With beta = 0, C is not read: whatever stood in it, it is 0 afterwards.
   *
   * @param beta any value
   * @param c any layout, written
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
   * @param y any stride, written
   */
  public static void scale(double beta, Vector y) {
    scale(beta, y.asRow());
  }

  /**
   * One triangle of C := beta C. With beta = 0 it is not read.
   *
   * @param beta any value
   * @param triangle which; the other is not touched
   * @param c square, any layout, written
   */
  public static void scale(double beta, Triangle triangle, Matrix c) {
    for (int i = 0; i < c.rows() && beta != 1; i++) {
      scale(beta, triangle.part(c, i));
    }
  }
}
