/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.division;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Triangle;
import dev.panblas.spi.BlasKernels;

/**
 * Level 3 routines as sequences of library calls on the calling thread. A call that is too long is
 * halved: a product along the longest of its extents, a triangle into two triangles and a square
 * between them.
 *
 * <p>Tiles of a product stay large, and the sum over k is cut first: each library call packs its
 * operands, and many small tiles pack them many times. With k cut, all parts but the first add to
 * C.
 */
final class ShortCalls {

  private final BlasKernels kernels;
  private final double most; // multiplications of a library call
  private final int block; // of k

  ShortCalls(BlasKernels kernels, Division.Sizes sizes) {
    this.kernels = kernels;
    this.most = sizes.callProducts();
    this.block = sizes.callTerms();
  }

  /** C := alpha A B + beta C. */
  void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    int m = c.rows();
    int n = c.columns();
    int k = a.columns();
    double products = (double) m * n * k;
    if (products <= most) {
      call(products, () -> kernels.gemm(alpha, a, b, beta, c), a, b, c);
    } else if (Math.max(m, n) > 1 && (double) m * n * Math.min(k, block) > most) {
      if (m >= n) {
        int half = Cut.half(m);
        gemm(alpha, top(a, half), b, beta, top(c, half));
        gemm(alpha, bottom(a, half), b, beta, bottom(c, half));
      } else {
        int half = Cut.half(n);
        gemm(alpha, a, left(b, half), beta, left(c, half));
        gemm(alpha, a, right(b, half), beta, right(c, half));
      }
    } else {
      int terms = terms(most / ((double) m * n));
      for (int from = 0; from < k; from += terms) {
        int size = Math.min(terms, k - from);
        Matrix columns = a.block(0, from, m, size);
        Matrix rows = b.block(from, 0, size, n);
        double factor = from == 0 ? beta : 1;
        call((double) m * n * size, () -> kernels.gemm(alpha, columns, rows, factor, c), a, b, c);
      }
    }
  }

  /** The largest multiple of the block that is at most so many, or as many if there is none. */
  private int terms(double mostTerms) {
    int terms = (int) mostTerms;
    return terms < block ? terms : terms / block * block;
  }

  /** One triangle of C := alpha A B + beta C. */
  void gemmt(Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    int n = c.rows();
    int k = a.columns();
    double products = (double) n * n * k; // libraries may compute the whole square
    if (products <= most) {
      call(products, () -> kernels.gemmt(triangle, alpha, a, b, beta, c), a, b, c);
    } else if (k > n) {
      int half = Cut.half(k);
      gemmt(triangle, alpha, left(a, half), top(b, half), beta, c);
      gemmt(triangle, alpha, right(a, half), bottom(b, half), 1, c);
    } else {
      int half = Cut.half(n);
      gemmt(triangle, alpha, top(a, half), left(b, half), beta, first(c, half));
      gemmt(triangle, alpha, bottom(a, half), right(b, half), beta, last(c, half));
      if (triangle == Triangle.LOWER) {
        gemm(alpha, bottom(a, half), left(b, half), beta, square(triangle, c, half));
      } else {
        gemm(alpha, top(a, half), right(b, half), beta, square(triangle, c, half));
      }
    }
  }

  /** One triangle of C := alpha A A' + beta C. */
  void syrk(Triangle triangle, double alpha, Matrix a, double beta, Matrix c) {
    int n = c.rows();
    int k = a.columns();
    double products = (double) n * n * k / 2;
    if (products <= most) {
      call(products, () -> kernels.syrk(triangle, alpha, a, beta, c), a, c);
    } else if (k > n) {
      int half = Cut.half(k);
      syrk(triangle, alpha, left(a, half), beta, c);
      syrk(triangle, alpha, right(a, half), 1, c);
    } else {
      int half = Cut.half(n);
      Matrix one = triangle == Triangle.LOWER ? bottom(a, half) : top(a, half);
      Matrix other = triangle == Triangle.LOWER ? top(a, half) : bottom(a, half);
      syrk(triangle, alpha, top(a, half), beta, first(c, half));
      syrk(triangle, alpha, bottom(a, half), beta, last(c, half));
      gemm(alpha, one, other.transposed(), beta, square(triangle, c, half));
    }
  }

  /** One triangle of C := alpha A B' + alpha B A' + beta C. */
  void syr2k(Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    int n = c.rows();
    int k = a.columns();
    double products = (double) n * n * k;
    if (products <= most) {
      call(products, () -> kernels.syr2k(triangle, alpha, a, b, beta, c), a, b, c);
    } else if (k > n) {
      int half = Cut.half(k);
      syr2k(triangle, alpha, left(a, half), left(b, half), beta, c);
      syr2k(triangle, alpha, right(a, half), right(b, half), 1, c);
    } else {
      int half = Cut.half(n);
      boolean lower = triangle == Triangle.LOWER;
      syr2k(triangle, alpha, top(a, half), top(b, half), beta, first(c, half));
      syr2k(triangle, alpha, bottom(a, half), bottom(b, half), beta, last(c, half));
      rank2(
          alpha,
          lower ? bottom(a, half) : top(a, half),
          lower ? top(b, half) : bottom(b, half),
          lower ? bottom(b, half) : top(b, half),
          lower ? top(a, half) : bottom(a, half),
          beta,
          square(triangle, c, half));
    }
  }

  /** C := alpha A1 B2' + alpha B1 A2' + beta C: a square of a syr2k. */
  void rank2(double alpha, Matrix a1, Matrix b2, Matrix b1, Matrix a2, double beta, Matrix c) {
    gemm(alpha, a1, b2.transposed(), beta, c);
    gemm(alpha, b1, a2.transposed(), 1, c);
  }

  /** C := alpha A B + beta C, or alpha B A + beta C, for a symmetric A. */
  void symm(Side side, Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    int n = a.rows();
    int lines = side == Side.LEFT ? b.columns() : b.rows();
    double products = (double) n * n * lines;
    if (products <= most) {
      call(products, () -> kernels.symm(side, triangle, alpha, a, b, beta, c), a, b, c);
    } else if (lines > n) {
      int half = Cut.half(lines);
      boolean byColumns = side == Side.LEFT;
      symm(
          side,
          triangle,
          alpha,
          a,
          byColumns ? left(b, half) : top(b, half),
          beta,
          byColumns ? left(c, half) : top(c, half));
      symm(
          side,
          triangle,
          alpha,
          a,
          byColumns ? right(b, half) : bottom(b, half),
          beta,
          byColumns ? right(c, half) : bottom(c, half));
    } else if (side == Side.LEFT) {
      int half = Cut.half(n);
      Matrix stored = square(triangle, a, half);
      Matrix below = triangle == Triangle.LOWER ? stored : stored.transposed();
      symm(side, triangle, alpha, first(a, half), top(b, half), beta, top(c, half));
      gemm(alpha, below.transposed(), bottom(b, half), 1, top(c, half));
      symm(side, triangle, alpha, last(a, half), bottom(b, half), beta, bottom(c, half));
      gemm(alpha, below, top(b, half), 1, bottom(c, half));
    } else {
      // C = B A is C' = A B' for a symmetric A.
      symm(Side.LEFT, triangle, alpha, a, b.transposed(), beta, c.transposed());
    }
  }

  /** B := alpha A B, or alpha B A, for a triangular A. */
  void trmm(Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    triangular(false, side, triangle, diagonal, alpha, a, b);
  }

  /** Solves A Z = alpha B, or Z A = alpha B, for a triangular A; B := Z. */
  void trsm(Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    triangular(true, side, triangle, diagonal, alpha, a, b);
  }

  private void triangular(
      boolean solves,
      Side side,
      Triangle triangle,
      Diagonal diagonal,
      double alpha,
      Matrix a,
      Matrix b) {
    int n = a.rows();
    int lines = side == Side.LEFT ? b.columns() : b.rows();
    double products = (double) n * n * lines / 2;
    if (products <= most) {
      call(
          products,
          () -> {
            if (solves) {
              kernels.trsm(side, triangle, diagonal, alpha, a, b);
            } else {
              kernels.trmm(side, triangle, diagonal, alpha, a, b);
            }
          },
          a,
          b);
    } else if (side == Side.RIGHT) {
      // B A is (A' B')'.
      Matrix at = a.transposed();
      triangular(solves, Side.LEFT, triangle.transposed(), diagonal, alpha, at, b.transposed());
    } else if (lines > n) {
      int half = Cut.half(lines);
      triangular(solves, side, triangle, diagonal, alpha, a, left(b, half));
      triangular(solves, side, triangle, diagonal, alpha, a, right(b, half));
    } else {
      halves(solves, triangle, diagonal, alpha, a, b);
    }
  }

  /**
   * A B or A Z = B with A halved. The rows of B that depend on all of B are the upper ones if A is
   * an upper triangle. A product overwrites them first, because it reads the others; a solution
   * overwrites them last, because it reads the others' solution.
   */
  private void halves(
      boolean solves, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    int half = Cut.half(a.rows());
    boolean upper = triangle == Triangle.UPPER;
    Matrix ofDependent = upper ? first(a, half) : last(a, half);
    Matrix ofFree = upper ? last(a, half) : first(a, half);
    Matrix dependent = upper ? top(b, half) : bottom(b, half);
    Matrix free = upper ? bottom(b, half) : top(b, half);
    Matrix square = square(triangle, a, half);
    if (solves) {
      triangular(true, Side.LEFT, triangle, diagonal, alpha, ofFree, free);
      gemm(-1, square, free, alpha, dependent);
      triangular(true, Side.LEFT, triangle, diagonal, 1, ofDependent, dependent);
    } else {
      triangular(false, Side.LEFT, triangle, diagonal, alpha, ofDependent, dependent);
      gemm(alpha, square, free, 1, dependent);
      triangular(false, Side.LEFT, triangle, diagonal, alpha, ofFree, free);
    }
  }

  private static Matrix top(Matrix a, int rows) {
    return a.block(0, 0, rows, a.columns());
  }

  private static Matrix bottom(Matrix a, int from) {
    return a.block(from, 0, a.rows() - from, a.columns());
  }

  private static Matrix left(Matrix a, int columns) {
    return a.block(0, 0, a.rows(), columns);
  }

  private static Matrix right(Matrix a, int from) {
    return a.block(0, from, a.rows(), a.columns() - from);
  }

  /** The first diagonal block. */
  private static Matrix first(Matrix a, int half) {
    return a.block(0, 0, half, half);
  }

  /** The last diagonal block. */
  private static Matrix last(Matrix a, int half) {
    return a.block(half, half, a.rows() - half, a.rows() - half);
  }

  /** The block of a triangle between its diagonal blocks. */
  private static Matrix square(Triangle triangle, Matrix a, int half) {
    int rest = a.rows() - half;
    return triangle == Triangle.LOWER ? a.block(half, 0, rest, half) : a.block(0, half, half, rest);
  }

  /** Calls the kernels, unless another thread has closed an operand's memory. */
  void call(double products, Runnable call, Operand... operands) {
    DividedLevel1.requireUsable(operands);
    LongCalls.products(kernels, products, call);
  }
}
