/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.NaiveKernels;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.LibraryInfo;

/**
 * A minimal backend and the SPI's defaults, which require the operands that {@link BlasKernels}
 * promises. A C library would crash or read other memory.
 */
class StrictKernels implements BlasKernels {

  private final NaiveKernels naive = new NaiveKernels();

  private static void require(Operand... operands) {
    for (Operand operand : operands) {
      assertFalse(operand.isEmpty(), operand::describe);
      assertSame(operands[0].precision(), operand.precision());
      switch (operand) {
        case Matrix m -> assertSame(m, m.asBlasOperand(), () -> "layout of " + m.describe());
        case Vector v -> assertTrue(v.stride() != 0, v::describe);
        case MatrixBatch b -> {
          assertTrue(b.batchStride() >= 0, b::describe);
          require(b.matrix(b.count() - 1));
        }
      }
    }
  }

  private static void requireFactor(double alpha) {
    assertTrue(alpha != 0, "alpha is 0");
  }

  private static void requireUpwards(Vector x) {
    require(x);
    assertTrue(x.stride() > 0, () -> "stride " + x.stride());
  }

  private static void requireOneOrder(Matrix a, Matrix b) {
    assertTrue(
        (a.isRowMajor() && b.isRowMajor()) || (a.isColumnMajor() && b.isColumnMajor()),
        () -> a.describe() + " and " + b.describe() + " in two orders");
  }

  private static void requireBand(Matrix a) {
    assertTrue(a.isColumnMajor(), () -> "strides " + a.rowStride() + ", " + a.columnStride());
  }

  private static void requirePacked(Vector ap) {
    assertTrue(ap.stride() == 1, () -> "stride " + ap.stride());
  }

  @Override
  public LibraryInfo library() {
    return naive.library();
  }

  // ---- level 1

  @Override
  public void rot(Vector x, Vector y, double c, double s) {
    require(x, y);
    BlasKernels.super.rot(x, y, c, s);
  }

  @Override
  public void rotm(Vector x, Vector y, ModifiedGivens h) {
    require(x, y);
    assertTrue(h.form() != ModifiedGivens.Form.IDENTITY, h::toString);
    BlasKernels.super.rotm(x, y, h);
  }

  @Override
  public void scal(double alpha, Vector x) {
    requireUpwards(x);
    BlasKernels.super.scal(alpha, x);
  }

  @Override
  public void axpy(double alpha, Vector x, Vector y) {
    requireFactor(alpha);
    require(x, y);
    naive.axpy(alpha, x, y);
  }

  @Override
  public void axpby(double alpha, Vector x, double beta, Vector y) {
    requireFactor(alpha);
    require(x, y);
    BlasKernels.super.axpby(alpha, x, beta, y);
  }

  @Override
  public double dot(Vector x, Vector y) {
    require(x, y);
    return naive.dot(x, y);
  }

  @Override
  public double dsdot(Vector x, Vector y) {
    require(x, y);
    assertSame(Precision.SINGLE, x.precision());
    return BlasKernels.super.dsdot(x, y);
  }

  @Override
  public double sum(Vector x) {
    requireUpwards(x);
    return BlasKernels.super.sum(x);
  }

  // ---- level 2

  @Override
  public void gbmv(
      Transposition transposition,
      int kl,
      int ku,
      double alpha,
      Matrix a,
      Vector x,
      double beta,
      Vector y) {
    requireFactor(alpha);
    require(a, x, y);
    requireBand(a);
    BlasKernels.super.gbmv(transposition, kl, ku, alpha, a, x, beta, y);
  }

  @Override
  public void symv(Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {
    requireFactor(alpha);
    require(a, x, y);
    BlasKernels.super.symv(triangle, alpha, a, x, beta, y);
  }

  @Override
  public void sbmv(Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {
    requireFactor(alpha);
    require(a, x, y);
    requireBand(a);
    BlasKernels.super.sbmv(triangle, alpha, a, x, beta, y);
  }

  @Override
  public void spmv(Triangle triangle, double alpha, Vector ap, Vector x, double beta, Vector y) {
    requireFactor(alpha);
    require(ap, x, y);
    requirePacked(ap);
    BlasKernels.super.spmv(triangle, alpha, ap, x, beta, y);
  }

  @Override
  public void trmv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
    require(a, x);
    BlasKernels.super.trmv(triangle, diagonal, a, x);
  }

  @Override
  public void tbmv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Matrix a, Vector x) {
    require(a, x);
    requireBand(a);
    BlasKernels.super.tbmv(triangle, transposition, diagonal, a, x);
  }

