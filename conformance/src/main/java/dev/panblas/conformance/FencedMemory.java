package dev.panblas.conformance;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Memory between two pages that nobody may touch: mapped without any access, then opened in the
 * middle. A read beyond it, which would show nowhere else, is a segmentation fault.
 */
@SuppressWarnings("restricted") // mmap, mprotect and munmap as POSIX describes them
final class FencedMemory {

  private static final long PAGE = 1L << 16; // a multiple of the page on every platform

  private static final int NO_ACCESS = 0;
  private static final int READ_AND_WRITE = 3;
  private static final int PRIVATE = 2;

  private FencedMemory() {}

  /** The functions, looked up when a fence is first asked for. */
  private static final class Functions {
    static final MethodHandle MAP =
        handle(
            "mmap",
            FunctionDescriptor.of(
                ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    static final MethodHandle PROTECT =
        handle("mprotect", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    static final MethodHandle UNMAP =
        handle("munmap", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));

    private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), descriptor);
    }
  }

  /** Why there are no fences here; null if there are. */
  static @Nullable String lack() {
    if (anonymous() == 0) {
      return "this system has no mmap that is known here";
    }
    return FencedMemory.class.getModule().isNativeAccessEnabled()
            || !FencedMemory.class.getModule().isNamed()
        ? null
        : "mapping pages needs --enable-native-access=dev.panblas.conformance";
  }

  private static int anonymous() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return system.startsWith("linux") ? 0x20 : system.startsWith("mac") ? 0x1000 : 0;
  }

  /** The operands of a case, each at the end of memory that is fenced, or at its beginning. */
  static Trial trial(Arena arena, Case described, boolean atEnd) {
    return Trial.of(
        described,
        (at, operand) -> {
          Extents extents = at.extents(operand);
          Layout.Strides strides = at.layouts().get(operand).strides(extents);
          long bytes = strides.span(extents) * at.precision().bytes();
          boolean written = at.model().operands().get(operand).isWritten();
          MemorySegment memory = allocate(arena, bytes, atEnd);
          GuardedOperand.poison(memory, at.precision(), written);
          return GuardedOperand.in(memory, 0, at, operand, at.precision(), extents, strides);
        });
  }

  private static MemorySegment allocate(Arena arena, long bytes, boolean atEnd) {
    long open = Math.max(PAGE, Math.ceilDiv(bytes, PAGE) * PAGE);
    try {
      MemorySegment mapped =
          (MemorySegment)
              Functions.MAP.invokeExact(
                  MemorySegment.NULL, open + 2 * PAGE, NO_ACCESS, PRIVATE | anonymous(), -1, 0L);
      if (mapped.address() == -1) {
        throw new IllegalStateException("mmap of " + (open + 2 * PAGE) + " bytes failed");
      }
      MemorySegment whole = mapped.reinterpret(open + 2 * PAGE, arena, FencedMemory::unmap);
      MemorySegment middle = whole.asSlice(PAGE, open);
      if ((int) Functions.PROTECT.invokeExact(middle, open, READ_AND_WRITE) != 0) {
        throw new IllegalStateException("mprotect of " + open + " bytes failed");
      }
      return middle.asSlice(atEnd ? open - bytes : 0, bytes);
    } catch (Throwable thrown) {
      throw rethrown(thrown);
    }
  }

  private static void unmap(MemorySegment whole) {
    try {
      if ((int) Functions.UNMAP.invokeExact(whole, whole.byteSize()) != 0) {
        throw new IllegalStateException("munmap failed");
      }
    } catch (Throwable thrown) {
      throw rethrown(thrown);
    }
  }

  private static RuntimeException rethrown(Throwable thrown) {
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("a call into C threw", thrown);
  }
}
