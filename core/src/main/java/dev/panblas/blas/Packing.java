package dev.panblas.blas;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;

/**
 * Copies what no CBLAS call can describe: a matrix in which neither stride is 1, a repeated or far
 * spread vector. Such a call costs memory and time in proportion to the operand.
 */
final class Packing {

  private Packing() {}

  /**
   * Whether CBLAS can describe the vector: a stride that is not 0, and a distance from the first
   * element to the last that fits 32 bits, since libraries compute it in an {@code int}.
   */
  static boolean isStrided(Vector x) {
    long stride = x.stride();
    return stride != 0
        && stride >= -Integer.MAX_VALUE
        && stride <= Integer.MAX_VALUE
        && Math.abs(stride) * Math.max(1, x.size() - 1) <= Integer.MAX_VALUE;
  }

  /** The same elements in the order of memory, for routines in which the order has no meaning. */
  static Vector upwards(Vector x) {
    return x.stride() < 0 ? x.reversed() : x;
  }

  static Vector pack(Arena arena, Vector x) {
    return Vector.allocate(arena, x.precision(), x.size()).copyFrom(x);
  }

  static Vector strided(Arena arena, Vector x) {
    return isStrided(x) ? x : pack(arena, x);
  }

  static Matrix asBlasOperand(Arena arena, Matrix a) {
    Matrix describable = a.asBlasOperand();
    return describable != null
        ? describable
        : Matrix.allocate(arena, a.precision(), a.rows(), a.columns()).copyFrom(a);
  }

  /** Copies a result back to where it belongs, unless it was written there. */
  static void unpack(Vector packed, Vector x) {
    if (packed != x) {
      x.copyFrom(packed);
    }
  }

  static void unpack(Matrix packed, Matrix a) {
    if (packed.segment().address() != a.segment().address()) {
      a.copyFrom(packed);
    }
  }
}
