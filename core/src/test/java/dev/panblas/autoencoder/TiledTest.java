/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import static dev.panblas.autoencoder.SmallNetwork.step;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.NaiveKernels;
import dev.panblas.autoencoder.SmallNetwork.Step;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import java.lang.foreign.Arena;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many tiles on several threads. */
final class TiledTest {

  private static final int VISIBLE = 6;
  private static final int HIDDEN = 3;
  private static final int SAMPLES = 1003;
  private static final Hyperparameters SMALL = new Hyperparameters(HIDDEN, 1e-2, 3, 0.05);

  private static final SmallNetwork NETWORK = new SmallNetwork(SAMPLES, VISIBLE, SMALL);

  /** Kernels that remember the threads that call them. */
  private static class Counting extends NaiveKernels {

    final Set<Thread> callers = ConcurrentHashMap.newKeySet();

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      callers.add(Thread.currentThread());
      super.gemm(alpha, a, b, beta, c);
    }
  }

  /** Kernels that wait in the first product of each thread until two threads are in one. */
  private static final class Meeting extends Counting {

    private final CountDownLatch both = new CountDownLatch(2);
    private final ThreadLocal<Boolean> arrived = ThreadLocal.withInitial(() -> false);

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      if (!arrived.get()) {
        arrived.set(true);
        both.countDown();
        await(both);
      }
      super.gemm(alpha, a, b, beta, c);
    }

    private static void await(CountDownLatch latch) {
      try {
        assertTrue(latch.await(1, TimeUnit.MINUTES), "only one thread computes tiles");
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
  }

  /** Kernels that fail in every thread but the calling one. */
  private static final class Failing extends Counting {

    private final Thread first = Thread.currentThread();
    private final RuntimeException failure = new IllegalStateException("out of order");

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      super.gemm(alpha, a, b, beta, c);
      if (Thread.currentThread() != first) {
        throw failure;
      }
      long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
      while (callers.size() < 2 && System.nanoTime() < limit) {
        Thread.onSpinWait(); // leaves parts for the other thread
      }
    }
  }

  private static Matrix samples(Arena arena, Precision precision) {
    return NETWORK.samples(arena, precision);
  }

  private static Vector theta(Precision precision) {
    return NETWORK.start(Arena.ofAuto(), precision).theta();
  }

  private static SparseAutoencoder tiled(Arena arena, BlasKernels kernels) {
    Matrix samples = samples(arena, Precision.DOUBLE);
    return new SparseAutoencoder(arena, Blas.over(kernels), SMALL, samples, Schedule.TILED, 2);
  }

  private static Step stepOn(
      BlasKernels kernels, Schedule schedule, int threads, Matrix samples, Vector theta) {
    try (Arena arena = Arena.ofShared();
        SparseAutoencoder autoencoder =
            new SparseAutoencoder(arena, Blas.over(kernels), SMALL, samples, schedule, threads)) {
      return step(autoencoder, theta);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  @DisplayName("the bits do not depend on the thread count")
  void sameBits(Precision precision) {
    try (Arena arena = Arena.ofShared()) {
      for (int count : new int[] {1, 480, 481, SAMPLES}) {
        Matrix samples = samples(arena, precision).block(0, 0, count, VISIBLE);
        Vector theta = theta(precision);
        Step alone = stepOn(new Counting(), Schedule.TILED, 1, samples, theta);
        for (int threads : new int[] {2, 7, 64}) {
          Step shared = stepOn(new Counting(), Schedule.TILED, threads, samples, theta);
          assertEquals(alone.cost(), shared.cost());
          assertArrayEquals(alone.gradient(), shared.gradient());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  @DisplayName("cost and gradient agree with the batched schedule")
  void agrees(Precision precision) {
    try (Arena arena = Arena.ofShared()) {
      Matrix samples = samples(arena, precision);
      Vector theta = theta(precision);
      Step whole = stepOn(new NaiveKernels(), Schedule.BATCHED, 1, samples, theta);
      Step tiled = stepOn(new Counting(), Schedule.TILED, 3, samples, theta);
      double bound = NETWORK.bound(precision);
      assertEquals(whole.cost(), tiled.cost(), bound);
      assertArrayEquals(whole.gradient(), tiled.gradient(), bound);
    }
  }

  @Test
  @DisplayName("threads compute tiles at the same time")
  void threads() {
    Meeting kernels = new Meeting();
    try (Arena arena = Arena.ofShared()) {
      Matrix samples = samples(arena, Precision.DOUBLE);
      stepOn(kernels, Schedule.TILED, 2, samples, theta(Precision.DOUBLE));
    }
    assertEquals(2, kernels.callers.size());
  }

  @Test
  @DisplayName("an exception of a worker thread is thrown by the step, also by the next step")
  void failure() {
    Failing kernels = new Failing();
    Vector theta = theta(Precision.DOUBLE);
    try (Arena arena = Arena.ofShared();
        SparseAutoencoder autoencoder = tiled(arena, kernels)) {
      for (int i = 0; i < 2; i++) {
        kernels.callers.clear();
        RuntimeException thrown =
            assertThrows(RuntimeException.class, () -> step(autoencoder, theta));
        assertSame(kernels.failure, thrown);
      }
    }
  }

  @Test
  @DisplayName("an interrupt does not end a step, and the interrupt status is kept")
  void interrupted() {
    try (Arena arena = Arena.ofShared()) {
      Matrix samples = samples(arena, Precision.DOUBLE);
      Vector theta = theta(Precision.DOUBLE);
      Step calm = stepOn(new Counting(), Schedule.TILED, 2, samples, theta);
      Thread.currentThread().interrupt();
      Step interrupted = stepOn(new Counting(), Schedule.TILED, 2, samples, theta);
      assertTrue(Thread.interrupted(), "the interrupt status was cleared");
      assertEquals(calm.cost(), interrupted.cost());
      assertArrayEquals(calm.gradient(), interrupted.gradient());
    }
  }

  @Test
  @DisplayName("if workspace or samples are confined to a thread, that thread computes all tiles")
  void confined() {
    Counting kernels = new Counting();
    try (Arena confined = Arena.ofConfined();
        Arena shared = Arena.ofShared()) {
      Matrix samples = samples(confined, Precision.DOUBLE);
      stepOn(kernels, Schedule.TILED, 4, samples, theta(Precision.DOUBLE));
      Matrix copy = samples(shared, Precision.DOUBLE);
      try (SparseAutoencoder autoencoder =
          new SparseAutoencoder(confined, Blas.over(kernels), SMALL, copy, Schedule.TILED, 4)) {
        step(autoencoder, theta(Precision.DOUBLE));
      }
    }
    assertEquals(Set.of(Thread.currentThread()), kernels.callers);
  }

  @Test
  @DisplayName("a step after close, and a thread count of 0, are refused")
  void refused() {
    try (Arena arena = Arena.ofShared()) {
      Matrix samples = samples(arena, Precision.DOUBLE);
      Blas blas = Blas.over(new Counting());
      SparseAutoencoder autoencoder =
          new SparseAutoencoder(arena, blas, SMALL, samples, Schedule.TILED, 2);
      autoencoder.close();
      autoencoder.close();
      var closed =
          assertThrows(
              IllegalStateException.class, () -> step(autoencoder, theta(Precision.DOUBLE)));
      assertEquals("the autoencoder is closed", closed.getMessage());
      var none =
          assertThrows(
              IllegalArgumentException.class,
              () -> new SparseAutoencoder(arena, blas, SMALL, samples, Schedule.TILED, 0));
      assertEquals("threads must be >= 1, but was 0", none.getMessage());
    }
  }

  @Test
  @DisplayName("small layers are tiled, large ones batched")
  void fitting() {
    assertSame(Schedule.TILED, Schedule.fitting(64, 25));
    assertSame(Schedule.TILED, Schedule.fitting(784, 100));
    assertSame(Schedule.BATCHED, Schedule.fitting(1000, 101));
    assertSame(Schedule.BATCHED, Schedule.fitting(784, 196));
    try (Arena arena = Arena.ofConfined();
        SparseAutoencoder chosen =
            new SparseAutoencoder(
                arena, Blas.over(new NaiveKernels()), SMALL, samples(arena, Precision.DOUBLE))) {
      assertSame(Schedule.TILED, chosen.schedule());
      assertFalse(Double.isNaN(step(chosen, theta(Precision.DOUBLE)).cost()));
    }
  }
}
