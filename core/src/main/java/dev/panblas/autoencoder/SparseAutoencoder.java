/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import dev.panblas.optimize.Objective;
import java.lang.foreign.Arena;
import java.util.List;

/**
 * The cost of a sparse autoencoder and its gradient with respect to all parameters. The autoencoder
 * has n visible and p hidden sigmoid units; each of the m rows of X is a sample.
 *
 * <pre>
 *   A2 = sigmoid(X W1' + b1)   (m x p)        A3 = sigmoid(A2 W2' + b2)   (m x n)
 *   rho_hat = column means of A2   (p)
 *   J  = 1/(2m) |A3 - X|^2 + lambda/2 (|W1|^2 + |W2|^2) + beta sum_j KL(rho || rho_hat_j)
 *   D3 = (A3 - X) * A3 * (1 - A3)   (m x n)
 *   D2 = (D3 W2 + beta (-rho/rho_hat + (1-rho)/(1-rho_hat))) * A2 * (1 - A2)   (m x p)
 *   dW1 = D2' X / m + lambda W1     dW2 = D3' A2 / m + lambda W2
 *   db1 = column means of D2        db2 = column means of D3
 * </pre>
 *
 * <p>The divergence KL is infinite for a unit whose mean activation is 0 or 1. The mean is
 * therefore clamped to [u, 1 - u], where u is the precision's unit roundoff, and cost and gradient
 * stay finite. If a parameter is not finite, or so large that a product or |W|^2 overflows, the
 * cost is infinite or NaN.
 *
 * <p>The constructor allocates the workspace in the given arena. A step makes views of its vectors
 * unless they are those of the last step, and otherwise allocates only what the backend's kernels
 * allocate. Only one thread at a time may use an object. A step after its arena is closed throws
 * {@link IllegalStateException}.
 *
 * @see <a href="https://web.stanford.edu/class/cs294a/sparseAutoencoder.pdf">Ng: Sparse
 *     autoencoder, CS294A lecture notes</a>
 */
public final class SparseAutoencoder implements Objective, AutoCloseable {

  /** More than any program makes. */
  static final int MANY_STEPS = Integer.MAX_VALUE;

  private final Schedule schedule;
  private final CostAndGradient costAndGradient;

  /**
   * Prepares the workspace for the schedule that {@link Schedule#fitting} returns and the thread
   * count {@link Blas#threads}.
   *
   * @param arena the owner of the workspace
   * @param blas computes the products
   * @param hyperparameters hidden units, lambda, beta, rho
   * @param samples X: m x n, values from 0 to 1, one sample in each row; read at each step
   * @throws IllegalArgumentException if the samples have no elements
   */
  public SparseAutoencoder(
      Arena arena, Blas blas, Hyperparameters hyperparameters, Matrix samples) {
    this(
        arena,
        blas,
        hyperparameters,
        samples,
        Schedule.fitting(samples.columns(), hyperparameters.hidden()));
  }

  /**
   * Prepares the workspace for the thread count {@link Blas#threads}.
   *
   * @param arena the owner of the workspace
   * @param blas computes the products
   * @param hyperparameters hidden units, lambda, beta, rho
   * @param samples X: m x n, values from 0 to 1, one sample in each row; read at each step
   * @param schedule the order of the computation
   * @throws IllegalArgumentException if the samples have no elements
   */
  public SparseAutoencoder(
      Arena arena, Blas blas, Hyperparameters hyperparameters, Matrix samples, Schedule schedule) {
    this(arena, blas, hyperparameters, samples, schedule, blas.threads());
  }

  /**
   * Prepares the workspace.
   *
   * @param arena the owner of the workspace, which grows with the number of samples, except with
   *     {@link Schedule#TILED}
   * @param blas computes the products
   * @param hyperparameters hidden units, lambda, beta, rho
   * @param samples X: m x n, values from 0 to 1, one sample in each row; read at each step. Samples
   *     that are not row-major are copied once, by this constructor
   * @param schedule the order of the computation
   * @param threads how many threads compute tiles, 1 or more; the other schedules ignore it. If the
   *     arena or the samples are confined to a thread, that thread computes all tiles
   * @throws IllegalArgumentException if the samples have no elements, or threads is less than 1
   */
  public SparseAutoencoder(
      Arena arena,
      Blas blas,
      Hyperparameters hyperparameters,
      Matrix samples,
      Schedule schedule,
      int threads) {
    this(arena, blas, hyperparameters, samples, schedule, threads, MANY_STEPS);
  }

