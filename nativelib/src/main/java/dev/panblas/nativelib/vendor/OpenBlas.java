/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.vendor;

import dev.panblas.nativelib.call.NativeFunctions;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.vendor.SerialSection.Turn;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** OpenBLAS: its version, core and threads, and the calls that must not run concurrently. */
public final class OpenBlas implements Vendor {

  /** A function that only OpenBLAS has. */
  public static final String MARK = "openblas_get_config";

  private static final Pattern VERSION = Pattern.compile("^OpenBLAS ((\\d+\\.\\d+)\\.(\\d+)\\S*)");
  private static final Pattern MOST_THREADS = Pattern.compile("MAX_THREADS=(\\d+)");

  /**
   * A gemm of at most this many multiplications is computed on the calling thread: {@code
   * SMP_THRESHOLD_MIN * GEMM_MULTITHREAD_THRESHOLD} in the sources of OpenBLAS.
   */
  private static final long MOST_UNTHREADED = 65536 * 4;

  private final String configuration;
  private final String core;
  private final IntSupplier getThreads;
  private final IntConsumer setThreads;
  private final int mostThreads;
  private final boolean racesWhenThreaded;

  /**
   * Reads version, core and thread limit of a loaded library.
   *
   * @param functions its functions
   * @throws UnusableLibraryException if a function is missing that every OpenBLAS has
   */
  public OpenBlas(NativeFunctions functions) throws UnusableLibraryException {
    configuration = functions.text("char* openblas_get_config()").strip();
    core = functions.text("char* openblas_get_corename()").strip();
    getThreads = functions.function(IntSupplier.class, "int openblas_get_num_threads()");
    setThreads =
        functions.function(IntConsumer.class, "void openblas_set_num_threads(int threads)");
    boolean threaded =
        functions.function(IntSupplier.class, "int openblas_get_parallel()").getAsInt() != 0;
    int limit =
        found(MOST_THREADS)
            .map(found -> Integer.parseInt(found.group(1)))
            .orElse(Integer.MAX_VALUE);
    mostThreads = threaded ? limit : 1;
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

  @Override
  public int threads() {
    return getThreads.getAsInt();
  }

  @Override
  public void setThreads(int threads) {
    if (threads() != threads) {
      try (var _ = SerialSection.enter()) { // no product is running with the old count
        setThreads.accept(threads);
      }
    }
  }

  @Override
  public int threadsFor(int threads) {
    return Math.min(threads, mostThreads);
  }

  @Override
  public @Nullable Turn productTurn() {
    return racesWhenThreaded ? SerialSection.enter(this::isThreaded) : null;
  }

  @Override
  public long gemmThreadingThreshold() {
    return MOST_UNTHREADED;
  }

  @Override
  public @Nullable Turn gemmTurn(long multiplications) {
    return multiplications > MOST_UNTHREADED ? productTurn() : null;
  }

  private boolean isThreaded() {
    return threads() > 1;
  }
}
