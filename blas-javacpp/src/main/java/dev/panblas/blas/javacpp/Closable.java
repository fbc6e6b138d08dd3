/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.javacpp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Whether another thread can close an operand's arena: true for a shared arena, false for a
 * confined, automatic or global one. A segment does not report the kind of its arena, but the JDK
 * has a class of scopes for each kind. A scope of any other class counts as closable.
 */
final class Closable {

  private static final Class<?> GLOBAL = Arena.global().scope().getClass();
  private static final Class<?> AUTOMATIC = Arena.ofAuto().scope().getClass();
  private static final Class<?> CONFINED;
  private static final Class<?> SHARED;

  private static final MethodHandle IS_CLOSABLE;

  static {
    try (Arena confined = Arena.ofConfined();
        Arena shared = Arena.ofShared()) {
      CONFINED = confined.scope().getClass();
      SHARED = shared.scope().getClass();
      IS_CLOSABLE =
          MethodHandles.lookup()
              .findStatic(
                  Closable.class,
                  "isClosable",
                  MethodType.methodType(boolean.class, MemorySegment.class));
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private Closable() {}

  /** Whether another thread can close a segment. */
  static boolean isClosable(MemorySegment segment) {
    Class<?> scope = segment.scope().getClass();
    return scope == SHARED || (scope != AUTOMATIC && scope != CONFINED && scope != GLOBAL);
  }

  /**
   * A handle that calls one of two functions, depending on its arguments.
   *
   * @param ifClosable called if another thread can close one of the segments among its arguments
   * @param otherwise called if not
   * @return the handle
   */
  static MethodHandle choose(MethodHandle ifClosable, MethodHandle otherwise) {
    MethodType type = otherwise.type();
    MethodType test = type.changeReturnType(boolean.class);
    MethodHandle chosen = otherwise;
    for (int i = 0; i < type.parameterCount(); i++) {
      if (type.parameterType(i) == MemorySegment.class) {
        MethodHandle isClosable = MethodHandles.permuteArguments(IS_CLOSABLE, test, i);
        chosen = MethodHandles.guardWithTest(isClosable, ifClosable, chosen);
      }
    }
    return chosen;
  }
}
