/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.panblas.matrix.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class RuleRunTest {

  /** Wrong in its first call only, as a backend is that only another caller disturbs. */
  private static final class WrongOnce extends ExampleKernels {

    private final AtomicBoolean called = new AtomicBoolean();

    @Override
    public double dot(Vector x, Vector y) {
      return super.dot(x, y) + (called.getAndSet(true) ? 0 : 1);
    }
  }

  /** The first call of each rule waits for the first call of a second rule. */
  private static final class Meeting extends ExampleKernels {

    private final Set<String> rules = ConcurrentHashMap.newKeySet();
    private final CountDownLatch two = new CountDownLatch(2);
    private final AtomicInteger waitedInVain = new AtomicInteger();

    @Override
    public double dot(Vector x, Vector y) {
      if (rules.add(Thread.currentThread().getName())) {
        two.countDown();
        try {
          if (!two.await(20, TimeUnit.SECONDS)) {
            waitedInVain.incrementAndGet();
          }
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
        }
      }
      return super.dot(x, y);
    }
  }

  @Test
  void rulesOfRoutinesAreCheckedSideBySide() {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "needs two processors");
    Meeting kernels = new Meeting();
    assertEquals(List.of(), run(kernels, "DOT-1", "DOT-2", "DOT-3").broken());
    assertEquals(0, kernels.waitedInVain.get());
  }

  @Test
  void eachEndIsReportedOnceAndBeforeTheOutcome() {
    Set<Rule> ended = ConcurrentHashMap.newKeySet();
    List<Rule> checked = new ArrayList<>();
    List<Rule> rules = ConformanceKit.rules(List.of("dot", "LIBRARY-1", "DOT-1"));
    ConformanceKit.run(
        Subject.of(new WrongOnce(), Effort.SHORT), // one rule is checked twice
        rules::contains,
        new ConformanceKit.Listener() {
          @Override
          public void ended(Outcome outcome) {
            assertTrue(ended.add(outcome.rule()), outcome::toString);
          }

          @Override
          public void checked(Outcome outcome) {
            assertTrue(ended.contains(outcome.rule()), outcome::toString);
            checked.add(outcome.rule());
          }
        });
    assertEquals(rules, checked);
    assertEquals(Set.copyOf(rules), ended);
  }

  @Test
  void rulesOnThreadsAndOfTheTeamAreCheckedAlone() {
    List<String> beside =
        ConformanceKit.rules().stream()
            .filter(Rule::mayRunBesideOthers)
            .map(Rule::id)
            .filter(id -> id.matches("THREADS-.*|RANDOM-3|GEMM-21|.*-38"))
            .toList();
    assertEquals(List.of(), beside);
  }

  /** An Error that no case may throw, in one rule. */
  private static final class OutOfMemory extends ExampleKernels {
    @Override
    public double dot(Vector x, Vector y) {
      if (Thread.currentThread().getName().equals("rule-DOT-1")) {
        throw new OutOfMemoryError("as if");
      }
      return super.dot(x, y);
    }
  }

  @Test
  void aCheckThatEndsWithAnErrorIsAFailureOfItsRuleAlone() {
    List<Outcome> broken = run(new OutOfMemory(), "DOT-1", "DOT-2", "LIBRARY-1").broken();
    assertEquals(List.of("DOT-1"), broken.stream().map(outcome -> outcome.rule().id()).toList());
    String message = broken.getFirst().messages().getFirst();
    assertTrue(message.startsWith("DOT-1: dot single n=1"), message);
    assertTrue(message.contains(": threw java.lang.OutOfMemoryError: as if at "), message);
  }

  /** Its calls end when the test lets them, whether or not their threads are interrupted. */
  private static final class Held extends ExampleKernels {

    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    public double dot(Vector x, Vector y) {
      called.countDown();
      while (released.getCount() > 0) {
        LockSupport.parkNanos(1_000_000);
        boolean _ = Thread.interrupted();
      }
      return super.dot(x, y);
    }
  }

  @Test
  void aClosedRunWaitsForTheCallsThatAreMade() throws InterruptedException {
    Held kernels = new Held();
    List<Rule> rules = ConformanceKit.rules().stream().filter(rule -> rule.isNamed("DOT")).toList();
    RuleRun run = RuleRun.begin(Subject.of(kernels, Effort.SHORT), rules);
    kernels.called.await();
    Thread closing = Thread.ofPlatform().start(run::close);
    while (closing.getState() != Thread.State.TIMED_WAITING) { // for the call
      LockSupport.parkNanos(1_000_000);
    }
    kernels.released.countDown();
    closing.join();
    assertEquals(
        List.of(),
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.startsWith("rule-DOT"))
            .toList());
    assertThrows(CancellationException.class, () -> run.outcome(rules.getLast()));
  }

  @Test
  void aFailureThatDependsOnOtherCallersIsAFailure() {
    Outcome outcome = run(new WrongOnce(), "DOT-1").broken().getFirst();
    assertEquals(1, outcome.failures());
    assertTrue(
        outcome
            .messages()
            .getFirst()
            .endsWith(" (passed when it was checked alone, so it depends on other callers)"),
        outcome::toString);
  }

  private static Report run(ExampleKernels kernels, String... ids) {
    return ConformanceKit.run(
        Subject.of(kernels, Effort.SHORT),
        rule -> List.of(ids).contains(rule.id()),
        ConformanceKit.Listener.NONE);
  }
}
