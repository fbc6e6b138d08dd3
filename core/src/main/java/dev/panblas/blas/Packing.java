/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings the operands of a call into a form that CBLAS can describe. Most need no change, or only
 * other strides. The rest are copied, at a cost in proportion to their size: a matrix in which
 * neither stride is 1, a vector with a stride of 0 or with a span that exceeds 32 bits.
 *
 * <p>{@link #unpack} copies the outputs back after the call.
 */
final class Packing implements AutoCloseable {

  /** The packing of a call that copies nothing. It has no arena. */
  private static final Packing NONE = new Packing(null);

  /**
   * The fewest elements of a call whose copies are shared by threads. Closing a shared arena takes
   * tens of microseconds, and a call with fewer elements has too few multiplications to be divided.
   */
  private static final long SHARED_ELEMENTS = 1 << 12;

  private final @Nullable Arena arena;
  private final Deque<Runnable> copiesBack = new ArrayDeque<>();

  private Packing(@Nullable Arena arena) {
    this.arena = arena;
  }

  /**
   * Returns the packing for one call, which the caller closes. Whether something will be copied is
   * decided before, so that a call that copies nothing allocates nothing: a packing that opens its
   * arena when it first copies would be an object for each call.
   *
   * @param fit whether all operands fit, which means that nothing is copied
   */
  @SuppressWarnings("MustBeClosedChecker") // the packing owns the arena
  static Packing unless(boolean fit) {
    return fit ? NONE : new Packing(Arena.ofConfined());
  }

  /** The same for a call that may be divided: if it is large, every thread may use its copies. */
  static Packing unless(boolean fit, Operand x) {
    return fit ? NONE : forCall(elements(x));
  }

  /** The same for two operands. */
  static Packing unless(boolean fit, Operand a, Operand b) {
    return fit ? NONE : forCall(elements(a) + elements(b));
  }

  /** The same for three operands. */
  static Packing unless(boolean fit, Operand a, Operand b, Operand c) {
    return fit ? NONE : forCall(elements(a) + elements(b) + elements(c));
  }

  private static long elements(Operand operand) {
    return switch (operand) {
      case Matrix matrix -> (long) matrix.rows() * matrix.columns();
      case Vector vector -> vector.size();
      case MatrixBatch batch -> (long) batch.count() * batch.rows() * batch.columns();
    };
  }

  @SuppressWarnings("MustBeClosedChecker") // the packing owns the arena
  private static Packing forCall(long elements) {
    return new Packing(elements < SHARED_ELEMENTS ? Arena.ofConfined() : Arena.ofShared());
  }

  static boolean fits(Vector x) {
    return asBlasOperand(x) != null;
  }

  /**
   * Returns the vector in a form that CBLAS can describe: its stride is not 0, and the distance
   * from the first element to the last fits 32 bits, because libraries compute it as an {@code
   * int}.
   *
   * @return the vector, or a view with stride 1 of a single element, or null if the elements must
   *     be copied
   */
  static @Nullable Vector asBlasOperand(Vector x) {
    long stride = x.stride();
    if (stride == 1) {
      return x;
    }
    if (stride != 0
        && stride >= -Integer.MAX_VALUE
        && stride <= Integer.MAX_VALUE
        && Math.abs(stride) * Math.max(1, x.size() - 1) <= Integer.MAX_VALUE) {
      return x;
    }
    return x.size() == 1 ? Vector.wrap(x.segment(), x.precision(), 1, x.origin(), 1) : null;
  }

  static boolean fits(Vector x, Vector y) {
    return fits(x) && fits(y);
  }

  /** Whether CBLAS can describe the matrix without a copy. */
  static boolean fits(Matrix a) {
    return a.asBlasOperand() != null;
  }

  /** Whether CBLAS can describe the matrix of diagonals, which must be column-major. */
  static boolean fitsBand(Matrix a) {
    return a.asBlasOperand(Order.COLUMN_MAJOR) != null;
  }

  /** Whether CBLAS can describe the packed triangle, which must be contiguous. */
  static boolean fitsPacked(Vector ap) {
    return ap.stride() == 1;
  }

  /** Whether CBLAS can describe both as row-major, or both as column-major. */
  static boolean fitInOneOrder(Matrix a, Matrix b) {
    Order order = order(a, b);
    return a.asBlasOperand(order) != null && b.asBlasOperand(order) != null;
  }

  /** An order in which both operands fit, otherwise an order in which the first fits. */
  static Order order(Matrix a, Matrix b) {
    boolean rows = a.asBlasOperand(Order.ROW_MAJOR) != null;
    boolean columns = a.asBlasOperand(Order.COLUMN_MAJOR) != null;
    if (rows && columns) {
      rows = b.asBlasOperand(Order.ROW_MAJOR) != null;
    }
    return rows || !columns ? Order.ROW_MAJOR : Order.COLUMN_MAJOR;
  }

  /**
   * Whether CBLAS can describe the batch: its stride is not negative, and its span fits 32 bits.
   */
  static boolean fits(MatrixBatch batch) {
    return batch.batchStride() >= 0
        && batch.batchStride() <= Integer.MAX_VALUE
        && batch.batchStride() * batch.count() <= Integer.MAX_VALUE
        && isBlasOperand(batch.matrix(0));
  }

  private static boolean isBlasOperand(Matrix a) {
    return a.asBlasOperand() == a;
  }

  /** The same elements in the order of memory, for routines whose result does not depend on it. */
  static Vector upwards(Vector x) {
    return x.stride() < 0 ? x.reversed() : x;
  }

  // ---- inputs

  Vector input(Vector x) {
    Vector fitting = asBlasOperand(x);
    return fitting != null ? fitting : copy(x);
  }

  Vector inputPacked(Vector ap) {
    return fitsPacked(ap) ? ap : copy(ap);
  }

  Matrix input(Matrix a) {
    Matrix fitting = a.asBlasOperand();
    return fitting != null ? fitting : copy(a);
  }

  Matrix inputBand(Matrix a) {
    return input(Order.COLUMN_MAJOR, a);
  }

  Matrix input(Order order, Matrix a) {
    Matrix fitting = a.asBlasOperand(order);
    return fitting != null ? fitting : copy(order, a);
  }

  // ---- outputs

  Vector output(Vector y) {
    Vector fitting = asBlasOperand(y);
    return fitting != null ? fitting : copiedBack(y);
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
    return fitting != null ? fitting : copiedBack(Order.ROW_MAJOR, c);
  }

  Matrix output(Order order, Matrix c) {
    Matrix fitting = c.asBlasOperand(order);
    return fitting != null ? fitting : copiedBack(order, c);
  }

  private Matrix copiedBack(Order order, Matrix c) {
    Matrix packed = copy(order, c);
    copiesBack.add(() -> c.copyFrom(packed));
    return packed;
  }

  /**
   * An output of which one triangle is written. Another thread may write the other triangle, so it
   * is not copied back.
   */
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

  /** A contiguous copy. */
  Vector copy(Vector x) {
    return Vector.allocate(arena(), x.precision(), x.size()).copyFrom(x);
  }

  private Matrix copy(Matrix a) {
    return copy(Order.ROW_MAJOR, a);
  }

  private Matrix copy(Order order, Matrix a) {
    boolean byRows = order == Order.ROW_MAJOR;
    Matrix lines = byRows ? a : a.transposed();
    Matrix copy =
        Matrix.allocate(arena(), a.precision(), lines.rows(), lines.columns()).copyFrom(lines);
    return byRows ? copy : copy.transposed();
  }

  private Arena arena() {
    return Objects.requireNonNull(
        arena, "an operand does not fit although unless(true) was called");
  }

  /** Copies packed outputs back. */
  void unpack() {
    copiesBack.forEach(Runnable::run);
  }

  @Override
  public void close() {
    if (arena != null) {
      arena.close();
    }
  }
}
