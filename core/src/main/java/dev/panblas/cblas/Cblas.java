package dev.panblas.cblas;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.MemorySegment;

/**
 * The functions of CBLAS, one method for the single and the double one, with C's arguments in C's
 * order. A matrix stands for its address and its leading dimension, a vector for its address and
 * its stride. A function is described here and nowhere else: {@link Linkage} does the rest.
 *
 * @see <a href="https://doi.org/10.1145/567806.567807">Blackford et al.: An Updated Set of Basic
 *     Linear Algebra Subprograms (BLAS), ACM TOMS 28 (2002)</a>
 */
interface Cblas {

  // Level 1. What rotg reads and writes are single elements.

  void rotg(Precision p, MemorySegment a, MemorySegment b, MemorySegment c, MemorySegment s);

  void rot(int n, Vector x, Vector y, double c, double s);

  void rotm(int n, Vector x, Vector y, MemorySegment h);

  void swap(int n, Vector x, Vector y);

  void scal(int n, double alpha, Vector x);

  void copy(int n, Vector x, Vector y);

  void axpy(int n, double alpha, Vector x, Vector y);

  void axpby(int n, double alpha, Vector x, double beta, Vector y);

  double dot(int n, Vector x, Vector y);

  double nrm2(int n, Vector x);

  double asum(int n, Vector x);

  double sum(int n, Vector x);

  /** Libraries differ in the result's width; an index fits the lower half of each. */
  int iamax(int n, Vector x);

  // Level 2. First the numbers that stand for order, triangle, transposition and diagonal.

  void gemv(int o, int t, int m, int n, double alpha, Matrix a, Vector x, double beta, Vector y);

  void gbmv(
      int o,
      int t,
      int m,
      int n,
      int kl,
      int ku,
      double alpha,
      Matrix a,
      Vector x,
      double beta,
      Vector y);

  void symv(int o, int u, int n, double alpha, Matrix a, Vector x, double beta, Vector y);

  void sbmv(int o, int u, int n, int k, double alpha, Matrix a, Vector x, double beta, Vector y);

  void spmv(int o, int u, int n, double alpha, MemorySegment a, Vector x, double beta, Vector y);

  void trmv(int o, int u, int t, int d, int n, Matrix a, Vector x);

  void tbmv(int o, int u, int t, int d, int n, int k, Matrix a, Vector x);

  void tpmv(int o, int u, int t, int d, int n, MemorySegment a, Vector x);

  void trsv(int o, int u, int t, int d, int n, Matrix a, Vector x);

  void tbsv(int o, int u, int t, int d, int n, int k, Matrix a, Vector x);

  void tpsv(int o, int u, int t, int d, int n, MemorySegment a, Vector x);

  void ger(int o, int m, int n, double alpha, Vector x, Vector y, Matrix a);

  void syr(int o, int u, int n, double alpha, Vector x, Matrix a);

  void spr(int o, int u, int n, double alpha, Vector x, MemorySegment a);

  void syr2(int o, int u, int n, double alpha, Vector x, Vector y, Matrix a);

  void spr2(int o, int u, int n, double alpha, Vector x, Vector y, MemorySegment a);

  // Level 3. First those for order, side, triangle, transpositions and diagonal.

  void gemm(
      int o,
      int t,
      int q,
      int m,
      int n,
      int k,
      double alpha,
      Matrix a,
      Matrix b,
      double beta,
      Matrix c);

  void symm(
      int o, int s, int u, int m, int n, double alpha, Matrix a, Matrix b, double beta, Matrix c);

  void syrk(int o, int u, int t, int n, int k, double alpha, Matrix a, double beta, Matrix c);

  void syr2k(
      int o, int u, int t, int n, int k, double alpha, Matrix a, Matrix b, double beta, Matrix c);

  void trmm(int o, int s, int u, int t, int d, int m, int n, double alpha, Matrix a, Matrix b);

  void trsm(int o, int s, int u, int t, int d, int m, int n, double alpha, Matrix a, Matrix b);

  void omatcopy(int o, int t, int m, int n, double alpha, Matrix a, Matrix b);
}
