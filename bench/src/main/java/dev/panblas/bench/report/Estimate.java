/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.report;

import dev.panblas.bench.result.RowResult;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The estimate of a positive quantity that was measured once in each round.
 *
 * @param value the rounds' geometric mean
 * @param low the lower end of its 95% confidence interval; 0 with one round
 * @param high the upper end; infinite with one round
 */
public record Estimate(double value, double low, double high) {

  private static final double CONFIDENCE = 0.95;

  /**
   * How many times as fast one row is as another. Every table and chart takes its ratios from here.
   * Only rounds that timed both rows count, because the training of scripts may run in the first
   * round only.
   *
   * @param slower the row whose time is divided, complete
   * @param faster the row whose time divides, complete
   * @return the ratio, as in {@link #ofRatio}
   */
  static Estimate ofSpeedup(RowResult slower, RowResult faster) {
    List<Double> numerators = slower.medians();
    List<Double> denominators = faster.medians();
    int rounds = Math.min(numerators.size(), denominators.size());
    return ofRatio(numerators.subList(0, rounds), denominators.subList(0, rounds));
  }

  /**
   * A ratio of times. With r the ratio of the medians of a round,
   *
   * <pre>  exp(mean(log r) +- t s / sqrt(rounds)),    s the standard deviation of log r</pre>
   *
   * with the quantile t of Student's distribution with rounds - 1 degrees of freedom. Times are
   * compared round by round, so that a slowdown of the machine cancels.
   *
   * @param slower each round's median
   * @param faster each round's median, as many
   * @return the ratio
   * @throws IllegalArgumentException if there are no rounds, or different numbers of them
   */
  public static Estimate ofRatio(List<Double> slower, List<Double> faster) {
    if (slower.isEmpty() || slower.size() != faster.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a ratio needs the same number of medians, >= 1, of both rows, but got %d and %d",
              slower.size(),
              faster.size()));
    }
    return of(
        IntStream.range(0, slower.size()).mapToObj(i -> slower.get(i) / faster.get(i)).toList());
  }

  /**
   * A quantity.
   *
   * @param values each round's, positive
   * @return their geometric mean and its interval
   */
  public static Estimate of(List<Double> values) {
    double[] logs = values.stream().mapToDouble(Math::log).toArray();
    double mean = StatUtils.mean(logs);
    if (logs.length == 1) {
      return new Estimate(Math.exp(mean), 0, Double.POSITIVE_INFINITY);
    }
    double t =
        new TDistribution(logs.length - 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
    double margin = t * Math.sqrt(StatUtils.variance(logs) / logs.length);
    return new Estimate(Math.exp(mean), Math.exp(mean - margin), Math.exp(mean + margin));
  }

  /**
   * The same in another unit.
   *
   * @param function increasing
   * @return the function of value and both ends
   */
  public Estimate map(DoubleUnaryOperator function) {
    return new Estimate(
        function.applyAsDouble(value), function.applyAsDouble(low), function.applyAsDouble(high));
  }

  /**
   * Whether there is a confidence interval.
   *
   * @return false if there is only one round
   */
  public boolean hasInterval() {
    return Double.isFinite(high);
  }

  /** The lower end as it is drawn: the value if there is no interval. */
  double drawnLow() {
    return hasInterval() ? low : value;
  }

  /** The upper end as it is drawn: the value if there is no interval. */
  double drawnHigh() {
    return hasInterval() ? high : value;
  }

  /**
   * Whether a number is inside the interval, without its ends.
   *
   * @param bound the number
   * @return whether it is strictly between the ends
   */
  public boolean straddles(double bound) {
    return low < bound && bound < high;
  }
}