  /**
   * Prepares the workspace for a number of steps. With few steps, {@link Schedule#TILED} computes
   * the products by a native library, if there is one; with many, kernels in Java may be faster
   * ({@link #kernels}).
   *
   * @param arena the owner of the workspace, as in the other constructors
   * @param blas computes the products
   * @param hyperparameters hidden units, lambda, beta, rho
   * @param samples X: m x n, values from 0 to 1, one sample in each row; read at each step
   * @param schedule the order of the computation
   * @param threads how many threads compute tiles, 1 or more
   * @param steps about how many steps will be made; the other constructors assume many
   * @throws IllegalArgumentException if the samples have no elements, or threads is less than 1
   */
  public SparseAutoencoder(
      Arena arena,
      Blas blas,
      Hyperparameters hyperparameters,
      Matrix samples,
      Schedule schedule,
      int threads,
      int steps) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException(
          "the samples must have at least one row and one column, but are " + samples.describe());
    }
    Threads.requirePositive(threads);
    int hidden = hyperparameters.hidden();
    Matrix x =
        samples.isRowMajor()
            ? samples
            : Matrix.allocate(arena, samples.precision(), samples.rows(), samples.columns())
                .copyFrom(samples);
    this.schedule = schedule;
    this.costAndGradient =
        new CostAndGradient(
            arena,
            blas,
            hyperparameters,
            List.of(x),
            switch (schedule) {
              case PER_SAMPLE -> new PerSampleSchedule(arena, blas, x, hidden);
              case BATCHED -> new BatchedSchedule(arena, blas, x, hidden);
              case TILED ->
                  new TiledSchedule<>(
                      arena,
                      GemmTiles.fitting(blas, x.precision(), x.columns(), hidden, steps),
                      x,
                      hidden,
                      Threads.sharing(threads, arena, x));
            });
  }

  @Override
  public int dimension() {
    return costAndGradient.dimension();
  }

  /**
   * Computes cost and gradient. A vector is copied unless it is contiguous.
   *
   * @param theta W1, W2, b1, b2 in the layout of {@link Parameters} and the samples' precision;
   *     read
   * @param gradientByTheta the derivative of the cost with respect to each element of theta;
   *     written. It must not overlap theta or the samples. It is not written if an argument is
   *     refused. Its content is unspecified if the backend fails
   * @return the cost J
   * @throws IllegalArgumentException if a vector has another size or precision, or the gradient is
   *     read-only or overlaps what is read
   * @throws IllegalStateException if this object or an arena is closed
   */
  @Override
  public double evaluate(Vector theta, Vector gradientByTheta) {
    return costAndGradient.evaluate(theta, gradientByTheta);
  }

  /**
   * The terms of the cost that {@link #evaluate} returned last.
   *
   * @return the terms; NaN before the first step
   */
  public CostTerms terms() {
    return costAndGradient.terms();
  }

  /**
   * The schedule given, or the one that {@link Schedule#fitting} has chosen.
   *
   * @return the order of the computation
   */
  public Schedule schedule() {
    return schedule;
  }

  /**
   * What computes a step: the library's gemm, or kernels in Java. It is decided by the constructor
   * and does not change. It depends on the backend, the processor, the precision, the units and the
   * number of steps, and not on the number of samples ({@link Blas#tileKernels}).
   *
   * @return one clause: {@code gemm of OpenBLAS, other loops in Java}
   */
  public String kernels() {
    return costAndGradient.kernels();
  }

  /** Ends the use of this object: a step after that throws {@link IllegalStateException}. */
  @Override
  public void close() {
    costAndGradient.close();
  }
}
