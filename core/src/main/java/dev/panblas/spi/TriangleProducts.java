/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The level 3 routines on a triangle, in terms of gemm. A triangle is halved recursively until it
 * is small; its off-diagonal block is one gemm.
 *
 * @see <a href="https://doi.org/10.1145/292395.292412">Kågström, Ling, Van Loan: GEMM-Based Level 3
 *     BLAS, ACM TOMS 24 (1998)</a>
 */
final class TriangleProducts {

  /** The largest number of rows of a triangle that is not halved. */
  private static final int SMALL = 32;

  private TriangleProducts() {}

  /** C := alpha A B + beta C, or alpha B A + beta C, for a symmetric A. */
  static void symmetric(
      Level3Kernels kernels,
      Side side,
      Triangle triangle,
      double alpha,
      Matrix a,
      Matrix b,
      double beta,
      Matrix c) {
    try (Arena arena = Arena.ofConfined()) {
      Matrix full = Matrix.allocate(arena, a.precision(), a.rows(), a.columns());
      copyTriangle(triangle, a, full);
      copyTriangle(triangle.transposed(), a.transposed(), full);
      if (side == Side.LEFT) {
        kernels.gemm(alpha, full, b, beta, c);
      } else {
        kernels.gemm(alpha, b, full, beta, c);
      }
    }
  }

  private static void copyTriangle(Triangle triangle, Matrix source, Matrix target) {
    for (int i = 0; i < source.rows(); i++) {
      triangle.part(target, i).copyFrom(triangle.part(source, i));
    }
  }

  /** One triangle of C := alpha A B + beta C. */
  static void triangleOf(
      Level3Kernels kernels,
      Triangle triangle,
      double alpha,
      Matrix a,
      Matrix b,
      double beta,
      Matrix c) {
    int n = c.rows();
    int k = a.columns();
    if (n <= SMALL) {
      // Works along contiguous lines of C: its rows, or its columns as rows of the transpose.
      boolean byRows = c.isRowMajor();
      Matrix lines = byRows ? c : c.transposed();
      Triangle part = byRows ? triangle : triangle.transposed();
      try (Arena arena = Arena.ofConfined()) {
        Matrix product = Matrix.allocate(arena, c.precision(), n, n);
        kernels.gemm(alpha, a, b, 0, byRows ? product : product.transposed());
        Scaling.scale(beta, part, lines);
        for (int i = 0; i < n; i++) {
          kernels.axpy(1, part.part(product, i), part.part(lines, i));
        }
      }
      return;
    }
    int half = n / 2;
    int rest = n - half;
    Matrix top = a.block(0, 0, half, k);
    Matrix bottom = a.block(half, 0, rest, k);
    Matrix left = b.block(0, 0, k, half);
    Matrix right = b.block(0, half, k, rest);
    triangleOf(kernels, triangle, alpha, top, left, beta, c.block(0, 0, half, half));
    triangleOf(kernels, triangle, alpha, bottom, right, beta, c.block(half, half, rest, rest));
    if (triangle == Triangle.UPPER) {
      kernels.gemm(alpha, top, right, beta, c.block(0, half, half, rest));
    } else {
      kernels.gemm(alpha, bottom, left, beta, c.block(half, 0, rest, half));
    }
  }

  /** B := alpha A B, or alpha B A, for a triangular A. */
  static void multiply(
      Level3Kernels kernels,
      Side side,
      Triangle triangle,
      Diagonal diagonal,
      double alpha,
      Matrix a,
      Matrix b) {
    if (side == Side.RIGHT) {
      Matrix at = a.transposed();
      multiply(kernels, Side.LEFT, triangle.transposed(), diagonal, alpha, at, b.transposed());
      return;
    }
    int n = a.rows();
    if (n <= SMALL) {
      alongRows(b, rows -> multiplyRows(kernels, triangle, diagonal, a, rows));
      Scaling.scale(alpha, b);
      return;
    }
    Halves halves = Halves.of(triangle, a, b);
    // The first two steps read the free rows, so these are overwritten last.
    multiply(kernels, side, triangle, diagonal, alpha, halves.first, halves.dependent);
    kernels.gemm(alpha, halves.square, halves.free, 1, halves.dependent);
    multiply(kernels, side, triangle, diagonal, alpha, halves.last, halves.free);
  }

