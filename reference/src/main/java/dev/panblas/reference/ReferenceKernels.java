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
 * Every routine as its formula reads: elements are computed and sums accumulated in double, and a
 * result is rounded once, where it is stored or returned. Only {@link Gemm} computes in the
 * operands' own precision, and what the SPI builds on axpy and gemm rounds after each of them. In
 * the routines here a zero factor is multiplied like any other, so that 0 times infinity is NaN.
 *
 * <p>What is written here is what the others are built on. {@link Gemm}, dot and axpy have a twin
 * for each precision. The rest is written once for both, at about a nanosecond for an element, and
 * at several, in swap, rot, rotm and axpby, in a program that uses both precisions.
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
   * All of them: what is not here is the SPI's default, which is plain Java too, over the dot, axpy
   * and gemm that are.
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

  /** A x, where each row of A is contiguous. */
  private double[] productsByRows(Matrix a, Vector x) {
    double[] products = new double[a.rows()];
    for (int i = 0; i < products.length; i++) {
      products[i] = dot(a.row(i), x);
    }
    return products;
  }

  /** A x, where each column of A is contiguous: the same sums in the same order, all at once. */
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
