/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;

/**
 * Kernels whose operands may be in Java arrays, by critical calls. The JVM reaches no safepoint
 * during a critical call, so all threads may have to wait for its end. A call of level 1, or of
 * level 2 on a matrix in full storage, is therefore halved until each piece has at most {@value
 * #ELEMENTS} elements of a vector or a matrix: a vector into stretches; a matrix into rows or
 * columns, whichever are contiguous; a triangle into two triangles and the square between them.
 * Other calls are not cut; the facade makes only small ones.
 *
 * <p>A vector is cut at multiples of {@value #ELEMENTS} elements, where the vector loops of a
 * library begin anew, so an elementwise routine gives the bits of one call. A sum arrives in blocks
 * of at most as many elements, unless the library has threads of its own.
 */
final class CriticalKernels extends SerialKernels {

  /**
   * The most multiplications of a call of level 3: 20 to 60 us on one thread, measured by {@code
   * ArrayCallBench} of module {@code bench}. With subnormal numbers they take as long on AMD's Zen
   * 5. A processor that takes 150 cycles for an instruction on them would take up to 13 ms.
   */
  static final long PRODUCTS = 1 << 20;

  /** The most elements of a call: 5 to 60 us, if they are not in a cache, by the same benchmark. */
  static final int ELEMENTS = 1 << 16;

  CriticalKernels(CblasKernels kernels, Cblas functions) {
    super(kernels, functions);
  }

  /** Where a range of more than one index is halved: the largest power of two inside it. */
  private static int half(int length) {
    return Integer.highestOneBit(length - 1);
  }

  // ---- level 1

  private static boolean isPiece(Vector x) {
    return x.size() <= ELEMENTS;
  }

  private static Vector first(Vector x, int half) {
    return x.slice(0, half);
  }

  private static Vector last(Vector x, int half) {
    return x.slice(half, x.size() - half);
  }

  @Override
  public void rot(Vector x, Vector y, double c, double s) {
    if (isPiece(x)) {
      super.rot(x, y, c, s);
      return;
    }
    int half = half(x.size());
    rot(first(x, half), first(y, half), c, s);
    rot(last(x, half), last(y, half), c, s);
  }

  @Override
  public void rotm(Vector x, Vector y, ModifiedGivens h) {
    if (isPiece(x)) {
      super.rotm(x, y, h);
      return;
    }
    int half = half(x.size());
    rotm(first(x, half), first(y, half), h);
    rotm(last(x, half), last(y, half), h);
  }

  @Override
  public void swap(Vector x, Vector y) {
    if (isPiece(x)) {
      super.swap(x, y);
      return;
    }
    int half = half(x.size());
    swap(first(x, half), first(y, half));
    swap(last(x, half), last(y, half));
  }

  @Override
  public void scal(double alpha, Vector x) {
    if (isPiece(x)) {
      super.scal(alpha, x);
      return;
    }
    int half = half(x.size());
    scal(alpha, first(x, half));
    scal(alpha, last(x, half));
  }

  @Override
  public void copy(Vector x, Vector y) {
    if (isPiece(x)) {
      super.copy(x, y);
      return;
    }
    int half = half(x.size());
    copy(first(x, half), first(y, half));
    copy(last(x, half), last(y, half));
  }

  @Override
  public void axpy(double alpha, Vector x, Vector y) {
    if (isPiece(x)) {
      super.axpy(alpha, x, y);
      return;
    }
    int half = half(x.size());
    axpy(alpha, first(x, half), first(y, half));
    axpy(alpha, last(x, half), last(y, half));
  }

  @Override
  public void axpby(double alpha, Vector x, double beta, Vector y) {
    if (isPiece(x)) {
      super.axpby(alpha, x, beta, y);
      return;
    }
    int half = half(x.size());
    axpby(alpha, first(x, half), beta, first(y, half));
    axpby(alpha, last(x, half), beta, last(y, half));
  }

  @Override
  public double dot(Vector x, Vector y) {
    if (isPiece(x)) {
      return super.dot(x, y);
    }
    int half = half(x.size());
    return dot(first(x, half), first(y, half)) + dot(last(x, half), last(y, half));
  }

  @Override
  public double nrm2(Vector x) {
    if (isPiece(x)) {
      return super.nrm2(x);
    }
    int half = half(x.size());
    double first = nrm2(first(x, half));
    double last = nrm2(last(x, half));
    // An infinity beside a NaN would hide it from hypot.
    return Double.isNaN(first + last) ? first + last : Math.hypot(first, last);
  }

  @Override
  public double asum(Vector x) {
    if (isPiece(x)) {
      return super.asum(x);
    }
    int half = half(x.size());
    return asum(first(x, half)) + asum(last(x, half));
  }

  @Override
  public double sum(Vector x) {
    if (isPiece(x)) {
      return super.sum(x);
    }
    int half = half(x.size());
    return sum(first(x, half)) + sum(last(x, half));
  }

  @Override
  public int iamax(Vector x) {
    if (isPiece(x)) {
      return super.iamax(x);
    }
    int half = half(x.size());
    int first = iamax(first(x, half));
    int last = half + iamax(last(x, half));
    return Math.abs(x.get(last)) > Math.abs(x.get(first)) ? last : first;
  }

  // ---- level 2

  private static boolean isPiece(Matrix a) {
    return (long) a.rows() * a.columns() <= ELEMENTS;
  }

  /** Whether a matrix is cut into rows, otherwise into columns. */
  private static boolean isCutIntoRows(Matrix a) {
    return a.columns() == 1 || (a.rows() > 1 && a.isRowMajor());
  }

  private static Matrix top(Matrix a, int half) {
    return a.block(0, 0, half, a.columns());
  }

