/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
import static dev.panblas.operations.Elementwise.subtract;
import static dev.panblas.operations.Norms.normFrobenius;
import static dev.panblas.operations.Reductions.columnMeans;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.util.Random;

/** Principal components by power iteration, without the covariance matrix: v := X'(X v) / |...|. */
void main() {
  Blas blas = Blas.open();
  Random random = new Random(1);
  Matrix x = Matrix.allocate(Precision.DOUBLE, 5000, 8); // one sample a row
  for (int i = 0; i < x.rows(); i++) {
    double first = 3 * random.nextGaussian();
    double second = 1.5 * random.nextGaussian();
    for (int j = 0; j < x.columns(); j++) {
      double sign = j % 2 == 0 ? 1 : -1;
      x.set(i, j, 10 + (first + sign * second) / Math.sqrt(8) + 0.1 * random.nextGaussian());
    }
  }
  subtract(x, columnMeans(x).asRows(x.rows()), x); // in place
  double total = Math.pow(normFrobenius(x), 2);

  for (int component = 1; component <= 2; component++) {
    Vector v = Vector.random(random, Precision.DOUBLE, x.columns());
    Vector scores = Vector.allocate(Precision.DOUBLE, x.rows());
    blas.scal(1 / blas.nrm2(v), v);
    double variance = 0;
    for (double change = 1; change > 1e-12; ) {
      blas.gemv(1, x, v, 0, scores); // scores := X v
      blas.gemv(1, x.transposed(), scores, 0, v); // v := X' scores
      double length = blas.nrm2(v); // tends to the largest eigenvalue of X'X
      blas.scal(1 / length, v);
      change = Math.abs(length - variance) / length;
      variance = length;
    }
    double share = 100 * variance / total;
    IO.println("component %d has %.1f %% of the variance".formatted(component, share));
    double sign = Math.signum(v.get(0));
    for (int j = 0; j < v.size(); j++) {
      IO.print("%6.2f".formatted(sign * v.get(j)));
    }
    IO.println();
    blas.gemv(1, x, v, 0, scores);
    blas.ger(-1, scores, v, x); // x := x - (x v) v', for the next component
  }
}
