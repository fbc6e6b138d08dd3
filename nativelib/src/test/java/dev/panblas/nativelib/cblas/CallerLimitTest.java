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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The number of threads in a library at once. Its function ends when the test allows it. */
class CallerLimitTest {

  private static final int PERMITS = CallerLimit.CALLERS - CallerLimit.TICKETS;

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
    await(() -> CallerLimit.PERMITS.availablePermits() == 0);
    await(() -> CallerLimit.PERMITS.getQueueLength() >= 400 - CallerLimit.CALLERS);
    // Virtual threads that wait leave their carriers to others.
    List<Thread> others = List.of(Thread.ofVirtual().start(() -> {}));
    join(others);
    assertTrue(inside.get() <= CallerLimit.CALLERS, () -> "inside: " + inside);
    mayEnd.release(400);
    join(threads);
    assertTrue(most.get() > PERMITS, "no ticket was given");
    assertTrue(most.get() <= CallerLimit.CALLERS, () -> "most: " + most);
    assertEquals(PERMITS, CallerLimit.PERMITS.availablePermits());
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
    int permits = CallerLimit.PERMITS.availablePermits();
    mayEnd.release(holders);
    join(threads);
    assertEquals(PERMITS, permits, "a thread used a permit although tickets were free");
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
    assertEquals(PERMITS, CallerLimit.PERMITS.availablePermits());
  }

  @Test
  void level1TakesNoBufferAndIsNotLimited() throws Exception {
    MethodHandle function = function();
    assertSame(function, limited("cblas_daxpy", function));
    assertSame(function, limited("cblas_idamax", function));
    assertNotSame(function, limited("cblas_strsm", function));
  }
}
