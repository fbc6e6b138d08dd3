package dev.panblas.blas;

import dev.panblas.backend.Selection;
import dev.panblas.matrix.Matrix;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.JavaSubstitute;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Settings;
import java.util.List;
import java.util.Set;

/**
 * The routines of BLAS on whichever backend was chosen.
 *
 * <p>A routine has its BLAS name without the letter for the precision and takes both precisions;
 * all operands of a call share one. A transposition is a view ({@link Matrix#transposed()}), never
 * a flag. Operands may have any layout, also one that no BLAS call can describe (both strides
 * different from 1, a reversed matrix): such an operand is copied for the call.
 *
 * <p>Of a symmetric or triangular matrix one {@link dev.panblas.matrix.Triangle} is meant; the
 * other is neither read nor written. Only band and packed matrices, of which there are no
 * transposed views, carry a {@link dev.panblas.matrix.Transposition}; {@link #gbmv}, {@link #sbmv}
 * and {@link #spmv} draw how they are stored.
 *
 * <p>Common to all routines:
 *
 * <ul>
 *   <li>Everything is checked before anything is written. A shape or a precision that does not fit
 *       is an {@link IllegalArgumentException} that names the routine, the operands and their
 *       shapes; null is a {@link NullPointerException}, closed memory an {@link
 *       IllegalStateException}, another thread's confined memory a {@link WrongThreadException}.
 *   <li>What is only read stays as it is, to the bit. An output that shares an element with another
 *       operand, with itself, or that is read-only, is refused, also where the element lies in a
 *       triangle that is not meant. BLAS allows no such call either: routines that work in place
 *       take one operand.
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
public final class Blas extends Level3Blas {

  private final int threads;

  private Blas(BlasKernels kernels, int threads) {
    super(kernels);
    this.threads = threads;
  }

  /**
   * The backend that the system properties and the environment ask for, otherwise the best that is
   * ready; see {@link Selection}.
   *
   * @return the door to it
   * @throws dev.panblas.backend.BackendUnavailableException if the backend asked for cannot run
   */
  public static Blas open() {
    return open(Settings.current());
  }

  /**
   * A backend by name; properties and environment still decide on library and threads.
   *
   * @param backend such as {@code panama}, {@code javacpp} or {@code reference}
   * @return the door to it
   * @throws dev.panblas.backend.BackendUnavailableException if it cannot run; the message says why
   */
  public static Blas open(String backend) {
    return open(Settings.current().withBackend(backend));
  }

  private static Blas open(Settings settings) {
    return new Blas(Selection.make(settings).open(), settings.threads());
  }

  /**
   * Given kernels, as a test of a backend has them.
   *
   * @param kernels a backend's kernels
   * @return the door to them
   */
  public static Blas over(BlasKernels kernels) {
    return new Blas(kernels, 1);
  }

  /**
   * How many threads a call may use.
   *
   * @return 1 or more; 1 for kernels made by hand
   */
  public int threads() {
    return threads;
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
   * The routines that the backend runs itself; the others run a default in Java. Where the backend
   * is native, small operands may be answered in Java all the same.
   *
   * @return the routines
   */
  public Set<Routine> implemented() {
    return kernels.implemented();
  }

  /**
   * The routines that are computed in Java although the library has a function for them, for
   * example because that function gives wrong results.
   *
   * @return each with the reason
   */
  public List<JavaSubstitute> substitutes() {
    return kernels.substitutes();
  }

  /**
   * Up to which size a {@link #gemm} stays on the calling thread: a program that calls from several
   * threads of its own keeps below it.
   *
   * @return a number of multiplications, m n k; {@link Long#MAX_VALUE} if the backend has no
   *     threads, 0 if it may use them for any product
   */
  public long gemmThreadingThreshold() {
    return kernels.gemmThreadingThreshold();
  }
}
