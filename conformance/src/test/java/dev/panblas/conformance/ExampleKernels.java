/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Settings;
import java.util.Optional;
import java.util.OptionalInt;

/** The smallest backend: three routines, and the defaults of the SPI for the others. */
class ExampleKernels implements BlasKernels {

  private final Optional<Settings> settings;

  /** Kernels that no provider has opened. */
  ExampleKernels() {
    this.settings = Optional.empty();
  }

  /** Kernels that the provider opens. */
  ExampleKernels(Settings settings) {
    this.settings = Optional.of(settings);
  }

  @Override
  public Optional<Settings> settings() {
    return settings;
  }

  @Override
  public LibraryInfo library() {
    return new LibraryInfo(
        "Example",
        Optional.of("1"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.of(1));
  }

  @Override
  public void axpy(double alpha, Vector x, Vector y) {
    double factor = x.precision().round(alpha);
    for (int i = 0; i < x.size(); i++) {
      y.set(i, factor * x.get(i) + y.get(i));
    }
  }

  @Override
  public double dot(Vector x, Vector y) {
    return x.precision().round(dot(x.toDoubleArray(), 0, y.toDoubleArray(), 0, x.size()));
  }

  /** Copies the operands to arrays, because a product reads each element many times. */
  @Override
  public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    Precision precision = c.precision();
    double factor = precision.round(alpha);
    double kept = precision.round(beta);
    double[] left = a.toDoubleArray(Order.ROW_MAJOR);
    double[] right = b.toDoubleArray(Order.COLUMN_MAJOR);
    int k = a.columns();
    for (int i = 0; i < c.rows(); i++) {
      for (int j = 0; j < c.columns(); j++) {
        double product = factor * dot(left, i * k, right, j * k, k);
        c.set(i, j, kept == 0 ? product : product + kept * c.get(i, j));
      }
    }
  }

  private static double dot(double[] x, int fromX, double[] y, int fromY, int size) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += x[fromX + i] * y[fromY + i];
    }
    return sum;
  }
}
