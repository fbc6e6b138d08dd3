/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.nativelib.symbol.CFunction;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The number of threads in a library at once. Its function ends when the test allows it. */
class CallerLimitTest {

  private final Semaphore mayEnd = new Semaphore(0);
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @SuppressWarnings("unused") // by FUNCTIONS
  private void call(boolean waits) {
    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
    if (waits) {
      mayEnd.acquireUninterruptibly();
    }
    inside.decrementAndGet();
  }

  private MethodHandle function() throws ReflectiveOperationException {
    MethodType type = MethodType.methodType(void.class, boolean.class);
    return MethodHandles.lookup().findVirtual(CallerLimitTest.class, "call", type).bindTo(this);
  }

  private static MethodHandle limited(String name, MethodHandle function) {
    return CallerLimit.limited(CFunction.parse("void " + name + "(int n)"), function);
  }

  private static Runnable calls(MethodHandle function, boolean waits, int count) {
    return () -> {
      try {
        for (int i = 0; i < count; i++) {
          function.invokeExact(false);
        }
        if (waits) {
          function.invokeExact(true);
        }
      } catch (Throwable thrown) {
        throw new AssertionError(thrown);
      }
    };
  }

  /** The number of permits that no thread has. */
  private static long free() {
    return IntStream.range(0, CallerPermits.COUNT)
        .mapToObj(CallerPermits.HOLDERS::get)
        .filter(Objects::isNull)
        .count();
  }

  private static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      assertTrue(thread.join(Duration.ofSeconds(30)), "a thread still waits");
    }
  }

  private static void await(BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "the condition does not hold after 30 s");
      Thread.sleep(1);
    }
  }

  @Test
  void atMostTheLimitCallAtOnceAndTheOthersWait() throws Exception {
    MethodHandle gemv = limited("cblas_dgemv", function());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      threads.add(Thread.ofPlatform().start(calls(gemv, true, 0)));
      threads.add(Thread.ofVirtual().start(calls(gemv, true, 0)));
    }
    await(() -> free() == 0);
    await(() -> CallerPermits.WAITING.get() >= 400 - CallerLimit.CALLERS);
    // Virtual threads that wait leave their carriers to others.
    List<Thread> others = List.of(Thread.ofVirtual().start(() -> {}));
    join(others);
    assertTrue(inside.get() <= CallerLimit.CALLERS, () -> "inside: " + inside);
    mayEnd.release(400);
    join(threads);
    assertTrue(most.get() > CallerPermits.COUNT, "no ticket was given");
    assertTrue(most.get() <= CallerLimit.CALLERS, () -> "most: " + most);
    assertEquals(CallerPermits.COUNT, free());
  }

  @Test
  void ticketsOfEndedThreadsAreGivenToOthers() throws Exception {
    MethodHandle gemm = limited("cblas_dgemm", function());
    List<Thread> ended = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      ended.add(Thread.ofPlatform().start(calls(gemm, false, 1)));
    }
    join(ended);
    List<Thread> threads = new ArrayList<>();
    int holders = CallerLimit.TICKETS / 2; // other threads of this JVM hold some
    for (int i = 0; i < holders; i++) {
      threads.add(Thread.ofPlatform().start(calls(gemm, true, 5000)));
    }
    await(() -> inside.get() == holders);
    long permits = free();
    mayEnd.release(holders);
    join(threads);
    assertEquals(CallerPermits.COUNT, permits, "a thread used a permit although tickets were free");
  }

  @Test
  void aCallThatThrowsReleasesItsPermit() throws Exception {
    MethodHandle closed =
        MethodHandles.throwException(void.class, IllegalStateException.class)
            .bindTo(new IllegalStateException("closed"));
    MethodHandle gemv =
        limited("cblas_sgemv", MethodHandles.dropArguments(closed, 0, boolean.class));
    AtomicInteger thrown = new AtomicInteger();
    Runnable call =
        () -> {
          try {
            gemv.invokeExact(true);
          } catch (IllegalStateException expected) {
            thrown.incrementAndGet();
          } catch (Throwable other) {
            throw new AssertionError(other);
          }
        };
    join(List.of(Thread.ofVirtual().start(call), Thread.ofPlatform().start(call)));
    assertEquals(2, thrown.get());
    assertEquals(CallerPermits.COUNT, free());
  }

  /** As after a call whose stack overflowed before it could release its permit. */
  @Test
  void permitsThatWereNotReleasedAreTakenBack() throws Exception {
    List<Thread> ended = new ArrayList<>();
    for (int i = 0; i < 3 * CallerPermits.COUNT; i++) {
      Thread thread = Thread.ofVirtual().start(() -> CallerPermits.acquire(Thread.currentThread()));
      join(List.of(thread));
      ended.add(thread);
    }
    Thread here = Thread.currentThread();
    for (int i = 0; i < 3 * CallerPermits.COUNT; i++) {
      CallerPermits.acquire(here);
    }
    assertEquals(CallerPermits.COUNT - 1, clear(ended), "a thread has one permit");
    assertEquals(1, clear(List.of(here)));
  }

  private static int clear(List<Thread> holders) {
    int cleared = 0;
    for (int place = 0; place < CallerPermits.COUNT; place++) {
      Thread holder = CallerPermits.HOLDERS.get(place);
      if (holder != null && holders.contains(holder)) {
        CallerPermits.release(place);
        cleared++;
      }
    }
    return cleared;
  }

  @Test
  void aThreadThatWaitsTakesThePermitOfOneThatEnds() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CallerPermits.COUNT; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    CallerPermits.acquire(Thread.currentThread());
                    awaitUninterruptibly(end);
                  }));
    }
    await(() -> free() == 0);
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread waiting =
        Thread.ofPlatform()
            .start(
                () -> {
                  CallerPermits.release(CallerPermits.acquire(Thread.currentThread()));
                  interrupted.set(Thread.currentThread().isInterrupted());
                });
    await(() -> CallerPermits.WAITING.get() == 1);
    waiting.interrupt();
    end.countDown();
    join(List.of(waiting));
    assertTrue(interrupted.get(), "the interrupt is kept for the program");
    join(threads);
    clear(threads);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void level1TakesNoBufferAndIsNotLimited() throws Exception {
    MethodHandle function = function();
    assertSame(function, limited("cblas_daxpy", function));
    assertSame(function, limited("cblas_idamax", function));
    assertNotSame(function, limited("cblas_strsm", function));
  }
}
