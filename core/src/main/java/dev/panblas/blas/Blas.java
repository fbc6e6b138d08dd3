/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import dev.panblas.backend.Selection;
import dev.panblas.internal.crossover.Crossover;
import dev.panblas.internal.crossover.JavaProducts;
import dev.panblas.internal.division.DividedKernels;
import dev.panblas.internal.division.Division;
import dev.panblas.internal.elementwise.OfferedKernels;
import dev.panblas.internal.team.Team;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.JavaSubstitute;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Settings;
import dev.panblas.spi.TileKernels;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The BLAS routines on the selected backend.
 *
 * <p>A routine has its BLAS name without the type letter. It accepts both precisions, but all
 * operands of a call must have the same one. A transposition is a view ({@link
 * Matrix#transposed()}), not a flag. Operands may have any layout. One that CBLAS cannot describe
 * (both strides different from 1, a reversed matrix) is copied for the call. Operands may also be
 * in Java arrays ({@link Matrix#over}), alone or beside others in native memory. A native backend
 * reads and writes the arrays themselves in routines of level 1, in routines of level 2 on matrices
 * in full storage, and in small calls of all others; otherwise, or if it takes no arrays, they are
 * copied for the call.
 *
 * <p>Routines on a symmetric or triangular matrix use one {@link dev.panblas.matrix.Triangle}; the
 * other is neither read nor written. Band and packed matrices have no transposed views, so their
 * routines take a {@link dev.panblas.matrix.Transposition}. {@link #gbmv}, {@link #sbmv} and {@link
 * #spmv} show how these matrices are stored.
 *
 * <p>These rules apply to all routines:
 *
 * <ul>
 *   <li>All arguments are checked before anything is written. A wrong shape or precision throws an
 *       {@link IllegalArgumentException} that names the routine, the operands and their shapes.
 *       Null throws a {@link NullPointerException}, a closed arena an {@link
 *       IllegalStateException}, and memory confined to another thread a {@link
 *       WrongThreadException}.
 *   <li>Inputs are not modified, except where they share elements with an output. An output must be
 *       writable and must not overlap itself. It may be in the memory of another operand if the
 *       result is that of separate memory: if the call has no other use for an element that it
 *       writes. Elements that the routine does not read (the other triangle, a unit diagonal, the
 *       corners of a band, or all if alpha = 0) do not count. In swap, copy, axpy, axpby and
 *       omatcopy, elements of both operands with equal indices may be one. Otherwise the call
 *       throws an {@link IllegalArgumentException}.
 *   <li>Scalar arguments and results are rounded to the operands' precision. With beta = 0 the
 *       output is not read: a NaN in it is overwritten. With alpha = 0 the other operands are not
 *       read.
 *   <li>Any number of threads may call routines at the same time if no thread reads or writes what
 *       another writes.
 * </ul>
 *
 * <p>One error cannot be checked and can crash the JVM: truncating a mapped file in another
 * process. If another thread closes an operand's arena during a call, closing is refused or the
 * call throws an {@link IllegalStateException}; then the outputs are unspecified.
 */
public final class Blas extends Level3Blas {

  private final Settings settings;

  Blas(BlasKernels kernels, Settings settings, DividedKernels divided) {
    this(kernels, settings, divided, JavaProducts.NONE);
  }

  Blas(BlasKernels kernels, Settings settings, DividedKernels divided, JavaProducts products) {
    super(kernels, Crossover.of(kernels, settings), divided, products);
    this.settings = settings;
  }

  /**
   * Opens the backend that a system property or the environment names, otherwise the ready backend
   * with the highest priority; see {@link Selection}.
   *
   * @return the routines on that backend
   * @throws dev.panblas.backend.BackendUnavailableException if the named backend or library cannot
   *     be used, or no backend can run
   */
  public static Blas open() {
    return open(Settings.current());
  }

  /**
   * Opens a backend by name. System properties and the environment determine the other settings.
   *
   * @param backend the name, such as {@code panama}, {@code javacpp} or {@code reference}
   * @return the routines on that backend
   * @throws dev.panblas.backend.BackendUnavailableException if it cannot run; the message gives the
   *     reason
   */
  public static Blas open(String backend) {
    return open(Settings.current().withBackend(backend));
  }

  /**
   * Opens the backend that the settings name, otherwise the ready backend with the highest
   * priority.
   *
   * @param settings backend, library, threads, cache folder and crossover
   * @return the routines on that backend
   * @throws dev.panblas.backend.BackendUnavailableException if the named backend or library cannot
   *     be used, or no backend can run
   */
  public static Blas open(Settings settings) {
    return over(Selection.make(settings).open(), settings);
  }

  /**
   * Returns the routines on given kernels, with the settings that the kernels were opened with.
   * Kernels without settings use one thread.
   *
   * @param kernels a backend's kernels
   * @return the routines on these kernels
   */
  public static Blas over(BlasKernels kernels) {
    return over(kernels, kernels.settings().orElseGet(() -> Settings.defaults().withThreads(1)));
  }

  /**
   * Returns the routines on given kernels, with given settings.
   *
   * @param kernels a backend's kernels
   * @param settings thread count and crossover; backend and library are ignored, since the kernels
   *     are open
   * @return the routines on these kernels
   */
  public static Blas over(BlasKernels kernels, Settings settings) {
    return over(kernels, settings, JavaProducts.of(kernels, settings));
  }

  private static Blas over(BlasKernels kernels, Settings settings, JavaProducts products) {
    Division division = Division.of(settings.threads());
    return new Blas(kernels, settings, new DividedKernels(kernels, division), products);
  }

  /**
   * The number of threads that a call may use.
   *
   * @return 1 or more
   */
  public int threads() {
    return settings.threads();
  }

  /**
   * Starts the worker threads of calls with a thread count, which the first large call would start.
   * If some cannot be started, calls are computed on fewer threads.
   *
   * @param threads the thread count, 1 or more
   * @return why threads are missing, for example because of a limit; empty if all were started
   */
  public static Optional<String> missingThreads(int threads) {
    return Team.SHARED.start(threads);
  }

  /**
   * The same routines with another thread count. Nothing else in the process changes.
   *
   * @param threads the most threads that compute a call, 1 or more
   * @return routines on the same kernels
   * @throws IllegalArgumentException if the thread count is less than 1
   */
  public Blas withThreads(int threads) {
    return threads == settings.threads()
        ? this
        : over(kernels, settings.withThreads(threads), products);
  }

  /**
   * The settings of this instance.
   *
   * @return the settings
   */
  public Settings settings() {
    return settings;
  }

  /**
   * The calls on small operands that are computed in Java because a native call takes longer.
   *
   * @return one line for each kind of call, with its limit; empty if the backend computes every
   *     call
   */
  public List<String> computedInJava() {
    return Stream.concat(crossover.describe().stream(), products.describe().stream()).toList();
  }

  /**
   * The operations on tiles in Java with which the autoencoder computes a step: the backend's own;
   * on a native backend those of another one found beside it, if they are faster on this processor,
   * {@link Settings#crossover} is on, the layers are not large, and the steps are worth their
   * compilation by the JVM.
   *
   * <p>The choice depends on nothing but the backend, the processor and the arguments, and not on
   * the number of samples. So one machine computes all of the samples with the kernels with which
   * others compute parts of them.
   *
   * @param precision of all arrays
   * @param visible the number of visible units
   * @param hidden the number of hidden units
   * @param steps about how many steps will be made
   * @return empty if the products are computed by {@link #gemm}
   */
  public Optional<TileKernels<?>> tileKernels(
      Precision precision, int visible, int hidden, int steps) {
    Optional<TileKernels<?>> own = kernels.tileKernels(precision);
    if (own.isPresent()
        || !kernels.isNative()
        || !settings.crossover()
        || (long) visible * hidden > TileKernels.MOST_WEIGHTS
        || (double) visible * hidden * steps < TileKernels.FEWEST_MULTIPLICATIONS) {
      return own;
    }
    return Selection.candidates(settings).stream()
        .<Optional<TileKernels<?>>>flatMap(
            candidate -> candidate.offer(provider -> provider.fastTileKernels(precision)).stream())
        .<TileKernels<?>>flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * The vector instructions of the loops in Java, apart from those of a backend: those of the
   * compiler, and of kernels for functions of elements that a backend offers.
   *
   * @return a description in one line
   */
  public static String vectorInstructions() {
    return OfferedKernels.describe();
  }

  /**
   * The native library, or the Java code, that computes the routines.
   *
   * @return its name, version, file and current thread count
   */
  public LibraryInfo library() {
    return kernels.library();
  }

  /**
   * The routines that the backend implements; the others are defaults in Java. With a native
   * backend, calls on small operands may be computed in Java; see {@link #computedInJava()}.
   *
   * @return the routines
   */
  public Set<Routine> implemented() {
    return kernels.implemented();
  }

  /**
   * Checks the library's routines now. Otherwise each is checked when it is first used: a small
   * call whose exact result is known. A routine that is wrong is computed in Java from then on, and
   * a warning is logged. Does nothing if {@link Settings#libraryCheck} is off.
   */
  public void checkRoutines() {
    kernels.checkRoutines();
  }

  /**
   * The routines that are computed in plain loops in place of a function of the library or a kernel
   * of a backend in Java, for example because the function returns wrong results or the JVM has
   * compiled the kernel to slow code. A routine is added when this is found.
   *
   * @return each with the reason
   */
  public List<JavaSubstitute> substitutes() {
    return Stream.concat(Stream.of(kernels), products.kernels().stream())
        .flatMap(each -> each.substitutes().stream())
        .toList();
  }
}
