package dev.panblas.reference;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.LibraryInfo;
import java.lang.foreign.MemorySegment;

/**
 * Every routine as its formula reads, written once for both precisions: elements are computed and
 * sums accumulated in double, and a result is rounded once, where it is stored or returned. Only
 * {@link Gemm} computes in the operands' own precision. A zero factor is multiplied like any other,
 * so that 0 times infinity is NaN.
 *
 * <p>Loops run along memory. Level 1 and 2 take one element after another, at about a nanosecond
 * each, and at several in a program that uses both precisions: the price of writing them once.
 */
final class ReferenceKernels implements BlasKernels {

  @Override
  public LibraryInfo library() {
    return ReferenceProvider.library();
  }

  // ---- level 1

  @Override
  public void swap(Vector x, Vector y) {
    Precision precision = x.precision();
    MemorySegment xs = x.segment();
    MemorySegment ys = y.segment();
    long xi = x.origin();
    long yi = y.origin();
    for (int i = 0; i < x.size(); i++, xi += x.stride(), yi += y.stride()) {
      double element = precision.get(xs, xi);
      precision.set(xs, xi, precision.get(ys, yi));
      precision.set(ys, yi, element);
    }
  }

  @Override
  public void scal(double alpha, Vector x) {
    Precision precision = x.precision();
    MemorySegment xs = x.segment();
    long xi = x.origin();
    for (int i = 0; i < x.size(); i++, xi += x.stride()) {
      precision.set(xs, xi, alpha * precision.get(xs, xi));
    }
  }

  @Override
  public void copy(Vector x, Vector y) {
    y.copyFrom(x);
  }

  @Override
  public void axpy(double alpha, Vector x, Vector y) {
    Precision precision = x.precision();
    MemorySegment xs = x.segment();
    MemorySegment ys = y.segment();
    long xi = x.origin();
    long yi = y.origin();
    for (int i = 0; i < x.size(); i++, xi += x.stride(), yi += y.stride()) {
      precision.set(ys, yi, alpha * precision.get(xs, xi) + precision.get(ys, yi));
    }
  }

  @Override
  public double dot(Vector x, Vector y) {
    Precision precision = x.precision();
    MemorySegment xs = x.segment();
    MemorySegment ys = y.segment();
    long xi = x.origin();
    long yi = y.origin();
    double sum = 0;
    for (int i = 0; i < x.size(); i++, xi += x.stride(), yi += y.stride()) {
      sum += precision.get(xs, xi) * precision.get(ys, yi);
    }
    return sum;
  }

  /** The SPI's own: it is plain Java already. */
  @Override
  public double nrm2(Vector x) {
    return BlasKernels.super.nrm2(x);
  }

  @Override
  public double asum(Vector x) {
    Precision precision = x.precision();
    MemorySegment xs = x.segment();
    long xi = x.origin();
    double sum = 0;
    for (int i = 0; i < x.size(); i++, xi += x.stride()) {
      sum += Math.abs(precision.get(xs, xi));
    }
    return sum;
  }

  @Override
  public int iamax(Vector x) {
    Precision precision = x.precision();
    MemorySegment xs = x.segment();
    long xi = x.origin();
    int place = 0;
    double largest = Math.abs(precision.get(xs, xi));
    for (int i = 1; i < x.size(); i++) {
      xi += x.stride();
      double element = Math.abs(precision.get(xs, xi));
      if (element > largest) {
        largest = element;
        place = i;
      }
    }
    return place;
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
  private static double[] productsByRows(Matrix a, Vector x) {
    Precision precision = a.precision();
    MemorySegment as = a.segment();
    double[] factors = x.toDoubleArray();
    double[] products = new double[a.rows()];
    for (int i = 0; i < products.length; i++) {
      long row = i * a.rowStride();
      double sum = 0;
      for (int j = 0; j < factors.length; j++) {
        sum += precision.get(as, row + j) * factors[j];
      }
      products[i] = sum;
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
    Precision precision = a.precision();
    MemorySegment as = a.segment();
    double[] rows = x.toDoubleArray();
    double[] columns = y.toDoubleArray();
    for (int i = 0; i < rows.length; i++) {
      long row = i * a.rowStride();
      double multiple = alpha * rows[i];
      for (int j = 0; j < columns.length; j++) {
        precision.set(as, row + j, multiple * columns[j] + precision.get(as, row + j));
      }
    }
  }

  // ---- level 3

  @Override
  public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    Gemm.multiply(alpha, a, b, beta, c);
  }
}
