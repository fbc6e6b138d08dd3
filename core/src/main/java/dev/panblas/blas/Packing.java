package dev.panblas.blas;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Copies what no CBLAS call can describe: a matrix in which neither stride is 1, a repeated or far
 * spread vector. Such a call costs memory and time in proportion to the operand.
 *
 * <p>A routine which finds an operand of that kind calls itself with packed operands, and then has
 * the outputs copied back by {@link #unpack}. What can be described is handed on as it is.
 */
final class Packing implements AutoCloseable {

  private final Arena arena = Arena.ofConfined();
  private final Deque<Runnable> copiesBack = new ArrayDeque<>();

  /**
   * Whether CBLAS can describe the vector: a stride that is not 0, and a distance from the first
   * element to the last that fits 32 bits, since libraries compute it in an {@code int}.
   */
  static boolean fits(Vector x) {
    long stride = x.stride();
    return stride != 0
        && stride >= -Integer.MAX_VALUE
        && stride <= Integer.MAX_VALUE
        && Math.abs(stride) * Math.max(1, x.size() - 1) <= Integer.MAX_VALUE;
  }

  static boolean fits(Vector x, Vector y) {
    return fits(x) && fits(y);
  }

  /** Whether CBLAS can describe the matrix as it is. */
  static boolean fits(Matrix a) {
    return a.asBlasOperand() == a;
  }

  /** Whether it can as a matrix of diagonals, which has to be column-major. */
  static boolean fitsBand(Matrix a) {
    return fits(a) && a.isColumnMajor();
  }

  /** Whether it can as a packed triangle, which has no stride. */
  static boolean fitsPacked(Vector ap) {
    return ap.stride() == 1;
  }

  /** Whether both are row-major, or both column-major. */
  static boolean inOneOrder(Matrix a, Matrix b) {
    return (a.isRowMajor() && b.isRowMajor()) || (a.isColumnMajor() && b.isColumnMajor());
  }

  /** Whether CBLAS can describe the batch: upwards, and its last matrix within 32 bits. */
  static boolean fits(MatrixBatch batch) {
    return batch.batchStride() >= 0
        && batch.batchStride() <= Integer.MAX_VALUE
        && batch.batchStride() * batch.count() <= Integer.MAX_VALUE
        && fits(batch.matrix(0));
  }

  /** The same elements in the order of memory, for routines in which the order has no meaning. */
  static Vector upwards(Vector x) {
    return x.stride() < 0 ? x.reversed() : x;
  }

  // ---- inputs

  Vector input(Vector x) {
    return fits(x) ? x : copy(x);
  }

  Vector inputPacked(Vector ap) {
    return fitsPacked(ap) ? ap : copy(ap);
  }

  Matrix input(Matrix a) {
    Matrix fitting = a.asBlasOperand();
    return fitting != null ? fitting : copy(a);
  }

  Matrix inputBand(Matrix a) {
    return fitsBand(a) ? a : copy(a.transposed()).transposed();
  }

  /** In the order that another operand has. */
  Matrix inputInOrderOf(Matrix model, Matrix a) {
    if (fits(a) && inOneOrder(model, a)) {
      return a;
    }
    return model.isRowMajor() ? copy(a) : copy(a.transposed()).transposed();
  }

  // ---- outputs

  Vector output(Vector y) {
    return fits(y) ? y : copiedBack(y);
  }

  Vector outputPacked(Vector ap) {
    return fitsPacked(ap) ? ap : copiedBack(ap);
  }

  private Vector copiedBack(Vector y) {
    Vector packed = copy(y);
    copiesBack.add(() -> y.copyFrom(packed));
    return packed;
  }

  Matrix output(Matrix c) {
    Matrix fitting = c.asBlasOperand();
    if (fitting != null) {
      return fitting;
    }
    Matrix packed = copy(c);
    copiesBack.add(() -> c.copyFrom(packed));
    return packed;
  }

  /** Of which one triangle is written: the other may be somebody else's, and is not copied back. */
  Matrix output(Triangle triangle, Matrix c) {
    Matrix fitting = c.asBlasOperand();
    if (fitting != null) {
      return fitting;
    }
    Matrix packed = copy(c);
    copiesBack.add(
        () -> {
          for (int i = 0; i < c.rows(); i++) {
            triangle.part(c, i).copyFrom(triangle.part(packed, i));
          }
        });
    return packed;
  }

  /** Contiguous, whatever the vector was. */
  Vector copy(Vector x) {
    return Vector.allocate(arena, x.precision(), x.size()).copyFrom(x);
  }

  private Matrix copy(Matrix a) {
    return Matrix.allocate(arena, a.precision(), a.rows(), a.columns()).copyFrom(a);
  }

  /** Copies the results back to where they belong, unless they were written there. */
  void unpack() {
    copiesBack.forEach(Runnable::run);
  }

  @Override
  public void close() {
    arena.close();
  }
}
