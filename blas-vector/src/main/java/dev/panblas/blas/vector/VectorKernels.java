/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.JavaSubstitute;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Settings;
import dev.panblas.spi.TileKernels;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The routines, each in single and in double precision. What this class does not declare runs the
 * SPI's defaults, which call dot, axpy, gemm and gemmt of this class.
 *
 * <p>All loops work on Java arrays. Operands in other memory are copied piece by piece into arrays
 * that are borrowed from {@link Buffers}.
 */
final class VectorKernels implements BlasKernels {

  /** What this backend reports as its library. */
  static final LibraryInfo LIBRARY =
      new LibraryInfo(
          "Java",
          Optional.of(Runtime.version().toString()),
          Optional.empty(),
          Optional.empty(),
          Optional.of(VectorShape.describe()),
          OptionalInt.of(1));

  /**
   * The smallest sum of squares to which squares that underflow, in either precision, contribute
   * nothing.
   */
  private static final double SMALLEST_SQUARES = 0x1p-60;

  /** The elements of the largest array of every JVM. */
  private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final Settings settings;

  VectorKernels(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Optional<Settings> settings() {
    return Optional.of(settings);
  }

  @Override
  public LibraryInfo library() {
    return LIBRARY;
  }

  @Override
  public List<JavaSubstitute> substitutes() {
    return Stream.of(KernelGuards.DOUBLE, KernelGuards.FLOAT)
        .flatMap(KernelGuards::substitutes)
        .toList();
  }

  @Override
  public Optional<TileKernels<?>> tileKernels(Precision precision) {
    return Optional.of(tiles(precision));
  }

  /** The operations on tiles in a precision. */
  static TileKernels<?> tiles(Precision precision) {
    return precision == Precision.SINGLE ? new FloatTileOperations() : new DoubleTileOperations();
  }

  private static boolean isSingle(Matrix a) {
    return a.precision() == Precision.SINGLE;
  }

  private static boolean isSingle(Vector x) {
    return x.precision() == Precision.SINGLE;
  }

  // ---- level 1

  @Override
  public void scal(double alpha, Vector x) {
    if (isSingle(x)) {
      FloatVectorKernels.scal((float) alpha, x);
    } else {
      DoubleVectorKernels.scal(alpha, x);
    }
  }

  @Override
  public void axpy(double alpha, Vector x, Vector y) {
    if (isSingle(x)) {
      FloatVectorKernels.axpy((float) alpha, x, y);
    } else {
      DoubleVectorKernels.axpy(alpha, x, y);
    }
  }

  @Override
  public double dot(Vector x, Vector y) {
    return isSingle(x) ? FloatVectorKernels.dot(x, y) : DoubleVectorKernels.dot(x, y);
  }

  @Override
  public double nrm2(Vector x) {
    double squares = dot(x, x);
    boolean isInRange = squares >= SMALLEST_SQUARES && squares < Double.POSITIVE_INFINITY;
    return isInRange ? Math.sqrt(squares) : BlasKernels.super.nrm2(x);
  }

  @Override
  public double asum(Vector x) {
    return sum(x, true);
  }

  @Override
  public double sum(Vector x) {
    return sum(x, false);
  }

  /** The sums of pieces, added in double. */
  private static double sum(Vector x, boolean isAbsolute) {
    double sum = 0;
    for (int from = 0; from < x.size(); from += Math.min(DoubleLine.PIECE, x.size() - from)) {
      Vector piece = x.slice(from, Math.min(DoubleLine.PIECE, x.size() - from));
      sum +=
          isSingle(x)
              ? FloatVectorKernels.sum(piece, isAbsolute)
              : DoubleVectorKernels.sum(piece, isAbsolute);
    }
    return sum;
  }

  // ---- level 2

  @Override
  public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
    if (isSingle(a)) {
      FloatMatrixVector.gemv((float) alpha, a, x, (float) beta, y);
    } else {
      DoubleMatrixVector.gemv(alpha, a, x, beta, y);
    }
  }

  @Override
  public void ger(double alpha, Vector x, Vector y, Matrix a) {
    if (isSingle(a)) {
      FloatMatrixVector.ger((float) alpha, x, y, a);
    } else {
      DoubleMatrixVector.ger(alpha, x, y, a);
    }
  }

  @Override
  public void symv(Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {
    TriangleBlocks.multiplySymmetric(this, triangle, alpha, a, x, beta, y);
  }

  @Override
  public void trmv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
    TriangleBlocks.multiply(this, Side.LEFT, triangle, diagonal, 1, a, x.asColumn());
  }

  @Override
  public void trsv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
    TriangleBlocks.solve(this, Side.LEFT, triangle, diagonal, 1, a, x.asColumn());
  }

  // ---- level 3

  /** Kernels read arrays in place. */
  @Override
  public Matrix operandOfGemm(Arena arena, Precision precision, int rows, int columns) {
    if ((long) rows * columns > LARGEST_ARRAY) {
      return BlasKernels.super.operandOfGemm(arena, precision, rows, columns);
    }
    int elements = rows * columns;
    int distance = Math.max(1, columns);
    return precision == Precision.SINGLE
        ? Matrix.over(new float[elements], 0, rows, columns, distance, 1)
        : Matrix.over(new double[elements], 0, rows, columns, distance, 1);
  }

  @Override
  public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    if (isSingle(c)) {
      FloatProduct.multiply((float) alpha, a, b, (float) beta, c);
    } else {
      DoubleProduct.multiply(alpha, a, b, beta, c);
    }
  }

  @Override
  public void gemmt(Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    if (isSingle(c)) {
      FloatProduct.multiplyTriangle(triangle, (float) alpha, a, b, (float) beta, c);
    } else {
      DoubleProduct.multiplyTriangle(triangle, alpha, a, b, beta, c);
    }
  }

  @Override
  public void symm(
      Side side, Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    TriangleBlocks.multiplySymmetric(this, side, triangle, alpha, a, b, beta, c);
  }

  @Override
  public void trmm(
      Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    TriangleBlocks.multiply(this, side, triangle, diagonal, alpha, a, b);
  }

  @Override
  public void trsm(
      Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    TriangleBlocks.solve(this, side, triangle, diagonal, alpha, a, b);
  }
}
