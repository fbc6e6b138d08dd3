/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.report;

import dev.panblas.bench.result.Results;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A target of the project.
 *
 * @param what a phrase
 * @param unit of the figures
 * @param isLimit whether the bound is the largest allowed figure; otherwise it is the smallest
 * @param bound the figure that must be reached
 * @param goal the figure that should be reached, if there is one
 * @param measure computes the figure of a run
 */
public record Target(
    String what,
    Unit unit,
    boolean isLimit,
    double bound,
    OptionalDouble goal,
    Function<Results, Measured> measure) {

  /** The figure of a run, or the reason why there is none. */
  public sealed interface Measured {

    /**
     * A figure.
     *
     * @param estimate its value
     */
    record Figure(Estimate estimate) implements Measured {}

    /**
     * No figure.
     *
     * @param why a clause
     */
    record Missing(String why) implements Measured {}
  }

  /** The units of figures. */
  public enum Unit {
    /** A speedup. */
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
     * @return the value with its unit
     */
    public String text(double value) {
      return String.format(Locale.ROOT, format, value * factor);
    }
  }

  /**
   * Whether a figure reaches a limit.
   *
   * @param value the figure
   * @param limit the bound or the goal
   * @return whether it is equal or better
   */
  public boolean meets(double value, double limit) {
    return isLimit ? value <= limit : value >= limit;
  }

  /**
   * Compares a figure with bound and goal.
   *
   * @param estimate the figure
   * @return a phrase, which also says whether the interval contains the bound or is missing
   */
  public String verdict(Estimate estimate) {
    String verdict;
    if (!meets(estimate.value(), bound)) {
      verdict = "not reached";
    } else if (goal.isPresent() && meets(estimate.value(), goal.getAsDouble())) {
      verdict = "reached, and the goal";
    } else {
      verdict = "reached";
    }
    if (!estimate.hasInterval()) {
      return verdict + " (one round, no interval)";
    }
    return estimate.straddles(bound) ? verdict + " (the interval contains the bound)" : verdict;
  }
}
