/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.optimize;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.Locale;
import java.util.function.Function;

/**
 * Minimises a smooth function by limited-memory BFGS. Each iteration moves along -H g, where g is
 * the gradient and H an approximation of the inverse Hessian computed from the last iterations. The
 * length of its step meets the strong Wolfe conditions with c1 = 1e-4 and c2 = 0.9. The cost
 * decreases in each iteration.
 *
 * <p>Vectors have the precision of the vector given; slopes, norms and curvatures are computed in
 * double. Each minimisation allocates 2 (memory + 1) + 4 vectors, once.
 *
 * <p>The first trial step is -g / |g|, even if |g|^2 is not a finite number of the precision; later
 * trial steps are -H g. If the objective or its slope is NaN or infinite, the line search tries
 * shorter steps. If a search fails, H becomes the identity and the search is repeated once, along
 * -g. An evaluation of the objective may use any number of threads.
 *
 * @see <a href="https://doi.org/10.1007/BF01589116">Liu, Nocedal: On the Limited Memory BFGS Method
 *     for Large Scale Optimization, Mathematical Programming 45 (1989)</a>
 */
public final class Lbfgs {

  /**
   * Memory and stopping conditions. Tolerances are relative; one that is smaller than the unit
   * roundoff of the vector's precision is replaced by the unit roundoff.
   *
   * @param memory how many iterations H is computed from, 1 or more
   * @param maxIterations the iteration limit, 0 or more
   * @param gradientTolerance converged if |g| &lt;= gradientTolerance max(1, |x|), in Euclidean
   *     norms
   * @param costTolerance converged if an iteration decreased the cost f to f' and f - f' &lt;=
   *     costTolerance max(|f|, |f'|)
   */
  public record Options(
      int memory, int maxIterations, double gradientTolerance, double costTolerance) {

    /** Memory 20, 400 iterations, tolerances 1e-6 for the gradient and 1e-9 for the cost. */
    public static final Options DEFAULT = new Options(20, 400, 1e-6, 1e-9);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its range; the message names it
     */
    public Options {
      if (memory < 1) {
        throw new IllegalArgumentException("memory must be >= 1, but was " + memory);
      }
      if (maxIterations < 0) {
        throw new IllegalArgumentException(
            "iteration limit must be >= 0, but was " + maxIterations);
      }
      requireTolerance("gradient tolerance", gradientTolerance);
      requireTolerance("cost tolerance", costTolerance);
    }

    private static void requireTolerance(String name, double value) {
      if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(name + " must be finite and >= 0, but was " + value);
      }
    }

    /**
     * These options with another memory.
     *
     * @param memory how many iterations H is computed from
     * @return the changed options
     */
    public Options withMemory(int memory) {
      return new Options(memory, maxIterations, gradientTolerance, costTolerance);
    }

    /**
     * These options with another iteration limit.
     *
     * @param maxIterations the limit
     * @return the changed options
     */
    public Options withMaxIterations(int maxIterations) {
      return new Options(memory, maxIterations, gradientTolerance, costTolerance);
    }

