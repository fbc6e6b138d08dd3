package dev.panblas.blas;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings the operands of a call into a form that CBLAS can describe. Most are used as they are, or
 * as another view of the same memory. The others are copied: a matrix in which neither stride is 1,
 * a repeated or far spread vector. Such a call costs memory and time in proportion to the operand.
 *
 * <p>After the call, {@link #unpack} copies the outputs back.
 */
final class Packing implements AutoCloseable {

  /** Of a call without a copy: it has no arena. */
  private static final Packing NONE = new Packing(null);

  private final @Nullable Arena arena;
  private final Deque<Runnable> copiesBack = new ArrayDeque<>();

  private Packing(@Nullable Arena arena) {
    this.arena = arena;
  }

  /**
   * For one call.
   *
   * @param fit whether all operands fit, so that nothing will be copied
   */
  @SuppressWarnings("MustBeClosedChecker") // the packing owns the arena, and the caller closes it
  static Packing unless(boolean fit) {
    return fit ? NONE : new Packing(Arena.ofConfined());
  }

  static boolean fits(Vector x) {
    return asBlasOperand(x) != null;
  }

  /**
   * The vector as CBLAS can describe it: with a stride that is not 0, and a distance from the first
   * element to the last that fits 32 bits, since libraries compute it in an {@code int}.
   *
   * @return itself, another view of a single element, or null if the elements must be copied
   */
  static @Nullable Vector asBlasOperand(Vector x) {
    long stride = x.stride();
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

  /** Whether it can as a matrix of diagonals, which has to be column-major. */
  static boolean fitsBand(Matrix a) {
    return a.asBlasOperand(Order.COLUMN_MAJOR) != null;
  }

  /** Whether it can as a packed triangle, which has no stride. */
  static boolean fitsPacked(Vector ap) {
    return ap.stride() == 1;
  }

  /** Whether it can describe both as row-major, or both as column-major. */
  static boolean fitInOneOrder(Matrix a, Matrix b) {
    Order order = order(a, b);
    return a.asBlasOperand(order) != null && b.asBlasOperand(order) != null;
  }

  /** The order for two operands of one call: one in which both fit, otherwise the first one's. */
  static Order order(Matrix a, Matrix b) {
    boolean rows = a.asBlasOperand(Order.ROW_MAJOR) != null;
    boolean columns = a.asBlasOperand(Order.COLUMN_MAJOR) != null;
    if (rows && columns) {
      rows = b.asBlasOperand(Order.ROW_MAJOR) != null;
    }
    return rows || !columns ? Order.ROW_MAJOR : Order.COLUMN_MAJOR;
  }

  /** Whether CBLAS can describe the batch: upwards, and its last matrix within 32 bits. */
  static boolean fits(MatrixBatch batch) {
    return batch.batchStride() >= 0
        && batch.batchStride() <= Integer.MAX_VALUE
        && batch.batchStride() * batch.count() <= Integer.MAX_VALUE
        && batch.matrix(0).asBlasOperand() == batch.matrix(0);
  }

  /** The same elements in the order of memory, for routines in which the order has no meaning. */
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

  /** Contiguous, whatever the vector's stride. */
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
    return Objects.requireNonNull(arena, "an operand that does not fit was said to fit");
  }

  /** Copies the results back to where they belong, unless they were written there. */
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
