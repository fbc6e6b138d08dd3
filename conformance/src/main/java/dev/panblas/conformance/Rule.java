package dev.panblas.conformance;

import java.util.Optional;

/**
 * A numbered rule of the contract, with the check that every backend must pass.
 *
 * @see ConformanceKit#rules()
 */
public final class Rule {

  private final String group;
  private final int number;
  private final String title;
  private final Check check;

  Rule(String group, int number, String title, Check check) {
    this.group = group;
    this.number = number;
    this.title = title;
    this.check = check;
  }

  /** Tries all cases of a rule. */
  interface Check {
    void on(Subject subject, Findings findings);

    /**
     * Tries one case again: here, the one of all cases that printed as the line begins.
     *
     * @return what was wrong with it, or empty if nothing was
     * @throws IllegalArgumentException if there is no such case; the message says why
     */
    default Optional<String> again(Subject subject, String line) {
      Findings one = Findings.ofOneCase(line);
      on(subject, one);
      return one.onlyProblem();
    }

    /** The same check, whose cases are tried again in another way. */
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
  interface Again {
    Optional<String> again(Subject subject, String line);
  }

  /**
   * The number by which messages and documents cite it.
   *
   * @return such as {@code GEMM-3}
   */
  public String id() {
    return group + "-" + number;
  }

  /**
   * What it belongs to: a routine, or a larger piece such as the autoencoder.
   *
   * @return such as {@code GEMM}
   */
  public String group() {
    return group;
  }

  /**
   * What it demands.
   *
   * @return one sentence
   */
  public String title() {
    return title;
  }

  Outcome check(Subject subject) {
    Findings findings = Findings.ofAllCases();
    check.on(subject, findings);
    return findings.outcome(this);
  }

  /** Tries one case again, as a failure has told it behind the rule's id. */
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
