/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.call;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Memory from {@code malloc}. An arena's own memory is filled with zeros and freed by the JVM,
 * which reaches no safepoint meanwhile: several milliseconds for 100 MiB. Calls into C delay no
 * safepoint.
 */
@SuppressWarnings("restricted")
public final class NativeMemory {

  private static final int ALIGNMENT = 64;

  private static final MethodHandle MALLOC =
      Downcalls.ofSystem("malloc", FunctionDescriptor.of(ADDRESS, JAVA_LONG)).orElseThrow();

  /**
   * The class of this object is the JDK's. The JDK refers to it until the memory is freed; through
   * a class of Panblas, it would keep the class loader of Panblas, and with it this memory.
   */
  @SuppressWarnings("unchecked")
  private static final Consumer<MemorySegment> FREE =
      MethodHandleProxies.asInterfaceInstance(
          Consumer.class,
          Downcalls.ofSystem("free", FunctionDescriptor.ofVoid(ADDRESS)).orElseThrow());

  private NativeMemory() {}

  /**
   * Allocates memory.
   *
   * @param bytes the size
   * @param arena the arena that frees it
   * @return memory with any contents, whose address is a multiple of 64
   * @throws OutOfMemoryError if there is not enough memory
   */
  public static MemorySegment allocate(long bytes, Arena arena) {
    long size = bytes + ALIGNMENT - 1;
    try {
      MemorySegment start = (MemorySegment) MALLOC.invokeExact(size);
      if (start.address() == 0) {
        throw new OutOfMemoryError(
            String.format(
                Locale.ROOT,
                "copies of operands need %d bytes of native memory, but the system does not have"
                    + " them; use smaller operands, or operands in native memory with a stride of"
                    + " 1, which are not copied",
                bytes));
      }
      MemorySegment memory = start.reinterpret(size, arena, FREE);
      return memory.asSlice(-memory.address() & (ALIGNMENT - 1), bytes);
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }
}
