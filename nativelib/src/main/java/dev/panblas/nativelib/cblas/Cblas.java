/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.MemorySegment;

/**
 * The functions that {@link dev.panblas.nativelib.symbol.CblasHeader} declares. One method calls
 * both the single and the double function, with the arguments in the order of C. A matrix is passed
 * as its address and leading dimension, a vector as its address and stride, a {@code double} in the
 * precision of the operands. {@link Linkage} implements the interface.
 */
interface Cblas {

  // Level 1. The segments of rotg are single elements.

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

  int iamax(int n, Vector x);

  // Level 2. o: order, u: triangle, t: transposition, d: diagonal, as the constants of CBLAS.

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

  // Level 3. s: side, q: transposition of b.

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
