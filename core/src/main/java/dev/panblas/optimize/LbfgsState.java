/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.optimize;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.optimize.Lbfgs.Iteration;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Everything that a minimisation by {@link Lbfgs} needs to go on after an iteration: the point, the
 * cost and the gradient there, the cost before the iteration, the curvature pairs, and the numbers
 * of iterations and evaluations. {@link Lbfgs#resume} goes on from it to the same bits as the
 * minimisation that it was taken from, if the objective and the {@link dev.panblas.blas.Blas}
 * compute the same bits.
 *
 * <p>Immutable. Its vectors are copies in the arena that it was taken into or read into; after that
 * arena is closed it cannot be used. It has 2 + 2 p vectors, where p is the number of pairs, at
 * most the memory of the minimisation. {@link Checkpoint} writes and reads it.
 */
public final class LbfgsState {

  /** The rows of {@link #vectors} before those of the pairs. */
  static final int POINT_ROWS = 2;

  private final Iteration iteration;
  private final double previousCost;
  private final CurvaturePairs.Scalars pairs;
  private final Matrix vectors; // x, gradient, then s and y of each pair, the newest first

  LbfgsState(
      Iteration iteration, double previousCost, CurvaturePairs.Scalars pairs, Matrix vectors) {
    this.iteration = iteration;
    this.previousCost = previousCost;
    this.pairs = pairs;
    this.vectors = vectors;
  }

  /** Memory for the vectors of a state with some pairs. */
  static Matrix allocate(Arena arena, Precision precision, int pairs, int dimension) {
    return Matrix.allocate(arena, precision, POINT_ROWS + 2 * pairs, dimension);
  }

  /**
   * The iteration after which the state was taken, as the listener saw it.
   *
   * @return its number, cost, gradient norm, step and evaluations
   */
  public Iteration iteration() {
    return iteration;
  }

  /**
   * The cost before that iteration; whether the decrease is within the tolerance depends on it.
   *
   * @return the function's value
   */
  public double previousCost() {
    return previousCost;
  }

  /**
   * The precision of the vectors.
   *
   * @return that of the start
   */
  public Precision precision() {
    return vectors.precision();
  }

  /**
   * The number of variables.
   *
   * @return 1 or more
   */
  public int dimension() {
    return vectors.columns();
  }

  /**
   * The memory of the minimisation, which a resumed one must have too.
   *
   * @return {@link Lbfgs.Options#memory}
   */
  public int memory() {
    return pairs.memory();
  }

  /**
   * The number of curvature pairs.
   *
   * @return from 0 to the memory
   */
  public int pairs() {
    return pairs.curvatures().size();
  }

  /**
   * A copy of the point.
   *
   * @param arena the owner of the copy
   * @return x, n elements
   */
  public Vector x(Arena arena) {
    return Vector.allocate(arena, precision(), dimension()).copyFrom(point());
  }

  Vector point() {
    return vectors.row(0);
  }

  Vector gradient() {
    return vectors.row(1);
  }

  CurvaturePairs.Scalars scalars() {
    return pairs;
  }

  /** All vectors, to be read only: x, the gradient, then s and y of each pair, the newest first. */
  List<Vector> vectors() {
    return IntStream.range(0, vectors.rows()).mapToObj(vectors::row).toList();
  }
}
