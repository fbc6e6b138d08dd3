/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.call;

import dev.panblas.nativelib.symbol.CFunction;
import dev.panblas.nativelib.symbol.CType;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Optional;

/** Method handles that call C functions. */
public final class Downcalls {

  private Downcalls() {}

  /**
   * A handle that calls a C function.
   *
   * @param address the function's address
   * @param function its declaration, which cannot be checked: a wrong one corrupts memory
   * @param options of the linker
   * @return a handle of type {@link #methodType}
   */
  public static MethodHandle handle(
      MemorySegment address, CFunction function, Linker.Option... options) {
    return handle(address, descriptor(function), options);
  }

  /**
   * A handle that calls a function of the system.
   *
   * @param name the function's name in C
   * @param descriptor its type
   * @return the handle; empty if this system does not have the function
   */
  static Optional<MethodHandle> ofSystem(String name, FunctionDescriptor descriptor) {
    return Linker.nativeLinker()
        .defaultLookup()
        .find(name)
        .map(address -> handle(address, descriptor));
  }

  @SuppressWarnings("restricted")
  static MethodHandle handle(
      MemorySegment address, FunctionDescriptor descriptor, Linker.Option... options) {
    return Linker.nativeLinker().downcallHandle(address, descriptor, options);
  }

  /**
   * The Java types of a C function. A pointer is a {@link MemorySegment}.
   *
   * @param function its declaration
   * @return the type of its handles
   */
  public static MethodType methodType(CFunction function) {
    return descriptor(function).toMethodType();
  }

  private static FunctionDescriptor descriptor(CFunction function) {
    MemoryLayout[] parameters =
        function.parameters().stream().map(Downcalls::layout).toArray(MemoryLayout[]::new);
    return function.result() == CType.VOID
        ? FunctionDescriptor.ofVoid(parameters)
        : FunctionDescriptor.of(layout(function.result()), parameters);
  }

  private static MemoryLayout layout(CType type) {
    return switch (type) {
      case INT -> ValueLayout.JAVA_INT;
      case LONG -> ValueLayout.JAVA_LONG;
      case FLOAT -> ValueLayout.JAVA_FLOAT;
      case DOUBLE -> ValueLayout.JAVA_DOUBLE;
      case INT_POINTER, FLOAT_POINTER, DOUBLE_POINTER, CHAR_POINTER -> ValueLayout.ADDRESS;
      case VOID -> throw new IllegalArgumentException("a parameter must not be void");
    };
  }

  /**
   * A string that a C function has returned.
   *
   * @param text its address
   * @return the characters up to the zero
   */
  @SuppressWarnings("restricted")
  public static String string(MemorySegment text) {
    return text.reinterpret(Long.MAX_VALUE).getString(0);
  }

  /**
   * Rethrows the exception of a native call. A C function throws nothing, but the JVM may throw,
   * for example a {@link StackOverflowError}, or an {@link IllegalStateException} if another thread
   * has closed the memory.
   *
   * @param thrown an unchecked exception or an error
   * @return never; the result type lets the caller write a throw statement
   */
  public static RuntimeException rethrow(Throwable thrown) {
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException("a call into C threw a checked exception", thrown);
  }
}
