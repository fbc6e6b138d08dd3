/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import static dev.panblas.netlib.blas.Operands.first;
import static dev.panblas.netlib.blas.Operands.vector;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.GivensRotation;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.ModifiedRotation;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.util.Objects;
import org.netlib.util.doubleW;
import org.netlib.util.floatW;

/** Level 1: routines on vectors. */
abstract class Level1 extends WithoutOffsets {

  /**
   * The most elements of a vector that is computed in Java here: such a call takes less time than
   * one that creates views of the arrays and goes into native code.
   */
  private static final int MOST_ELEMENTS_IN_JAVA = 64;

  /** Below this sum of squares, squares of small elements may have been lost. */
  private static final double LEAST_SUM_OF_SQUARES = 0x1p-900;

  final Blas blas;
  private final int small;

  Level1(Blas blas) {
    this.blas = blas;
    this.small = blas.settings().crossover() ? MOST_ELEMENTS_IN_JAVA : 0;
  }

  /**
   * Whether axpy, copy or swap is computed here, one element after another, as BLAS defines it: if
   * it is small, has an increment of 0, or writes an element that it also uses for another index.
   */
  @SuppressWarnings("ReferenceEquality") // whether both vectors are in one array
  private boolean inOrder(int n, Object x, int offsetx, int incx, Object y, int offsety, int incy) {
    return isSmall(n, incx, incy)
        || (x == y && view(x, offsetx, n, incx).overlapsElsewhere(view(y, offsety, n, incy)));
  }

  /** The same for rot and rotm, which the facade refuses also if an element has equal indices. */
  @SuppressWarnings("ReferenceEquality") // whether both vectors are in one array
  private boolean rotatesInOrder(
      int n, Object x, int offsetx, int incx, Object y, int offsety, int incy) {
    return isSmall(n, incx, incy)
        || (x == y && view(x, offsetx, n, incx).overlaps(view(y, offsety, n, incy)));
  }

  private boolean isSmall(int n, int incx, int incy) {
    return n <= small || incx == 0 || incy == 0;
  }

  private static Vector view(Object array, int offset, int n, int increment) {
    return array instanceof double[] doubles
        ? vector(doubles, offset, n, increment)
        : vector((float[]) array, offset, n, increment);
  }

  private static boolean isAccurate(double sumOfSquares) {
    return sumOfSquares >= LEAST_SUM_OF_SQUARES && sumOfSquares <= Double.MAX_VALUE;
  }

  /** start plus the sum of x_i y_i, accumulated in double. */
  private static double dsdotInJava(
      int n, double start, float[] x, int xFirst, int incx, float[] y, int yFirst, int incy) {
    double sum = start;
    int j = xFirst;
    int k = yFirst;
    for (int i = 0; i < n; i++) {
      sum += (double) x[j] * y[k];
      j += incx;
      k += incy;
    }
    return sum;
  }

  private static ModifiedGivens rotation(
      double flag, double h11, double h21, double h12, double h22) {
    ModifiedGivens.Form form =
        flag == -2
            ? ModifiedGivens.Form.IDENTITY
            : flag < 0
                ? ModifiedGivens.Form.FULL
                : flag == 0
                    ? ModifiedGivens.Form.UNIT_DIAGONAL
                    : ModifiedGivens.Form.UNIT_ANTIDIAGONAL;
    return new ModifiedGivens(form, h11, h21, h12, h22);
  }

  private static boolean storesDiagonal(ModifiedGivens.Form form) {
    return form == ModifiedGivens.Form.FULL || form == ModifiedGivens.Form.UNIT_ANTIDIAGONAL;
  }

  private static boolean storesAntidiagonal(ModifiedGivens.Form form) {
    return form == ModifiedGivens.Form.FULL || form == ModifiedGivens.Form.UNIT_DIAGONAL;
  }

  @Override
  public double dasum(int n, double[] x, int offsetx, int incx) {
    if (n <= 0 || incx <= 0) {
      return 0;
    }
    Arguments.elements(n, x, offsetx, incx);
    return n <= small
        ? DoubleLevel1.asum(n, x, offsetx, incx)
        : blas.asum(vector(x, offsetx, n, incx));
  }

  @Override
  public float sasum(int n, float[] x, int offsetx, int incx) {
    if (n <= 0 || incx <= 0) {
      return 0;
    }
    Arguments.elements(n, x, offsetx, incx);
    return n <= small
        ? FloatLevel1.asum(n, x, offsetx, incx)
        : (float) blas.asum(vector(x, offsetx, n, incx));
  }