  private static Matrix bottom(Matrix a, int half) {
    return a.block(half, 0, a.rows() - half, a.columns());
  }

  private static Matrix left(Matrix a, int half) {
    return a.block(0, 0, a.rows(), half);
  }

  private static Matrix right(Matrix a, int half) {
    return a.block(0, half, a.rows(), a.columns() - half);
  }

  @Override
  public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
    if (isPiece(a)) {
      super.gemv(alpha, a, x, beta, y);
    } else if (isCutIntoRows(a)) {
      int half = half(a.rows());
      gemv(alpha, top(a, half), x, beta, first(y, half));
      gemv(alpha, bottom(a, half), x, beta, last(y, half));
    } else {
      int half = half(a.columns());
      gemv(alpha, left(a, half), first(x, half), beta, y);
      gemv(alpha, right(a, half), last(x, half), 1, y);
    }
  }

  @Override
  public void ger(double alpha, Vector x, Vector y, Matrix a) {
    if (isPiece(a)) {
      super.ger(alpha, x, y, a);
    } else if (isCutIntoRows(a)) {
      int half = half(a.rows());
      ger(alpha, first(x, half), y, top(a, half));
      ger(alpha, last(x, half), y, bottom(a, half));
    } else {
      int half = half(a.columns());
      ger(alpha, x, first(y, half), left(a, half));
      ger(alpha, x, last(y, half), right(a, half));
    }
  }

  // ---- level 2 on triangles

  private static Matrix first(Matrix a, int half) {
    return a.block(0, 0, half, half);
  }

  private static Matrix last(Matrix a, int half) {
    int rest = a.rows() - half;
    return a.block(half, half, rest, rest);
  }

  /**
   * The block between the two triangles, with the rows of the last and the columns of the first.
   */
  private static Matrix between(Triangle triangle, Matrix a, int half) {
    int rest = a.rows() - half;
    return triangle == Triangle.LOWER
        ? a.block(half, 0, rest, half)
        : a.block(0, half, half, rest).transposed();
  }

  @Override
  public void symv(Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {
    if (isPiece(a)) {
      super.symv(triangle, alpha, a, x, beta, y);
      return;
    }
    int half = half(a.rows());
    symv(triangle, alpha, first(a, half), first(x, half), beta, first(y, half));
    symv(triangle, alpha, last(a, half), last(x, half), beta, last(y, half));
    gemvBothWays(
        alpha,
        between(triangle, a, half),
        first(x, half),
        last(y, half),
        last(x, half),
        first(y, half));
  }

  /** y1 := alpha A x1 + y1, and y2 := alpha A' x2 + y2, with both products of a piece in turn. */
  private void gemvBothWays(double alpha, Matrix a, Vector x1, Vector y1, Vector x2, Vector y2) {
    if (isPiece(a)) {
      super.gemv(alpha, a, x1, 1, y1);
      super.gemv(alpha, a.transposed(), x2, 1, y2);
    } else if (isCutIntoRows(a)) {
      int half = half(a.rows());
      gemvBothWays(alpha, top(a, half), x1, first(y1, half), first(x2, half), y2);
      gemvBothWays(alpha, bottom(a, half), x1, last(y1, half), last(x2, half), y2);
    } else {
      gemvBothWays(alpha, a.transposed(), x2, y2, x1, y1);
    }
  }

  @Override
  public void syr(Triangle triangle, double alpha, Vector x, Matrix a) {
    if (isPiece(a)) {
      super.syr(triangle, alpha, x, a);
      return;
    }
    int half = half(a.rows());
    syr(triangle, alpha, first(x, half), first(a, half));
    syr(triangle, alpha, last(x, half), last(a, half));
    ger(alpha, last(x, half), first(x, half), between(triangle, a, half));
  }

  @Override
  public void syr2(Triangle triangle, double alpha, Vector x, Vector y, Matrix a) {
    if (isPiece(a)) {
      super.syr2(triangle, alpha, x, y, a);
      return;
    }
    int half = half(a.rows());
    syr2(triangle, alpha, first(x, half), first(y, half), first(a, half));
    syr2(triangle, alpha, last(x, half), last(y, half), last(a, half));
    Matrix between = between(triangle, a, half);
    ger(alpha, last(x, half), first(y, half), between);
    ger(alpha, last(y, half), first(x, half), between);
  }

  @Override
  public void trmv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
    if (isPiece(a)) {
      super.trmv(triangle, diagonal, a, x);
      return;
    }
    int half = half(a.rows());
    Matrix between = between(triangle, a, half);
    if (triangle == Triangle.LOWER) {
      trmv(triangle, diagonal, last(a, half), last(x, half));
      gemv(1, between, first(x, half), 1, last(x, half));
      trmv(triangle, diagonal, first(a, half), first(x, half));
    } else {
      trmv(triangle, diagonal, first(a, half), first(x, half));
      gemv(1, between.transposed(), last(x, half), 1, first(x, half));
      trmv(triangle, diagonal, last(a, half), last(x, half));
    }
  }

  @Override
  public void trsv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
    if (isPiece(a)) {
      super.trsv(triangle, diagonal, a, x);
      return;
    }
    int half = half(a.rows());
    Matrix between = between(triangle, a, half);
    if (triangle == Triangle.LOWER) {
      trsv(triangle, diagonal, first(a, half), first(x, half));
      gemv(-1, between, first(x, half), 1, last(x, half));
      trsv(triangle, diagonal, last(a, half), last(x, half));
    } else {
      trsv(triangle, diagonal, last(a, half), last(x, half));
      gemv(-1, between.transposed(), last(x, half), 1, first(x, half));
      trsv(triangle, diagonal, first(a, half), first(x, half));
    }
  }
}