    /**
     * These options with other tolerances.
     *
     * @param gradient the gradient tolerance
     * @param cost the cost tolerance
     * @return the changed options
     */
    public Options withTolerances(double gradient, double cost) {
      return new Options(memory, maxIterations, gradient, cost);
    }
  }

  /** Called after each iteration. */
  @FunctionalInterface
  public interface Listener {

    /**
     * Called after each iteration; x then holds its point.
     *
     * @param iteration the state after the iteration
     * @return false to end the minimisation
     */
    boolean iterated(Iteration iteration);
  }

  /** Called after each iteration; it can take the state of the minimisation. */
  @FunctionalInterface
  public interface StateListener {

    /**
     * Called after each iteration; x then holds its point.
     *
     * @param iteration the iteration
     * @param state copies the state after the iteration into an arena. It must be called on the
     *     same thread before this method returns, and may be called several times or not at all
     * @return false to end the minimisation
     */
    boolean iterated(Iteration iteration, Function<Arena, LbfgsState> state);
  }

  /**
   * The values after an iteration.
   *
   * @param number the number of the iteration, from 1
   * @param cost the function's value
   * @param gradientNorm |g|, Euclidean
   * @param step the step as a multiple of the search direction
   * @param evaluations the number of evaluations so far, including the one at the start
   */
  public record Iteration(
      int number, double cost, double gradientNorm, double step, int evaluations) {}

  /** The reason why a minimisation ended. */
  public enum StopReason {
    /**
     * The gradient or the last decrease is within its tolerance, or a further decrease would be
     * smaller than the rounding errors.
     */
    CONVERGED,
    /** The iteration limit was reached. */
    ITERATION_LIMIT,
    /**
     * No step along -g meets the Wolfe conditions: the gradient is wrong, or the function is not
     * smooth, is not finite near x, or has no lower bound.
     */
    LINE_SEARCH_FAILED,
    /** The listener returned false. */
    CANCELLED
  }

  /**
   * The result of a minimisation; x holds the point.
   *
   * @param reason why it ended
   * @param cost the function's value
   * @param gradientNorm |g|, Euclidean
   * @param iterations the number of iterations
   * @param evaluations the number of evaluations
   */
  public record Result(
      StopReason reason, double cost, double gradientNorm, int iterations, int evaluations) {}

  private final Blas blas;
  private final Options options;

  /**
   * A minimiser; it keeps no state between minimisations.
   *
   * @param blas computes sums and products of vectors
   * @param options memory and stopping conditions
   */
  public Lbfgs(Blas blas, Options options) {
    this.blas = blas;
    this.options = options;
  }

  /**
   * Minimises a function. After the minimisation x holds the best point found, even if the
   * objective or the listener has thrown an exception.
   *
   * @param objective the function and its gradient
   * @param x the start; after each iteration the best point found
   * @param listener called after each iteration
   * @return the result
   * @throws IllegalArgumentException if the size of x is 0 or not the objective's dimension, x is
   *     read-only, or cost or gradient at the start are not finite
   */
  public Result minimize(Objective objective, Vector x, Listener listener) {
    return begin(objective, x, (iteration, state) -> listener.iterated(iteration));
  }

  /**
   * Minimises a function as {@link #minimize} does, with a listener that can take the state after
   * an iteration. {@link #resume} goes on from that state.
   *
   * @param objective the function and its gradient
   * @param x the start; after each iteration the best point found
   * @param listener called after each iteration
   * @return the result
   * @throws IllegalArgumentException if the size of x is 0 or not the objective's dimension, x is
   *     read-only, or cost or gradient at the start are not finite
   */
  public Result begin(Objective objective, Vector x, StateListener listener) {
    requireSize(objective, x);
    // Shared, so that the objective can use other threads.
    try (Arena arena = Arena.ofShared()) {
      return new LbfgsRun(arena, blas, options, objective, x).minimize(listener);
    }
  }

  /**
   * Goes on with a minimisation. Its iterations and its result have the same bits as if it had not
   * been interrupted, if the objective and the {@link Blas} compute the same bits: numbers of
   * iterations and evaluations go on, and the objective is not evaluated at the state's point
   * again. The tolerances and the iteration limit may be others. If the state's iteration has met a
   * tolerance or reached the limit, the minimisation ends at once.
   *
   * @param objective the same function and its gradient
   * @param x written: the state's point, then after each iteration the best point found
   * @param state read
   * @param listener called after each iteration that follows
   * @return the result, which counts the iterations and evaluations before the state too
   * @throws IllegalArgumentException if the size of x is not the objective's dimension, x is
   *     read-only, or the state has another size, another precision or another memory
   */
  public Result resume(Objective objective, Vector x, LbfgsState state, StateListener listener) {
    requireSize(objective, x);
    requireSame("size", x.size(), "x has", state.dimension());
    requireSame("precision", x.precision(), "x has", state.precision());
    requireSame("memory", options.memory(), "the options have", state.memory());
    try (Arena arena = Arena.ofShared()) {
      return new LbfgsRun(arena, blas, options, objective, x).resume(state, listener);
    }
  }

  private static void requireSize(Objective objective, Vector x) {
    if (x.size() != objective.dimension() || x.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "x must have one element for each of the objective's %d variables, and at least one,"
                  + " but has %d",
              objective.dimension(),
              x.size()));
    }
  }

  private static void requireSame(String property, Object given, String owner, Object ofState) {
    if (!given.equals(ofState)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a minimisation must be resumed with the %s of its state, %s, but %s %s",
              property,
              ofState,
              owner,
              given));
    }
  }

  /**
   * Minimises a function without a listener.
   *
   * @param objective the function and its gradient
   * @param x the start; after the minimisation the best point found
   * @return the result
   * @throws IllegalArgumentException if the size of x is 0 or not the objective's dimension, x is
   *     read-only, or cost or gradient at the start are not finite
   */
  public Result minimize(Objective objective, Vector x) {
    return minimize(objective, x, iteration -> true);
  }
}
