/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.panblas.matrix.Vector;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
  void rulesOnThreadsAreCheckedAlone() {
    List<Rule> alone =
        ConformanceKit.rules().stream().filter(rule -> !rule.mayRunBesideOthers()).toList();
    assertTrue(alone.stream().anyMatch(rule -> rule.id().equals("RANDOM-3")));
    assertTrue(
        alone.containsAll(
            ConformanceKit.rules().stream().filter(rule -> rule.isNamed("THREADS")).toList()));
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
