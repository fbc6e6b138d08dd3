/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import dev.ludovic.netlib.blas.BLAS;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Settings;
import java.util.Optional;

/**
 * The routines of netlib's interface as kernels, on copies of the operands in arrays. Without asum:
 * its bits on AVX-512 depend on the address modulo 64, and two arrays rarely have the same. {@link
 * ComparisonTest} compares it.
 */
record NetlibKernels(BLAS blas, LibraryInfo library, Optional<Settings> settings)
    implements BlasKernels {

  @Override
  public void rot(Vector x, Vector y, double c, double s) {
    if (x.precision() == Precision.DOUBLE) {
      double[] xs = doubles(x);
      double[] ys = doubles(y);
      blas.drot(x.size(), xs, 1, ys, 1, c, s);
      x.copyFrom(xs);
      y.copyFrom(ys);
    } else {
      float[] xs = floats(x);
      float[] ys = floats(y);
      blas.srot(x.size(), xs, 1, ys, 1, (float) c, (float) s);
      x.copyFrom(xs);
      y.copyFrom(ys);
    }
  }

  @Override
  public void swap(Vector x, Vector y) {
    if (x.precision() == Precision.DOUBLE) {
      double[] xs = doubles(x);
      double[] ys = doubles(y);
      blas.dswap(x.size(), xs, 1, ys, 1);
      x.copyFrom(xs);
      y.copyFrom(ys);
    } else {
      float[] xs = floats(x);
      float[] ys = floats(y);
      blas.sswap(x.size(), xs, 1, ys, 1);
      x.copyFrom(xs);
      y.copyFrom(ys);
    }
  }

  @Override
  public void scal(double alpha, Vector x) {
    if (x.precision() == Precision.DOUBLE) {
      double[] xs = doubles(x);
      blas.dscal(x.size(), alpha, xs, 1);
      x.copyFrom(xs);
    } else {
      float[] xs = floats(x);
      blas.sscal(x.size(), (float) alpha, xs, 1);
      x.copyFrom(xs);
    }
  }

  @Override
  public void copy(Vector x, Vector y) {
    if (x.precision() == Precision.DOUBLE) {
      double[] ys = doubles(y);
      blas.dcopy(x.size(), doubles(x), 1, ys, 1);
      y.copyFrom(ys);
    } else {
      float[] ys = floats(y);
      blas.scopy(x.size(), floats(x), 1, ys, 1);
      y.copyFrom(ys);
    }
  }

  /** On the operands' own arrays, as programs call it: new ones are filled without a safepoint. */
  @Override
  public void axpy(double alpha, Vector x, Vector y) {
    boolean isInArrays = isInArray(x) && isInArray(y);
    if (x.precision() == Precision.DOUBLE) {
      if (isInArrays) {
        double[] ys = (double[]) array(y);
        blas.daxpy(x.size(), alpha, (double[]) array(x), offset(x), 1, ys, offset(y), 1);
        return;
      }
      double[] ys = doubles(y);
      blas.daxpy(x.size(), alpha, doubles(x), 1, ys, 1);
      y.copyFrom(ys);
    } else {
      if (isInArrays) {
        float[] ys = (float[]) array(y);
        blas.saxpy(x.size(), (float) alpha, (float[]) array(x), offset(x), 1, ys, offset(y), 1);
        return;
      }
      float[] ys = floats(y);
      blas.saxpy(x.size(), (float) alpha, floats(x), 1, ys, 1);
      y.copyFrom(ys);
    }
  }

  private static boolean isInArray(Vector x) {
    return x.stride() == 1 && x.segment().heapBase().isPresent();
  }

  private static Object array(Vector x) {
    return x.segment().heapBase().orElseThrow();
  }

  private static int offset(Vector x) {
    return (int) (x.segment().address() / x.precision().bytes()) + (int) x.origin();
  }

  @Override
  public double dot(Vector x, Vector y) {
    if (x.precision() == Precision.DOUBLE) {
      return blas.ddot(x.size(), doubles(x), 1, doubles(y), 1);
    } else {
      return blas.sdot(x.size(), floats(x), 1, floats(y), 1);
    }
  }

  @Override
  public double nrm2(Vector x) {
    if (x.precision() == Precision.DOUBLE) {
      return blas.dnrm2(x.size(), doubles(x), 1);
    } else {
      return blas.snrm2(x.size(), floats(x), 1);
    }
  }

  @Override
  public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
    if (a.precision() == Precision.DOUBLE) {
      double[] ys = doubles(y);
      blas.dgemv("N", a.rows(), a.columns(), alpha, doubles(a), ld(a), doubles(x), 1, beta, ys, 1);
      y.copyFrom(ys);
    } else {
      float[] ys = floats(y);
      blas.sgemv(
          "N",
          a.rows(),
          a.columns(),
          (float) alpha,
          floats(a),
          ld(a),
          floats(x),
          1,
          (float) beta,
          ys,
          1);
      y.copyFrom(ys);
    }
  }

  @Override
  public void ger(double alpha, Vector x, Vector y, Matrix a) {
    if (x.precision() == Precision.DOUBLE) {
      double[] as = doubles(a);
      blas.dger(a.rows(), a.columns(), alpha, doubles(x), 1, doubles(y), 1, as, ld(a));
      a.copyFrom(as, Order.COLUMN_MAJOR);
    } else {
      float[] as = floats(a);
      blas.sger(a.rows(), a.columns(), (float) alpha, floats(x), 1, floats(y), 1, as, ld(a));
      a.copyFrom(as, Order.COLUMN_MAJOR);
    }
  }

  @Override
  public void symv(Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {
    if (a.precision() == Precision.DOUBLE) {
      double[] ys = doubles(y);
      blas.dsymv(letter(triangle), x.size(), alpha, doubles(a), ld(a), doubles(x), 1, beta, ys, 1);
      y.copyFrom(ys);
    } else {
      float[] ys = floats(y);
      blas.ssymv(
          letter(triangle),
          x.size(),
          (float) alpha,
          floats(a),
          ld(a),
          floats(x),
          1,
          (float) beta,
          ys,
          1);
      y.copyFrom(ys);
    }
  }

  @Override
  public void syr(Triangle triangle, double alpha, Vector x, Matrix a) {
    if (x.precision() == Precision.DOUBLE) {
      double[] as = doubles(a);
      blas.dsyr(letter(triangle), x.size(), alpha, doubles(x), 1, as, ld(a));
      a.copyFrom(as, Order.COLUMN_MAJOR);
    } else {
      float[] as = floats(a);
      blas.ssyr(letter(triangle), x.size(), (float) alpha, floats(x), 1, as, ld(a));
      a.copyFrom(as, Order.COLUMN_MAJOR);
    }
  }

  @Override
  public void syr2(Triangle triangle, double alpha, Vector x, Vector y, Matrix a) {
    if (x.precision() == Precision.DOUBLE) {
      double[] as = doubles(a);
      blas.dsyr2(letter(triangle), x.size(), alpha, doubles(x), 1, doubles(y), 1, as, ld(a));
      a.copyFrom(as, Order.COLUMN_MAJOR);
    } else {
      float[] as = floats(a);
      blas.ssyr2(letter(triangle), x.size(), (float) alpha, floats(x), 1, floats(y), 1, as, ld(a));
      a.copyFrom(as, Order.COLUMN_MAJOR);
    }
  }

  @Override
  public void trmv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
    if (a.precision() == Precision.DOUBLE) {
      double[] xs = doubles(x);
      blas.dtrmv(letter(triangle), "N", letter(diagonal), x.size(), doubles(a), ld(a), xs, 1);
      x.copyFrom(xs);
    } else {
      float[] xs = floats(x);
      blas.strmv(letter(triangle), "N", letter(diagonal), x.size(), floats(a), ld(a), xs, 1);
      x.copyFrom(xs);
    }
  }

  @Override
  public void trsv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
    if (a.precision() == Precision.DOUBLE) {
      double[] xs = doubles(x);
      blas.dtrsv(letter(triangle), "N", letter(diagonal), x.size(), doubles(a), ld(a), xs, 1);
      x.copyFrom(xs);
    } else {
      float[] xs = floats(x);
      blas.strsv(letter(triangle), "N", letter(diagonal), x.size(), floats(a), ld(a), xs, 1);
      x.copyFrom(xs);
    }
  }

  @Override
  public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    if (a.precision() == Precision.DOUBLE) {
      double[] cs = doubles(c);
      blas.dgemm(
          "N",
          "N",
          c.rows(),
          c.columns(),
          a.columns(),
          alpha,
          doubles(a),
          ld(a),
          doubles(b),
          ld(b),
          beta,
          cs,
          ld(c));
      c.copyFrom(cs, Order.COLUMN_MAJOR);
    } else {
      float[] cs = floats(c);
      blas.sgemm(
          "N",
          "N",
          c.rows(),
          c.columns(),
          a.columns(),
          (float) alpha,
          floats(a),
          ld(a),
          floats(b),
          ld(b),
          (float) beta,
          cs,
          ld(c));
      c.copyFrom(cs, Order.COLUMN_MAJOR);
    }
  }

  @Override
  public void symm(
      Side side, Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    if (a.precision() == Precision.DOUBLE) {
      double[] cs = doubles(c);
      blas.dsymm(
          letter(side),
          letter(triangle),
          c.rows(),
          c.columns(),
          alpha,
          doubles(a),
          ld(a),
          doubles(b),
          ld(b),
          beta,
          cs,
          ld(c));
      c.copyFrom(cs, Order.COLUMN_MAJOR);
    } else {
      float[] cs = floats(c);
      blas.ssymm(
          letter(side),
          letter(triangle),
          c.rows(),
          c.columns(),
          (float) alpha,
          floats(a),
          ld(a),
          floats(b),
          ld(b),
          (float) beta,
          cs,
          ld(c));
      c.copyFrom(cs, Order.COLUMN_MAJOR);
    }
  }

  @Override
  public void syrk(Triangle triangle, double alpha, Matrix a, double beta, Matrix c) {
    if (a.precision() == Precision.DOUBLE) {
      double[] cs = doubles(c);
      blas.dsyrk(
          letter(triangle), "N", a.rows(), a.columns(), alpha, doubles(a), ld(a), beta, cs, ld(c));
      c.copyFrom(cs, Order.COLUMN_MAJOR);
    } else {
      float[] cs = floats(c);
      blas.ssyrk(
          letter(triangle),
          "N",
          a.rows(),
          a.columns(),
          (float) alpha,
          floats(a),
          ld(a),
          (float) beta,
          cs,
          ld(c));
      c.copyFrom(cs, Order.COLUMN_MAJOR);
    }
  }

  @Override
  public void syr2k(Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    if (a.precision() == Precision.DOUBLE) {
      double[] cs = doubles(c);
      blas.dsyr2k(
          letter(triangle),
          "N",
          a.rows(),
          a.columns(),
          alpha,
          doubles(a),
          ld(a),
          doubles(b),
          ld(b),
          beta,
          cs,
          ld(c));
      c.copyFrom(cs, Order.COLUMN_MAJOR);
    } else {
      float[] cs = floats(c);
      blas.ssyr2k(
          letter(triangle),
          "N",
          a.rows(),
          a.columns(),
          (float) alpha,
          floats(a),
          ld(a),
          floats(b),
          ld(b),
          (float) beta,
          cs,
          ld(c));
      c.copyFrom(cs, Order.COLUMN_MAJOR);
    }
  }

  @Override
  public void trmm(
      Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    if (a.precision() == Precision.DOUBLE) {
      double[] bs = doubles(b);
      blas.dtrmm(
          letter(side),
          letter(triangle),
          "N",
          letter(diagonal),
          b.rows(),
          b.columns(),
          alpha,
          doubles(a),
          ld(a),
          bs,
          ld(b));
      b.copyFrom(bs, Order.COLUMN_MAJOR);
    } else {
      float[] bs = floats(b);
      blas.strmm(
          letter(side),
          letter(triangle),
          "N",
          letter(diagonal),
          b.rows(),
          b.columns(),
          (float) alpha,
          floats(a),
          ld(a),
          bs,
          ld(b));
      b.copyFrom(bs, Order.COLUMN_MAJOR);
    }
  }

  @Override
  public void trsm(
      Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    if (a.precision() == Precision.DOUBLE) {
      double[] bs = doubles(b);
      blas.dtrsm(
          letter(side),
          letter(triangle),
          "N",
          letter(diagonal),
          b.rows(),
          b.columns(),
          alpha,
          doubles(a),
          ld(a),
          bs,
          ld(b));
      b.copyFrom(bs, Order.COLUMN_MAJOR);
    } else {
      float[] bs = floats(b);
      blas.strsm(
          letter(side),
          letter(triangle),
          "N",
          letter(diagonal),
          b.rows(),
          b.columns(),
          (float) alpha,
          floats(a),
          ld(a),
          bs,
          ld(b));
      b.copyFrom(bs, Order.COLUMN_MAJOR);
    }
  }

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
    if (a.precision() == Precision.DOUBLE) {
      double[] ys = doubles(y);
      blas.dgbmv(
          letter(transposition),
          transposition == Transposition.NONE ? y.size() : x.size(),
          a.columns(),
          kl,
          ku,
          alpha,
          doubles(a),
          ld(a),
          doubles(x),
          1,
          beta,
          ys,
          1);
      y.copyFrom(ys);
    } else {
      float[] ys = floats(y);
      blas.sgbmv(
          letter(transposition),
          transposition == Transposition.NONE ? y.size() : x.size(),
          a.columns(),
          kl,
          ku,
          (float) alpha,
          floats(a),
          ld(a),
          floats(x),
          1,
          (float) beta,
          ys,
          1);
      y.copyFrom(ys);
    }
  }

  @Override
  public void sbmv(Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {
    if (a.precision() == Precision.DOUBLE) {
      double[] ys = doubles(y);
      blas.dsbmv(
          letter(triangle),
          x.size(),
          a.rows() - 1,
          alpha,
          doubles(a),
          ld(a),
          doubles(x),
          1,
          beta,
          ys,
          1);
      y.copyFrom(ys);
    } else {
      float[] ys = floats(y);
      blas.ssbmv(
          letter(triangle),
          x.size(),
          a.rows() - 1,
          (float) alpha,
          floats(a),
          ld(a),
          floats(x),
          1,
          (float) beta,
          ys,
          1);
      y.copyFrom(ys);
    }
  }

  @Override
  public void tbmv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Matrix a, Vector x) {
    if (a.precision() == Precision.DOUBLE) {
      double[] xs = doubles(x);
      blas.dtbmv(
          letter(triangle),
          letter(transposition),
          letter(diagonal),
          x.size(),
          a.rows() - 1,
          doubles(a),
          ld(a),
          xs,
          1);
      x.copyFrom(xs);
    } else {
      float[] xs = floats(x);
      blas.stbmv(
          letter(triangle),
          letter(transposition),
          letter(diagonal),
          x.size(),
          a.rows() - 1,
          floats(a),
          ld(a),
          xs,
          1);
      x.copyFrom(xs);
    }
  }

  @Override
  public void tbsv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Matrix a, Vector x) {
    if (a.precision() == Precision.DOUBLE) {
      double[] xs = doubles(x);
      blas.dtbsv(
          letter(triangle),
          letter(transposition),
          letter(diagonal),
          x.size(),
          a.rows() - 1,
          doubles(a),
          ld(a),
          xs,
          1);
      x.copyFrom(xs);
    } else {
      float[] xs = floats(x);
      blas.stbsv(
          letter(triangle),
          letter(transposition),
          letter(diagonal),
          x.size(),
          a.rows() - 1,
          floats(a),
          ld(a),
          xs,
          1);
      x.copyFrom(xs);
    }
  }

  @Override
  public void spmv(Triangle triangle, double alpha, Vector ap, Vector x, double beta, Vector y) {
    if (ap.precision() == Precision.DOUBLE) {
      double[] ys = doubles(y);
      blas.dspmv(letter(triangle), x.size(), alpha, doubles(ap), doubles(x), 1, beta, ys, 1);
      y.copyFrom(ys);
    } else {
      float[] ys = floats(y);
      blas.sspmv(
          letter(triangle), x.size(), (float) alpha, floats(ap), floats(x), 1, (float) beta, ys, 1);
      y.copyFrom(ys);
    }
  }

  @Override
  public void tpmv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Vector ap, Vector x) {
    if (ap.precision() == Precision.DOUBLE) {
      double[] xs = doubles(x);
      blas.dtpmv(
          letter(triangle), letter(transposition), letter(diagonal), x.size(), doubles(ap), xs, 1);
      x.copyFrom(xs);
    } else {
      float[] xs = floats(x);
      blas.stpmv(
          letter(triangle), letter(transposition), letter(diagonal), x.size(), floats(ap), xs, 1);
      x.copyFrom(xs);
    }
  }

  @Override
  public void tpsv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Vector ap, Vector x) {
    if (ap.precision() == Precision.DOUBLE) {
      double[] xs = doubles(x);
      blas.dtpsv(
          letter(triangle), letter(transposition), letter(diagonal), x.size(), doubles(ap), xs, 1);
      x.copyFrom(xs);
    } else {
      float[] xs = floats(x);
      blas.stpsv(
          letter(triangle), letter(transposition), letter(diagonal), x.size(), floats(ap), xs, 1);
      x.copyFrom(xs);
    }
  }

  @Override
  public void spr(Triangle triangle, double alpha, Vector x, Vector ap) {
    if (x.precision() == Precision.DOUBLE) {
      double[] aps = doubles(ap);
      blas.dspr(letter(triangle), x.size(), alpha, doubles(x), 1, aps);
      ap.copyFrom(aps);
    } else {
      float[] aps = floats(ap);
      blas.sspr(letter(triangle), x.size(), (float) alpha, floats(x), 1, aps);
      ap.copyFrom(aps);
    }
  }

  @Override
  public void spr2(Triangle triangle, double alpha, Vector x, Vector y, Vector ap) {
    if (x.precision() == Precision.DOUBLE) {
      double[] aps = doubles(ap);
      blas.dspr2(letter(triangle), x.size(), alpha, doubles(x), 1, doubles(y), 1, aps);
      ap.copyFrom(aps);
    } else {
      float[] aps = floats(ap);
      blas.sspr2(letter(triangle), x.size(), (float) alpha, floats(x), 1, floats(y), 1, aps);
      ap.copyFrom(aps);
    }
  }

  @Override
  public int iamax(Vector x) {
    return x.precision() == Precision.DOUBLE
        ? blas.idamax(x.size(), doubles(x), 1)
        : blas.isamax(x.size(), floats(x), 1);
  }

  private static double[] doubles(Vector x) {
    return x.toDoubleArray();
  }

  private static float[] floats(Vector x) {
    return x.toFloatArray();
  }

  private static double[] doubles(Matrix a) {
    return a.toDoubleArray(Order.COLUMN_MAJOR);
  }

  private static float[] floats(Matrix a) {
    return a.toFloatArray(Order.COLUMN_MAJOR);
  }

  private static int ld(Matrix a) {
    return Math.max(1, a.rows());
  }

  private static String letter(Triangle triangle) {
    return triangle == Triangle.UPPER ? "U" : "L";
  }

  private static String letter(Diagonal diagonal) {
    return diagonal == Diagonal.UNIT ? "U" : "N";
  }

  private static String letter(Side side) {
    return side == Side.LEFT ? "L" : "R";
  }

  private static String letter(Transposition transposition) {
    return transposition == Transposition.NONE ? "N" : "T";
  }
}
