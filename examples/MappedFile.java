/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
import static dev.panblas.operations.Elementwise.add;
import static dev.panblas.operations.Reductions.columnSums;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.npy.NpyFile;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/**
 * Means and correlations of the columns of a .npy file, in one pass over blocks of rows. The file may
 * be larger than the memory: the operating system reads the pages that are used, and drops them when
 * it needs space.
 */
void main(String... args) throws Exception {
  if (args.length != 1) {
    System.err.println("usage: java --class-path ... MappedFile.java FILE.npy");
    System.exit(2);
  }
  Blas blas = Blas.open();
  try (Arena arena = Arena.ofShared()) { // shared: Panblas's threads read the file too
    Matrix x = NpyFile.map(arena, Path.of(args[0])); // one sample a row
    int n = x.columns();
    int rows = Math.max(1, (4 << 20) / (x.precision().bytes() * n)); // 4 MB, which a cache holds
    Vector sums = Vector.allocate(Precision.DOUBLE, n);
    Vector part = Vector.allocate(Precision.DOUBLE, n);
    Matrix partSquares = Matrix.allocate(x.precision(), n, n);
    Matrix squares = Matrix.allocate(Precision.DOUBLE, n, n); // X'X, in double for long files
    Matrix rounded = Matrix.allocate(Precision.DOUBLE, n, n);
    int blocks = 0;
    for (int first = 0, count; first < x.rows(); first += count, blocks++) {
      count = Math.min(rows, x.rows() - first);
      Matrix block = x.block(first, 0, count, n);
      add(sums, columnSums(block, part), sums);
      blas.syrk(Triangle.UPPER, 1, block.transposed(), 0, partSquares);
      add(squares, rounded.copyFrom(partSquares), squares);
    }
    IO.println("%d x %d %s in %d blocks".formatted(x.rows(), n, x.precision(), blocks));
    double m = x.rows();
    for (int j = 0; j < Math.min(n, 5); j++) {
      double mean = sums.get(j) / m;
      double deviation = Math.sqrt(squares.get(j, j) / m - mean * mean);
      double covariance = squares.get(0, j) / m - mean * sums.get(0) / m;
      double first = Math.sqrt(squares.get(0, 0) / m - Math.pow(sums.get(0) / m, 2));
      IO.println(
          "column %d: mean %.3f, deviation %.3f, correlation with column 0 %.3f"
              .formatted(j, mean, deviation, covariance / (first * deviation)));
    }
  }
}
