package dev.panblas.blas;

import dev.panblas.backend.Selection;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Settings;
import java.lang.foreign.Arena;
import java.util.Set;

/**
 * The routines of BLAS on whichever backend was chosen.
 *
 * <p>A routine has its BLAS name without the letter for the precision and takes both precisions;
 * all operands of a call share one. A transposition is a view ({@link Matrix#transposed()}), never
 * a flag. Operands may have any layout, also one that no BLAS call can describe (both strides
 * different from 1, a reversed matrix): such an operand is copied for the call.
 *
 * <p>Common to all routines:
 *
 * <ul>
 *   <li>Everything is checked before anything is written. A shape or a precision that does not fit
 *       is an {@link IllegalArgumentException} that names the routine, the operands and their
 *       shapes; closed memory is an {@link IllegalStateException}, another thread's confined memory
 *       a {@link WrongThreadException}.
 *   <li>What is only read stays as it is, to the bit. An output that shares an element with another
 *       operand, with itself, or that is read-only, is refused.
 *   <li>Scalars, given and returned, are rounded to the operands' precision. Where beta = 0 the
 *       output is not read, so that a NaN in it disappears; where alpha = 0 the other operands are
 *       not read.
 *   <li>A routine may be called from any number of threads at once, as long as what one writes no
 *       other touches.
 * </ul>
 *
 * <p>Two things no check can see end the JVM: on a backend that passes bare addresses (javacpp), an
 * arena that another thread closes during a call; and a mapped file that another process shortens.
 */
public final class Blas {

  private final BlasKernels kernels;

  private Blas(BlasKernels kernels) {
    this.kernels = kernels;
  }

  /**
   * The backend that the system properties and the environment ask for, otherwise the best that is
   * ready; see {@link Selection}.
   *
   * @return the door to it
   * @throws dev.panblas.backend.BackendUnavailableException if the backend asked for cannot run
   */
  public static Blas open() {
    return over(Selection.make().open());
  }

  /**
   * A backend by name; properties and environment still decide on library and threads.
   *
   * @param backend such as {@code panama}, {@code javacpp} or {@code reference}
   * @return the door to it
   * @throws dev.panblas.backend.BackendUnavailableException if it cannot run; the message says why
   */
  public static Blas open(String backend) {
    return over(Selection.make(Settings.current().withBackend(backend)).open());
  }

  /**
   * Given kernels, as a test of a backend has them.
   *
   * @param kernels a backend's kernels
   * @return the door to them
   */
  public static Blas over(BlasKernels kernels) {
    return new Blas(kernels);
  }

  /**
   * What the routines run on, as of now.
   *
   * @return library, version, file and threads
   */
  public LibraryInfo library() {
    return kernels.library();
  }

  /**
   * The routines that the backend runs itself; the others run a default in Java.
   *
   * @return the routines
   */
  public Set<Routine> implemented() {
    return kernels.implemented();
  }

  // ---- level 1

  /**
   * x and y exchange their elements.
   *
   * @param x n elements, read and written
   * @param y n elements, read and written; does not overlap x
   */
  public void swap(Vector x, Vector y) {
    Checks.sameSize(Routine.SWAP, x, y);
    Checks.output(Routine.SWAP, "x", x);
    Checks.output(Routine.SWAP, "y", y);
    Checks.apart(Routine.SWAP, "y", y, "x", x);
    if (x.isEmpty()) {
      return;
    }
    if (Packing.isStrided(x) && Packing.isStrided(y)) {
      kernels.swap(x, y);
    } else {
      try (Arena arena = Arena.ofConfined()) {
        Vector kept = Packing.pack(arena, x);
        x.copyFrom(y);
        y.copyFrom(kept);
      }
    }
  }

