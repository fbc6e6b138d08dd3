/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Locale;

/**
 * A step with any schedule. Checks theta and the gradient, computes the weight decay, and adds the
 * schedule's sums, divided by the number of samples, and the sparsity penalty.
 *
 * <p>Theta and the gradient are used in place if they are contiguous, and copied otherwise. Only
 * the calling thread reads theta and writes the gradient.
 */
final class CostAndGradient implements AutoCloseable {

  private final Blas blas;
  private final GradientSchedule schedule;
  private final List<Matrix> inputs;
  private final int visible;
  private final int hidden;
  private final long samples;
  private final WeightDecay decay;
  private final SparsityPenalty penalty;
  private final SampleSums sums;
  private final Parameters thetaCopy;
  private final Parameters gradientCopy;
  private Parameters parameters; // views of the last theta, or the copy
  private Parameters gradient; // views of the last gradient, or the copy
  private CostTerms terms = new CostTerms(Double.NaN, Double.NaN, Double.NaN);
  private boolean closed;

  /**
   * Allocates the workspace for samples in memory.
   *
   * @param inputs X, then the other matrices that the schedule reads
   */
  CostAndGradient(
      Arena arena,
      Blas blas,
      Hyperparameters hyperparameters,
      List<Matrix> inputs,
      GradientSchedule schedule) {
    this(
        arena,
        blas,
        hyperparameters,
        inputs.getFirst().precision(),
        inputs.getFirst().columns(),
        inputs.getFirst().rows(),
        inputs,
        schedule);
  }

  /**
   * Allocates the workspace.
   *
   * @param samples m, 1 or more
   * @param inputs the matrices that the schedule reads, beginning with X; empty if X is elsewhere
   */
  CostAndGradient(
      Arena arena,
      Blas blas,
      Hyperparameters hyperparameters,
      Precision precision,
      int visible,
      long samples,
      List<Matrix> inputs,
      GradientSchedule schedule) {
    this.blas = blas;
    this.schedule = schedule;
    this.inputs = inputs;
    this.visible = visible;
    this.hidden = hyperparameters.hidden();
    this.samples = samples;
    this.decay = new WeightDecay(blas.withThreads(1), hyperparameters.weightDecay());
    this.penalty = new SparsityPenalty(hyperparameters, samples, precision);
    this.sums = new SampleSums(hidden, visible);
    this.thetaCopy = allocate(arena, precision);
    this.gradientCopy = allocate(arena, precision);
    this.parameters = thetaCopy;
    this.gradient = gradientCopy;
  }

  private Parameters allocate(Arena arena, Precision precision) {
    return Parameters.over(
        Vector.allocate(arena, precision, Parameters.count(visible, hidden)), visible, hidden);
  }

  /** What computes a step. */
  String kernels() {
    return schedule.describe();
  }

  /** The number of parameters. */
  int dimension() {
    return thetaCopy.theta().size();
  }

  /**
   * Computes cost and gradient. Everything is checked before the gradient is written.
   *
   * @param theta read
   * @param gradientByTheta written
   * @return J
   */
  double evaluate(Vector theta, Vector gradientByTheta) {
    check(theta, gradientByTheta);
    parameters = views(theta, parameters, thetaCopy);
    gradient = views(gradientByTheta, gradient, gradientCopy);
    if (parameters == thetaCopy) {
      blas.copy(theta, thetaCopy.theta());
    }
    double decayCost = decay.evaluate(parameters.weights(), gradient.weights());
    sums.clear();
    schedule.evaluate(parameters, penalty, gradient, sums);
    sums.setMeans(gradient, samples);
    if (gradient == gradientCopy) {
      blas.copy(gradientCopy.theta(), gradientByTheta);
    }
    terms = new CostTerms(sums.squares / (2.0 * samples), decayCost, penalty.cost());
    return terms.cost();
  }

  /** The terms of the last cost; NaN before the first. */
  CostTerms terms() {
    return terms;
  }

  /**
   * Views of a vector, or the copy. The views of the last step are used again for the same vector.
   */
  private Parameters views(Vector vector, Parameters last, Parameters copy) {
    if (vector.stride() != 1) {
      return copy;
    }
    return last.theta() == vector ? last : Parameters.over(vector, visible, hidden);
  }

  private void check(Vector theta, Vector gradientByTheta) {
    if (closed) {
      throw new IllegalStateException("the autoencoder is closed");
    }
    checkVector("theta", theta);
    checkVector("the gradient", gradientByTheta);
    gradientByTheta.requireWritable("the gradient");
    thetaCopy.theta().requireUsable("the workspace");
    boolean overlaps = gradientByTheta.overlapsItself() || gradientByTheta.overlaps(theta);
    for (int i = 0; i < inputs.size(); i++) {
      Matrix input = inputs.get(i);
      input.requireUsable(i == 0 ? "the samples" : "the activations");
      overlaps |= gradientByTheta.overlaps(input);
    }
    if (overlaps) {
      throw new IllegalArgumentException(
          "the gradient must not overlap itself, theta, the samples or the activations:"
              + " allocate a vector for it");
    }
  }

  private void checkVector(String name, Vector vector) {
    vector.requireUsable(name);
    Precision precision = thetaCopy.theta().precision();
    if (vector.size() != dimension() || vector.precision() != precision) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s must have %d %s elements, but has %d %s",
              name,
              dimension(),
              precision,
              vector.size(),
              vector.precision()));
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
