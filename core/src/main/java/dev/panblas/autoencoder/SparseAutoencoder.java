package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import dev.panblas.optimize.Objective;
import dev.panblas.spi.Settings;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;

/**
 * The cost of a sparse autoencoder with n visible and p hidden sigmoid units over m samples, one a
 * row of X, and its gradient by all parameters.
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
 * <p>A unit whose mean activation is 0 or 1 would have an infinite divergence; the mean is taken to
 * be at least the precision's unit roundoff away from both, so saturated units leave cost and
 * gradient finite. Where parameters are not finite, or so large that a product or |W|^2 overflows,
 * the cost is infinite or NaN.
 *
 * <p>Workspace is allocated once, in the arena given; a step allocates nothing beyond what the
 * backend's kernels do. An object serves one thread at a time. Threads of its own, which {@link
 * Schedule#TILED} has, end when it is closed, or after a second without a step; close it before its
 * arena.
 *
 * @see <a href="https://web.stanford.edu/class/cs294a/sparseAutoencoder.pdf">Ng: Sparse
 *     autoencoder, CS294A lecture notes</a>
 */
public final class SparseAutoencoder implements Objective, AutoCloseable {

  private final Schedule schedule;
  private final GradientPasses passes;
  private final Evaluation evaluation;
  private final double[] hiddenSums;

  /**
   * Prepares the workspace for the schedule that fits the shape, and as many threads as {@link
   * Settings#current} says.
   *
   * @param arena the owner of the workspace
   * @param blas where the products run
   * @param hyperparameters hidden units, lambda, beta, rho
   * @param samples m x n, from 0 to 1, one sample a row; read at each step
   * @throws IllegalArgumentException if there are no samples, or they have no elements
   */
  public SparseAutoencoder(
      Arena arena, Blas blas, Hyperparameters hyperparameters, Matrix samples) {
    this(
        arena,
        blas,
        hyperparameters,
        samples,
        Schedule.fitting(blas, samples.columns(), hyperparameters.hidden()));
  }

  /**
   * Prepares the workspace, for as many threads as {@link Settings#current} says.
   *
   * @param arena the owner of the workspace
   * @param blas where the products run
   * @param hyperparameters hidden units, lambda, beta, rho
   * @param samples m x n, from 0 to 1, one sample a row; read at each step
   * @param schedule in which order to compute
   * @throws IllegalArgumentException if there are no samples, or they have no elements
   */
  public SparseAutoencoder(
      Arena arena, Blas blas, Hyperparameters hyperparameters, Matrix samples, Schedule schedule) {
    this(arena, blas, hyperparameters, samples, schedule, Settings.current().threads());
  }

  /**
   * Prepares the workspace.
   *
   * @param arena the owner of the workspace, which grows with the number of samples except with
   *     {@link Schedule#TILED}
   * @param blas where the products run
   * @param hyperparameters hidden units, lambda, beta, rho
   * @param samples m x n, from 0 to 1, one sample a row; read at each step. Rows that are not
   *     contiguous are copied once, here
   * @param schedule in which order to compute
   * @param threads how many threads tiles are shared out over, 1 or more; the other schedules leave
   *     threads to the library. Memory confined to one thread, the arena's or the samples', is
   *     worked on by that alone
   * @throws IllegalArgumentException if there are no samples, or they have no elements, or threads
   *     is less than 1
   */
  public SparseAutoencoder(
      Arena arena,
      Blas blas,
      Hyperparameters hyperparameters,
      Matrix samples,
      Schedule schedule,
      int threads) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException(
          "an autoencoder needs at least one sample with one element, but the samples are "
              + samples.describe());
    }
    Threads.requirePositive(threads);
    int hidden = hyperparameters.hidden();
    Matrix x =
        samples.isRowMajor()
            ? samples
            : Matrix.allocate(arena, samples.precision(), samples.rows(), samples.columns())
                .copyFrom(samples);
    this.schedule = schedule;
    this.evaluation = new Evaluation(arena, blas, hyperparameters, List.of(x));
    this.passes =
        switch (schedule) {
          case PER_SAMPLE -> new PerSamplePasses(arena, blas, x, hidden);
          case BATCHED -> new BatchedPasses(arena, blas, x, hidden);
          case TILED -> new TiledPasses(arena, blas, x, hidden, Threads.sharing(threads, arena, x));
        };
    this.hiddenSums = new double[hidden];
  }

  @Override
  public int dimension() {
    return evaluation.parameters.theta().size();
  }

  /**
   * Cost and gradient.
   *
   * @param theta W1, W2, b1, b2 as {@link Parameters} lays them out, in the samples' precision;
   *     read
   * @param gradientByTheta the cost's derivative by each of theta, written; overlaps neither theta
   *     nor the samples
   * @return the cost J
   * @throws IllegalArgumentException if one of the two has another size or precision, or the
   *     gradient cannot be written or overlaps what is read
   */
  @Override
  public double evaluate(Vector theta, Vector gradientByTheta) {
    evaluation.begin(theta, gradientByTheta);
    Arrays.fill(hiddenSums, 0);
    passes.forward(evaluation.parameters, hiddenSums);
    return evaluation.end(passes, hiddenSums, gradientByTheta);
  }

  /**
   * The schedule that was given or chosen.
   *
   * @return in which order a step computes
   */
  public Schedule schedule() {
    return schedule;
  }

  /** Ends the threads that steps have started. A step afterwards is refused where it needs them. */
  @Override
  public void close() {
    passes.close();
  }
}
