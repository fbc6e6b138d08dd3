package dev.panblas.optimize;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;

/**
 * Minimises a smooth function by limited-memory BFGS: steps along -H g, where g is the gradient and
 * H an approximation of the inverse Hessian made of the last few steps, each as long as the strong
 * Wolfe conditions ask (c1 = 1e-4, c2 = 0.9). The cost decreases in each iteration.
 *
 * <p>Works in the precision of the vector that it is given, on any backend. Its memory, 2 (memory +
 * 1) + 4 vectors, is allocated once in each minimisation.
 *
 * <p>The first step has length 1, along -g; the following ones begin with the whole -H g. Where the
 * objective or its slope is NaN or infinite, the search backs off to shorter steps. A search that
 * fails drops the history and begins again along -g, once. An objective may use as many threads as
 * it likes inside an evaluation.
 *
 * @see <a href="https://doi.org/10.1007/BF01589116">Liu, Nocedal: On the Limited Memory BFGS Method
 *     for Large Scale Optimization, Mathematical Programming 45 (1989)</a>
 */
public final class Lbfgs {

  /**
   * How long to go on. All tolerances are relative; one below the unit roundoff of the vector's
   * precision counts as the unit roundoff.
   *
   * @param memory how many steps to remember, 1 or more
   * @param maxIterations the iteration limit, 0 or more
   * @param gradientTolerance converged when |g| is at most this times max(1, |x|), Euclidean norms
   * @param costTolerance converged when an iteration decreased the cost by at most this times the
   *     larger cost's absolute value
   */
  public record Options(
      int memory, int maxIterations, double gradientTolerance, double costTolerance) {

    /** 20 steps remembered, 400 iterations, 1e-6 for the gradient, 1e-9 for the cost. */
    public static final Options DEFAULT = new Options(20, 400, 1e-6, 1e-9);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its range; the message names it
     */
    public Options {
      if (memory < 1) {
        throw new IllegalArgumentException("memory: " + memory + "; it must be 1 or more");
      }
      if (maxIterations < 0) {
        throw new IllegalArgumentException(
            "iteration limit: " + maxIterations + "; it must be 0 or more");
      }
      requireTolerance("gradient tolerance", gradientTolerance);
      requireTolerance("cost tolerance", costTolerance);
    }

    private static void requireTolerance(String name, double value) {
      if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(name + ": " + value + "; it is a number from 0");
      }
    }

    /**
     * These options with another memory.
     *
     * @param memory how many steps to remember
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

  /** Hears of each iteration. */
  @FunctionalInterface
  public interface Listener {

    /**
     * Called after each iteration, when x holds its point.
     *
     * @param iteration what was reached
     * @return false to stop here
     */
    boolean iterated(Iteration iteration);
  }

  /**
   * Where an iteration has come to.
   *
   * @param number from 1
   * @param cost the function's value
   * @param gradientNorm |g|, Euclidean
   * @param step the step's length as a multiple of the direction that was searched
   * @param evaluations how often the function was evaluated so far, the start included
   */
  public record Iteration(
      int number, double cost, double gradientNorm, double step, int evaluations) {}

  /** Why it ended. */
  public enum StopReason {
    /**
     * The gradient or the last decrease is within its tolerance, or no further decrease can be told
     * from rounding errors.
     */
    CONVERGED,
    /** As many iterations as were allowed. */
    ITERATION_LIMIT,
    /**
     * Not even along -g is there a step that meets the Wolfe conditions: the gradient is wrong, the
     * function is not smooth, has no finite values around or no lower bound.
     */
    LINE_SEARCH_FAILED,
    /** The listener said so. */
    CANCELLED
  }

  /**
   * How it ended; x holds the point.
   *
   * @param reason why
   * @param cost the function's value
   * @param gradientNorm |g|, Euclidean
   * @param iterations the number of iterations
   * @param evaluations how often the function was evaluated
   */
  public record Result(
      StopReason reason, double cost, double gradientNorm, int iterations, int evaluations) {}

  private final Blas blas;
  private final Options options;

  /**
   * A minimiser; it keeps nothing from one minimisation to another.
   *
   * @param blas where vectors are added and multiplied
   * @param options how long to go on
   */
  public Lbfgs(Blas blas, Options options) {
    this.blas = blas;
    this.options = options;
  }

  /**
   * Minimises a function. Whatever ends it, an exception of the objective or the listener included,
   * x then holds the best point found.
   *
   * @param objective the function and its gradient
   * @param x the start; becomes the best point found after each iteration
   * @param listener hears of each iteration, and may stop it
   * @return how it ended
   * @throws IllegalArgumentException if x has not as many elements as the objective has variables,
   *     or cost or gradient at the start are not finite
   */
  public Result minimize(Objective objective, Vector x, Listener listener) {
    if (x.size() != objective.dimension() || x.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              "x has %s elements but the objective has %d variables; there must be as many, 1 or"
                  + " more",
              x.describe(), objective.dimension()));
    }
    // Shared, so that an objective can use other threads.
    try (Arena arena = Arena.ofShared()) {
      return new LbfgsRun(arena, blas, options, objective, x).minimize(listener);
    }
  }

  /**
   * Minimises a function to the end.
   *
   * @param objective the function and its gradient
   * @param x the start; becomes the best point found
   * @return how it ended
   * @throws IllegalArgumentException if x has not as many elements as the objective has variables,
   *     or cost or gradient at the start are not finite
   */
  public Result minimize(Objective objective, Vector x) {
    return minimize(objective, x, iteration -> true);
  }
}
