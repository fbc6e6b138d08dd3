/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A numbered rule of the contract, with its check.
 *
 * @see ConformanceKit#rules()
 */
public final class Rule {

  /** More than a case takes. */
  private static final Duration LAST_CASE = Duration.ofSeconds(10);

  private final String group;
  private final int number;
  private final String title;
  private final Check check;
  private final boolean besideOthers;

  /**
   * A rule that is checked alone.
   *
   * @param group the routine or family
   * @param number within the group, never used again for another rule
   * @param title what it requires, in one sentence
   * @param check tries its cases
   */
  public Rule(String group, int number, String title, Check check) {
    this(group, number, title, check, false);
  }

  private Rule(String group, int number, String title, Check check, boolean besideOthers) {
    this.group = group;
    this.number = number;
    this.title = title;
    this.check = check;
    this.besideOthers = besideOthers;
  }

  /** The same rule, which may be checked while other threads call the backend. */
  Rule besideOthers() {
    return new Rule(group, number, title, check, true);
  }

  /** Whether the outcome does not depend on other threads that call the backend. */
  boolean mayRunBesideOthers() {
    return besideOthers;
  }

  /** Tries all cases of a rule. */
  public interface Check {

    /**
     * Tries all cases.
     *
     * @param subject the backend
     * @param findings receives the result of each case
     */
    void on(Subject subject, Findings findings);

    /**
     * Tries one case again: by default, the case whose text the line begins with.
     *
     * @param subject the backend
     * @param line the line of a failure, without the rule's id
     * @return what was wrong with the case, or empty if nothing was
     * @throws IllegalArgumentException if there is no such case; the message says why
     */
    default Optional<String> again(Subject subject, String line) {
      Findings one = Findings.ofOneCase(line);
      on(subject, one);
      return one.onlyProblem();
    }

    /**
     * The same check, with another way to try one case again.
     *
     * @param again the way
     * @return the check
     */
    default Check triedAgainBy(Again again) {
      Check all = this;
      return new Check() {
        @Override
        public void on(Subject subject, Findings findings) {
          all.on(subject, findings);
        }

        @Override
        public Optional<String> again(Subject subject, String line) {
          return again.again(subject, line);
        }
      };
    }
  }

  /** Tries one case again, as {@link Check#again} does. */
  public interface Again {

    /**
     * Tries one case again.
     *
     * @param subject the backend
     * @param line the line of a failure, without the rule's id
     * @return what was wrong with the case, or empty if nothing was
     */
    Optional<String> again(Subject subject, String line);
  }

  /**
   * The id that messages and documents cite.
   *
   * @return such as {@code GEMM-3}
   */
  public String id() {
    return group + "-" + number;
  }

  /**
   * Its number within the group.
   *
   * @return 1 or more
   */
  public int number() {
    return number;
  }

  /**
   * The routine or family.
   *
   * @return such as {@code GEMM}
   */
  public String group() {
    return group;
  }

  /**
   * What it requires.
   *
   * @return one sentence
   */
  public String title() {
    return title;
  }

  /**
   * Whether a name is the rule's id or its group.
   *
   * @param name such as {@code GEMM-3} or {@code GEMM}, in any case
   * @return whether it names this rule
   */
  public boolean isNamed(String name) {
    return name.equalsIgnoreCase(id()) || name.equalsIgnoreCase(group);
  }

  /**
   * Tries all cases on a thread of its own. A check that ends with an exception, such as an
   * OutOfMemoryError, has failed. So has a call that does not end: the thread is interrupted and
   * abandoned, because a call of native code cannot be ended.
   */
  Outcome check(Subject subject) {
    Findings findings = Findings.ofAllCases();
    FutureTask<Outcome> checked =
        new FutureTask<>(
            () -> {
              check.on(subject, findings);
              return findings.outcome(this);
            });
    Thread thread = Thread.ofPlatform().daemon().name("rule-" + id()).start(checked);
    Duration limit = subject.effort().limit();
    try {
      return checked.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      // Read the case before the interrupt: after it, the thread may try another case.
      Outcome failed = failed(findings, "has not ended after " + limit.toMillis() / 1e3 + " s");
      abandon(thread, findings);
      return failed;
    } catch (InterruptedException interrupted) {
      Outcome failed = failed(findings, "was interrupted");
      abandon(thread, findings);
      awaitLastCase(thread);
      Thread.currentThread().interrupt();
      return failed;
    } catch (ExecutionException thrown) {
      return failed(
          findings, Findings.describe(Objects.requireNonNullElse(thrown.getCause(), thrown)));
    }
  }

  private static void abandon(Thread thread, Findings findings) {
    findings.end();
    thread.interrupt();
  }

  private static void awaitLastCase(Thread thread) {
    try {
      boolean _ = thread.join(LAST_CASE);
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }

  private Outcome failed(Findings findings, String problem) {
    String message = id() + ": " + findings.current() + ": " + problem;
    return new Outcome(this, 1, 1, List.of(message), Optional.empty());
  }

  /** Tries one case again, from the line of its failure without the rule's id. */
  Optional<String> again(Subject subject, String line) {
    try {
      return check.again(subject, line);
    } catch (IllegalArgumentException noCase) {
      throw new IllegalArgumentException(id() + ": " + noCase.getMessage(), noCase);
    }
  }

  /** {@return id and title} */
  @Override
  public String toString() {
    return id() + " " + title;
  }
}
