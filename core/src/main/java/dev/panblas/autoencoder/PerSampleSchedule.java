/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.internal.elementwise.SigmoidLayer;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@link Schedule#PER_SAMPLE}: products of a matrix and a vector, or of two vectors. */
final class PerSampleSchedule implements GradientSchedule {

  private final Blas blas;
  private final @Nullable GivenActivations given;
  private final Matrix samples; // samples x visible
  private final Matrix activations; // samples x hidden
  private final Vector[] x; // the rows of samples: visible
  private final Vector[] a2; // the rows of activations: hidden
  private final Matrix delta3Row; // 1 x visible
  private final Matrix delta2Row; // 1 x hidden
  private final Vector delta3;
  private final Vector delta2;
  private final SigmoidLayer hidden;
  private final SigmoidLayer output;

  /** Computes the activations. */
  PerSampleSchedule(Arena arena, Blas blas, Matrix samples, int hiddenUnits) {
    this(
        arena,
        blas,
        samples,
        Matrix.allocate(arena, samples.precision(), samples.rows(), hiddenUnits),
        null);
  }

  /** Reads the activations. */
  PerSampleSchedule(Arena arena, Blas blas, Matrix samples, GivenActivations given) {
    this(arena, blas, samples, given.hidden, given);
  }

  private PerSampleSchedule(
      Arena arena, Blas blas, Matrix samples, Matrix a2, @Nullable GivenActivations given) {
    int hiddenUnits = a2.columns();
    this.blas = blas;
    this.given = given;
    this.samples = samples;
    this.activations = a2;
    this.x = rows(samples);
    this.a2 = rows(a2);
    this.delta3Row = Matrix.allocate(arena, samples.precision(), 1, samples.columns());
    this.delta2Row = Matrix.allocate(arena, samples.precision(), 1, hiddenUnits);
    this.delta3 = delta3Row.row(0);
    this.delta2 = delta2Row.row(0);
    this.hidden = new SigmoidLayer(hiddenUnits);
    this.output = new SigmoidLayer(samples.columns());
  }

  private static Vector[] rows(Matrix matrix) {
    return IntStream.range(0, matrix.rows()).mapToObj(matrix::row).toArray(Vector[]::new);
  }

  @Override
  public String describe() {
    return "routines of " + blas.library().name() + ", other loops in Java";
  }

  /** Two loops over the samples, because each D2 depends on the mean of A2 over all samples. */
  @Override
  public void evaluate(
      Parameters parameters, SparsityPenalty penalty, Parameters gradient, SampleSums sums) {
    double share = 1.0 / x.length;
    activateHidden(parameters, sums.activations);
    penalty.evaluate(sums.activations);
    for (int i = 0; i < x.length; i++) {
      sums.squares += outputDelta(i, parameters, sums.visibleDeltas);
      blas.gemv(1, parameters.w2Transposed(), delta3, 0, delta2);
      hidden.hiddenDelta(delta2Row, 0, 1, penalty.slopes(), activations, i, sums.hiddenDeltas);
      blas.ger(share, delta2, x[i], gradient.w1());
      blas.ger(share, delta3, a2[i], gradient.w2());
    }
  }

  private void activateHidden(Parameters parameters, double[] activationSums) {
    if (given != null) {
      SampleSums.add(activationSums, given.hiddenSums);
      return;
    }
    for (int i = 0; i < x.length; i++) {
      blas.gemv(1, parameters.w1(), x[i], 0, a2[i]);
      hidden.activate(activations, i, i + 1, parameters.b1(), activationSums);
    }
  }

  private double outputDelta(int i, Parameters parameters, double[] deltaSums) {
    if (given != null) {
      return output.errorDelta(given.output, i, delta3Row, 0, 1, samples, i, deltaSums);
    }
    blas.gemv(1, parameters.w2(), a2[i], 0, delta3);
    return output.outputDelta(delta3Row, 0, 1, parameters.b2(), samples, i, deltaSums);
  }
}