  /** Solves A Z = alpha B, or Z A = alpha B, for a triangular A; B := Z. */
  static void solve(
      Level3Kernels kernels,
      Side side,
      Triangle triangle,
      Diagonal diagonal,
      double alpha,
      Matrix a,
      Matrix b) {
    if (side == Side.RIGHT) {
      Matrix at = a.transposed();
      solve(kernels, Side.LEFT, triangle.transposed(), diagonal, alpha, at, b.transposed());
      return;
    }
    int n = a.rows();
    if (n <= SMALL) {
      Scaling.scale(alpha, b);
      alongRows(b, rows -> solveRows(kernels, triangle, diagonal, a, rows));
      return;
    }
    Halves halves = Halves.of(triangle, a, b);
    solve(kernels, side, triangle, diagonal, alpha, halves.last, halves.free);
    kernels.gemm(-1, halves.square, halves.free, alpha, halves.dependent);
    solve(kernels, side, triangle, diagonal, 1, halves.first, halves.dependent);
  }

  /** Applies work to the rows of B; rows that are not contiguous are copied and written back. */
  private static void alongRows(Matrix b, Consumer<Vector[]> work) {
    if (b.isRowMajor()) {
      work.accept(rows(b));
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      Matrix copy = Matrix.allocate(arena, b.precision(), b.rows(), b.columns()).copyFrom(b);
      work.accept(rows(copy));
      b.copyFrom(copy);
    }
  }

  private static Vector[] rows(Matrix b) {
    return IntStream.range(0, b.rows()).mapToObj(b::row).toArray(Vector[]::new);
  }

  /** B := A B: each row becomes a linear combination of rows that are not yet overwritten. */
  private static void multiplyRows(
      Level1Kernels kernels, Triangle triangle, Diagonal diagonal, Matrix a, Vector[] b) {
    boolean upper = triangle == Triangle.UPPER;
    for (int step = 0; step < b.length; step++) {
      int i = upper ? step : b.length - 1 - step;
      if (diagonal == Diagonal.NON_UNIT) {
        kernels.scal(a.get(i, i), b[i]);
      }
      for (int k = upper ? i + 1 : 0; k < (upper ? b.length : i); k++) {
        TriangleLoops.add(kernels, a.get(i, k), b[k], b[i]);
      }
    }
  }

  /** Solves A Z = B; B := Z: multiples of the solved rows are subtracted from each row. */
  private static void solveRows(
      Level1Kernels kernels, Triangle triangle, Diagonal diagonal, Matrix a, Vector[] b) {
    boolean upper = triangle == Triangle.UPPER;
    for (int step = 0; step < b.length; step++) {
      int i = upper ? b.length - 1 - step : step;
      for (int k = upper ? i + 1 : 0; k < (upper ? b.length : i); k++) {
        TriangleLoops.add(kernels, -a.get(i, k), b[k], b[i]);
      }
      if (diagonal == Diagonal.NON_UNIT) {
        divide(b[i], a.get(i, i));
      }
    }
  }

  /** Divides each element; the divisor may have no reciprocal. */
  private static void divide(Vector x, double divisor) {
    for (int j = 0; j < x.size(); j++) {
      x.set(j, x.get(j) / divisor);
    }
  }

  /**
   * A triangular A divided into two triangles and a block, and the rows of B divided accordingly.
   * In A B, the rows of {@code dependent} depend on all of B, the rows of {@code free} only on
   * themselves.
   *
   * @param first the triangle that multiplies dependent
   * @param square the block that multiplies free and is added to dependent
   * @param last the triangle that multiplies free
   * @param dependent the rows of B that depend on all of B
   * @param free the other rows of B
   */
  private record Halves(Matrix first, Matrix square, Matrix last, Matrix dependent, Matrix free) {

    static Halves of(Triangle triangle, Matrix a, Matrix b) {
      int half = a.rows() / 2;
      int rest = a.rows() - half;
      Matrix top = b.block(0, 0, half, b.columns());
      Matrix bottom = b.block(half, 0, rest, b.columns());
      Matrix a11 = a.block(0, 0, half, half);
      Matrix a22 = a.block(half, half, rest, rest);
      return triangle == Triangle.UPPER
          ? new Halves(a11, a.block(0, half, half, rest), a22, top, bottom)
          : new Halves(a22, a.block(half, 0, rest, half), a11, bottom, top);
    }
  }
}
