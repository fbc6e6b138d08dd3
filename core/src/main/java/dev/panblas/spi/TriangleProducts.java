package dev.panblas.spi;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Triangle;
import java.lang.foreign.Arena;

/**
 * The routines of level 3 on a triangle, in terms of gemm. A triangle is halved until it is small;
 * its off-diagonal square is a gemm.
 *
 * @see <a href="https://doi.org/10.1145/292395.292412">Kågström, Ling, Van Loan: GEMM-Based Level 3
 *     BLAS, ACM TOMS 24 (1998)</a>
 */
final class TriangleProducts {

  /** A triangle of so many rows is not halved again. */
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
      int from = triangle == Triangle.UPPER ? i : 0;
      int size = triangle == Triangle.UPPER ? source.columns() - i : i + 1;
      target.row(i).slice(from, size).copyFrom(source.row(i).slice(from, size));
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
      try (Arena arena = Arena.ofConfined()) {
        Matrix product = Matrix.allocate(arena, c.precision(), n, n);
        kernels.gemm(alpha, a, b, 0, product);
        Scaling.scale(beta, triangle, c);
        for (int i = 0; i < n; i++) {
          int from = triangle == Triangle.UPPER ? i : 0;
          int size = triangle == Triangle.UPPER ? n - i : i + 1;
          kernels.axpy(1, product.row(i).slice(from, size), c.row(i).slice(from, size));
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
      for (int j = 0; j < b.columns(); j++) {
        kernels.trmv(triangle, diagonal, a, b.column(j));
      }
      Scaling.scale(alpha, b);
      return;
    }
    Halves halves = Halves.of(triangle, a, b);
    // What is written last must still be read before, so the part that stands alone comes last.
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
      for (int j = 0; j < b.columns(); j++) {
        kernels.trsv(triangle, diagonal, a, b.column(j));
      }
      return;
    }
    Halves halves = Halves.of(triangle, a, b);
    solve(kernels, side, triangle, diagonal, alpha, halves.last, halves.free);
    kernels.gemm(-1, halves.square, halves.free, alpha, halves.dependent);
    solve(kernels, side, triangle, diagonal, 1, halves.first, halves.dependent);
  }

  /**
   * A triangular A, cut in two, and B with it. The rows of {@code dependent} are those of the
   * triangle's product that need all of B; those of {@code free} need themselves alone.
   *
   * @param first the triangle on the rows of dependent
   * @param square what multiplies free into dependent
   * @param last the triangle on the rows of free
   * @param dependent rows of B
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
