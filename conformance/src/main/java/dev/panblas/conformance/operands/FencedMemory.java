/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.operands;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/**
 * Memory between two pages that cannot be accessed: it is mapped without access, then made
 * accessible in the middle. A read beyond either end, which no other check can detect, is a
 * segmentation fault.
 */
@SuppressWarnings("restricted") // mmap, mprotect and munmap as POSIX describes them
public final class FencedMemory {

  static final long PAGE = 1L << 16; // a multiple of the page on every platform

  private static final int NO_ACCESS = 0;
  private static final int READ_AND_WRITE = 3;
  private static final int PRIVATE = 2;

  private FencedMemory() {}

  /** The functions, looked up at first use. */
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

  /**
   * Why this process cannot map such memory.
   *
   * @return the reason, or empty if it can
   */
  public static Optional<String> obstacle() {
    if (anonymous() == 0) {
      return Optional.of("mapping pages is implemented for Linux and macOS only");
    }
    return obstacleToNativeAccess("mapping pages");
  }

  /**
   * Why this process cannot call restricted methods.
   *
   * @param what what needs them, the beginning of the reason
   * @return the reason, or empty if it can
   */
  public static Optional<String> obstacleToNativeAccess(String what) {
    Module module = FencedMemory.class.getModule();
    return module.isNativeAccessEnabled() || !module.isNamed()
        ? Optional.empty()
        : Optional.of(what + " needs --enable-native-access=" + module.getName());
  }

  private static int anonymous() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return system.startsWith("linux") ? 0x20 : system.startsWith("mac") ? 0x1000 : 0;
  }

  /**
   * Allocates memory next to a page that cannot be accessed.
   *
   * @param arena owns the memory
   * @param bytes the size
   * @param atEnd whether the memory ends at such a page; otherwise it begins at one
   * @return the memory, filled with zeros
   * @throws IllegalStateException if the system cannot map it
   */
  public static MemorySegment allocate(Arena arena, long bytes, boolean atEnd) {
    long open = Math.max(PAGE, Math.ceilDiv(bytes, PAGE) * PAGE);
    MemorySegment whole = reserve(arena, open + 2 * PAGE);
    open(whole, PAGE, PAGE + open);
    return whole.asSlice(PAGE + (atEnd ? open - bytes : 0), bytes);
  }

  /**
   * Why this process cannot reserve that much memory.
   *
   * @param bytes the size
   * @return the reason, or empty if it can
   */
  public static Optional<String> obstacleToReserving(long bytes) {
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      return obstacle;
    }
    try (Arena arena = Arena.ofConfined()) {
      reserve(arena, bytes);
      return Optional.empty();
    } catch (IllegalStateException failed) {
      return Optional.of("the process may not map " + (bytes >> 30) + " GiB of address space");
    }
  }

  /**
   * Reserves addresses. A part of them takes memory, and can be accessed, only after it is opened.
   *
   * @param arena owns the memory
   * @param bytes the size
   * @return the memory
   * @throws IllegalStateException if the system cannot map it
   */
  static MemorySegment reserve(Arena arena, long bytes) {
    long size = Math.ceilDiv(bytes, PAGE) * PAGE;
    try {
      MemorySegment mapped =
          (MemorySegment)
              Functions.MAP.invokeExact(
                  MemorySegment.NULL, size, NO_ACCESS, PRIVATE | anonymous(), -1, 0L);
      if (mapped.address() == -1) {
        throw new IllegalStateException("mmap of " + size + " bytes failed");
      }
      return mapped.reinterpret(size, arena, FencedMemory::unmap);
    } catch (Throwable thrown) {
      throw rethrown(thrown);
    }
  }

  /**
   * Makes the whole pages of a part of reserved memory accessible.
   *
   * @param reserved the memory
   * @param from the first byte
   * @param to the byte after the last
   * @throws IllegalStateException if the system refuses
   */
  static void open(MemorySegment reserved, long from, long to) {
    long first = from / PAGE * PAGE;
    long bytes = Math.ceilDiv(to - first, PAGE) * PAGE;
    try {
      if ((int) Functions.PROTECT.invokeExact(reserved.asSlice(first, bytes), bytes, READ_AND_WRITE)
          != 0) {
        throw new IllegalStateException("mprotect of " + bytes + " bytes failed");
      }
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
