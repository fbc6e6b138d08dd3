package dev.panblas.blas;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;

/** The degenerate case of every product: C := beta C. */
final class Scaling {

  private Scaling() {}

  /** With beta = 0, C is not read: whatever stood in it, it is 0 afterwards. */
  static void scale(double beta, Matrix c) {
    Precision precision = c.precision();
    if (beta == 0) {
      c.fill(0);
    } else if (beta != 1) {
      for (int i = 0; i < c.rows(); i++) {
        long at = c.origin() + i * c.rowStride();
        for (int j = 0; j < c.columns(); j++, at += c.columnStride()) {
          precision.set(c.segment(), at, beta * precision.get(c.segment(), at));
        }
      }
    }
  }
}
