/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Locale;

/**
 * The backward pass alone: the cost of {@link SparseAutoencoder} and its gradient from activations
 * that the caller has computed.
 *
 * <pre>
 *   D3 = (A3 - X) * A3 * (1 - A3)   (m x n)
 *   D2 = (D3 W2 + beta (-rho/rho_hat + (1-rho)/(1-rho_hat))) * A2 * (1 - A2)   (m x p)
 *   dW1 = D2' X / m + lambda W1     dW2 = D3' A2 / m + lambda W2
 *   db1 = column means of D2        db2 = column means of D3
 * </pre>
 *
 * <p>The constructor allocates the workspace in the given arena. A step makes views of its vectors
 * unless they are those of the last step, and otherwise allocates only what the backend's kernels
 * allocate. Only one thread at a time may use an object. A step after its arena is closed throws
 * {@link IllegalStateException}.
 */
public final class Backpropagation implements AutoCloseable {

  private final int samples;
  private final GivenActivations given;
  private final CostAndGradient costAndGradient;

  /**
   * Prepares the workspace for the thread count {@link Blas#threads}.
   *
   * @param arena the owner of the workspace
   * @param blas computes the products
   * @param hyperparameters hidden units, lambda, beta, rho
   * @param samples X: m x n, rows contiguous, read at each call
   * @param hiddenActivations A2: m x p, rows contiguous, read at each call
   * @param outputActivations A3: m x n, rows contiguous, read at each call
   * @param schedule the order of the computation
   * @throws IllegalArgumentException if there are no samples, or a matrix has another shape or
   *     precision or is not row-major
   */
  public Backpropagation(
      Arena arena,
      Blas blas,
      Hyperparameters hyperparameters,
      Matrix samples,
      Matrix hiddenActivations,
      Matrix outputActivations,
      Schedule schedule) {
    this(
        arena,
        blas,
        hyperparameters,
        samples,
        hiddenActivations,
        outputActivations,
        schedule,
        blas.threads());
  }

  /**
   * Prepares the workspace.
   *
   * @param arena the owner of the workspace
   * @param blas computes the products
   * @param hyperparameters hidden units, lambda, beta, rho
   * @param samples X: m x n, rows contiguous, read at each call
   * @param hiddenActivations A2: m x p, rows contiguous, read at each call
   * @param outputActivations A3: m x n, rows contiguous, read at each call
   * @param schedule the order of the computation
   * @param threads how many threads compute tiles, 1 or more; the other schedules ignore it. If the
   *     arena or a matrix is confined to a thread, that thread computes all tiles
   * @throws IllegalArgumentException if there are no samples, or a matrix has another shape or
   *     precision or is not row-major, or threads is less than 1
   */
  public Backpropagation(
      Arena arena,
      Blas blas,
      Hyperparameters hyperparameters,
      Matrix samples,
      Matrix hiddenActivations,
      Matrix outputActivations,
      Schedule schedule,
      int threads) {
    Threads.requirePositive(threads);
    check("the samples", samples, samples, samples.columns());
    check("the hidden activations", hiddenActivations, samples, hyperparameters.hidden());
    check("the output activations", outputActivations, samples, samples.columns());
    this.samples = samples.rows();
    this.given = new GivenActivations(hiddenActivations, outputActivations);
    this.costAndGradient =
        new CostAndGradient(
            arena,
            blas,
            hyperparameters,
            List.of(samples, hiddenActivations, outputActivations),
            switch (schedule) {
              case PER_SAMPLE -> new PerSampleSchedule(arena, blas, samples, given);
              case BATCHED -> new BatchedSchedule(arena, blas, samples, given);
              case TILED ->
                  new TiledBackpropagation<>(
                      arena,
                      GemmTiles.fitting(
                          blas,
                          samples.precision(),
                          samples.columns(),
                          hyperparameters.hidden(),
                          SparseAutoencoder.MANY_STEPS),
                      samples,
                      given,
                      Threads.sharing(
                          threads, arena, samples, hiddenActivations, outputActivations));
            });
  }

  private static void check(String name, Matrix matrix, Matrix samples, int columns) {
    matrix.requireUsable(name);
    if (matrix.isEmpty()
        || matrix.rows() != samples.rows()
        || matrix.columns() != columns
        || matrix.precision() != samples.precision()
        || !matrix.isRowMajor()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s must be a row-major %dx%d %s matrix with at least one element, but are %s with"
                  + " row stride %d and column stride %d",
              name,
              samples.rows(),
              columns,
              samples.precision(),
              matrix.describe(),
              matrix.rowStride(),
              matrix.columnStride()));
    }
  }

  /**
   * The number of parameters.
   *
   * @return the size of theta and of the gradient
   */
  public int dimension() {
    return costAndGradient.dimension();
  }

  /**
   * Computes cost and gradient. A vector is copied unless it is contiguous.
   *
   * @param theta W1, W2, b1, b2 in the layout of {@link Parameters}, from which the activations
   *     were computed; read
   * @param meanActivations rho_hat: the column means of A2, one for each hidden unit; read
   * @param gradientByTheta the derivative of the cost with respect to each element of theta;
   *     written. It must not overlap theta or a matrix. It is not written if an argument is
   *     refused. Its content is unspecified if the backend fails
   * @return the cost J
   * @throws IllegalArgumentException if an argument has another size or precision, or the gradient
   *     is read-only or overlaps what is read
   * @throws IllegalStateException if this object or an arena is closed
   */
  public double evaluate(Vector theta, double[] meanActivations, Vector gradientByTheta) {
    double[] hiddenSums = given.hiddenSums;
    if (meanActivations.length != hiddenSums.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "meanActivations must have %d elements, one for each hidden unit, but has %d",
              hiddenSums.length,
              meanActivations.length));
    }
    for (int j = 0; j < hiddenSums.length; j++) {
      hiddenSums[j] = meanActivations[j] * samples;
    }
    return costAndGradient.evaluate(theta, gradientByTheta);
  }

  /** Ends the use of this object: a step after that throws {@link IllegalStateException}. */
  @Override
  public void close() {
    costAndGradient.close();
  }
}
