package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.internal.elementwise.SigmoidLayer;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A loop over the samples: five products of a matrix with a vector, or of two vectors, for each.
 */
final class PerSamplePasses implements GradientPasses {

  private final Blas blas;
  private final Matrix samples; // samples x visible
  private final Matrix activations; // samples x hidden
  private final @Nullable Matrix outputs; // samples x visible, or null to compute them
  private final Vector[] x; // a row of samples each: visible
  private final Vector[] a2; // a row of activations each: hidden
  private final Matrix delta3Row; // 1 x visible
  private final Matrix delta2Row; // 1 x hidden
  private final Vector delta3;
  private final Vector delta2;
  private final SigmoidLayer hidden;
  private final SigmoidLayer output;

  /** Both passes. */
  PerSamplePasses(Arena arena, Blas blas, Matrix samples, int hiddenUnits) {
    this(
        arena,
        blas,
        samples,
        Matrix.allocate(arena, samples.precision(), samples.rows(), hiddenUnits),
        null);
  }

  /** The second pass, with activations that are given. */
  PerSamplePasses(Arena arena, Blas blas, Matrix samples, Activations given) {
    this(arena, blas, samples, given.hidden(), given.output());
  }

  private PerSamplePasses(
      Arena arena, Blas blas, Matrix samples, Matrix activations, @Nullable Matrix outputs) {
    int hiddenUnits = activations.columns();
    this.blas = blas;
    this.samples = samples;
    this.activations = activations;
    this.outputs = outputs;
    this.x = rows(samples);
    this.a2 = rows(activations);
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
  public void forward(Parameters parameters, double[] activationSums) {
    for (int i = 0; i < x.length; i++) {
      blas.gemv(1, parameters.w1(), x[i], 0, a2[i]);
      hidden.activate(activations, i, i + 1, parameters.b1(), activationSums);
    }
  }

  @Override
  public double backward(
      Parameters parameters, double[] sparsitySlope, Parameters gradient, DeltaSums deltaSums) {
    double share = 1.0 / x.length;
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      squares += outputDelta(i, parameters, deltaSums);
      blas.gemv(1, parameters.w2Transposed(), delta3, 0, delta2);
      hidden.hiddenDelta(delta2Row, 0, 1, sparsitySlope, activations, i, deltaSums.hidden);
      blas.ger(share, delta2, x[i], gradient.w1());
      blas.ger(share, delta3, a2[i], gradient.w2());
    }
    return squares;
  }

  private double outputDelta(int i, Parameters parameters, DeltaSums deltaSums) {
    if (outputs != null) {
      return output.errorDelta(outputs, i, delta3Row, 0, 1, samples, i, deltaSums.visible);
    }
    blas.gemv(1, parameters.w2(), a2[i], 0, delta3);
    return output.outputDelta(delta3Row, 0, 1, parameters.b2(), samples, i, deltaSums.visible);
  }
}
