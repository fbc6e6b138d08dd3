/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.trials;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Another thread that makes divided calls one after another until it is closed. */
public final class OccupiedTeam implements AutoCloseable {

  private static final int SIZE = 100; // a product of 2^17 multiplications or more is divided

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final Future<?> calls;
  private volatile boolean ended;

  /** Starts the thread, and waits until it makes its first call. */
  public OccupiedTeam(Blas blas) throws InterruptedException {
    Matrix a = Matrix.allocate(Precision.DOUBLE, SIZE, SIZE);
    Matrix c = Matrix.allocate(Precision.DOUBLE, SIZE, SIZE);
    this.calls =
        thread.submit(
            () -> {
              begun.countDown();
              while (!ended) {
                blas.gemm(1, a, a, 0, c);
              }
            });
    begun.await();
  }

  /** Fails if one of its calls has failed. */
  public void requireRunning() {
    if (calls.state() == Future.State.FAILED) {
      Throwable thrown = calls.exceptionNow();
      throw new AssertionError("another thread's call threw " + thrown, thrown);
    }
  }

  @Override
  public void close() {
    ended = true;
    thread.close();
  }
}
