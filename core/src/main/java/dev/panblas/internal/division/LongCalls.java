/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.division;

import java.util.concurrent.Semaphore;

/**
 * Limits how many long library calls run at once. At exit the JVM waits 300 ms for calls into
 * native code. With more calls than processors even short ones would take longer. Further callers
 * wait in Java, before their call.
 */
final class LongCalls {

  /** A call with more multiplications is long. */
  static final long PRODUCTS = 25_000_000;

  /** A call that reads and writes more elements is long: 5 MB in double. */
  static final int ELEMENTS = 650_000;

  private static final Semaphore PROCESSORS =
      new Semaphore(Runtime.getRuntime().availableProcessors());

  private LongCalls() {}

  /** Runs a call of so many multiplications, after a wait if it is long. */
  static void products(double products, Runnable call) {
    run(products > PRODUCTS, call);
  }

  /** Runs a call that reads and writes so many elements, after a wait if it is long. */
  static void elements(long elements, Runnable call) {
    run(elements > ELEMENTS, call);
  }

  private static void run(boolean isLong, Runnable call) {
    if (!isLong) {
      call.run();
      return;
    }
    PROCESSORS.acquireUninterruptibly();
    try {
      call.run();
    } finally {
      PROCESSORS.release();
    }
  }
}