  /**
   * x := alpha x. Every element is multiplied, also by 0: a NaN or an infinity does not become 0;
   * use {@link Vector#fill} for that.
   *
   * @param alpha any value
   * @param x n elements, read and written
   */
  public void scal(double alpha, Vector x) {
    Checks.usable(Routine.SCAL, "x", x);
    Checks.output(Routine.SCAL, "x", x);
    double roundedAlpha = x.precision().round(alpha);
    if (x.isEmpty()) {
      return;
    }
    if (Packing.isStrided(x)) {
      kernels.scal(roundedAlpha, Packing.upwards(x));
    } else {
      try (Arena arena = Arena.ofConfined()) {
        Vector packed = Packing.pack(arena, x);
        kernels.scal(roundedAlpha, packed);
        x.copyFrom(packed);
      }
    }
  }

  /**
   * y := x.
   *
   * @param x n elements, read
   * @param y n elements, written; does not overlap x
   */
  public void copy(Vector x, Vector y) {
    Checks.sameSize(Routine.COPY, x, y);
    Checks.output(Routine.COPY, "y", y);
    Checks.apart(Routine.COPY, "y", y, "x", x);
    if (x.isEmpty()) {
      return;
    }
    if (Packing.isStrided(x) && Packing.isStrided(y)) {
      kernels.copy(x, y);
    } else {
      y.copyFrom(x);
    }
  }

  /**
   * y := alpha x + y. With alpha = 0 neither is touched.
   *
   * @param alpha any value
   * @param x n elements, read
   * @param y n elements, read and written; does not overlap x
   */
  public void axpy(double alpha, Vector x, Vector y) {
    Checks.sameSize(Routine.AXPY, x, y);
    Checks.output(Routine.AXPY, "y", y);
    Checks.apart(Routine.AXPY, "y", y, "x", x);
    double roundedAlpha = x.precision().round(alpha);
    if (x.isEmpty() || roundedAlpha == 0) {
      return;
    }
    if (Packing.isStrided(x) && Packing.isStrided(y)) {
      kernels.axpy(roundedAlpha, x, y);
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      Vector packed = Packing.strided(arena, y);
      kernels.axpy(roundedAlpha, Packing.strided(arena, x), packed);
      Packing.unpack(packed, y);
    }
  }

  /**
   * The sum of x_i y_i; 0 for empty vectors. Accumulated in the operands' precision or better, in
   * an order that the backend chooses.
   *
   * @param x n elements, read
   * @param y n elements, read; may overlap x
   * @return the inner product
   */
  public double dot(Vector x, Vector y) {
    Checks.sameSize(Routine.DOT, x, y);
    if (x.isEmpty()) {
      return 0;
    }
    if (Packing.isStrided(x) && Packing.isStrided(y)) {
      return x.precision().round(kernels.dot(x, y));
    }
    try (Arena arena = Arena.ofConfined()) {
      return x.precision().round(kernels.dot(Packing.strided(arena, x), Packing.strided(arena, y)));
    }
  }

  /**
   * The root of the sum of x_i squared; 0 for an empty vector. It does not overflow or underflow
   * where the result does not.
   *
   * @param x n elements, read
   * @return the Euclidean norm
   */
  public double nrm2(Vector x) {
    Checks.usable(Routine.NRM2, "x", x);
    if (x.isEmpty()) {
      return 0;
    }
    if (Packing.isStrided(x)) {
      return x.precision().round(kernels.nrm2(Packing.upwards(x)));
    }
    try (Arena arena = Arena.ofConfined()) {
      return x.precision().round(kernels.nrm2(Packing.pack(arena, x)));
    }
  }

  /**
   * The sum of |x_i|; 0 for an empty vector.
   *
   * @param x n elements, read
   * @return the sum of absolute values
   */
  public double asum(Vector x) {
    Checks.usable(Routine.ASUM, "x", x);
    if (x.isEmpty()) {
      return 0;
    }
    if (Packing.isStrided(x)) {
      return x.precision().round(kernels.asum(Packing.upwards(x)));
    }
    try (Arena arena = Arena.ofConfined()) {
      return x.precision().round(kernels.asum(Packing.pack(arena, x)));
    }
  }