  @Override
  public void daxpy(
      int n, double alpha, double[] x, int offsetx, int incx, double[] y, int offsety, int incy) {
    if (n <= 0 || alpha == 0) {
      return;
    }
    Arguments.elements(n, x, offsetx, incx, y, offsety, incy);
    if (inOrder(n, x, offsetx, incx, y, offsety, incy)) {
      DoubleLevel1.axpy(
          n, alpha, x, first(n, offsetx, incx), incx, y, first(n, offsety, incy), incy);
    } else {
      blas.axpy(alpha, vector(x, offsetx, n, incx), vector(y, offsety, n, incy));
    }
  }

  @Override
  public void saxpy(
      int n, float alpha, float[] x, int offsetx, int incx, float[] y, int offsety, int incy) {
    if (n <= 0 || alpha == 0) {
      return;
    }
    Arguments.elements(n, x, offsetx, incx, y, offsety, incy);
    if (inOrder(n, x, offsetx, incx, y, offsety, incy)) {
      FloatLevel1.axpy(
          n, alpha, x, first(n, offsetx, incx), incx, y, first(n, offsety, incy), incy);
    } else {
      blas.axpy(alpha, vector(x, offsetx, n, incx), vector(y, offsety, n, incy));
    }
  }

  @Override
  public void dcopy(int n, double[] x, int offsetx, int incx, double[] y, int offsety, int incy) {
    if (n <= 0) {
      return;
    }
    Arguments.elements(n, x, offsetx, incx, y, offsety, incy);
    if (inOrder(n, x, offsetx, incx, y, offsety, incy)) {
      DoubleLevel1.copy(n, x, first(n, offsetx, incx), incx, y, first(n, offsety, incy), incy);
    } else {
      blas.copy(vector(x, offsetx, n, incx), vector(y, offsety, n, incy));
    }
  }

  @Override
  public void scopy(int n, float[] x, int offsetx, int incx, float[] y, int offsety, int incy) {
    if (n <= 0) {
      return;
    }
    Arguments.elements(n, x, offsetx, incx, y, offsety, incy);
    if (inOrder(n, x, offsetx, incx, y, offsety, incy)) {
      FloatLevel1.copy(n, x, first(n, offsetx, incx), incx, y, first(n, offsety, incy), incy);
    } else {
      blas.copy(vector(x, offsetx, n, incx), vector(y, offsety, n, incy));
    }
  }

  @Override
  public double ddot(int n, double[] x, int offsetx, int incx, double[] y, int offsety, int incy) {
    if (n <= 0) {
      return 0;
    }
    Arguments.elements(n, x, offsetx, incx, y, offsety, incy);
    if (n <= small) {
      return DoubleLevel1.dot(
          n, x, first(n, offsetx, incx), incx, y, first(n, offsety, incy), incy);
    }
    return blas.dot(vector(x, offsetx, n, incx), vector(y, offsety, n, incy));
  }

  @Override
  public float sdot(int n, float[] x, int offsetx, int incx, float[] y, int offsety, int incy) {
    if (n <= 0) {
      return 0;
    }
    Arguments.elements(n, x, offsetx, incx, y, offsety, incy);
    if (n <= small) {
      return FloatLevel1.dot(n, x, first(n, offsetx, incx), incx, y, first(n, offsety, incy), incy);
    }
    return (float) blas.dot(vector(x, offsetx, n, incx), vector(y, offsety, n, incy));
  }

  @Override
  public float sdsdot(
      int n, float sb, float[] x, int offsetx, int incx, float[] y, int offsety, int incy) {
    if (n <= 0) {
      return 0;
    }
    Arguments.elements(n, x, offsetx, incx, y, offsety, incy);
    if (n <= small) {
      return (float)
          dsdotInJava(n, sb, x, first(n, offsetx, incx), incx, y, first(n, offsety, incy), incy);
    }
    return (float) blas.sdsdot(sb, vector(x, offsetx, n, incx), vector(y, offsety, n, incy));
  }

  @Override
  public double dnrm2(int n, double[] x, int offsetx, int incx) {
    if (n <= 0 || incx <= 0) {
      return 0;
    }
    if (n == 1) {
      return Math.abs(x[offsetx]);
    }
    Arguments.elements(n, x, offsetx, incx);
    if (n <= small) {
      double squares = DoubleLevel1.sumOfSquares(n, x, offsetx, incx);
      if (isAccurate(squares)) {
        return Math.sqrt(squares);
      }
    }
    return blas.nrm2(vector(x, offsetx, n, incx));
  }

