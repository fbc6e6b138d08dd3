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
      for (int i = 0; i < c.rows(); i++) {
        scaleRow(beta, c, i, 0, c.columns());
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
      boolean upper = triangle == Triangle.UPPER;
      scaleRow(beta, c, i, upper ? i : 0, upper ? c.columns() : i + 1);
    }
  }

  private static void scaleRow(double beta, Matrix c, int row, int from, int to) {
    Precision precision = c.precision();
    long at = c.origin() + row * c.rowStride() + from * c.columnStride();
    for (int j = from; j < to; j++, at += c.columnStride()) {
      precision.set(c.segment(), at, beta == 0 ? 0 : beta * precision.get(c.segment(), at));
    }
  }
}
