/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A call of a routine, with its operands. */
abstract class RoutineCall {

  /** The most rows of a result that are checked: the reference takes long for large products. */
  private static final int CHECKED_ROWS = 64;

  /**
   * Creates the operands of a call.
   *
   * @param routine gemm, syrk, trsm or gemv, with n x n matrices, or dot or axpy, with n elements
   */
  static RoutineCall of(String routine, Blas blas, Precision precision, int n) {
    SplittableRandom random = new SplittableRandom(1);
    return switch (routine) {
      case "gemm" -> new Gemm(blas, random, precision, n);
      case "syrk" -> new Syrk(blas, random, precision, n);
      case "trsm" -> new Trsm(blas, random, precision, n);
      case "gemv" -> new Gemv(blas, random, precision, n);
      case "dot" -> new Dot(blas, random, precision, n);
      case "axpy" -> new Axpy(blas, random, precision, n);
      default ->
          throw new IllegalArgumentException(
              "routine must be one of gemm, syrk, trsm, gemv, dot, axpy, but was " + routine);
    };
  }

  /** Calls the routine and returns the result. */
  abstract Object run();

  /** Checks the result of the first call. */
  abstract void check(String subject);

  /** Restores the operands that a call overwrites and reads. */
  void restore() {}

  /** The rows of an n x n result that are checked: evenly distributed, with the first and last. */
  static int[] checkedRows(int n) {
    int count = Math.min(n, CHECKED_ROWS);
    return IntStream.range(0, count)
        .map(i -> count == 1 ? 0 : (int) ((long) i * (n - 1) / (count - 1)))
        .toArray();
  }

  /** A copy of some rows. */
  static Matrix rows(Matrix matrix, int[] rows) {
    Matrix copy = Matrix.allocate(matrix.precision(), rows.length, matrix.columns());
    for (int i = 0; i < rows.length; i++) {
      copy.row(i).copyFrom(matrix.row(rows[i]));
    }
    return copy;
  }

  /** Checks rows of c = a b. */
  static void requireProduct(String subject, Matrix a, Matrix b, Matrix c) {
    int[] rows = checkedRows(c.rows());
    ProductCheck.require(subject, rows(a, rows), b, rows(c, rows));
  }

  /** C := A B. */
  private static final class Gemm extends RoutineCall {
    private final Blas blas;
    private final Matrix a;
    private final Matrix b;
    private final Matrix c;

    Gemm(Blas blas, SplittableRandom random, Precision precision, int n) {
      this.blas = blas;
      a = Operands.matrix(random, precision, n, n);
      b = Operands.matrix(random, precision, n, n);
      c = Matrix.allocate(precision, n, n);
    }

    @Override
    Object run() {
      blas.gemm(1, a, b, 0, c);
      return c;
    }

    @Override
    void check(String subject) {
      requireProduct(subject, a, b, c);
    }
  }

  /** The lower triangle of C := A A'. */
  private static final class Syrk extends RoutineCall {
    private final Blas blas;
    private final Matrix a;
    private final Matrix c;

    Syrk(Blas blas, SplittableRandom random, Precision precision, int n) {
      this.blas = blas;
      a = Operands.matrix(random, precision, n, n);
      c = Matrix.allocate(precision, n, n);
    }

    @Override
    Object run() {
      blas.syrk(Triangle.LOWER, 1, a, 0, c);
      return c;
    }

    @Override
    void check(String subject) {
      int n = c.rows();
      int[] rows = checkedRows(n);
      Matrix symmetric = rows(c, rows);
      for (int i = 0; i < rows.length; i++) {
        int right = rows[i] + 1; // the first column that is not in the lower triangle
        symmetric
            .row(i)
            .slice(right, n - right)
            .copyFrom(c.column(rows[i]).slice(right, n - right));
      }
      ProductCheck.require(subject, rows(a, rows), a.transposed(), symmetric);
    }
  }

  /**
   * B := X with A X = B, for a lower triangular A. A is its own inverse, so that the elements of B
   * stay of the same size in any number of calls. With S the diagonal matrix of 1, -1, 1, -1, ...
   * and M the elements of A / 2 below the diagonal, which are in rows of S = -1 and columns of S =
   * 1:
   *
   * <pre>  M M = 0, S M = -M, M S = M, so A A = (S + 2 M)(S + 2 M) = I</pre>
   */
  private static final class Trsm extends RoutineCall {
    private final Blas blas;
    private final Matrix a;
    private final Matrix start;
    private final Matrix b;

    Trsm(Blas blas, SplittableRandom random, Precision precision, int n) {
      this.blas = blas;
      a = Matrix.allocate(precision, n, n);
      double limit = 1 / Math.sqrt(n);
      for (int i = 0; i < n; i++) {
        a.set(i, i, i % 2 == 0 ? 1 : -1);
        for (int j = 0; i % 2 == 1 && j < i; j += 2) {
          a.set(i, j, random.nextDouble(-limit, limit));
        }
      }
      start = Operands.matrix(random, precision, n, n);
      b = Matrix.allocate(precision, n, n);
      restore();
    }

    @Override
    Object run() {
      blas.trsm(Side.LEFT, Triangle.LOWER, Diagonal.NON_UNIT, 1, a, b);
      return b;
    }

    @Override
    void check(String subject) {
      requireProduct(subject, a, b, start);
    }

    @Override
    void restore() {
      b.copyFrom(start);
    }
  }

  /** y := A x. */
  private static final class Gemv extends RoutineCall {
    private final Blas blas;
    private final Matrix a;
    private final Vector x;
    private final Vector y;

    Gemv(Blas blas, SplittableRandom random, Precision precision, int n) {
      this.blas = blas;
      a = Operands.matrix(random, precision, n, n);
      x = Operands.vector(random, precision, n);
      y = Vector.allocate(precision, n);
    }

    @Override
    Object run() {
      blas.gemv(1, a, x, 0, y);
      return y;
    }

    @Override
    void check(String subject) {
      ProductCheck.require(subject, a, x.asColumn(), y.asColumn());
    }
  }

  /** The dot product of x and y. */
  private static final class Dot extends RoutineCall {
    private final Blas blas;
    private final Vector x;
    private final Vector y;

    Dot(Blas blas, SplittableRandom random, Precision precision, int n) {
      this.blas = blas;
      x = Operands.vector(random, precision, n);
      y = Operands.vector(random, precision, n);
    }

    @Override
    Object run() {
      return blas.dot(x, y);
    }

    @Override
    void check(String subject) {
      ProductCheck.requireDot(subject, x, y, blas.dot(x, y));
    }
  }

  /** y := x + y. */
  private static final class Axpy extends RoutineCall {
    private final Blas blas;
    private final Vector x;
    private final Vector start;
    private final Vector y;

    Axpy(Blas blas, SplittableRandom random, Precision precision, int n) {
      this.blas = blas;
      x = Operands.vector(random, precision, n);
      start = Operands.vector(random, precision, n);
      y = Vector.allocate(precision, n);
      restore();
    }

    @Override
    Object run() {
      blas.axpy(1, x, y);
      return y;
    }

    @Override
    void check(String subject) {
      ProductCheck.requireSum(subject, x, start, y);
    }

    @Override
    void restore() {
      y.copyFrom(start);
    }
  }
}
