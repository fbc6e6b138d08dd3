/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.vendor;

import dev.panblas.nativelib.call.Downcalls;
import dev.panblas.nativelib.call.NativeFunctions;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.symbol.CFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/**
 * FlexiBLAS, which forwards calls to a library that the user chooses. It reports one thread even if
 * that library has no function for the count, so a count of one is known only if it was another
 * before. Written from its documentation and not tested with FlexiBLAS.
 *
 * @see <a href="https://github.com/mpimd-csc/flexiblas">FlexiBLAS</a>
 */
final class FlexiBlas implements Vendor {

  /** A function that only FlexiBLAS has. It also has functions of other libraries. */
  static final String MARK = "flexiblas_current_backend";

  private static final int LONGEST = 256;

  private final String version;
  private final String backend;
  private final IntSupplier getThreads;
  private final IntConsumer setThreads;

  private volatile boolean isKnown;

  FlexiBlas(NativeFunctions functions) throws UnusableLibraryException {
    getThreads = functions.function(IntSupplier.class, "int flexiblas_get_num_threads()");
    setThreads =
        functions.function(IntConsumer.class, "void flexiblas_set_num_threads(int threads)");
    isKnown = getThreads.getAsInt() > 1;
    MethodHandle describe = functions.bind(CFunction.parse("int " + MARK + "(char* text, long n)"));
    MethodHandle getVersion =
        functions.bind(
            CFunction.parse("void flexiblas_get_version(int* major, int* minor, int* patch)"));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocate(LONGEST);
      int _ = (int) describe.invokeExact(text, (long) LONGEST - 1);
      backend = text.getString(0);
      MemorySegment numbers = arena.allocate(ValueLayout.JAVA_INT, 3);
      MemorySegment minor = numbers.asSlice(Integer.BYTES);
      MemorySegment patch = numbers.asSlice(2 * Integer.BYTES);
      getVersion.invokeExact(numbers, minor, patch);
      version =
          String.join(
              ".",
              Integer.toString(numbers.get(ValueLayout.JAVA_INT, 0)),
              Integer.toString(minor.get(ValueLayout.JAVA_INT, 0)),
              Integer.toString(patch.get(ValueLayout.JAVA_INT, 0)));
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  @Override
  public String name() {
    return "FlexiBLAS";
  }

  @Override
  public Optional<String> version() {
    return Optional.of(version);
  }

  @Override
  public Optional<String> configuration() {
    return Optional.of("FlexiBLAS " + version + " with the library " + backend);
  }

  @Override
  public OptionalInt threads() {
    int count = getThreads.getAsInt();
    return count > 1 || isKnown ? OptionalInt.of(count) : OptionalInt.empty();
  }

  @Override
  public void setThreads(int threads) {
    int before = getThreads.getAsInt();
    setThreads.accept(threads);
    isKnown |= getThreads.getAsInt() != before;
  }

  @Override
  public OptionalInt threadsFor(int threads) {
    return isKnown ? OptionalInt.of(threads) : threads();
  }

  @Override
  public boolean hasWorkBuffers() {
    return true; // those of OpenBLAS, if the user has chosen it
  }

  @Override
  public long longestInWorkBuffer() {
    return OpenBlas.longestInWorkBuffer(threads().orElse(OpenBlas.MOST_THREADS_OF_ANY));
  }
}
