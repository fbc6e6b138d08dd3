package dev.panblas.small;

import java.util.List;

/**
 * How large a call may be that Java answers faster than native code does: a call beyond it goes to
 * the library.
 *
 * @param gemm the most multiplications, m n k
 * @param gemv the most elements of the matrix
 * @param axpy the most elements of a vector, as in all that follow
 * @param dot the same
 * @param scal the same
 * @param copy the same
 * @param asum the same
 */
record Crossover(int gemm, int gemv, int axpy, int dot, int scal, int copy, int asum) {

  /**
   * By {@code CrossoverBench} of module {@code bench}, against OpenBLAS 0.3.31 behind {@code
   * panama}, the backend whose calls cost least. Both precisions cross at the same sizes, since
   * what is compared is mostly what a call costs.
   */
  static final Crossover MEASURED = new Crossover(64, 36, 12, 4, 8, 4, 12);

  /** Whatever fits 31 bits: for tests of the loops beyond the sizes at which they pay. */
  static final Crossover LARGEST = all(Integer.MAX_VALUE);

  private static Crossover all(int most) {
    return new Crossover(most, most, most, most, most, most, most);
  }

  /** Whether Java takes a product of m x k by k x n. */
  boolean takesGemm(int m, int n, int k) {
    long area = (long) m * n;
    return area <= gemm && area * k <= gemm;
  }

  List<String> describe() {
    return List.of(
        String.format("gemm to %d multiplications (m n k)", gemm),
        String.format("gemv to %d elements of the matrix", gemv),
        String.format(
            "axpy to %d, dot to %d, scal to %d, copy to %d and asum to %d elements",
            axpy, dot, scal, copy, asum));
  }
}
