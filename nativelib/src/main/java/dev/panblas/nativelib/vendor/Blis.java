/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.vendor;

import dev.panblas.nativelib.call.Downcalls;
import dev.panblas.nativelib.call.NativeFunctions;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.load.LoadingThread;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * BLIS. Its functions return {@code dim_t}, which has 64 bits; in a build with 32 bits the lower
 * half is valid. After version 0.9, and in AMD's BLIS, each calling thread has its own thread
 * count, which begins as that of the environment. The count is then unknown, unless the environment
 * asks for one thread or for none.
 */
final class Blis implements Vendor {

  /** A function that only BLIS has. */
  static final String MARK = "bli_info_get_version_str";

  private final String version;
  private final String core;
  private final LongSupplier getThreads;
  private final LongConsumer setThreads;
  private final boolean threaded;
  private volatile boolean isUnknown;

  Blis(NativeFunctions functions) throws UnusableLibraryException {
    version = functions.text("char* bli_info_get_version_str()");
    int id = functions.function(IntSupplier.class, "int bli_arch_query_id()").getAsInt();
    IntFunction<?> names = functions.function(IntFunction.class, "char* bli_arch_string(int id)");
    core = Downcalls.string((MemorySegment) names.apply(id));
    getThreads = number(functions, "bli_thread_get_num_threads");
    setThreads =
        functions.function(LongConsumer.class, "void bli_thread_set_num_threads(long threads)");
    threaded = (int) number(functions, "bli_info_get_enable_threading").getAsLong() != 0;
  }

  private static LongSupplier number(NativeFunctions functions, String name)
      throws UnusableLibraryException {
    return functions.function(LongSupplier.class, "long " + name + "()");
  }

  @Override
  public String name() {
    return "BLIS";
  }

  @Override
  public Optional<String> version() {
    return Optional.of(version);
  }

  @Override
  public Optional<String> core() {
    return Optional.of(core);
  }

  @Override
  public OptionalInt threads() {
    return isUnknown ? OptionalInt.empty() : OptionalInt.of(count(getThreads.getAsLong()));
  }

  @Override
  public void setThreads(int threads) throws UnusableLibraryException {
    setThreads.accept(threads);
    // A thread that has not set a count has that of the environment or of the process.
    isUnknown = LoadingThread.run(() -> count(getThreads.getAsLong())) != threadsToSet(threads);
  }

  /** -1: no thread count was set. */
  private static int count(long threads) {
    return Math.max(1, (int) threads);
  }

  private int threadsToSet(int threads) {
    return threaded ? threads : 1;
  }

  @Override
  public OptionalInt threadsFor(int threads) {
    // If the count is another one now, threads of the program may keep it.
    int count = threadsToSet(threads);
    return count(getThreads.getAsLong()) == count ? OptionalInt.of(count) : OptionalInt.empty();
  }
}
