/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package org.example.backend;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Settings;
import java.util.Optional;
import java.util.OptionalInt;

/** Three routines; the SPI has defaults for the others. */
final class LoopsKernels implements BlasKernels {

  private final Settings settings;

  LoopsKernels(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Optional<Settings> settings() {
    return Optional.of(settings);
  }

  @Override
  public LibraryInfo library() {
    return new LibraryInfo(
        "Loops",
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
    double sum = 0;
    for (int i = 0; i < x.size(); i++) {
      sum += x.get(i) * y.get(i);
    }
    return x.precision().round(sum);
  }

  @Override
  public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    Precision precision = c.precision();
    double factor = precision.round(alpha);
    double kept = precision.round(beta);
    for (int i = 0; i < c.rows(); i++) {
      for (int j = 0; j < c.columns(); j++) {
        double sum = 0;
        for (int k = 0; k < a.columns(); k++) {
          sum += a.get(i, k) * b.get(k, j);
        }
        c.set(i, j, kept == 0 ? factor * sum : factor * sum + kept * c.get(i, j));
      }
    }
  }
}
