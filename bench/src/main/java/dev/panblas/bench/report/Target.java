package dev.panblas.bench.report;

import dev.panblas.bench.result.Results;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Something to be reached.
 *
 * @param what a phrase
 * @param unit of the figures
 * @param isLimit whether the figure must not be above the bound; otherwise not below
 * @param bound what it must be at least, or at most
 * @param hope what is hoped for
 * @param measure makes the figure out of a run
 */
public record Target(
    String what,
    Unit unit,
    boolean isLimit,
    double bound,
    OptionalDouble hope,
    Function<Results, Measured> measure) {

  /** What a run says. */
  public sealed interface Measured {

    /**
     * A figure.
     *
     * @param estimate it
     */
    record Figure(Estimate estimate) implements Measured {}

    /**
     * No figure.
     *
     * @param why a clause
     */
    record Missing(String why) implements Measured {}
  }

  /** How figures are written. */
  public enum Unit {
    /** Times as fast. */
    TIMES("%.2f times", 1),
    /** A share. */
    PERCENT("%.0f%%", 100),
    /** A difference from 1. */
    DEVIATION("%.1f%%", 100),
    /** A time. */
    SECONDS("%.2f s", 1),
    /** A short time. */
    NANOSECONDS("%.1f ns", 1e9);

    private final String format;
    private final double factor;

    Unit(String format, double factor) {
      this.format = format;
      this.factor = factor;
    }

    /**
     * A figure as text.
     *
     * @param value the figure
     * @return with its unit
     */
    public String text(double value) {
      return String.format(Locale.ROOT, format, value * factor);
    }
  }

  /**
   * Whether a figure is good enough.
   *
   * @param value the figure
   * @param limit what it is compared with
   * @return whether it is on the right side of it, or equal
   */
  public boolean meets(double value, double limit) {
    return isLimit ? value <= limit : value >= limit;
  }

  /**
   * What came of it.
   *
   * @param estimate the figure
   * @return a phrase; an interval that contains the bound leaves it open, as one round does
   */
  public String verdict(Estimate estimate) {
    String verdict;
    if (!meets(estimate.value(), bound)) {
      verdict = "**not reached**";
    } else if (hope.isPresent() && meets(estimate.value(), hope.getAsDouble())) {
      verdict = "reached, and what was hoped for";
    } else {
      verdict = "reached";
    }
    if (!estimate.hasInterval()) {
      return verdict + " (one round, no interval)";
    }
    return estimate.straddles(bound) ? verdict + " (the interval leaves it open)" : verdict;
  }
}