  @Override
  public float snrm2(int n, float[] x, int offsetx, int incx) {
    if (n <= 0 || incx <= 0) {
      return 0;
    }
    if (n == 1) {
      return Math.abs(x[offsetx]);
    }
    Arguments.elements(n, x, offsetx, incx);
    if (n <= small) {
      double squares = FloatLevel1.sumOfSquares(n, x, offsetx, incx);
      if (isAccurate(squares)) {
        return (float) Math.sqrt(squares);
      }
    }
    return (float) blas.nrm2(vector(x, offsetx, n, incx));
  }

  @Override
  public void drot(
      int n,
      double[] x,
      int offsetx,
      int incx,
      double[] y,
      int offsety,
      int incy,
      double c,
      double s) {
    if (n <= 0) {
      return;
    }
    Arguments.elements(n, x, offsetx, incx, y, offsety, incy);
    if (rotatesInOrder(n, x, offsetx, incx, y, offsety, incy)) {
      DoubleLevel1.rot(n, x, first(n, offsetx, incx), incx, y, first(n, offsety, incy), incy, c, s);
    } else {
      blas.rot(vector(x, offsetx, n, incx), vector(y, offsety, n, incy), c, s);
    }
  }

  @Override
  public void srot(
      int n, float[] x, int offsetx, int incx, float[] y, int offsety, int incy, float c, float s) {
    if (n <= 0) {
      return;
    }
    Arguments.elements(n, x, offsetx, incx, y, offsety, incy);
    if (rotatesInOrder(n, x, offsetx, incx, y, offsety, incy)) {
      FloatLevel1.rot(n, x, first(n, offsetx, incx), incx, y, first(n, offsety, incy), incy, c, s);
    } else {
      blas.rot(vector(x, offsetx, n, incx), vector(y, offsety, n, incy), c, s);
    }
  }

  @Override
  public void drotg(doubleW da, doubleW db, doubleW c, doubleW s) {
    Objects.requireNonNull(c);
    Objects.requireNonNull(s);
    GivensRotation rotation = blas.rotg(Precision.DOUBLE, da.val, db.val);
    da.val = rotation.r();
    db.val = rotation.z();
    c.val = rotation.c();
    s.val = rotation.s();
  }

  @Override
  public void srotg(floatW sa, floatW sb, floatW c, floatW s) {
    Objects.requireNonNull(c);
    Objects.requireNonNull(s);
    GivensRotation rotation = blas.rotg(Precision.SINGLE, sa.val, sb.val);
    sa.val = (float) rotation.r();
    sb.val = (float) rotation.z();
    c.val = (float) rotation.c();
    s.val = (float) rotation.s();
  }

  @Override
  public void drotm(
      int n,
      double[] x,
      int offsetx,
      int incx,
      double[] y,
      int offsety,
      int incy,
      double[] param,
      int offsetparam) {
    if (n <= 0) {
      return;
    }
    Arguments.elements(n, x, offsetx, incx, y, offsety, incy);
    Arguments.elements(5, param, offsetparam, 1);
    ModifiedGivens h =
        rotation(
            param[offsetparam],
            param[offsetparam + 1],
            param[offsetparam + 2],
            param[offsetparam + 3],
            param[offsetparam + 4]);
    if (h.form() == ModifiedGivens.Form.IDENTITY) {
      return;
    }
    if (rotatesInOrder(n, x, offsetx, incx, y, offsety, incy)) {
      DoubleLevel1.rotm(n, x, first(n, offsetx, incx), incx, y, first(n, offsety, incy), incy, h);
    } else {
      blas.rotm(vector(x, offsetx, n, incx), vector(y, offsety, n, incy), h);
    }
  }

  @Override
  public void srotm(
      int n,
      float[] x,
      int offsetx,
      int incx,
      float[] y,
      int offsety,
      int incy,
      float[] param,
      int offsetparam) {
    if (n <= 0) {
      return;
    }
    Arguments.elements(n, x, offsetx, incx, y, offsety, incy);
    Arguments.elements(5, param, offsetparam, 1);
    ModifiedGivens h =
        rotation(
            param[offsetparam],
            param[offsetparam + 1],
            param[offsetparam + 2],
            param[offsetparam + 3],
            param[offsetparam + 4]);
    if (h.form() == ModifiedGivens.Form.IDENTITY) {
      return;
    }
    if (rotatesInOrder(n, x, offsetx, incx, y, offsety, incy)) {
      FloatLevel1.rotm(n, x, first(n, offsetx, incx), incx, y, first(n, offsety, incy), incy, h);
    } else {
      blas.rotm(vector(x, offsetx, n, incx), vector(y, offsety, n, incy), h);
    }
  }

