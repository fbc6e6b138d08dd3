/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.crossover;

import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The largest calls that the facade computes in Java on a native backend. A larger call goes to the
 * kernels. With a limit of 0 every call of the routine goes to the kernels.
 *
 * @param gemm the most multiplications, m n k
 * @param gemmt the most multiplications of the whole square, n n k
 * @param gemmBatch the most multiplications of one product of the batch
 * @param gemv the most elements of the matrix
 * @param axpy the most elements of a vector
 * @param dot the most elements of a vector
 * @param scal the most elements of a vector
 * @param copy the most elements of a vector
 * @param asum the most elements of a vector
 */
public record Crossover(
    int gemm, int gemmt, int gemmBatch, int gemv, int axpy, int dot, int scal, int copy, int asum) {

  /**
   * Measured by {@code CrossoverBench} of module {@code bench} on the native backend whose calls
   * cost least. The limits are the same in both precisions, because the cost of the call dominates.
   */
  private static final Crossover MEASURED = new Crossover(64, 64, 64, 36, 12, 4, 8, 4, 12);

  /** Every call goes to the kernels. */
  public static final Crossover OFF = new Crossover(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /**
   * The limits for a backend.
   *
   * @param kernels its kernels
   * @param settings whether the crossover is on
   * @return {@link #OFF} for a backend in Java or with the crossover off; the limit of gemmt and of
   *     gemmBatch is 0 if the backend implements the routine
   */
  public static Crossover of(BlasKernels kernels, Settings settings) {
    if (!kernels.isNative() || !settings.crossover()) {
      return OFF;
    }
    Set<Routine> own = kernels.implemented();
    return new Crossover(
        MEASURED.gemm,
        own.contains(Routine.GEMMT) ? 0 : MEASURED.gemmt,
        own.contains(Routine.GEMM_BATCH) ? 0 : MEASURED.gemmBatch,
        MEASURED.gemv,
        MEASURED.axpy,
        MEASURED.dot,
        MEASURED.scal,
        MEASURED.copy,
        MEASURED.asum);
  }

  /**
   * Whether a gemm is computed in Java.
   *
   * @param m rows of the result, 1 or more
   * @param n columns of the result, 1 or more
   * @param k terms of each sum, 1 or more
   * @return true if m n k is within the limit
   */
  public boolean takesGemm(int m, int n, int k) {
    return isWithin(gemm, m, n, k);
  }

  /**
   * Whether a gemmt is computed in Java.
   *
   * @param n rows of the result, 1 or more
   * @param k terms of each sum, 1 or more
   * @return true if n n k is within the limit
   */
  public boolean takesGemmt(int n, int k) {
    return isWithin(gemmt, n, n, k);
  }

  /**
   * Whether the products of a batch are computed in Java.
   *
   * @param m rows of each result, 1 or more
   * @param n columns of each result, 1 or more
   * @param k terms of each sum, 1 or more
   * @return true if m n k is within the limit
   */
  public boolean takesGemmBatch(int m, int n, int k) {
    return isWithin(gemmBatch, m, n, k);
  }

  private static boolean isWithin(int limit, int m, int n, int k) {
    long area = (long) m * n;
    return area <= limit && area * k <= limit;
  }

  /**
   * Whether a matrix-vector product is computed in Java.
   *
   * @param m rows of the matrix, 1 or more
   * @param n columns of the matrix, 1 or more
   * @return true if m n is within the limit
   */
  public boolean takesGemv(int m, int n) {
    return (long) m * n <= gemv;
  }

  /**
   * The limits as text.
   *
   * @return one clause for each group of routines; empty if every call goes to the kernels
   */
  public List<String> describe() {
    return equals(OFF)
        ? List.of()
        : List.of(
            String.format(Locale.ROOT, "%s up to %d multiplications (m n k)", products(), gemm),
            String.format(Locale.ROOT, "gemv up to %d elements of the matrix", gemv),
            String.format(
                Locale.ROOT,
                "axpy up to %d, dot up to %d, scal up to %d, copy up to %d and asum up to %d"
                    + " elements",
                axpy,
                dot,
                scal,
                copy,
                asum));
  }

  private String products() {
    return "gemm" + (gemmt == 0 ? "" : ", gemmt") + (gemmBatch == 0 ? "" : ", gemmBatch");
  }
}
