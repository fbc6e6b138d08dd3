/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.foreign;

import dev.panblas.nativelib.load.SystemCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** C functions called through the Foreign Function and Memory API. */
@SuppressWarnings("restricted")
public final class ForeignCalls implements SystemCalls {

  /** Handles by type, so that only the first call of a type links one. */
  private final Map<FunctionDescriptor, MethodHandle> handles = new ConcurrentHashMap<>();

  /** Calls nothing yet. */
  public ForeignCalls() {}

  @Override
  public long find(String function) {
    return Linker.nativeLinker()
        .defaultLookup()
        .find(function)
        .map(MemorySegment::address)
        .orElse(0L);
  }

  @Override
  public long call(long function, Object... arguments) {
    MemoryLayout[] layouts =
        Arrays.stream(arguments).map(ForeignCalls::layout).toArray(MemoryLayout[]::new);
    MethodHandle handle =
        handles.computeIfAbsent(
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, layouts),
            type -> Linker.nativeLinker().downcallHandle(type));
    try (Arena arena = Arena.ofConfined()) {
      Object[] passed = new Object[arguments.length + 1];
      passed[0] = MemorySegment.ofAddress(function);
      for (int i = 0; i < arguments.length; i++) {
        passed[i + 1] =
            arguments[i] instanceof byte[] bytes
                ? arena.allocate(bytes.length, Long.BYTES).copyFrom(MemorySegment.ofArray(bytes))
                : arguments[i];
      }
      long result = (long) handle.invokeWithArguments(passed);
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i] instanceof byte[] bytes) {
          MemorySegment.ofArray(bytes).copyFrom((MemorySegment) passed[i + 1]);
        }
      }
      return result;
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable checked) {
      throw new IllegalStateException("a call into C threw a checked exception", checked);
    }
  }

  private static MemoryLayout layout(Object argument) {
    return argument instanceof Integer
        ? ValueLayout.JAVA_INT
        : argument instanceof Long ? ValueLayout.JAVA_LONG : ValueLayout.ADDRESS;
  }

  @Override
  public String string(long address) {
    return MemorySegment.ofAddress(address).reinterpret(Long.MAX_VALUE).getString(0);
  }
}
