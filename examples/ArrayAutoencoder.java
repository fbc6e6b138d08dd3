/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Parameters;
import dev.panblas.autoencoder.SparseAutoencoder;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.operations.Elementwise;
import dev.panblas.optimize.Lbfgs;
import java.lang.foreign.Arena;
import java.util.Random;

/** Trains a sparse autoencoder on samples in an array, and computes the code of one of them. */
void main() {
  Blas blas = Blas.open();
  Random random = new Random(1);
  int visible = 16;
  int count = 400;
  double[] data = new double[count * visible]; // one sample after another, from 0 to 1
  for (int i = 0; i < count; i++) {
    int bright = 4 * random.nextInt(4); // each sample has a block of 4 bright pixels
    for (int j = 0; j < visible; j++) {
      data[i * visible + j] = (j / 4 * 4 == bright ? 0.8 : 0.2) + 0.02 * random.nextGaussian();
    }
  }
  Matrix samples = Matrix.rowMajor(data, 0, count, visible, visible); // the array is not copied

  Hyperparameters settings = new Hyperparameters(4, 1e-4, 0.1, 0.25); // 4 hidden units
  Vector theta = Vector.allocate(Precision.DOUBLE, Parameters.count(visible, settings.hidden()));
  Parameters parameters = Parameters.over(theta, visible, settings.hidden());
  parameters.initialize(random);
  try (var autoencoder = new SparseAutoencoder(Arena.ofAuto(), blas, settings, samples)) {
    Vector gradient = Vector.allocate(Precision.DOUBLE, theta.size());
    double before = autoencoder.evaluate(theta, gradient);
    var result = new Lbfgs(blas, Lbfgs.Options.DEFAULT.withMaxIterations(200)).minimize(autoencoder, theta);
    IO.println("the cost falls from %.2f to %.2f".formatted(before, result.cost()));
  }

  // The hidden units' activations for one sample: sigmoid(W1 x + b1).
  Vector code = parameters.b1().copy();
  blas.gemv(1, parameters.w1(), samples.row(0), 1, code);
  Elementwise.sigmoid(code, code);
  // The reconstruction: sigmoid(W2 code + b2).
  Vector restored = parameters.b2().copy();
  blas.gemv(1, parameters.w2(), code, 1, restored);
  Elementwise.sigmoid(restored, restored);
  blas.axpy(-1, samples.row(0), restored);
  IO.println("the largest error of a pixel is less than 0.15: "
      + (Math.abs(restored.get(blas.iamax(restored))) < 0.15));
}
