package dev.panblas.bench.report;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A positive quantity that each round gives a value of, and how well it is known.
 *
 * @param value the rounds' geometric mean
 * @param low the lower end of its 95% confidence interval; 0 if there is one round only
 * @param high the upper end; infinite if there is one round only
 */
public record Estimate(double value, double low, double high) {

  private static final double CONFIDENCE = 0.95;

  /**
   * How many times longer one takes than another: in each round the medians' ratio r, over all
   * rounds
   *
   * <pre>  exp(mean(log r) +- t s / sqrt(rounds)),    s the standard deviation of log r</pre>
   *
   * with the quantile t of Student's distribution with rounds - 1 degrees of freedom. Times are
   * compared round by round, so what slows both down does not count.
   *
   * @param slower each round's median
   * @param faster each round's median, as many
   * @return the ratio
   * @throws IllegalArgumentException if there are no rounds, or the two have not as many
   */
  public static Estimate ofRatio(List<Double> slower, List<Double> faster) {
    if (slower.isEmpty() || slower.size() != faster.size()) {
      throw new IllegalArgumentException(
          String.format(
              "%d and %d medians: a ratio needs as many of both, 1 or more",
              slower.size(), faster.size()));
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
   * @return value and both ends through the function
   */
  public Estimate map(DoubleUnaryOperator function) {
    return new Estimate(
        function.applyAsDouble(value), function.applyAsDouble(low), function.applyAsDouble(high));
  }

  /**
   * Whether there is an interval at all.
   *
   * @return no, if there is one round only
   */
  public boolean hasInterval() {
    return Double.isFinite(high);
  }

  /**
   * Whether the interval has both larger and smaller numbers.
   *
   * @param bound a number
   * @return whether it lies within
   */
  public boolean straddles(double bound) {
    return low < bound && bound < high;
  }
}
