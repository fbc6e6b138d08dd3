/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.call;

import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.symbol.CFunction;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.util.Optional;
import java.util.function.Supplier;

/** The functions of a loaded native library. */
public interface NativeFunctions {

  /**
   * Whether the library has a function.
   *
   * @param symbol the function's name in C
   * @return true if {@link #bind} finds it
   */
  boolean has(String symbol);

  /**
   * A handle that calls a function.
   *
   * @param function its declaration
   * @return a handle of type {@link Downcalls#methodType}
   * @throws UnusableLibraryException if the library does not have it
   */
  MethodHandle bind(CFunction function) throws UnusableLibraryException;

  /**
   * The same functions, which also take Java arrays. Their calls are critical: the garbage
   * collector moves no array during a call, because the JVM reaches no safepoint before the call
   * ends. So a call must take microseconds only.
   *
   * @return empty if arrays must be copied
   */
  default Optional<NativeFunctions> onArrays() {
    return Optional.empty();
  }

  /**
   * The exception for a missing function.
   *
   * @param symbol the function's name in C
   * @return the exception; its message names the library
   */
  UnusableLibraryException missing(String symbol);

  /**
   * A function as an instance of a functional interface.
   *
   * @param <T> the interface
   * @param shape a functional interface with the types of the declaration
   * @param declaration the declaration in C
   * @return the function
   * @throws UnusableLibraryException if the library does not have it
   */
  default <T> T function(Class<T> shape, String declaration) throws UnusableLibraryException {
    return MethodHandleProxies.asInterfaceInstance(shape, bind(CFunction.parse(declaration)));
  }

  /**
   * The string that a function without parameters returns.
   *
   * @param declaration the declaration in C, with result {@code char*}
   * @return the characters up to the zero
   * @throws UnusableLibraryException if the library does not have it
   */
  default String text(String declaration) throws UnusableLibraryException {
    return Downcalls.string((MemorySegment) function(Supplier.class, declaration).get());
  }
}
