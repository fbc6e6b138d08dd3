/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.optimize;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.optimize.Lbfgs.Iteration;
import dev.panblas.optimize.Lbfgs.Options;
import dev.panblas.optimize.Lbfgs.Result;
import dev.panblas.optimize.Lbfgs.StateListener;
import dev.panblas.optimize.Lbfgs.StopReason;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The state of one minimisation. */
final class LbfgsRun {

  private final Blas blas;
  private final InnerProducts products;
  private final Options options;
  private final LineSearch search;
  private final CurvaturePairs pairs;
  private final Vector x; // the caller's: always the best point so far
  private final Vector gradient;
  private final Vector direction;
  private final double unitRoundoff;
  private final double resolution; // relative rounding error of a sum over all variables
  private double cost;
  private double gradientNorm;
  private double previousCost; // before the last iteration
  private int iterations;
  private boolean betweenIterations; // the listener is being called

  LbfgsRun(Arena arena, Blas blas, Options options, Objective objective, Vector x) {
    Precision precision = x.precision();
    int n = x.size();
    this.blas = blas;
    this.products = new InnerProducts(blas);
    this.options = options;
    this.x = x;
    this.unitRoundoff = precision.unitRoundoff();
    // Rounding errors of n terms partly cancel: their sum grows with the square root of n.
    this.resolution = Math.sqrt(n) * unitRoundoff;
    this.search = new LineSearch(arena, blas, objective, precision);
    this.pairs = new CurvaturePairs(arena, blas, precision, options.memory(), n, resolution);
    this.gradient = Vector.allocate(arena, precision, n);
    this.direction = Vector.allocate(arena, precision, n);
  }

  /** Goes on from a state, which has the options' memory and the precision and size of x. */
  Result resume(LbfgsState state, StateListener listener) {
    x.copyFrom(state.point());
    gradient.copyFrom(state.gradient());
    List<Vector> vectors = state.vectors();
    pairs.restore(state.scalars(), vectors.subList(LbfgsState.POINT_ROWS, vectors.size()));
    Iteration last = state.iteration();
    search.addEvaluations(last.evaluations());
    iterations = last.number();
    cost = last.cost();
    gradientNorm = last.gradientNorm();
    previousCost = state.previousCost();
    return isConverged() ? result(StopReason.CONVERGED) : iterate(listener);
  }

  /** Minimises from x on. */
  Result minimize(StateListener listener) {
    search.evaluate(x);
    takeTrial(); // writes x now, so that a read-only x fails before the first iteration
    if (!Double.isFinite(cost) || !Double.isFinite(gradientNorm)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "cost and gradient norm must be finite at the start, but were %s and %s: start at a"
                  + " point where they are finite",
              cost,
              gradientNorm));
    }
    if (isStationary()) {
      return result(StopReason.CONVERGED);
    }
    return iterate(listener);
  }

  private Result iterate(StateListener listener) {
    while (iterations < options.maxIterations()) {
      previousCost = cost;
      StopReason stuck = advance();
      if (stuck != null) {
        return result(stuck);
      }
      iterations++;
      Iteration iteration =
          new Iteration(iterations, cost, gradientNorm, search.step(), search.evaluations());
      betweenIterations = true;
      boolean goOn = listener.iterated(iteration, arena -> state(arena, iteration));
      betweenIterations = false;
      if (!goOn) {
        return result(StopReason.CANCELLED);
      }
      if (isConverged()) {
        return result(StopReason.CONVERGED);
      }
    }
    return result(StopReason.ITERATION_LIMIT);
  }

  private LbfgsState state(Arena arena, Iteration iteration) {
    if (!betweenIterations || iteration.number() != iterations) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the state after iteration %d must be taken before the listener returns: take it in"
                  + " the listener",
              iteration.number()));
    }
    Matrix copy = LbfgsState.allocate(arena, x.precision(), pairs.count(), x.size());
    int row = 0;
    for (Vector vector : Stream.concat(Stream.of(x, gradient), pairs.vectors().stream()).toList()) {
      copy.row(row++).copyFrom(vector);
    }
    return new LbfgsState(iteration, previousCost, pairs.scalars(), copy);
  }

  /** One iteration; returns null, or the reason to stop if no step was found. */
  private @Nullable StopReason advance() {
    boolean isLost = false;
    while (true) {
      pairs.descend(gradient, gradientNorm, direction);
      double slope = products.dot(gradient, direction);
      double firstStep = pairs.isEmpty() ? 1 / products.norm(direction) : 1;
      if (search.find(x, cost, direction, slope, firstStep)) {
        pairs.add(x, gradient, search.point(), search.gradient());
        takeTrial();
        return null;
      }
      isLost |= isLostInRounding(slope);
      boolean moved = search.fallBack(x, direction);
      if (moved) {
        takeTrial();
      }
      if (pairs.isEmpty()) {
        return isLost ? StopReason.CONVERGED : StopReason.LINE_SEARCH_FAILED;
      }
      if (!moved && isLost) {
        return StopReason.CONVERGED;
      }
      pairs.clear();
    }
  }

  private void takeTrial() {
    blas.copy(search.point(), x);
    blas.copy(search.gradient(), gradient);
    cost = search.cost();
    gradientNorm = products.norm(gradient);
  }

  private boolean isConverged() {
    return isStationary() || isSmallDecrease();
  }

  private boolean isStationary() {
    double tolerance = Math.max(options.gradientTolerance(), unitRoundoff);
    return gradientNorm <= tolerance * Math.max(1, products.norm(x));
  }

  private boolean isSmallDecrease() {
    double tolerance = Math.max(options.costTolerance(), unitRoundoff);
    return previousCost - cost <= tolerance * Math.max(Math.abs(previousCost), Math.abs(cost));
  }

  /**
   * Whether the full step along the direction changes the cost, or x, by less than its rounding
   * error. The rounding errors of the cost are relative to |cost| and, through x, to |g| |x|.
   */
  private boolean isLostInRounding(double slope) {
    return Math.abs(slope) <= resolution * (Math.abs(cost) + gradientNorm * products.norm(x))
        || products.norm(direction) <= resolution * products.norm(x);
  }

  private Result result(StopReason reason) {
    return new Result(reason, cost, gradientNorm, iterations, search.evaluations());
  }
}
