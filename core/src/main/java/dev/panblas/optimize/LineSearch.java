/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.optimize;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;

/**
 * Searches along a direction d for a step t that meets the strong Wolfe conditions for phi(t) = f(x
 * + t d): sufficient decrease, phi(t) <= phi(0) + c1 t phi'(0), and curvature, |phi'(t)| <= c2
 * |phi'(0)|.
 *
 * <p>One loop does both phases of Nocedal and Wright's search. It keeps the best step so far,
 * {@code low}, which has sufficient decrease, and a step {@code high}. A step that meets both
 * conditions is between them. The steps grow until there is a {@code high}. A step at which the
 * function or its slope is not finite becomes {@code high}, and its value and slope are not used.
 *
 * @see <a href="https://doi.org/10.1007/978-0-387-40065-5">Nocedal, Wright: Numerical Optimization,
 *     2nd ed. (2006), algorithms 3.5 and 3.6</a>
 * @see <a href="https://doi.org/10.1145/192115.192132">Moré, Thuente: Line Search Algorithms with
 *     Guaranteed Sufficient Decrease, ACM TOMS 20 (1994), for the safeguards</a>
 */
final class LineSearch {

  /** c1: the least decrease, as a share of the decrease along the tangent. */
  static final double SUFFICIENT_DECREASE = 1e-4;

  /** c2: the largest slope, as a share of phi'(0). Newton-like directions need no exact search. */
  static final double CURVATURE = 0.9;

  private static final int MOST_EVALUATIONS = 40;

  /** The growth of a step, as a multiple of the distance between the last two steps. */
  private static final double LEAST_GROWTH = 1.1;

  private static final double MOST_GROWTH = 4;

  /** The share of the interval that remains after a step to a value that is not finite. */
  private static final double BACK_OFF = 0.1;

  /** The least distance of a new step from the ends of the interval, as a share of its width. */
  private static final double MARGIN = 0.1;

  /** The interval is halved if two steps leave more than this share of it. */
  private static final double SLOW = 2.0 / 3;

  /** A step, and value and slope of the function there. */
  private static final class Trial {
    double step;
    double cost;
    double slope;

    void set(double step, double cost, double slope) {
      this.step = step;
      this.cost = cost;
      this.slope = slope;
    }

    void set(Trial other) {
      set(other.step, other.cost, other.slope);
    }

    boolean isFinite() {
      return Double.isFinite(cost) && Double.isFinite(slope);
    }
  }

  private final Blas blas;
  private final InnerProducts products;
  private final Objective objective;
  private final Vector point;
  private final Vector gradient;
  private final double unitRoundoff;
  private final Trial low = new Trial();
  private final Trial high = new Trial();
  private final Trial trial = new Trial();
  private int evaluations;

  LineSearch(Arena arena, Blas blas, Objective objective, Precision precision) {
    this.blas = blas;
    this.products = new InnerProducts(blas);
    this.objective = objective;
    this.point = Vector.allocate(arena, precision, objective.dimension());
    this.gradient = Vector.allocate(arena, precision, objective.dimension());
    this.unitRoundoff = precision.unitRoundoff();
  }

  /** The point evaluated last. */
  Vector point() {
    return point;
  }

  /** The gradient at {@link #point}. */
  Vector gradient() {
    return gradient;
  }

  /** The function's value at {@link #point}. */
  double cost() {
    return trial.cost;
  }

  /** The step to {@link #point}. */
  double step() {
    return trial.step;
  }

  /** The number of evaluations. */
  int evaluations() {
    return evaluations;
  }

  /** Counts evaluations that were made before those of this object. */
  void addEvaluations(int earlier) {
    evaluations += earlier;
  }

  /** Evaluates the function at a point, as the trial with step 0. */
  void evaluate(Vector x) {
    blas.copy(x, point);
    trial.set(0, objective.evaluate(point, gradient), 0);
    evaluations++;
  }

  /** Evaluates the function at x + step * direction. */
  private void evaluate(Vector x, double step, Vector direction) {
    blas.copy(x, point);
    blas.axpy(step, direction, point);
    double cost = objective.evaluate(point, gradient);
    trial.set(step, cost, products.dot(gradient, direction));
    evaluations++;
  }

