package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.List;

/**
 * What an evaluation of cost and gradient has around its passes: copies of parameters and gradient
 * that are contiguous and open to all threads, the weights' decay, the penalty, and the means.
 */
final class Evaluation {

  /** What is evaluated at. */
  final Parameters parameters;

  private final Blas blas;
  private final int samples;
  private final List<Matrix> inputs;
  private final Parameters gradient;
  private final WeightDecay decay;
  private final SparsityPenalty penalty;
  private final DeltaSums deltaSums;

  Evaluation(Arena arena, Blas blas, Hyperparameters hyperparameters, List<Matrix> inputs) {
    Matrix x = inputs.getFirst();
    int visible = x.columns();
    int hidden = hyperparameters.hidden();
    Precision precision = x.precision();
    int count = Parameters.count(visible, hidden);
    this.blas = blas;
    this.samples = x.rows();
    this.inputs = inputs;
    this.parameters = Parameters.over(Vector.allocate(arena, precision, count), visible, hidden);
    this.gradient = Parameters.over(Vector.allocate(arena, precision, count), visible, hidden);
    this.decay = new WeightDecay(hyperparameters.weightDecay());
    this.penalty =
        new SparsityPenalty(hyperparameters.sparsityWeight(), hyperparameters.sparsity());
    this.deltaSums = new DeltaSums(hidden, visible);
  }

  private Precision precision() {
    return parameters.theta().precision();
  }

  /** Checks what the caller gives, before anything is computed or written. */
  void begin(Vector theta, Vector gradientByTheta) {
    checkVector("theta", theta);
    checkVector("the gradient", gradientByTheta);
    gradientByTheta.requireWritable("the gradient");
    if (gradientByTheta.overlapsItself()
        || gradientByTheta.overlaps(theta)
        || overlapsInput(gradientByTheta)) {
      throw new IllegalArgumentException(
          "the gradient would be written but shares memory with itself, theta or the samples");
    }
    blas.copy(theta, parameters.theta());
  }

  private boolean overlapsInput(Operand output) {
    for (int i = 0; i < inputs.size(); i++) {
      if (output.overlaps(inputs.get(i))) {
        return true;
      }
    }
    return false;
  }

  private void checkVector(String name, Vector vector) {
    vector.requireUsable(name);
    int dimension = parameters.theta().size();
    if (vector.size() != dimension || vector.precision() != precision()) {
      throw new IllegalArgumentException(
          String.format(
              "%s has %d %s elements, but the autoencoder needs %d %s",
              name, vector.size(), vector.precision(), dimension, precision()));
    }
  }

  /**
   * The second pass and all that belongs to it.
   *
   * @param pass the pass
   * @param hiddenSums hidden: the sum of each unit's activations over the samples; used up
   * @param gradientByTheta written
   * @return the cost
   */
  double end(BackwardPass pass, double[] hiddenSums, Vector gradientByTheta) {
    double sparsityCost = penalty.replaceBySlope(hiddenSums, samples, precision());
    double decayCost = decay.begin(parameters.weights(), gradient.weights());
    deltaSums.clear();
    double squares = pass.backward(parameters, hiddenSums, gradient, deltaSums);
    deltaSums.setMeans(gradient, samples);
    blas.copy(gradient.theta(), gradientByTheta);
    return squares / (2.0 * samples) + decayCost + sparsityCost;
  }
}
