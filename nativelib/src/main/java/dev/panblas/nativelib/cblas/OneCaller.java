/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The functions of a library that only one thread may call at a time. A call waits until the
 * previous one has ended, also in other copies of Panblas.
 */
final class OneCaller {

  private static final MethodHandle LOCKED;

  static {
    try {
      LOCKED =
          MethodHandles.lookup()
              .findStatic(
                  OneCaller.class,
                  "locked",
                  MethodType.methodType(Object.class, MethodHandle.class, Object[].class));
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private OneCaller() {}

  /** A handle that calls a function when no other call runs. */
  static MethodHandle locked(MethodHandle call) {
    MethodType type = call.type();
    int count = type.parameterCount();
    MethodHandle spread = call.asType(type.generic()).asSpreader(Object[].class, count);
    return LOCKED.bindTo(spread).asCollector(Object[].class, count).asType(type);
  }

  @SuppressWarnings("unused") // by LOCKED
  private static Object locked(MethodHandle call, Object[] arguments) throws Throwable {
    synchronized (SerialKernels.LOCK) {
      return (Object) call.invokeExact(arguments);
    }
  }
}
