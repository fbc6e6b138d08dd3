/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.reference;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Settings;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Every routine computed by its formula. Sums are accumulated in double, and a result is rounded
 * once, when it is stored or returned. There are two exceptions: {@link Gemm} computes in the
 * operands' precision, and the SPI's defaults round after each axpy and gemm. The routines of this
 * class multiply by zero factors too, so 0 times infinity is NaN.
 *
 * <p>{@link Gemm}, dot and axpy have twins for single and double. The other routines have one loop
 * for both precisions. In a program that uses both, they take about a nanosecond for each element;
 * swap, rot, rotm and axpby take several.
 */
final class ReferenceKernels implements BlasKernels {

  private final Settings settings;

  ReferenceKernels(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Optional<Settings> settings() {
    return Optional.of(settings);
  }

  @Override
  public LibraryInfo library() {
    return ReferenceProvider.library();
  }

  /**
   * All routines: the SPI's defaults are plain Java too and call dot, axpy and gemm of this class.
   */
  @Override
  public Set<Routine> implemented() {
    return EnumSet.allOf(Routine.class);
  }

  // ---- level 1

  @Override
  public void axpy(double alpha, Vector x, Vector y) {
    if (x.precision() == Precision.SINGLE) {
      FloatVectors.axpy(alpha, x, y);
    } else {
      DoubleVectors.axpy(alpha, x, y);
    }
  }

  @Override
  public double dot(Vector x, Vector y) {
    return x.precision() == Precision.SINGLE ? FloatVectors.dot(x, y) : DoubleVectors.dot(x, y);
  }

  // ---- level 2

  @Override
  public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
    Precision precision = a.precision();
    double[] products = a.isRowMajor() ? productsByRows(a, x) : productsByColumns(a, x);
    MemorySegment ys = y.segment();
    long yi = y.origin();
    for (int i = 0; i < products.length; i++, yi += y.stride()) {
      double product = alpha * products[i];
      precision.set(ys, yi, beta == 0 ? product : product + beta * precision.get(ys, yi));
    }
  }

  /** A x for an A whose rows are contiguous. */
  private double[] productsByRows(Matrix a, Vector x) {
    double[] products = new double[a.rows()];
    for (int i = 0; i < products.length; i++) {
      products[i] = dot(a.row(i), x);
    }
    return products;
  }

  /** A x for an A whose columns are contiguous, with the same sums in the same order. */
  private static double[] productsByColumns(Matrix a, Vector x) {
    Precision precision = a.precision();
    MemorySegment as = a.segment();
    double[] factors = x.toDoubleArray();
    double[] products = new double[a.rows()];
    for (int j = 0; j < factors.length; j++) {
      long column = j * a.columnStride();
      for (int i = 0; i < products.length; i++) {
        products[i] += precision.get(as, column + i) * factors[j];
      }
    }
    return products;
  }

  @Override
  public void ger(double alpha, Vector x, Vector y, Matrix a) {
    if (!a.isRowMajor()) {
      ger(alpha, y, x, a.transposed());
      return;
    }
    for (int i = 0; i < a.rows(); i++) {
      axpy(alpha * x.get(i), y, a.row(i)); // also with a factor of 0
    }
  }

  // ---- level 3

  @Override
  public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    Gemm.multiply(alpha, a, b, beta, c);
  }
}
