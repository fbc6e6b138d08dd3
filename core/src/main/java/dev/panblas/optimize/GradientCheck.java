/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.optimize;

import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Compares an objective's gradient g with central differences of its value f,
 *
 * <pre>
 *    n_i = D_i(h) = (f(theta + h e_i) - f(theta - h e_i)) / 2h,   h = cbrt(u) max(1, |theta_i|),
 * </pre>
 *
 * where u is the unit roundoff of theta's precision. With this h the truncation error,
 * h<sup>2</sup> f'''/6, and the rounding error of f, u |f| / h, are both of the order of
 * u<sup>2/3</sup>. An element disagrees if
 *
 * <pre>   |g_i - n_i| &gt; |D_i(2h) - D_i(h)| + 100 u (|f| / h + |g_i|).  </pre>
 *
 * The first term is three times the truncation error, estimated from two differences. The second
 * allows for a hundred roundings of the value and of the gradient, since their terms may cancel.
 * Each element takes four evaluations.
 *
 * @see <a href="https://doi.org/10.1007/978-0-387-40065-5">Nocedal, Wright: Numerical Optimization,
 *     2nd ed. (2006), section 8.1, for the step</a>
 */
public final class GradientCheck {

  private static final double ROUNDINGS = 100;

  /** Names the parts of a parameter vector. */
  @FunctionalInterface
  public interface Layout {

    /**
     * The named parts of a vector.
     *
     * @param vector the parameters, or a gradient of the same form
     * @return views of the vector by name, in the order of the report
     */
    Map<String, Vector> blocks(Vector vector);
  }

  private final Objective objective;
  private final Layout layout;
  private final UnaryOperator<int[]> sample;

  private GradientCheck(Objective objective, Layout layout, UnaryOperator<int[]> sample) {
    this.objective = objective;
    this.layout = layout;
    this.sample = sample;
  }

  /**
   * A check of all elements, in one block named {@code theta}.
   *
   * @param objective the function and the gradient to check
   * @return the check
   */
  public static GradientCheck of(Objective objective) {
    return of(objective, theta -> Map.of("theta", theta));
  }

  /**
   * A check by named blocks, such as {@code theta -> Parameters.over(theta, visible,
   * hidden).blocks()}.
   *
   * @param objective the function and the gradient to check
   * @param layout the parts of theta
   * @return the check
   */
  public static GradientCheck of(Objective objective, Layout layout) {
    return new GradientCheck(objective, layout, indices -> indices);
  }

  /**
   * The same check of a random sample of the elements.
   *
   * @param most how many elements of each block to check, 1 or more; a smaller block is checked
   *     completely
   * @param seed the seed of the sample
   * @return the new check
   * @throws IllegalArgumentException if {@code most} is less than 1
   */
  public GradientCheck sampling(int most, long seed) {
    if (most < 1) {
      throw new IllegalArgumentException(
          "the number of elements to check must be >= 1, but was " + most);
    }
    return new GradientCheck(
        objective, layout, indices -> choose(indices, most, new SplittableRandom(seed)));
  }

  /** The first elements of a shuffle. */
  private static int[] choose(int[] indices, int most, SplittableRandom random) {
    if (indices.length <= most) {
      return indices;
    }
    for (int i = 0; i < most; i++) {
      int j = random.nextInt(i, indices.length);
      int chosen = indices[j];
      indices[j] = indices[i];
      indices[i] = chosen;
    }
    return IntStream.of(indices).limit(most).sorted().toArray();
  }

  /**
   * Checks the gradient at a point.
   *
   * @param theta the point, in the objective's precision; read
   * @return the differences between analytic and numeric derivatives
   * @throws IllegalArgumentException if the size of theta is not the objective's dimension, or a
   *     block is empty
   */
  public GradientReport at(Vector theta) {
    Precision precision = theta.precision();
    int n = objective.dimension();
    if (theta.size() != n) {
      throw new IllegalArgumentException(
          "theta must have "
              + n
              + " elements, one for each variable of the objective, but has "
              + theta.size());
    }
    Vector point = Vector.allocate(precision, n).copyFrom(theta);
    Vector gradient = Vector.allocate(precision, n);
    double cost = objective.evaluate(point, gradient);
    Map<String, Vector> slopes = layout.blocks(gradient);
    Differences differences = new Differences(objective, point, cost);

    List<GradientReport.Block> blocks = new ArrayList<>();
    for (Map.Entry<String, Vector> entry : layout.blocks(point).entrySet()) {
      String name = entry.getKey();
      Vector block = entry.getValue();
      Vector slope = Objects.requireNonNull(slopes.get(name), name);
      int[] indices = sample.apply(IntStream.range(0, block.size()).toArray());
      List<GradientReport.Difference> checked =
          IntStream.of(indices).mapToObj(i -> differences.compare(block, i, slope.get(i))).toList();
      blocks.add(block(name, block.size(), checked));
    }
    return new GradientReport(blocks);
  }

  /** Numeric derivatives at one point. */
  private static final class Differences {
    private final Objective objective;
    private final Vector point;
    private final Vector unused;
    private final double cost;
    private final double u;

    Differences(Objective objective, Vector point, double cost) {
      this.objective = objective;
      this.point = point;
      this.unused = Vector.allocate(point.precision(), point.size());
      this.cost = Math.abs(cost);
      this.u = point.precision().unitRoundoff();
    }

    /** Compares the derivative with respect to an element of a block of the point. */
    GradientReport.Difference compare(Vector block, int i, double analytic) {
      double h = Math.cbrt(u) * Math.max(1, Math.abs(block.get(i)));
      double numeric = derivative(block, i, h);
      double truncation = Math.abs(derivative(block, i, 2 * h) - numeric);
      double rounding = ROUNDINGS * u * (cost / h + Math.abs(analytic));
      double absolute = Math.abs(analytic - numeric);
      // A derivative below the resolution of the differences is compared with that resolution.
      double size = Math.max(Math.max(Math.abs(analytic), Math.abs(numeric)), Math.cbrt(u) * cost);
      double relative = absolute == 0 ? 0 : absolute / size;
      return new GradientReport.Difference(
          i, analytic, numeric, absolute, relative, truncation + rounding);
    }

    /** The central difference; leaves the point as it was. */
    private double derivative(Vector block, int i, double h) {
      double kept = block.get(i);
      block.set(i, kept + h);
      double above = block.get(i); // rounded to the precision
      double valueAbove = objective.evaluate(point, unused);
      block.set(i, kept - h);
      double below = block.get(i);
      double valueBelow = objective.evaluate(point, unused);
      block.set(i, kept);
      return (valueAbove - valueBelow) / (above - below);
    }
  }

  private static GradientReport.Block block(
      String name, int size, List<GradientReport.Difference> differences) {
    if (differences.isEmpty()) {
      throw new IllegalArgumentException(
          "each block of theta must have at least one element, but " + name + " has none");
    }
    // NaN compares as greater than every number.
    return new GradientReport.Block(
        name,
        size,
        differences.size(),
        (int) differences.stream().filter(difference -> !difference.agrees()).count(),
        differences.stream()
            .max(Comparator.comparingDouble(GradientReport.Difference::absolute))
            .orElseThrow(),
        differences.stream()
            .max(Comparator.comparingDouble(GradientReport.Difference::relative))
            .orElseThrow());
  }
}
