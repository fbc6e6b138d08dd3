/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.vendor;

import dev.panblas.nativelib.call.NativeFunctions;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.load.LoadingThread;
import dev.panblas.spi.CoreChoice;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** OpenBLAS: its version, core and threads, and the releases whose threads race. */
public final class OpenBlas implements Vendor {

  /** A function that only OpenBLAS has. */
  public static final String MARK = "openblas_get_config";

  private static final Pattern VERSION = Pattern.compile("^OpenBLAS ((\\d+\\.\\d+)\\.(\\d+)\\S*)");
  private static final Pattern MOST_THREADS = Pattern.compile("MAX_THREADS=(\\d+)");

  /** The thread limit of a build that does not report it. No known build has a higher one. */
  static final int MOST_THREADS_OF_ANY = 1024;

  private static final int OPEN_MP = 2;

  /**
   * No work buffer of a known build is smaller than 32 MB less one panel of packed elements. Its
   * size cannot be read.
   */
  private static final long WORK_BUFFER = 24 << 20;

  private final String configuration;
  private final String core;
  private final IntSupplier getThreads;
  private final IntConsumer setThreads;
  private final int mostThreads;
  private final long longestOnMostThreads;
  private final boolean racesWhenThreaded;
  private final boolean allowsManyCallers;

  /**
   * The threads of a call by the calling thread: in a build for OpenMP, each thread has a count.
   */
  private final Optional<IntSupplier> openMpThreads;

  private volatile boolean isUnknown;

  /**
   * Reads version, core and thread limit of a loaded library.
   *
   * @param functions its functions
   * @param hasLocks whether it locks its work buffers also if it is built without threads
   * @throws UnusableLibraryException if a function is missing that every OpenBLAS has
   */
  public OpenBlas(NativeFunctions functions, boolean hasLocks) throws UnusableLibraryException {
    configuration = functions.text("char* openblas_get_config()").strip();
    core = functions.text("char* openblas_get_corename()").strip();
    getThreads = functions.function(IntSupplier.class, "int openblas_get_num_threads()");
    setThreads =
        functions.function(IntConsumer.class, "void openblas_set_num_threads(int threads)");
    int parallel = functions.function(IntSupplier.class, "int openblas_get_parallel()").getAsInt();
    openMpThreads =
        parallel == OPEN_MP
            ? Optional.of(functions.function(IntSupplier.class, "int omp_get_max_threads()"))
            : Optional.empty();
    int limit =
        found(MOST_THREADS)
            .map(found -> Integer.parseInt(found.group(1)))
            .orElse(MOST_THREADS_OF_ANY);
    mostThreads = parallel == 0 ? 1 : limit;
    longestOnMostThreads = longestInWorkBuffer(mostThreads);
    allowsManyCallers = parallel != 0 || hasLocks;
    racesWhenThreaded = found(VERSION).filter(OpenBlas::isRacing).isPresent();
  }

  private Optional<MatchResult> found(Pattern pattern) {
    return pattern.matcher(configuration).results().findFirst();
  }

  /**
   * From 0.3.30 to 0.3.33, concurrent multi-threaded level 3 calls may read each other's packed
   * operands.
   *
   * @see <a href="https://github.com/OpenMathLib/OpenBLAS/issues/5836">OpenBLAS issue 5836</a>
   * @see <a href="https://github.com/OpenMathLib/OpenBLAS/issues/5620">issue 5620, syrk</a>
   */
  private static boolean isRacing(MatchResult version) {
    int release = Integer.parseInt(version.group(3));
    return version.group(2).equals("0.3") && release >= 30 && release <= 33;
  }

  @Override
  public String name() {
    return "OpenBLAS";
  }

  @Override
  public Optional<String> version() {
    return found(VERSION).map(found -> found.group(1));
  }

  @Override
  public Optional<String> configuration() {
    return Optional.of(configuration);
  }

  @Override
  public Optional<String> core() {
    return Optional.of(core);
  }

  /** Only a build for many cores has a choice. OpenBLAS ignores a core without kernels. */
  @Override
  public Optional<CoreChoice> coreChoice() {
    return Optional.of(new CoreChoice("OPENBLAS_CORETYPE", Cores.ofThisProcessor()))
        .filter(choice -> configuration.contains("DYNAMIC_ARCH") && !choice.cores().isEmpty());
  }

  @Override
  public OptionalInt threads() {
    return isUnknown ? OptionalInt.empty() : OptionalInt.of(getThreads.getAsInt());
  }

  @Override
  public void setThreads(int threads) throws UnusableLibraryException {
    setThreads.accept(threads);
    if (openMpThreads.isPresent()) {
      isUnknown = LoadingThread.run(openMpThreads.get()::getAsInt) != threads;
    }
  }

  @Override
  public OptionalInt threadsFor(int threads) {
    // If the count of OpenMP is another one now, threads of the program may keep it.
    return openMpThreads.isPresent() && openMpThreads.get().getAsInt() != threads
        ? OptionalInt.empty()
        : OptionalInt.of(Math.min(threads, mostThreads));
  }

  @Override
  public boolean racesWhenThreaded() {
    return racesWhenThreaded;
  }

  @Override
  public boolean hasWorkBuffers() {
    return true;
  }

  @Override
  public boolean exceedsWorkBuffer(long bytes) {
    // The first comparison suffices for nearly all calls; the other one asks the library.
    return bytes > longestOnMostThreads && bytes > longestInWorkBuffer();
  }

  @Override
  public long longestInWorkBuffer() {
    return longestInWorkBuffer(threads().orElse(mostThreads));
  }

  /**
   * The bytes of a vector if a work buffer holds one copy of it for each thread, one copy more, and
   * another vector of that size.
   */
  static long longestInWorkBuffer(int threads) {
    return WORK_BUFFER / (threads + 2L) - 1;
  }

  /** Without threads and without {@code USE_LOCKING}, two callers may get one work buffer. */
  @Override
  public boolean allowsManyCallers() {
    return allowsManyCallers;
  }
}