  /**
   * Searches; after success the trial is the step found.
   *
   * @param x the start, read
   * @param cost phi(0)
   * @param direction read
   * @param slope phi'(0)
   * @param firstStep the step to try first, positive
   * @return whether a step was found that meets both conditions; false if the slope is not negative
   */
  boolean find(Vector x, double cost, Vector direction, double slope, double firstStep) {
    low.set(0, cost, slope);
    high.set(Double.POSITIVE_INFINITY, Double.NaN, Double.NaN);
    if (!(slope < 0)) {
      return false;
    }
    // Steps that differ by less than this lead to the same point.
    double resolution = unitRoundoff * products.norm(x) / products.norm(direction);
    int limit = evaluations + MOST_EVALUATIONS;
    double width = Double.POSITIVE_INFINITY;
    double widthBefore = Double.POSITIVE_INFINITY;
    double step = firstStep;
    while (evaluations < limit) {
      evaluate(x, step, direction);
      boolean finite = trial.isFinite();
      if (finite && isLow(cost, slope) && Math.abs(trial.slope) <= -CURVATURE * slope) {
        return true;
      }
      step = narrow(finite && isLow(cost, slope));
      double newWidth = Math.abs(high.step - low.step);
      if (!(newWidth > Math.max(resolution, unitRoundoff * low.step))) {
        return false;
      }
      if (finite && newWidth > SLOW * widthBefore) {
        step = low.step + (high.step - low.step) / 2;
      }
      widthBefore = width;
      width = newWidth;
    }
    return false;
  }

  /** Whether the trial has sufficient decrease and is better than the best step so far. */
  private boolean isLow(double cost, double slope) {
    return trial.cost <= cost + SUFFICIENT_DECREASE * trial.step * slope && trial.cost < low.cost;
  }

  /** Makes the trial an end of the interval; returns the next step. */
  private double narrow(boolean isLow) {
    if (!isLow) {
      high.set(trial);
    } else if (trial.slope * (high.step - low.step) >= 0) {
      high.set(low); // phi decreases from the trial towards low
      low.set(trial);
    } else if (high.step == Double.POSITIVE_INFINITY) {
      double next = grownStep();
      low.set(trial);
      return next;
    } else {
      low.set(trial);
    }
    return stepInside();
  }

  private double grownStep() {
    double stride = trial.step - low.step;
    double least = trial.step + LEAST_GROWTH * stride;
    double most = trial.step + MOST_GROWTH * stride;
    double minimizer = cubicMinimizer(low, trial);
    return minimizer > trial.step ? Math.clamp(minimizer, least, most) : most;
  }

  private double stepInside() {
    double width = high.step - low.step; // negative if high is the shorter step
    if (!high.isFinite()) {
      return low.step + BACK_OFF * width;
    }
    double share = (cubicMinimizer(low, high) - low.step) / width;
    return low.step + width * (share >= 0 ? Math.clamp(share, MARGIN, 1 - MARGIN) : 0.5);
  }

  /**
   * The minimiser of the cubic with the two trials' values and slopes; NaN if it has none. Formula
   * 3.59 of Nocedal and Wright.
   */
  private static double cubicMinimizer(Trial a, Trial b) {
    double distance = b.step - a.step;
    double d1 = a.slope + b.slope - 3 * (b.cost - a.cost) / distance;
    // Scaled by a power of 2, so that the squares of large slopes are finite.
    double largest = Math.max(Math.abs(d1), Math.max(Math.abs(a.slope), Math.abs(b.slope)));
    int exponent = Math.getExponent(largest);
    double c1 = Math.scalb(d1, -exponent);
    double square = c1 * c1 - Math.scalb(a.slope, -exponent) * Math.scalb(b.slope, -exponent);
    double d2 = Math.copySign(Math.scalb(Math.sqrt(square), exponent), distance);
    return b.step - distance * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2);
  }

  /**
   * Evaluates again at the best step of a failed search, which then becomes the trial.
   *
   * @return whether a step had sufficient decrease; if not, nothing is evaluated
   */
  boolean fallBack(Vector x, Vector direction) {
    if (low.step == 0) {
      return false;
    }
    evaluate(x, low.step, direction);
    return true;
  }
}
