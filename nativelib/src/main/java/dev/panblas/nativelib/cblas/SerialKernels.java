/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Triangle;
import dev.panblas.spi.Settings;
import dev.panblas.spi.Threading;

/**
 * Kernels on a library whose concurrent products may give wrong results while it has threads: its
 * level 3 calls then run one at a time. Each call asks the library, because the program or another
 * copy of Panblas may give it threads. A small gemm, which the library computes on the calling
 * thread, does not wait. gemmt and gemmBatch take no lock, because the SPI's defaults compute them
 * by gemm.
 */
sealed class SerialKernels extends CblasKernels permits CriticalKernels {

  /**
   * A constant string is one object in the whole process, so that it is also the lock of other
   * copies of this class, which may call the same library. {@link OneCaller} takes it too, for a
   * library that several threads must not call at once.
   */
  static final String LOCK = "dev.panblas: OpenBLAS";

  /**
   * A gemm of at most this many multiplications is computed on the calling thread: {@code
   * SMP_THRESHOLD_MIN * GEMM_MULTITHREAD_THRESHOLD} in the sources of OpenBLAS.
   */
  private static final long MOST_UNTHREADED = 65536 * 4;

  SerialKernels(CblasKernels kernels, Settings settings) {
    super(kernels, settings);
  }

  SerialKernels(CblasKernels kernels, Cblas cblas) {
    super(kernels, kernels.settings(), cblas);
  }

  /** Runs a product, not beside another one while the library has threads. */
  private void alone(Runnable product) {
    if (threading() != Threading.OWN) {
      product.run();
      return;
    }
    synchronized (LOCK) {
      product.run();
    }
  }

  @Override
  public void checkRoutines() {
    synchronized (LOCK) {
      super.checkRoutines();
    }
  }

  @Override
  public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    if ((long) c.rows() * c.columns() * a.columns() <= MOST_UNTHREADED) {
      super.gemm(alpha, a, b, beta, c);
    } else {
      alone(() -> super.gemm(alpha, a, b, beta, c));
    }
  }

  @Override
  public void symm(
      Side side, Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    alone(() -> super.symm(side, triangle, alpha, a, b, beta, c));
  }

  @Override
  public void syrk(Triangle triangle, double alpha, Matrix a, double beta, Matrix c) {
    alone(() -> super.syrk(triangle, alpha, a, beta, c));
  }

  @Override
  public void syr2k(Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    alone(() -> super.syr2k(triangle, alpha, a, b, beta, c));
  }

  @Override
  public void trmm(
      Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    alone(() -> super.trmm(side, triangle, diagonal, alpha, a, b));
  }

  @Override
  public void trsm(
      Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    alone(() -> super.trsm(side, triangle, diagonal, alpha, a, b));
  }
}