  @Override
  public void drotmg(
      doubleW dd1, doubleW dd2, doubleW dx1, double dy1, double[] param, int offsetparam) {
    Objects.requireNonNull(dd1);
    Objects.requireNonNull(dd2);
    Objects.requireNonNull(dx1);
    Arguments.elements(5, param, offsetparam, 1);
    ModifiedRotation made = blas.rotmg(Precision.DOUBLE, dd1.val, dd2.val, dx1.val, dy1);
    ModifiedGivens h = made.h();
    dd1.val = made.d1();
    dd2.val = made.d2();
    dx1.val = made.x1();
    param[offsetparam] = h.form().flag();
    if (storesDiagonal(h.form())) {
      param[offsetparam + 1] = h.h11();
      param[offsetparam + 4] = h.h22();
    }
    if (storesAntidiagonal(h.form())) {
      param[offsetparam + 2] = h.h21();
      param[offsetparam + 3] = h.h12();
    }
  }

  @Override
  public void srotmg(
      floatW sd1, floatW sd2, floatW sx1, float sy1, float[] param, int offsetparam) {
    Objects.requireNonNull(sd1);
    Objects.requireNonNull(sd2);
    Objects.requireNonNull(sx1);
    Arguments.elements(5, param, offsetparam, 1);
    ModifiedRotation made = blas.rotmg(Precision.SINGLE, sd1.val, sd2.val, sx1.val, sy1);
    ModifiedGivens h = made.h();
    sd1.val = (float) made.d1();
    sd2.val = (float) made.d2();
    sx1.val = (float) made.x1();
    param[offsetparam] = h.form().flag();
    if (storesDiagonal(h.form())) {
      param[offsetparam + 1] = (float) h.h11();
      param[offsetparam + 4] = (float) h.h22();
    }
    if (storesAntidiagonal(h.form())) {
      param[offsetparam + 2] = (float) h.h21();
      param[offsetparam + 3] = (float) h.h12();
    }
  }

  @Override
  public void dscal(int n, double alpha, double[] x, int offsetx, int incx) {
    if (n <= 0 || incx <= 0 || alpha == 1) {
      return;
    }
    Arguments.elements(n, x, offsetx, incx);
    if (n <= small) {
      DoubleLevel1.scal(n, alpha, x, offsetx, incx);
    } else {
      blas.scal(alpha, vector(x, offsetx, n, incx));
    }
  }

  @Override
  public void sscal(int n, float alpha, float[] x, int offsetx, int incx) {
    if (n <= 0 || incx <= 0 || alpha == 1) {
      return;
    }
    Arguments.elements(n, x, offsetx, incx);
    if (n <= small) {
      FloatLevel1.scal(n, alpha, x, offsetx, incx);
    } else {
      blas.scal(alpha, vector(x, offsetx, n, incx));
    }
  }

  @Override
  public void dswap(int n, double[] x, int offsetx, int incx, double[] y, int offsety, int incy) {
    if (n <= 0) {
      return;
    }
    Arguments.elements(n, x, offsetx, incx, y, offsety, incy);
    if (inOrder(n, x, offsetx, incx, y, offsety, incy)) {
      DoubleLevel1.swap(n, x, first(n, offsetx, incx), incx, y, first(n, offsety, incy), incy);
    } else {
      blas.swap(vector(x, offsetx, n, incx), vector(y, offsety, n, incy));
    }
  }

  @Override
  public void sswap(int n, float[] x, int offsetx, int incx, float[] y, int offsety, int incy) {
    if (n <= 0) {
      return;
    }
    Arguments.elements(n, x, offsetx, incx, y, offsety, incy);
    if (inOrder(n, x, offsetx, incx, y, offsety, incy)) {
      FloatLevel1.swap(n, x, first(n, offsetx, incx), incx, y, first(n, offsety, incy), incy);
    } else {
      blas.swap(vector(x, offsetx, n, incx), vector(y, offsety, n, incy));
    }
  }

  @Override
  public int idamax(int n, double[] x, int offsetx, int incx) {
    if (n <= 0 || incx <= 0) {
      return -1;
    }
    if (n == 1) {
      return 0;
    }
    Arguments.elements(n, x, offsetx, incx);
    return n <= small
        ? DoubleLevel1.iamax(n, x, offsetx, incx)
        : blas.iamax(vector(x, offsetx, n, incx));
  }

  @Override
  public int isamax(int n, float[] x, int offsetx, int incx) {
    if (n <= 0 || incx <= 0) {
      return -1;
    }
    if (n == 1) {
      return 0;
    }
    Arguments.elements(n, x, offsetx, incx);
    return n <= small
        ? FloatLevel1.iamax(n, x, offsetx, incx)
        : blas.iamax(vector(x, offsetx, n, incx));
  }
}
