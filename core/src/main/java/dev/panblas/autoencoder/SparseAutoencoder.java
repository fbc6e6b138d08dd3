package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.optimize.Objective;
import java.lang.foreign.Arena;
import java.util.Arrays;

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
 * backend's kernels do. An object serves one thread at a time.
 *
 * @see <a href="https://web.stanford.edu/class/cs294a/sparseAutoencoder.pdf">Ng: Sparse
 *     autoencoder, CS294A lecture notes</a>
 */
public final class SparseAutoencoder implements Objective {

  private final Blas blas;
  private final Matrix samples;
  private final GradientPasses passes;
  private final WeightDecay decay;
  private final SparsityPenalty penalty;
  private final Parameters parameters;
  private final Parameters gradient;
  private final double[] hiddenSums; // of activations, then the penalty's slopes
  private final GradientPasses.DeltaSums deltaSums;

  /**
   * Prepares the workspace.
   *
   * @param arena the owner of the workspace, which grows with the number of samples
   * @param blas where the products run
   * @param hyperparameters hidden units, lambda, beta, rho
   * @param samples m x n, from 0 to 1, one sample a row; read at each step. Rows that are not
   *     contiguous are copied once, here
   * @param schedule in which order to compute
   * @throws IllegalArgumentException if there are no samples, or they have no elements
   */
  public SparseAutoencoder(
      Arena arena, Blas blas, Hyperparameters hyperparameters, Matrix samples, Schedule schedule) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException(
          "an autoencoder needs at least one sample with one element, but the samples are "
              + samples.describe());
    }
    int visible = samples.columns();
    int hidden = hyperparameters.hidden();
    Precision precision = samples.precision();
    int count = Parameters.count(visible, hidden);
    this.blas = blas;
    this.samples =
        samples.isRowMajor()
            ? samples
            : Matrix.allocate(arena, precision, samples.rows(), visible).copyFrom(samples);
    this.passes =
        switch (schedule) {
          case PER_SAMPLE -> new PerSamplePasses(arena, blas, this.samples, hidden);
          case BATCHED -> new BatchedPasses(arena, blas, this.samples, hidden);
        };
    this.decay = new WeightDecay(hyperparameters.weightDecay());
    this.penalty =
        new SparsityPenalty(hyperparameters.sparsityWeight(), hyperparameters.sparsity());
    this.parameters = Parameters.over(Vector.allocate(arena, precision, count), visible, hidden);
    this.gradient = Parameters.over(Vector.allocate(arena, precision, count), visible, hidden);
    this.hiddenSums = new double[hidden];
    this.deltaSums = new GradientPasses.DeltaSums(hidden, visible);
  }

  @Override
  public int dimension() {
    return parameters.theta().size();
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
    check(theta, gradientByTheta);
    int m = samples.rows();
    blas.copy(theta, parameters.theta());
    Arrays.fill(hiddenSums, 0);
    passes.forward(parameters, hiddenSums);
    double sparsityCost = penalty.replaceBySlope(hiddenSums, m, samples.precision());

    double decayCost = decay.begin(parameters.weights(), gradient.weights());
    Arrays.fill(deltaSums.hidden, 0);
    Arrays.fill(deltaSums.visible, 0);
    double squares = passes.backward(parameters, hiddenSums, gradient, deltaSums);
    setMeans(gradient.b1(), deltaSums.hidden, m);
    setMeans(gradient.b2(), deltaSums.visible, m);
    blas.copy(gradient.theta(), gradientByTheta);
    return squares / (2.0 * m) + decayCost + sparsityCost;
  }

  private void check(Vector theta, Vector gradientByTheta) {
    checkVector("theta", theta);
    checkVector("the gradient", gradientByTheta);
    gradientByTheta.requireWritable("the gradient");
    if (gradientByTheta.overlapsItself()
        || gradientByTheta.overlaps(theta)
        || gradientByTheta.overlaps(samples)) {
      throw new IllegalArgumentException(
          "the gradient would be written but shares memory with itself, theta or the samples");
    }
  }

  private void checkVector(String name, Vector vector) {
    vector.requireUsable(name);
    if (vector.size() != dimension() || vector.precision() != samples.precision()) {
      throw new IllegalArgumentException(
          String.format(
              "%s has %d %s elements, but the autoencoder needs %d %s",
              name, vector.size(), vector.precision(), dimension(), samples.precision()));
    }
  }

  private static void setMeans(Vector means, double[] sums, int count) {
    for (int j = 0; j < sums.length; j++) {
      means.set(j, sums[j] / count);
    }
  }
}
