/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.division;

import dev.panblas.spi.BlasKernels;
import java.util.concurrent.Semaphore;

/**
 * Limits how many long library calls run at once. At exit the JVM waits 300 ms for calls into
 * native code. If more calls than processors were in the library, each would take longer. Further
 * callers wait in Java.
 */
final class LongCalls {

  /** A call with more multiplications is long. */
  static final long PRODUCTS = 25_000_000;

  /** A call that reads and writes more elements is long: 5 MB in double. */
  static final int ELEMENTS = 650_000;

  private static final Semaphore PROCESSORS =
      new Semaphore(Runtime.getRuntime().availableProcessors());

  /** Whether this thread is in a long call, whose kernels may make calls of their own. */
  private static final ThreadLocal<Boolean> HERE = ThreadLocal.withInitial(() -> false);

  private LongCalls() {}

  /** Whether this thread is in a long call. */
  static boolean isHere() {
    return HERE.get();
  }

  /** Runs a call of so many multiplications, after a wait if it is long. */
  static void products(BlasKernels kernels, double products, Runnable call) {
    run(products > PRODUCTS && kernels.isNative(), call);
  }

  /** Runs a call that reads and writes so many elements, after a wait if it is long. */
  static void elements(BlasKernels kernels, long elements, Runnable call) {
    run(elements > ELEMENTS && kernels.isNative(), call);
  }

  private static void run(boolean isLong, Runnable call) {
    if (!isLong || HERE.get()) {
      call.run();
      return;
    }
    PROCESSORS.acquireUninterruptibly();
    HERE.set(true);
    try {
      call.run();
    } finally {
      HERE.remove();
      PROCESSORS.release();
    }
  }
}
