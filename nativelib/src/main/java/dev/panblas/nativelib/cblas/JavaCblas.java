/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.GivensRotation;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import java.lang.foreign.MemorySegment;

/**
 * The functions of CBLAS in Java, for functions that are wrong in a library. A matrix has the order
 * and transposition of its view, so the constants for them are not read. {@link CblasKernels} names
 * the triangle of a level 3 input in the order of the output; here it is converted to that of the
 * view.
 */
final class JavaCblas implements Cblas {

  private final JavaKernels java = new JavaKernels();

  @Override
  public void rotg(
      Precision p, MemorySegment a, MemorySegment b, MemorySegment c, MemorySegment s) {
    GivensRotation rotation = java.rotg(p, p.get(a, 0), p.get(b, 0));
    p.set(a, 0, rotation.r());
    p.set(b, 0, rotation.z());
    p.set(c, 0, rotation.c());
    p.set(s, 0, rotation.s());
  }

  @Override
  public void rot(int n, Vector x, Vector y, double c, double s) {
    java.rot(x, y, c, s);
  }

  @Override
  public void rotm(int n, Vector x, Vector y, MemorySegment h) {
    Precision p = x.precision();
    ModifiedGivens.Form form = ModifiedGivens.Form.of((int) p.get(h, 0));
    double h11 = p.get(h, 1);
    double h21 = p.get(h, 2);
    java.rotm(x, y, new ModifiedGivens(form, h11, h21, p.get(h, 3), p.get(h, 4)));
  }

  @Override
  public void swap(int n, Vector x, Vector y) {
    java.swap(x, y);
  }

  @Override
  public void scal(int n, double alpha, Vector x) {
    java.scal(alpha, x);
  }

  @Override
  public void copy(int n, Vector x, Vector y) {
    java.copy(x, y);
  }

  @Override
  public void axpy(int n, double alpha, Vector x, Vector y) {
    java.axpy(alpha, x, y);
  }

  @Override
  public void axpby(int n, double alpha, Vector x, double beta, Vector y) {
    java.axpby(alpha, x, beta, y);
  }

  @Override
  public double dot(int n, Vector x, Vector y) {
    return java.dot(x, y);
  }

  @Override
  public double nrm2(int n, Vector x) {
    return java.nrm2(x);
  }

  @Override
  public double asum(int n, Vector x) {
    return java.asum(x);
  }

  @Override
  public double sum(int n, Vector x) {
    return java.sum(x);
  }

  @Override
  public int iamax(int n, Vector x) {
    return java.iamax(x);
  }

  @Override
  public void gemv(
      int o, int t, int m, int n, double alpha, Matrix a, Vector x, double beta, Vector y) {
    java.gemv(alpha, a, x, beta, y);
  }

  @Override
  public void gbmv(
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
      Vector y) {
    java.gbmv(transposition(t), kl, ku, alpha, a, x, beta, y);
  }

  @Override
  public void symv(int o, int u, int n, double alpha, Matrix a, Vector x, double beta, Vector y) {
    java.symv(triangle(u), alpha, a, x, beta, y);
  }

  @Override
  public void sbmv(
      int o, int u, int n, int k, double alpha, Matrix a, Vector x, double beta, Vector y) {
    java.sbmv(triangle(u), alpha, a, x, beta, y);
  }

  @Override
  public void spmv(
      int o, int u, int n, double alpha, MemorySegment a, Vector x, double beta, Vector y) {
    java.spmv(triangle(u), alpha, packed(a, n, x.precision()), x, beta, y);
  }

  @Override
  public void trmv(int o, int u, int t, int d, int n, Matrix a, Vector x) {
    java.trmv(triangle(u), diagonal(d), a, x);
  }

  @Override
  public void tbmv(int o, int u, int t, int d, int n, int k, Matrix a, Vector x) {
    java.tbmv(triangle(u), transposition(t), diagonal(d), a, x);
  }

