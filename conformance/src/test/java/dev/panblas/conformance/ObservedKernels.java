/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.spi.BlasKernels;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Counts the calls of kernels that Panblas's worker threads make. */
final class ObservedKernels implements InvocationHandler {

  private static final String WORKER = "panblas-worker-"; // the beginning of a worker thread's name

  /** Longer than a sleeping worker thread needs to wake. */
  private static final long WAIT_NANOS = 100_000;

  private final BlasKernels kernels;
  private final AtomicInteger callsOfWorkers = new AtomicInteger();

  private ObservedKernels(BlasKernels kernels) {
    this.kernels = kernels;
  }

  static ObservedKernels of(BlasKernels kernels) {
    return new ObservedKernels(kernels);
  }

  /** The same kernels, observed. */
  BlasKernels kernels() {
    return (BlasKernels)
        Proxy.newProxyInstance(
            BlasKernels.class.getClassLoader(), new Class<?>[] {BlasKernels.class}, this);
  }

  /** The number of calls since the last time. */
  int callsOfWorkers() {
    return callsOfWorkers.getAndSet(0);
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (Thread.currentThread().getName().startsWith(WORKER)) {
      callsOfWorkers.incrementAndGet();
    } else if (callsOfWorkers.get() == 0) {
      LockSupport.parkNanos(WAIT_NANOS); // so that parts are left for the worker threads
    }
    try {
      return method.invoke(kernels, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
