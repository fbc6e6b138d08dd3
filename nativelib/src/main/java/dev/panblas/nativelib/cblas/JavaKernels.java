/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import dev.panblas.internal.crossover.SmallRoutines;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BandKernels;
import dev.panblas.spi.Level3Kernels;
import dev.panblas.spi.PackedKernels;
import dev.panblas.spi.Routine;
import java.util.EnumSet;
import java.util.Set;

/** The routines in Java: the SPI's defaults, and loops for the three that have none. */
final class JavaKernels implements Level3Kernels, BandKernels, PackedKernels {

  /** The routines without a default. */
  static final Set<Routine> OWN = EnumSet.of(Routine.AXPY, Routine.DOT, Routine.GEMM);

  @Override
  public void axpy(double alpha, Vector x, Vector y) {
    SmallRoutines.axpy(alpha, x, y);
  }

  @Override
  public double dot(Vector x, Vector y) {
    return SmallRoutines.dot(x, y);
  }

  @Override
  public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    SmallRoutines.gemm(alpha, a, b, beta, c);
  }
}
