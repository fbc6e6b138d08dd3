/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.internal.elementwise.SigmoidLayer;
import dev.panblas.matrix.Matrix;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/**
 * {@link Schedule#BATCHED}: each product and each elementwise operation over all samples at once.
 */
final class BatchedSchedule implements GradientSchedule {

  private final Blas blas;
  private final @Nullable GivenActivations given;
  private final Matrix x; // samples x visible
  private final Matrix a2; // samples x hidden
  private final Matrix delta3; // samples x visible
  private final Matrix delta2; // samples x hidden
  private final Matrix delta3Transposed;
  private final Matrix delta2Transposed;
  private final SigmoidLayer hidden;
  private final SigmoidLayer output;

  /** Computes the activations. */
  BatchedSchedule(Arena arena, Blas blas, Matrix samples, int hiddenUnits) {
    this(
        arena,
        blas,
        samples,
        Matrix.allocate(arena, samples.precision(), samples.rows(), hiddenUnits),
        null);
  }

  /** Reads the activations. */
  BatchedSchedule(Arena arena, Blas blas, Matrix samples, GivenActivations given) {
    this(arena, blas, samples, given.hidden, given);
  }

  private BatchedSchedule(
      Arena arena, Blas blas, Matrix samples, Matrix a2, @Nullable GivenActivations given) {
    int m = samples.rows();
    int hiddenUnits = a2.columns();
    int visibleUnits = samples.columns();
    this.blas = blas;
    this.given = given;
    this.x = samples;
    this.a2 = a2;
    this.delta3 = Matrix.allocate(arena, samples.precision(), m, visibleUnits);
    this.delta2 = Matrix.allocate(arena, samples.precision(), m, hiddenUnits);
    this.delta3Transposed = delta3.transposed();
    this.delta2Transposed = delta2.transposed();
    this.hidden = new SigmoidLayer(hiddenUnits);
    this.output = new SigmoidLayer(visibleUnits);
  }

  @Override
  public String describe() {
    return "routines of " + blas.library().name() + ", other loops in Java";
  }

  @Override
  public void evaluate(
      Parameters parameters, SparsityPenalty penalty, Parameters gradient, SampleSums sums) {
    int m = x.rows();
    if (given == null) {
      blas.gemm(1, x, parameters.w1Transposed(), 0, a2);
      hidden.activate(a2, 0, m, parameters.b1(), sums.activations);
      blas.gemm(1, a2, parameters.w2Transposed(), 0, delta3);
      sums.squares = output.outputDelta(delta3, 0, m, parameters.b2(), x, 0, sums.visibleDeltas);
    } else {
      SampleSums.add(sums.activations, given.hiddenSums);
      sums.squares = output.errorDelta(given.output, 0, delta3, 0, m, x, 0, sums.visibleDeltas);
    }
    penalty.evaluate(sums.activations);
    blas.gemm(1, delta3, parameters.w2(), 0, delta2);
    hidden.hiddenDelta(delta2, 0, m, penalty.slopes(), a2, 0, sums.hiddenDeltas);
    blas.gemm(1.0 / m, delta2Transposed, x, 1, gradient.w1());
    blas.gemm(1.0 / m, delta3Transposed, a2, 1, gradient.w2());
  }
}
