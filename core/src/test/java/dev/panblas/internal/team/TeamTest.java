/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.team;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class TeamTest {

  private static Team team() {
    return new Team(Thread::start, Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 7", "2, 2", "3, 2", "7, 3", "1000, 4", "5, 100"})
  @DisplayName("every part is computed once, call after call")
  void once(int parts, int threads) {
    Team team = team();
    for (int call = 0; call < 500; call++) {
      AtomicIntegerArray counts = new AtomicIntegerArray(parts);
      team.run((worker, part) -> counts.incrementAndGet(part), parts, threads);
      for (int part = 0; part < parts; part++) {
        assertEquals(1, counts.get(part), "part " + part);
      }
    }
  }

  @Test
  @DisplayName("each thread of a call has a number of its own, less than the thread count")
  void numbers() {
    Team team = team();
    int threads = 3;
    AtomicIntegerArray busy = new AtomicIntegerArray(threads);
    for (int call = 0; call < 200; call++) {
      team.run(
          (worker, part) -> {
            assertEquals(1, busy.incrementAndGet(worker));
            Thread.onSpinWait();
            busy.decrementAndGet(worker);
          },
          20,
          threads);
    }
  }

  /** Runs two parts, each of which waits for the other, so that two threads must take part. */
  private static void meet(Team team, Team.Task each) {
    CountDownLatch both = new CountDownLatch(2);
    team.run(
        (worker, part) -> {
          both.countDown();
          await(both);
          each.run(worker, part);
        },
        2,
        2);
  }

  private static void await(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException interrupt) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName("a worker thread takes a part while the caller computes another")
  void together() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    meet(team(), (worker, part) -> threads.add(Thread.currentThread()));
    assertEquals(2, threads.size());
    assertTrue(threads.contains(Thread.currentThread()));
  }

  @Test
  @SuppressWarnings("ThreadPriorityCheck") // a priority that must not be inherited
  @DisplayName("a worker thread inherits neither class loader, thread-locals, group nor priority")
  void inheritsNothing() throws InterruptedException {
    InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
    AtomicReference<Thread> worker = new AtomicReference<>();
    AtomicReference<String> inherited = new AtomicReference<>("nothing yet");
    ThreadGroup group = new ThreadGroup("application");
    Thread caller =
        new Thread(
            group,
            () -> {
              local.set("of the application");
              meet(
                  team(),
                  (number, part) -> {
                    if (number != 0) {
                      worker.set(Thread.currentThread());
                      inherited.set(local.get());
                    }
                  });
            });
    caller.setPriority(Thread.MIN_PRIORITY);
    caller.start();
    caller.join();
    Thread thread = worker.get();
    assertNull(thread.getContextClassLoader());
    assertNull(inherited.get());
    assertNotSame(group, thread.getThreadGroup());
    assertEquals(Thread.NORM_PRIORITY, thread.getPriority());
    assertTrue(thread.isDaemon());
  }

  @Test
  @DisplayName("a call from a part, and a call while the team is taken, stay on their thread")
  void taken() throws InterruptedException {
    Team team = team();
    AtomicReference<Thread> other = new AtomicReference<>();
    meet(
        team,
        (worker, part) -> {
          Thread self = Thread.currentThread();
          team.run((innerWorker, innerPart) -> assertSame(self, Thread.currentThread()), 10, 4);
          if (part == 0) {
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            Thread caller =
                Thread.ofPlatform()
                    .start(() -> team.run((w, p) -> threads.add(Thread.currentThread()), 100, 4));
            try {
              caller.join();
            } catch (InterruptedException interrupt) {
              throw new AssertionError(interrupt);
            }
            assertEquals(Set.of(caller), threads);
            other.set(caller);
          }
        });
    assertTrue(other.get() != null);
  }

  @Test
  @DisplayName("an exception in a part reaches the caller, and the next call works")
  void failure() {
    Team team = team();
    for (int call = 0; call < 100; call++) {
      int failing = call % 10;
      var thrown =
          assertThrows(
              IllegalStateException.class,
              () ->
                  team.run(
                      (worker, part) -> {
                        if (part == failing) {
                          throw new IllegalStateException("part " + part);
                        }
                      },
                      10,
                      2));
      assertEquals("part " + failing, thrown.getMessage());
    }
    once(7, 2);
  }

  @Test
  @DisplayName("an error in a worker thread reaches the caller")
  void workersError() {
    Team team = team();
    var thrown =
        assertThrows(
            StackOverflowError.class,
            () ->
                meet(
                    team,
                    (worker, part) -> {
                      if (worker == 1) {
                        throw new StackOverflowError("of the worker");
                      }
                    }));
    assertEquals("of the worker", thrown.getMessage());
  }

  @Test
  @DisplayName("an interrupted caller gets all parts and keeps its interrupt status")
  void interruptedCaller() {
    Team team = team();
    for (int call = 0; call < 20; call++) {
      AtomicIntegerArray counts = new AtomicIntegerArray(2);
      Thread.currentThread().interrupt();
      meet(
          team,
          (worker, part) -> {
            if (worker != 0) {
              pause(2); // the caller sleeps
            }
            counts.incrementAndGet(part);
          });
      assertTrue(Thread.interrupted(), "the status was cleared");
      assertEquals("[1, 1]", counts.toString());
    }
  }

  private static void pause(int millis) {
    long end = System.nanoTime() + millis * 1_000_000L;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  @Test
  @DisplayName("an interrupted worker thread, asleep or at work, goes on working")
  void interruptedWorker() {
    Team team = team();
    AtomicReference<Thread> thread = new AtomicReference<>();
    Team.Task remember =
        (worker, part) -> {
          if (worker == 1) {
            thread.set(Thread.currentThread());
          }
        };
    meet(team, remember);
    Thread first = thread.get();
    for (int call = 0; call < 20; call++) {
      pause(call % 2 == 0 ? 2 : 0);
      first.interrupt();
      meet(team, remember);
      assertSame(first, thread.get());
    }
  }

  @Test
  @DisplayName("a worker thread without work ends, and the next call starts another")
  void idleWorker() throws InterruptedException {
    Team team = new Team(Thread::start, Duration.ofMillis(20));
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    for (int call = 0; call < 2; call++) {
      meet(team, (worker, part) -> threads.add(Thread.currentThread()));
      for (Thread thread : threads) {
        assertTrue(
            thread == Thread.currentThread() || thread.join(Duration.ofSeconds(50)),
            "the worker thread has not ended");
      }
    }
    assertEquals(3, threads.size());
  }

  @Test
  @DisplayName("a call from a virtual thread is divided")
  void virtualCaller() throws InterruptedException {
    Team team = team();
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Thread caller =
        Thread.ofVirtual()
            .start(() -> meet(team, (worker, part) -> threads.add(Thread.currentThread())));
    caller.join();
    assertEquals(2, threads.size());
    assertTrue(threads.contains(caller));
  }

  @Test
  @DisplayName("without another thread the caller computes all parts, and the team says why")
  void noThread() {
    Team team =
        new Team(
            thread -> {
              throw new OutOfMemoryError("unable to create native thread");
            },
            Duration.ofSeconds(5));
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    team.run((worker, part) -> threads.add(Thread.currentThread()), 10, 3);
    assertEquals(Set.of(Thread.currentThread()), threads);
    assertEquals(
        "2 of 3 could not be started (unable to create native thread)",
        team.start(3).orElse("all were started"));
    assertFalse(team().start(3).isPresent());
  }

  @Test
  @DisplayName("many callers at once get all of their parts")
  void manyCallers() throws InterruptedException {
    Team team = team();
    int callers = 16;
    AtomicIntegerArray sums = new AtomicIntegerArray(callers);
    Thread[] threads = new Thread[callers];
    for (int i = 0; i < callers; i++) {
      int caller = i;
      Thread.Builder builder = i % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
      threads[i] =
          builder.start(
              () -> {
                for (int call = 0; call < 200; call++) {
                  team.run((worker, part) -> sums.addAndGet(caller, part), 10, 3);
                }
              });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (int i = 0; i < callers; i++) {
      assertEquals(200 * 45, sums.get(i), "caller " + i);
    }
  }
}
