package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Settings;
import java.lang.foreign.Arena;
import java.util.List;

/**
 * Backpropagation alone: the gradient of {@link SparseAutoencoder}'s cost where the activations of
 * all samples are known, for programs with a forward pass of their own.
 *
 * <pre>
 *   D3 = (A3 - X) * A3 * (1 - A3)   (m x n)
 *   D2 = (D3 W2 + beta (-rho/rho_hat + (1-rho)/(1-rho_hat))) * A2 * (1 - A2)   (m x p)
 *   dW1 = D2' X / m + lambda W1     dW2 = D3' A2 / m + lambda W2
 *   db1 = column means of D2        db2 = column means of D3
 * </pre>
 *
 * <p>Workspace is allocated once, in the arena given; a call allocates nothing beyond what the
 * backend's kernels do. An object serves one thread at a time, and is closed before its arena.
 */
public final class Backpropagation implements AutoCloseable {

  private final BackwardPass pass;
  private final Evaluation evaluation;
  private final int samples;
  private final double[] hiddenSums;

  /**
   * Prepares the workspace, for as many threads as {@link Settings#current} says.
   *
   * @param arena the owner of the workspace
   * @param blas where the products run
   * @param hyperparameters hidden units, lambda, beta, rho
   * @param samples X: m x n, rows contiguous, read at each call
   * @param hiddenActivations A2: m x p, rows contiguous, read at each call
   * @param outputActivations A3: m x n, rows contiguous, read at each call
   * @param schedule in which order to compute
   * @throws IllegalArgumentException if there are no samples, or a matrix has another shape or
   *     precision or other rows
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
        Settings.current().threads());
  }

  /**
   * Prepares the workspace.
   *
   * @param arena the owner of the workspace
   * @param blas where the products run
   * @param hyperparameters hidden units, lambda, beta, rho
   * @param samples X: m x n, rows contiguous, read at each call
   * @param hiddenActivations A2: m x p, rows contiguous, read at each call
   * @param outputActivations A3: m x n, rows contiguous, read at each call
   * @param schedule in which order to compute
   * @param threads how many threads tiles are shared out over, as in {@link SparseAutoencoder}
   * @throws IllegalArgumentException if there are no samples, or a matrix has another shape or
   *     precision or other rows, or threads is less than 1
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
    Activations given = new Activations(hiddenActivations, outputActivations);
    this.pass =
        switch (schedule) {
          case PER_SAMPLE -> new PerSamplePasses(arena, blas, samples, given);
          case BATCHED -> new BatchedPasses(arena, blas, samples, given);
          case TILED ->
              new TiledBackwardPass(
                  arena,
                  blas,
                  samples,
                  given,
                  Threads.sharing(threads, arena, samples, hiddenActivations, outputActivations));
        };
    this.evaluation =
        new Evaluation(
            arena, blas, hyperparameters, List.of(samples, hiddenActivations, outputActivations));
    this.samples = samples.rows();
    this.hiddenSums = new double[hyperparameters.hidden()];
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
              "%s (%s, row stride %d, column stride %d) must have %d rows of %d %s elements, 1 or"
                  + " more, each row contiguous",
              name,
              matrix.describe(),
              matrix.rowStride(),
              matrix.columnStride(),
              samples.rows(),
              columns,
              samples.precision()));
    }
  }

  /**
   * The number of parameters.
   *
   * @return the size of theta and of the gradient
   */
  public int dimension() {
    return evaluation.parameters.theta().size();
  }

  /**
   * Cost and gradient.
   *
   * @param theta W1, W2, b1, b2 as {@link Parameters} lays them out, those that the activations
   *     were computed with; read
   * @param meanActivations rho_hat: the column means of A2, one for each hidden unit; read
   * @param gradientByTheta the cost's derivative by each of theta, written; overlaps nothing that
   *     is read
   * @return the cost J
   * @throws IllegalArgumentException if one of them has another size or precision, or the gradient
   *     cannot be written or overlaps what is read
   */
  public double evaluate(Vector theta, double[] meanActivations, Vector gradientByTheta) {
    if (meanActivations.length != hiddenSums.length) {
      throw new IllegalArgumentException(
          String.format(
              "there are %d mean activations, but %d hidden units",
              meanActivations.length, hiddenSums.length));
    }
    evaluation.begin(theta, gradientByTheta);
    for (int j = 0; j < hiddenSums.length; j++) {
      hiddenSums[j] = meanActivations[j] * samples;
    }
    return evaluation.end(pass, hiddenSums, gradientByTheta);
  }

  /** Ends the threads that calls have started. A call afterwards is refused where it needs them. */
  @Override
  public void close() {
    pass.close();
  }
}
