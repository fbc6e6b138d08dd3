/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.internal.crossover.SmallRoutines;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.LibraryInfo;
import java.util.Optional;
import java.util.OptionalInt;

/** The routines for small operands at every size, to time them beyond the crossover. */
final class SmallKernels implements BlasKernels {

  @Override
  public LibraryInfo library() {
    return new LibraryInfo(
        "Java",
        Optional.of(Runtime.version().toString()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.of(1));
  }

  @Override
  public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    SmallRoutines.gemm(alpha, a, b, beta, c);
  }

  @Override
  public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
    SmallRoutines.gemv(alpha, a, x, beta, y);
  }

  @Override
  public void axpy(double alpha, Vector x, Vector y) {
    SmallRoutines.axpy(alpha, x, y);
  }

  @Override
  public double dot(Vector x, Vector y) {
    return SmallRoutines.dot(x, y);
  }

  @Override
  public void scal(double alpha, Vector x) {
    SmallRoutines.scal(alpha, x);
  }

  @Override
  public void copy(Vector x, Vector y) {
    SmallRoutines.copy(x, y);
  }

  @Override
  public double asum(Vector x) {
    return SmallRoutines.asum(x);
  }
}