  @Override
  public void tpmv(int o, int u, int t, int d, int n, MemorySegment a, Vector x) {
    java.tpmv(triangle(u), transposition(t), diagonal(d), packed(a, n, x.precision()), x);
  }

  @Override
  public void trsv(int o, int u, int t, int d, int n, Matrix a, Vector x) {
    java.trsv(triangle(u), diagonal(d), a, x);
  }

  @Override
  public void tbsv(int o, int u, int t, int d, int n, int k, Matrix a, Vector x) {
    java.tbsv(triangle(u), transposition(t), diagonal(d), a, x);
  }

  @Override
  public void tpsv(int o, int u, int t, int d, int n, MemorySegment a, Vector x) {
    java.tpsv(triangle(u), transposition(t), diagonal(d), packed(a, n, x.precision()), x);
  }

  @Override
  public void ger(int o, int m, int n, double alpha, Vector x, Vector y, Matrix a) {
    java.ger(alpha, x, y, a);
  }

  @Override
  public void syr(int o, int u, int n, double alpha, Vector x, Matrix a) {
    java.syr(triangle(u), alpha, x, a);
  }

  @Override
  public void spr(int o, int u, int n, double alpha, Vector x, MemorySegment a) {
    java.spr(triangle(u), alpha, x, packed(a, n, x.precision()));
  }

  @Override
  public void syr2(int o, int u, int n, double alpha, Vector x, Vector y, Matrix a) {
    java.syr2(triangle(u), alpha, x, y, a);
  }

  @Override
  public void spr2(int o, int u, int n, double alpha, Vector x, Vector y, MemorySegment a) {
    java.spr2(triangle(u), alpha, x, y, packed(a, n, x.precision()));
  }

  @Override
  public void gemm(
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
      Matrix c) {
    java.gemm(alpha, a, b, beta, c);
  }

  @Override
  public void symm(
      int o, int s, int u, int m, int n, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    java.symm(side(s), triangle(u, a, c), alpha, a, b, beta, c);
  }

  @Override
  public void syrk(
      int o, int u, int t, int n, int k, double alpha, Matrix a, double beta, Matrix c) {
    java.syrk(triangle(u), alpha, a, beta, c);
  }

  @Override
  public void syr2k(
      int o, int u, int t, int n, int k, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    java.syr2k(triangle(u), alpha, a, b, beta, c);
  }

  @Override
  public void trmm(
      int o, int s, int u, int t, int d, int m, int n, double alpha, Matrix a, Matrix b) {
    java.trmm(side(s), triangle(u, a, b), diagonal(d), alpha, a, b);
  }

  @Override
  public void trsm(
      int o, int s, int u, int t, int d, int m, int n, double alpha, Matrix a, Matrix b) {
    java.trsm(side(s), triangle(u, a, b), diagonal(d), alpha, a, b);
  }

  @Override
  public void omatcopy(int o, int t, int m, int n, double alpha, Matrix a, Matrix b) {
    java.omatcopy(alpha, a, b);
  }

  private static Vector packed(MemorySegment triangle, int n, Precision precision) {
    int elements = Math.toIntExact((long) n * (n + 1) / 2);
    return Vector.wrap(triangle, precision, elements, 0, 1);
  }

  private static Triangle triangle(int uplo) {
    return uplo == CblasKernels.UPPER ? Triangle.UPPER : Triangle.LOWER;
  }

  /** The triangle of a view whose call uses the order of another matrix. */
  private static Triangle triangle(int uplo, Matrix a, Matrix ordered) {
    return a.isRowMajor() == ordered.isRowMajor() ? triangle(uplo) : triangle(uplo).transposed();
  }

  private static Transposition transposition(int trans) {
    return trans == CblasKernels.NOT_TRANSPOSED ? Transposition.NONE : Transposition.TRANSPOSED;
  }

  private static Diagonal diagonal(int diag) {
    return diag == CblasKernels.UNIT ? Diagonal.UNIT : Diagonal.NON_UNIT;
  }

  private static Side side(int side) {
    return side == CblasKernels.LEFT ? Side.LEFT : Side.RIGHT;
  }
}
