/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.nativelib.call.Downcalls;
import dev.panblas.nativelib.call.NativeFunctions;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.symbol.CFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thread counts on fake libraries. */
class VendorTest {

  /**
   * Functions that count threads: for the process, or for each calling thread with a count that it
   * begins with.
   */
  private static class Fake implements NativeFunctions {

    final List<String> bound = new ArrayList<>();
    private final boolean isForEachThread;
    private final int parallel;
    private final ThreadLocal<Integer> own;
    private volatile int count;
    private String configuration = "OpenBLAS 0.3.21 MAX_THREADS=64";

    Fake(boolean isForEachThread, int parallel, int count) {
      this.isForEachThread = isForEachThread;
      this.parallel = parallel;
      this.count = count;
      own = ThreadLocal.withInitial(() -> count);
    }

    @SuppressWarnings("unused") // by bind
    Object call(String name, Object[] arguments) {
      if (name.contains("Set") || name.contains("set")) {
        int threads = ((Number) arguments[0]).intValue();
        own.set(threads);
        count = threads;
        return 0;
      }
      return switch (name) {
        case "MKL_Get_Version_String" -> {
          ((MemorySegment) arguments[0])
              .setString(0, "Intel(R) oneAPI Math Kernel Library Version 2025.3-Product Build");
          yield 0;
        }
        case "flexiblas_current_backend" -> {
          ((MemorySegment) arguments[0]).setString(0, "OPENBLASPTHREAD");
          yield 15;
        }
        case "flexiblas_get_version" -> {
          for (int i = 0; i < 3; i++) {
            ((MemorySegment) arguments[i]).set(ValueLayout.JAVA_INT, 0, 3 + i);
          }
          yield 0;
        }
        case "openblas_get_parallel" -> parallel;
        case "bli_info_get_enable_threading" -> 1;
        case "bli_thread_get_num_threads" -> isForEachThread ? own.get() : count;
        case "omp_get_max_threads" -> own.get();
        case "openblas_get_num_threads", "MKL_Get_Max_Threads", "flexiblas_get_num_threads" ->
            count;
        default -> name.contains("get_config") ? string(configuration) : other(name);
      };
    }

    private static Object other(String name) {
      return name.equals("bli_arch_query_id") ? (Object) 0 : string("some");
    }

    private static MemorySegment string(String text) {
      return Arena.global().allocateFrom(text);
    }

    @Override
    public boolean has(String symbol) {
      return true;
    }

    @Override
    public MethodHandle bind(CFunction function) {
      bound.add(function.name());
      MethodType type = Downcalls.methodType(function);
      try {
        MethodHandle call =
            MethodHandles.lookup()
                .findVirtual(
                    Fake.class,
                    "call",
                    MethodType.methodType(Object.class, String.class, Object[].class));
        MethodHandle called =
            MethodHandles.insertArguments(call, 0, this, function.name())
                .asCollector(Object[].class, type.parameterCount());
        // A number is unboxed to its own type first, then widened.
        return type.returnType() == long.class
            ? MethodHandles.explicitCastArguments(
                called.asType(type.changeReturnType(int.class)), type)
            : called.asType(type);
      } catch (ReflectiveOperationException impossible) {
        throw new LinkageError("call has another type", impossible);
      }
    }

    @Override
    public UnusableLibraryException missing(String symbol) {
      return new UnusableLibraryException("no " + symbol, "name another library");
    }
  }

  private static OptionalInt threadsAfterSetting(Vendor vendor, int threads)
      throws UnusableLibraryException {
    vendor.setThreads(threads);
    return vendor.threads();
  }

  @Test
  void blisWithOneCountForTheProcess() throws UnusableLibraryException {
    Vendor blis = new Blis(new Fake(false, 0, 4));
    assertEquals(OptionalInt.of(4), blis.threads());
    assertEquals(OptionalInt.of(1), threadsAfterSetting(blis, 1));
    assertEquals(OptionalInt.of(3), threadsAfterSetting(blis, 3));
  }

  @Test
  void blisWithACountForEachThread() throws UnusableLibraryException {
    assertEquals(OptionalInt.of(1), threadsAfterSetting(new Blis(new Fake(true, 0, 1)), 1));
    assertEquals(OptionalInt.of(1), threadsAfterSetting(new Blis(new Fake(true, 0, -1)), 1));
    assertEquals(OptionalInt.empty(), threadsAfterSetting(new Blis(new Fake(true, 0, 4)), 1));
    assertEquals(OptionalInt.empty(), threadsAfterSetting(new Blis(new Fake(true, 0, 1)), 4));
  }

  @Test
  void openBlasForOpenMpHasACountForEachThread() throws UnusableLibraryException {
    assertEquals(
        OptionalInt.of(1), threadsAfterSetting(new OpenBlas(new Fake(false, 1, 4), false), 1));
    assertEquals(
        OptionalInt.of(1), threadsAfterSetting(new OpenBlas(new Fake(false, 2, 1), false), 1));
    assertEquals(
        OptionalInt.empty(), threadsAfterSetting(new OpenBlas(new Fake(false, 2, 4), false), 1));
  }

