package dev.panblas.conformance;

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
    Findings findings = new Findings();
    check.on(subject, findings);
    return findings.outcome(this);
  }

  /** {@return id and title} */
  @Override
  public String toString() {
    return id() + " " + title;
  }
}
