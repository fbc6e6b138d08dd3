/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
import static dev.panblas.operations.Elementwise.add;
import static dev.panblas.operations.Elementwise.multiply;
import static dev.panblas.operations.Reductions.rowArgmins;
import static dev.panblas.operations.Reductions.rowSums;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.util.Arrays;
import java.util.Random;

static final int CLUSTERS = 3;

/** Lloyd's k-means. One product of matrices gives the distances of all points to all centres. */
void main() {
  Blas blas = Blas.open();
  Random random = new Random(1);
  Matrix points = Matrix.allocate(Precision.DOUBLE, 3000, 2); // one point a row
  for (int i = 0; i < points.rows(); i++) {
    int cluster = i % CLUSTERS; // around (1, 1), (5, 7) and (9, 1)
    points.set(i, 0, 1 + 4 * cluster + random.nextGaussian());
    points.set(i, 1, 1 + 6 * (cluster % 2) + random.nextGaussian());
  }

  Matrix centres = points.block(0, 0, CLUSTERS, 2).copy();
  Matrix distances = Matrix.allocate(Precision.DOUBLE, points.rows(), CLUSTERS);
  int[] nearest = {};
  for (int iteration = 1; ; iteration++) {
    // |x - c|^2 = |x|^2 - 2 x c' + |c|^2, without |x|^2, which is the same for all centres.
    blas.gemm(-2, points, centres.transposed(), 0, distances);
    Vector squares = rowSums(multiply(centres, centres));
    add(distances, squares.asRows(points.rows()), distances);
    int[] next = rowArgmins(distances);
    if (Arrays.equals(next, nearest)) {
      IO.println("the same clusters after " + iteration + " iterations");
      break;
    }
    nearest = next;
    int[] sizes = new int[CLUSTERS];
    centres.fill(0);
    for (int i = 0; i < nearest.length; i++) {
      blas.axpy(1, points.row(i), centres.row(nearest[i]));
      sizes[nearest[i]]++;
    }
    for (int k = 0; k < CLUSTERS; k++) {
      blas.scal(1.0 / Math.max(1, sizes[k]), centres.row(k));
    }
  }
  for (int k = 0; k < CLUSTERS; k++) {
    int cluster = k;
    long size = Arrays.stream(nearest).filter(each -> each == cluster).count();
    IO.println("%d points around (%.1f, %.1f)".formatted(size, centres.get(k, 0), centres.get(k, 1)));
  }
}