  /** What a probe reports: it may set no count. */
  @Test
  void aCountForEachThreadIsUnknownBeforeItIsSetIfItIsAnotherNow() throws UnusableLibraryException {
    for (int now : new int[] {1, 4}) {
      OptionalInt one = now == 1 ? OptionalInt.of(1) : OptionalInt.empty();
      OptionalInt four = now == 4 ? OptionalInt.of(4) : OptionalInt.empty();
      Fake library = new Fake(true, 2, now);
      for (Vendor vendor : List.of(new Blis(library), new OpenBlas(library, false))) {
        assertEquals(one, vendor.threadsFor(1), vendor::name);
        assertEquals(four, vendor.threadsFor(4), vendor::name);
      }
      assertEquals(now, library.count);
    }
  }

  /** Debian's libopenblas0-serial gave wrong results to two callers. */
  @Test
  void openBlasWithoutThreadsAndLocksAllowsOneCaller() throws UnusableLibraryException {
    assertFalse(new OpenBlas(new Fake(false, 0, 1), false).allowsManyCallers());
    assertTrue(new OpenBlas(new Fake(false, 0, 1), true).allowsManyCallers());
    assertTrue(new OpenBlas(new Fake(false, 1, 1), false).allowsManyCallers());
  }

  @Test
  void openBlasIsLimitedToTheThreadsOfItsBuild() throws UnusableLibraryException {
    assertEquals(OptionalInt.of(64), new OpenBlas(new Fake(false, 1, 1), false).threadsFor(100));
    assertEquals(OptionalInt.of(1), new OpenBlas(new Fake(false, 0, 1), false).threadsFor(100));
  }

  private static void requireLimit(Vendor vendor, long elements) {
    assertTrue(vendor.hasWorkBuffers());
    assertEquals(elements, vendor.longestInWorkBuffer() / Double.BYTES, vendor::name);
    assertFalse(vendor.exceedsWorkBuffer(elements * Double.BYTES), vendor::name);
    assertTrue(vendor.exceedsWorkBuffer((elements + 1) * Double.BYTES), vendor::name);
  }

  /** (Threads + 2) x length x size of an element is less than 24 MiB. */
  @Test
  void aVectorIsAsLongAsAWorkBufferAllows() throws UnusableLibraryException {
    requireLimit(new OpenBlas(new Fake(false, 1, 1), false), (1 << 20) - 1);
    requireLimit(new OpenBlas(new Fake(false, 1, 64), false), (3 << 20) / 66);
    requireLimit(new FlexiBlas(new Fake(false, 0, 4)), (1 << 19) - 1);
  }

  /** Old releases report no limit; in a build for OpenMP the count may be unknown too. */
  @Test
  void aVectorIsLimitedAlsoIfNoThreadCountIsKnown() throws UnusableLibraryException {
    Fake old = new Fake(false, 2, 4);
    old.configuration = "OpenBLAS 0.2.18";
    Vendor unknown = new OpenBlas(old, false);
    assertEquals(OptionalInt.empty(), threadsAfterSetting(unknown, 1));
    requireLimit(unknown, 3065);
    requireLimit(new FlexiBlas(new Fake(false, 0, 1)), 3065);
  }

  @Test
  void aCountThatFlexiBlasDoesNotChangeIsUnknown() throws UnusableLibraryException {
    Vendor flexi = new FlexiBlas(new Fake(false, 0, 4));
    assertEquals(Optional.of("3.4.5"), flexi.version());
    assertEquals(
        Optional.of("FlexiBLAS 3.4.5 with the library OPENBLASPTHREAD"), flexi.configuration());
    assertEquals(OptionalInt.of(4), flexi.threads());
    assertEquals(OptionalInt.of(1), flexi.threadsFor(1));
    assertEquals(OptionalInt.of(1), threadsAfterSetting(flexi, 1));
    Vendor unknown = new FlexiBlas(new Fake(false, 0, 1));
    assertEquals(OptionalInt.empty(), unknown.threadsFor(1));
    assertEquals(OptionalInt.empty(), threadsAfterSetting(unknown, 1));
  }

  /** The first call of such a library would end the process. */
  @Test
  void anIncompleteMklIsRefused(@TempDir Path folder) throws Exception {
    Path loader = Files.createFile(folder.resolve("libmkl_rt.so.2"));
    UnusableLibraryException refused =
        assertThrows(UnusableLibraryException.class, () -> Mkl.requireParts(loader));
    assertEquals(
        loader + " needs libmkl_core.so.2, which is not in its folder and not found by the system",
        refused.getMessage());
    for (String part : List.of("core", "intel_lp64", "intel_thread")) {
      Files.createFile(folder.resolve("libmkl_" + part + ".so.2"));
    }
    Mkl.requireParts(loader);
  }

  @Test
  void mklIsCalledByTheNamesOfC() throws UnusableLibraryException {
    Fake library = new Fake(false, 0, 4);
    Vendor mkl = new Mkl(library);
    assertEquals(
        List.of("MKL_Get_Version_String", "MKL_Get_Max_Threads", "MKL_Set_Num_Threads"),
        library.bound);
    assertEquals(Optional.of("2025.3"), mkl.version());
    assertEquals(OptionalInt.of(4), mkl.threads());
    assertEquals(OptionalInt.of(1), threadsAfterSetting(mkl, 1));
  }
}