  /**
   * The first index, from 0, at which |x_i| is largest; -1 for an empty vector. With a NaN in x it
   * is any index.
   *
   * @param x n elements, read
   * @return the index
   */
  public int iamax(Vector x) {
    Checks.usable(Routine.IAMAX, "x", x);
    if (x.isEmpty()) {
      return -1;
    }
    // Backwards, the first of equals would be found last: such a vector is copied, not turned.
    if (Packing.isStrided(x) && x.stride() > 0) {
      return kernels.iamax(x);
    }
    try (Arena arena = Arena.ofConfined()) {
      return kernels.iamax(Packing.pack(arena, x));
    }
  }

  // ---- level 2

  /**
   * y := alpha A x + beta y.
   *
   * @param alpha any value
   * @param a m x n, read
   * @param x n elements, read
   * @param beta any value; with 0, y is not read
   * @param y m elements, written; does not overlap a or x
   */
  public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
    Checks.gemv(a, x, y);
    double roundedAlpha = a.precision().round(alpha);
    double roundedBeta = a.precision().round(beta);
    if (y.isEmpty()) {
      return;
    }
    if (x.isEmpty() || roundedAlpha == 0) {
      Scaling.scale(roundedBeta, y.asRow());
      return;
    }
    Matrix describable = a.asBlasOperand();
    if (describable != null && Packing.isStrided(x) && Packing.isStrided(y)) {
      kernels.gemv(roundedAlpha, describable, x, roundedBeta, y);
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      Vector packed = Packing.strided(arena, y);
      kernels.gemv(
          roundedAlpha,
          Packing.asBlasOperand(arena, a),
          Packing.strided(arena, x),
          roundedBeta,
          packed);
      Packing.unpack(packed, y);
    }
  }

  /**
   * A := alpha x y' + A. With alpha = 0 nothing is touched.
   *
   * @param alpha any value
   * @param x m elements, read
   * @param y n elements, read
   * @param a m x n, read and written; does not overlap x or y
   */
  public void ger(double alpha, Vector x, Vector y, Matrix a) {
    Checks.ger(x, y, a);
    double roundedAlpha = a.precision().round(alpha);
    if (a.isEmpty() || roundedAlpha == 0) {
      return;
    }
    Matrix describable = a.asBlasOperand();
    if (describable != null && Packing.isStrided(x) && Packing.isStrided(y)) {
      kernels.ger(roundedAlpha, x, y, describable);
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      Matrix packed = Packing.asBlasOperand(arena, a);
      kernels.ger(roundedAlpha, Packing.strided(arena, x), Packing.strided(arena, y), packed);
      Packing.unpack(packed, a);
    }
  }

  // ---- level 3

  /**
   * C := alpha A B + beta C.
   *
   * @param alpha any value
   * @param a m x k, read
   * @param b k x n, read; may overlap a
   * @param beta any value; with 0, c is not read
   * @param c m x n, written; does not overlap a or b
   */
  public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    Checks.gemm(a, b, c);
    double roundedAlpha = a.precision().round(alpha);
    double roundedBeta = a.precision().round(beta);
    if (c.isEmpty()) {
      return;
    }
    if (a.isEmpty() || roundedAlpha == 0) {
      Scaling.scale(roundedBeta, c);
      return;
    }
    Matrix left = a.asBlasOperand();
    Matrix right = b.asBlasOperand();
    Matrix product = c.asBlasOperand();
    if (left != null && right != null && product != null) {
      kernels.gemm(roundedAlpha, left, right, roundedBeta, product);
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      Matrix packed = Packing.asBlasOperand(arena, c);
      kernels.gemm(
          roundedAlpha,
          Packing.asBlasOperand(arena, a),
          Packing.asBlasOperand(arena, b),
          roundedBeta,
          packed);
      Packing.unpack(packed, c);
    }
  }
}
