/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.scratch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.NaiveKernels;
import dev.panblas.blas.Blas;
import dev.panblas.internal.team.Team;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Settings;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class ScratchPoolTest {

  private static final int PIECES = 3; // of each kind, for one processor
  private static final long SMALL = 1 << 16;
  private static final long LARGE = ScratchPool.MOST_KEPT + 1;

  /** Longer than any test. */
  private static final long WAIT_MILLIS = TimeUnit.HOURS.toMillis(1);

  /** Kernels that take no arrays. */
  private static class NativeKernels extends NaiveKernels {
    @Override
    public boolean isNative() {
      return true;
    }
  }

  private final ScratchPool pool = new ScratchPool(1, WAIT_MILLIS);

  private Scratch borrow(long bytes) {
    return pool.borrow(new NativeKernels(), bytes, false);
  }

  private List<Scratch> borrowAll(long bytes) {
    return borrowAll(pool, PIECES, bytes);
  }

  private static List<Scratch> borrowAll(ScratchPool pool, int pieces, long bytes) {
    List<Scratch> borrowed = new ArrayList<>();
    for (int i = 0; i < pieces; i++) {
      borrowed.add(pool.borrow(new NativeKernels(), bytes, false));
    }
    return borrowed;
  }

  /** Runs a task while another thread, which lives on, has all small pieces of a pool. */
  private static void withoutPieces(ScratchPool pool, int pieces, Runnable task) throws Exception {
    CountDownLatch borrowed = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Thread other =
        Thread.ofPlatform()
            .start(
                () -> {
                  List<Scratch> all = borrowAll(pool, pieces, SMALL);
                  borrowed.countDown();
                  try {
                    done.await();
                  } catch (InterruptedException ended) {
                    throw new IllegalStateException(ended);
                  }
                  all.forEach(Scratch::close);
                });
    borrowed.await();
    try {
      task.run();
    } finally {
      done.countDown();
      other.join();
    }
  }

  /** Runs a task on a new thread; returns the thread when it waits. */
  private static Thread waiting(Thread.Builder builder, Runnable task) throws InterruptedException {
    Thread thread = builder.start(task);
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      assertTrue(thread.isAlive(), "the thread has ended");
      Thread.sleep(1);
    }
    return thread;
  }

  @Test
  @DisplayName("slices are disjoint, aligned, and accessible from every thread")
  void slices() throws Exception {
    long bytes = Scratch.bytes(Precision.DOUBLE, 15) + Scratch.bytes(Precision.SINGLE, 3);
    try (Scratch scratch = borrow(bytes)) {
      Matrix a = scratch.matrix(Precision.DOUBLE, 3, 5);
      Vector x = scratch.vector(Precision.SINGLE, 3);
      assertEquals(0, a.segment().address() % 64);
      assertEquals(0, x.segment().address() % 64);
      assertFalse(a.overlaps(x));
      assertThrows(IndexOutOfBoundsException.class, () -> scratch.vector(Precision.SINGLE, 1));
      Thread other = Thread.ofPlatform().start(() -> a.fill(7));
      other.join();
      assertEquals(7, a.get(2, 4));
    }
  }

  @Test
  @DisplayName("a small piece is kept for the next call, a large one is freed")
  void kept() {
    long address = 0;
    for (int call = 0; call < 3; call++) {
      try (Scratch scratch = borrow(SMALL)) {
        long at = scratch.vector(Precision.DOUBLE, 8).segment().address();
        assertTrue(call == 0 || at == address, "another piece");
        address = at;
      }
      try (Scratch _ = borrow(LARGE)) {
        assertEquals(SMALL + LARGE, pool.bytes());
      }
      assertEquals(SMALL, pool.bytes());
    }
  }

  @Test
  @DisplayName("memory that is kept is bounded")
  void bounded() {
    for (long bytes = 64; bytes <= ScratchPool.MOST_KEPT; bytes *= 8) {
      borrowAll(bytes).forEach(Scratch::close);
    }
    borrowAll(ScratchPool.MOST_KEPT).forEach(Scratch::close);
    assertEquals(PIECES * ScratchPool.MOST_KEPT, pool.bytes());
  }

  @ParameterizedTest
  @ValueSource(longs = {SMALL, LARGE})
  @DisplayName("a call waits until a piece is free, and keeps the interrupt status")
  void waits(long bytes) throws Exception {
    for (Thread.Builder builder : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
      List<Scratch> all = borrowAll(bytes);
      List<Boolean> interrupted = new ArrayList<>();
      Thread thread =
          waiting(
              builder,
              () -> {
                try (Scratch _ = borrow(bytes)) {
                  interrupted.add(Thread.currentThread().isInterrupted());
                }
              });
      thread.interrupt();
      assertFalse(thread.join(Duration.ofMillis(20)), "does not wait");
      all.forEach(Scratch::close);
      thread.join();
      assertEquals(List.of(true), interrupted);
    }
  }

  @Test
  @DisplayName("a call of a thread that has a piece does not wait")
  void nested() {
    List<Scratch> all = borrowAll(SMALL);
    long before = pool.bytes();
    try (Scratch scratch = borrow(SMALL);
        Scratch large = borrow(LARGE)) {
      scratch.vector(Precision.DOUBLE, 8).fill(1);
      large.vector(Precision.DOUBLE, 8).fill(1);
    }
    assertEquals(before, pool.bytes());
    all.forEach(Scratch::close);
  }

  @Test
  @DisplayName("a part that a worker thread computes does not wait")
  void worker() throws Exception {
    CountDownLatch parts = new CountDownLatch(1);
    withoutPieces(
        pool,
        PIECES,
        () ->
            Team.SHARED.run(
                (worker, part) -> {
                  if (worker == 0) {
                    awaitPart(parts);
                  } else {
                    borrow(SMALL).close();
                    parts.countDown();
                  }
                },
                2,
                2));
  }

  private static void awaitPart(CountDownLatch parts) {
    try {
      assertTrue(parts.await(30, TimeUnit.SECONDS), "the worker thread waits");
    } catch (InterruptedException ended) {
      throw new IllegalStateException(ended);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {SMALL, LARGE})
  @DisplayName("a piece that a thread did not give back before it ended is used again")
  void ended(long bytes) throws InterruptedException {
    List<Scratch> lost = new ArrayList<>(); // reachable, so that no collection finds them
    for (int round = 0; round < 2; round++) {
      Thread.ofPlatform().start(() -> lost.addAll(borrowAll(bytes))).join();
      assertEquals(PIECES * bytes, pool.bytes());
      borrowAll(bytes).forEach(Scratch::close);
    }
    lost.forEach(Scratch::close); // has no effect
    assertEquals(bytes == SMALL ? PIECES * SMALL : 0, pool.bytes());
  }

  @Test
  @DisplayName("a call that has waited too long gets memory of its own")
  void waitEnds() throws Exception {
    ScratchPool impatient = new ScratchPool(1, 20);
    withoutPieces(
        impatient,
        PIECES,
        () -> {
          long before = impatient.bytes();
          List<Scratch> own = borrowAll(impatient, 2, SMALL);
          own.forEach(scratch -> scratch.vector(Precision.DOUBLE, 8).fill(1));
          assertEquals(before, impatient.bytes());
          own.forEach(Scratch::close);
        });
  }

  @Test
  @DisplayName("a call that kernels make during a long call does not wait")
  void callByKernels() throws Exception {
    Blas inner = blas(new NativeKernels());
    Matrix ofArray = Matrix.rowMajor(new double[4], 0, 2, 2, 2);
    int calls = 100; // more seconds than the test may take, if each waited
    Blas outer =
        blas(
            new NativeKernels() {
              @Override
              public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
                for (int i = 0; i < calls; i++) {
                  inner.gemm(1, ofArray, ofArray, 0, Matrix.rowMajor(new double[4], 0, 2, 2, 2));
                }
              }
            });
    int n = 1200; // each part is a long call
    Matrix a = Matrix.allocate(Precision.SINGLE, n, n);
    Vector x = Vector.allocate(Precision.SINGLE, n);
    Vector y = Vector.allocate(Precision.SINGLE, n);
    int pieces = Runtime.getRuntime().availableProcessors() + 2;
    withoutPieces(ScratchPool.SHARED, pieces, () -> outer.withThreads(1).gemv(1, a, x, 0, y));
  }

  @Test
  @DisplayName("kernels allocate: kept memory in automatic arenas, other memory in closed ones")
  void arenas() {
    List<MemorySegment> allocated = new ArrayList<>();
    NativeKernels kernels =
        new NativeKernels() {
          @Override
          public MemorySegment allocate(long bytes, Arena arena) {
            MemorySegment memory = super.allocate(bytes, arena);
            allocated.add(memory);
            return memory;
          }
        };
    for (long bytes : new long[] {1, SMALL, SMALL + 1, SMALL, LARGE, LARGE}) {
      pool.borrow(kernels, bytes, false).close();
    }
    assertEquals(
        List.of(SMALL, 2 * SMALL, LARGE, LARGE),
        allocated.stream().map(MemorySegment::byteSize).toList());
    assertEquals(
        List.of(true, true, false, false),
        allocated.stream().map(memory -> memory.scope().isAlive()).toList());
  }

  @Test
  @DisplayName("kernels in Java take small copies in arrays, and need no piece")
  void inArrays() throws Exception {
    long bytes = ScratchPool.MOST_IN_ARRAYS;
    withoutPieces(
        pool,
        PIECES,
        () -> {
          try (Scratch scratch = pool.borrow(new NaiveKernels(), bytes, false)) {
            Matrix a = scratch.matrix(Precision.SINGLE, 3, 5);
            Vector x = scratch.vector(Precision.DOUBLE, 7);
            assertEquals(Optional.of(float[].class), a.segment().heapBase().map(Object::getClass));
            assertEquals(Optional.of(double[].class), x.segment().heapBase().map(Object::getClass));
          }
        });
    try (Scratch scratch = pool.borrow(new NaiveKernels(), bytes + 1, false)) {
      assertTrue(scratch.vector(Precision.DOUBLE, 8).segment().isNative());
    }
  }

  @Test
  @DisplayName("a call that gets no memory gives its piece back")
  void outOfMemory() {
    for (int call = 0; call < 3 * PIECES; call++) {
      assertThrows(OutOfMemoryError.class, () -> borrow(1L << 60).close());
    }
    borrowAll(LARGE).forEach(Scratch::close);
    assertEquals(0, pool.bytes());
  }

  private static Blas blas(NaiveKernels kernels) {
    return Blas.over(kernels, Settings.defaults().withThreads(2).withCrossover(false));
  }

  @Test
  @DisplayName("calls of thousands of virtual threads are right and share a bounded memory")
  void virtualThreads() throws Exception {
    Blas blas = blas(new NativeKernels());
    long before = ScratchPool.SHARED.bytes();
    int n = 12;
    List<Future<Matrix>> products = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4_000; i++) {
        int seed = i;
        products.add(
            threads.submit(
                () -> {
                  Matrix a = Matrix.rowMajor(new double[n * n], 0, n, n, n);
                  Matrix c = Matrix.columnMajor(new double[n * n], 0, n, n, n);
                  a.fill(1);
                  c.fill(seed);
                  blas.gemm(1, a, a, 1, c);
                  return c;
                }));
      }
    }
    for (int i = 0; i < products.size(); i++) {
      Matrix c = products.get(i).get();
      assertEquals(n + i, c.get(0, 0));
      assertEquals(n + i, c.get(n - 1, n - 1));
    }
    int pieces = Runtime.getRuntime().availableProcessors() + 2;
    assertTrue(ScratchPool.SHARED.bytes() <= before + pieces * SMALL);
  }

  @Test
  @DisplayName("a call whose stack overflows loses no piece and changes no output")
  void stackOverflow() {
    Blas blas =
        blas(
            new NativeKernels() {
              @Override
              public void axpy(double alpha, Vector x, Vector y) {
                y.fill(9);
                if (alpha != 0) {
                  axpy(alpha, x, y);
                }
              }
            });
    Vector x = Vector.over(new double[3], 0, 3, 1);
    Vector y = Vector.over(new double[3], 0, 3, 1);
    for (int call = 0; call < 20; call++) {
      assertThrows(StackOverflowError.class, () -> blas.axpy(1, x, y));
    }
    assertEquals(0, blas.dot(y, y));
  }
}
