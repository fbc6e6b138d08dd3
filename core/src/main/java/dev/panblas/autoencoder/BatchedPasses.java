package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.internal.elementwise.SigmoidLayer;
import dev.panblas.matrix.Matrix;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/** Whole arrays: five products over all samples, each elementwise step one sweep. */
final class BatchedPasses implements GradientPasses {

  private final Blas blas;
  private final Matrix x; // samples x visible
  private final Matrix a2; // samples x hidden
  private final @Nullable Matrix a3; // samples x visible, or null to compute it
  private final Matrix delta3; // samples x visible
  private final Matrix delta2; // samples x hidden
  private final Matrix delta2Transposed;
  private final Matrix delta3Transposed;
  private final SigmoidLayer hidden;
  private final SigmoidLayer output;

  /** Both passes. */
  BatchedPasses(Arena arena, Blas blas, Matrix samples, int hiddenUnits) {
    this(
        arena,
        blas,
        samples,
        Matrix.allocate(arena, samples.precision(), samples.rows(), hiddenUnits),
        null);
  }

  /** The second pass, with activations that are given. */
  BatchedPasses(Arena arena, Blas blas, Matrix samples, Activations given) {
    this(arena, blas, samples, given.hidden(), given.output());
  }

  private BatchedPasses(Arena arena, Blas blas, Matrix samples, Matrix a2, @Nullable Matrix a3) {
    int m = samples.rows();
    int hiddenUnits = a2.columns();
    int visibleUnits = samples.columns();
    this.blas = blas;
    this.x = samples;
    this.a2 = a2;
    this.a3 = a3;
    this.delta3 = Matrix.allocate(arena, samples.precision(), m, visibleUnits);
    this.delta2 = Matrix.allocate(arena, samples.precision(), m, hiddenUnits);
    this.delta2Transposed = delta2.transposed();
    this.delta3Transposed = delta3.transposed();
    this.hidden = new SigmoidLayer(hiddenUnits);
    this.output = new SigmoidLayer(visibleUnits);
  }

  @Override
  public void forward(Parameters parameters, double[] activationSums) {
    blas.gemm(1, x, parameters.w1Transposed(), 0, a2);
    hidden.activate(a2, 0, x.rows(), parameters.b1(), activationSums);
  }

  @Override
  public double backward(
      Parameters parameters, double[] sparsitySlope, Parameters gradient, DeltaSums deltaSums) {
    int m = x.rows();
    double squares = outputDelta(parameters, deltaSums);
    blas.gemm(1, delta3, parameters.w2(), 0, delta2);
    hidden.hiddenDelta(delta2, 0, m, sparsitySlope, a2, 0, deltaSums.hidden);
    blas.gemm(1.0 / m, delta2Transposed, x, 1, gradient.w1());
    blas.gemm(1.0 / m, delta3Transposed, a2, 1, gradient.w2());
    return squares;
  }

  private double outputDelta(Parameters parameters, DeltaSums deltaSums) {
    int m = x.rows();
    if (a3 != null) {
      return output.errorDelta(a3, 0, delta3, 0, m, x, 0, deltaSums.visible);
    }
    blas.gemm(1, a2, parameters.w2Transposed(), 0, delta3);
    return output.outputDelta(delta3, 0, m, parameters.b2(), x, 0, deltaSums.visible);
  }
}