  @Override
  public void tpmv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Vector ap, Vector x) {
    require(ap, x);
    requirePacked(ap);
    BlasKernels.super.tpmv(triangle, transposition, diagonal, ap, x);
  }

  @Override
  public void trsv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
    require(a, x);
    BlasKernels.super.trsv(triangle, diagonal, a, x);
  }

  @Override
  public void tbsv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Matrix a, Vector x) {
    require(a, x);
    requireBand(a);
    BlasKernels.super.tbsv(triangle, transposition, diagonal, a, x);
  }

  @Override
  public void tpsv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Vector ap, Vector x) {
    require(ap, x);
    requirePacked(ap);
    BlasKernels.super.tpsv(triangle, transposition, diagonal, ap, x);
  }

  @Override
  public void syr(Triangle triangle, double alpha, Vector x, Matrix a) {
    requireFactor(alpha);
    require(x, a);
    BlasKernels.super.syr(triangle, alpha, x, a);
  }

  @Override
  public void spr(Triangle triangle, double alpha, Vector x, Vector ap) {
    requireFactor(alpha);
    require(x, ap);
    requirePacked(ap);
    BlasKernels.super.spr(triangle, alpha, x, ap);
  }

  @Override
  public void syr2(Triangle triangle, double alpha, Vector x, Vector y, Matrix a) {
    requireFactor(alpha);
    require(x, y, a);
    BlasKernels.super.syr2(triangle, alpha, x, y, a);
  }

  @Override
  public void spr2(Triangle triangle, double alpha, Vector x, Vector y, Vector ap) {
    requireFactor(alpha);
    require(x, y, ap);
    requirePacked(ap);
    BlasKernels.super.spr2(triangle, alpha, x, y, ap);
  }

  // ---- level 3

  @Override
  public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    requireFactor(alpha);
    require(a, b, c);
    naive.gemm(alpha, a, b, beta, c);
  }

  @Override
  public void symm(
      Side side, Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    requireFactor(alpha);
    require(a, b, c);
    requireOneOrder(b, c);
    BlasKernels.super.symm(side, triangle, alpha, a, b, beta, c);
  }

  @Override
  public void syrk(Triangle triangle, double alpha, Matrix a, double beta, Matrix c) {
    requireFactor(alpha);
    require(a, c);
    BlasKernels.super.syrk(triangle, alpha, a, beta, c);
  }

  @Override
  public void syr2k(Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    requireFactor(alpha);
    require(a, b, c);
    requireOneOrder(a, b);
    BlasKernels.super.syr2k(triangle, alpha, a, b, beta, c);
  }

  @Override
  public void trmm(
      Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    requireFactor(alpha);
    require(a, b);
    BlasKernels.super.trmm(side, triangle, diagonal, alpha, a, b);
  }

  @Override
  public void trsm(
      Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    requireFactor(alpha);
    require(a, b);
    BlasKernels.super.trsm(side, triangle, diagonal, alpha, a, b);
  }

  @Override
  public void gemmt(Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    requireFactor(alpha);
    require(a, b, c);
    BlasKernels.super.gemmt(triangle, alpha, a, b, beta, c);
  }

  @Override
  public void gemmBatch(double alpha, MatrixBatch a, MatrixBatch b, double beta, MatrixBatch c) {
    requireFactor(alpha);
    require(a, b, c);
    BlasKernels.super.gemmBatch(alpha, a, b, beta, c);
  }

  @Override
  public void omatcopy(double alpha, Matrix a, Matrix b) {
    requireFactor(alpha);
    require(a, b);
    BlasKernels.super.omatcopy(alpha, a, b);
  }
}
