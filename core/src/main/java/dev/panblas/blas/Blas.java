package dev.panblas.blas;

import dev.panblas.backend.Selection;
import dev.panblas.internal.crossover.Crossover;
import dev.panblas.internal.simd.VectorSupport;
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

  private final Settings settings;

  private Blas(BlasKernels kernels, Settings settings) {
    super(kernels, Crossover.of(kernels, settings));
    this.settings = settings;
  }

  /**
   * Opens the backend that the system properties and the environment ask for, otherwise the best
   * that is ready; see {@link Selection}.
   *
   * @return the routines on that backend
   * @throws dev.panblas.backend.BackendUnavailableException if the backend asked for cannot run
   */
  public static Blas open() {
    return open(Settings.current());
  }

  /**
   * Opens a backend by name; properties and environment still decide on library and threads.
   *
   * @param backend such as {@code panama}, {@code javacpp} or {@code reference}
   * @return the routines on that backend
   * @throws dev.panblas.backend.BackendUnavailableException if it cannot run; the message says why
   */
  public static Blas open(String backend) {
    return open(Settings.current().withBackend(backend));
  }

  /**
   * Opens the backend that settings ask for, otherwise the best that is ready.
   *
   * @param settings backend, library, threads, cache folder and crossover
   * @return the routines on that backend
   * @throws dev.panblas.backend.BackendUnavailableException if the backend asked for cannot run
   */
  public static Blas open(Settings settings) {
    return over(Selection.make(settings).open(), settings);
  }

  /**
   * The routines on given kernels.
   *
   * @param kernels a backend's kernels. The settings are those that they were opened with; kernels
   *     that were made by hand use one thread
   * @return the routines on these kernels
   */
  public static Blas over(BlasKernels kernels) {
    return over(kernels, kernels.settings().orElseGet(() -> Settings.defaults().withThreads(1)));
  }

  /**
   * The routines on given kernels, with given settings.
   *
   * @param kernels a backend's kernels
   * @param settings thread count and crossover; backend and library play no part, for the kernels
   *     have been opened
   * @return the routines on these kernels
   */
  public static Blas over(BlasKernels kernels, Settings settings) {
    return new Blas(kernels, settings);
  }

  /**
   * How many threads a call may use.
   *
   * @return 1 or more
   */
  public int threads() {
    return settings.threads();
  }

  /**
   * The settings that this was opened with.
   *
   * @return the settings
   */
  public Settings settings() {
    return settings;
  }

  /**
   * Which calls on small operands are computed in Java because a call into native code would take
   * longer.
   *
   * @return one clause for each kind of call, with its limit; empty if every call goes to the
   *     backend
   */
  public List<String> computedInJava() {
    return crossover.describe();
  }

  /**
   * What the loops in Java run on: the compiler's vector instructions or the Vector API.
   *
   * @return one clause
   */
  public static String vectorInstructions() {
    return VectorSupport.describe();
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
