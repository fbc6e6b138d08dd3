package dev.panblas.small;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.GivensRotation;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.ModifiedRotation;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.JavaSubstitute;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Routine;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;

/**
 * A native backend that leaves small operands to Java, where the call into native code and what the
 * library does before it computes would take longer than the computation.
 *
 * <p>Gemm, gemv, axpy, dot, scal, copy and asum are answered here up to the sizes that {@link
 * #describe} tells, and so are the products of a batch and of gemmt, unless the library has these
 * itself. All other calls go to the backend: what they gain is not worth code of their own.
 */
public final class SmallOperands implements BlasKernels {

  private final BlasKernels kernels;
  private final Crossover crossover;
  private final boolean ownsGemmBatch;
  private final boolean ownsGemmt;

  private SmallOperands(BlasKernels kernels, Crossover crossover) {
    Set<Routine> own = kernels.implemented();
    this.ownsGemmBatch = own.contains(Routine.GEMM_BATCH);
    this.ownsGemmt = own.contains(Routine.GEMMT);
    this.kernels = kernels;
    this.crossover = crossover;
  }

  /**
   * A backend with its small operands in Java, if that is faster.
   *
   * @param kernels any backend's kernels
   * @return themselves if they are in Java already, or answer small operands in Java already
   */
  public static BlasKernels inJava(BlasKernels kernels) {
    return kernels.isNative() && !(kernels instanceof SmallOperands)
        ? new SmallOperands(kernels, Crossover.MEASURED)
        : kernels;
  }

  /**
   * A backend with whatever can be answered here in Java, whether that is faster or not, so that
   * tests and benchmarks see both sides of a crossover.
   *
   * @param kernels what takes the other calls
   * @return the kernels
   */
  public static BlasKernels allInJava(BlasKernels kernels) {
    return new SmallOperands(kernels, Crossover.LARGEST);
  }

  /**
   * Which calls are answered in Java, and up to what size.
   *
   * @param kernels a backend's kernels, as {@link #inJava} gives them
   * @return a clause for each kind of call; none for kernels that are in Java anyway
   */
  public static List<String> describe(BlasKernels kernels) {
    return kernels instanceof SmallOperands small ? small.crossover.describe() : List.of();
  }

  @Override
  public LibraryInfo library() {
    return kernels.library();
  }

  @Override
  public Set<Routine> implemented() {
    return kernels.implemented();
  }

  @Override
  public List<JavaSubstitute> substitutes() {
    return kernels.substitutes();
  }

  @Override
  public boolean isNative() {
    return kernels.isNative();
  }

  @Override
  public long gemmThreadingThreshold() {
    return kernels.gemmThreadingThreshold();
  }

  // ---- what is answered here

  @Override
  public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    int m = c.rows();
    int n = c.columns();
    int k = a.columns();
    if (!crossover.takesGemm(m, n, k)) {
      kernels.gemm(alpha, a, b, beta, c);
      return;
    }
    long aRow = a.rowStride();
    long aColumn = a.columnStride();
    long bRow = b.rowStride();
    long bColumn = b.columnStride();
    MemorySegment as = a.segment();
    MemorySegment bs = b.segment();
    MemorySegment cs = c.segment();
    long row = c.rowStride();
    long column = c.columnStride();
    if (c.precision() == Precision.SINGLE) {
      float factor = (float) alpha;
      float kept = (float) beta;
      FloatLoops.multiply(
          m, n, k, factor, as, 0, aRow, aColumn, bs, 0, bRow, bColumn, kept, cs, 0, row, column);
    } else {
      DoubleLoops.multiply(
          m, n, k, alpha, as, 0, aRow, aColumn, bs, 0, bRow, bColumn, beta, cs, 0, row, column);
    }
  }

  @Override
  public void gemmBatch(double alpha, MatrixBatch a, MatrixBatch b, double beta, MatrixBatch c) {
    if (ownsGemmBatch) {
      kernels.gemmBatch(alpha, a, b, beta, c);
    } else {
      BlasKernels.super.gemmBatch(alpha, a, b, beta, c);
    }
  }

  @Override
  public void gemmt(Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    if (ownsGemmt) {
      kernels.gemmt(triangle, alpha, a, b, beta, c);
    } else {
      BlasKernels.super.gemmt(triangle, alpha, a, b, beta, c);
    }
  }

  @Override
  public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
    int m = y.size();
    int k = x.size();
    Precision precision = a.precision();
    if (crossover.gemv() < (long) m * k) {
      kernels.gemv(alpha, a, x, beta, y);
      return;
    }
    // y as a column, x as a column
    long row = a.rowStride();
    long column = a.columnStride();
    MemorySegment as = a.segment();
    MemorySegment xs = x.segment();
    MemorySegment ys = y.segment();
    long xo = x.origin();
    long yo = y.origin();
    if (precision == Precision.SINGLE) {
      float factor = (float) alpha;
      float kept = (float) beta;
      FloatLoops.multiply(
          m, 1, k, factor, as, 0, row, column, xs, xo, x.stride(), 1, kept, ys, yo, y.stride(), 1);
    } else {
      DoubleLoops.multiply(
          m, 1, k, alpha, as, 0, row, column, xs, xo, x.stride(), 1, beta, ys, yo, y.stride(), 1);
    }
  }

  @Override
  public void axpy(double alpha, Vector x, Vector y) {
    int n = x.size();
    MemorySegment xs = x.segment();
    MemorySegment ys = y.segment();
    if (crossover.axpy() < n) {
      kernels.axpy(alpha, x, y);
    } else if (x.precision() == Precision.SINGLE) {
      float factor = (float) alpha;
      FloatLoops.axpy(n, factor, xs, x.origin(), x.stride(), ys, y.origin(), y.stride());
    } else {
      DoubleLoops.axpy(n, alpha, xs, x.origin(), x.stride(), ys, y.origin(), y.stride());
    }
  }

  @Override
  public double dot(Vector x, Vector y) {
    int n = x.size();
    MemorySegment xs = x.segment();
    MemorySegment ys = y.segment();
    if (crossover.dot() < n) {
      return kernels.dot(x, y);
    }
    return x.precision() == Precision.SINGLE
        ? FloatLoops.dot(n, xs, x.origin(), x.stride(), ys, y.origin(), y.stride())
        : DoubleLoops.dot(n, xs, x.origin(), x.stride(), ys, y.origin(), y.stride());
  }

  @Override
  public void scal(double alpha, Vector x) {
    if (crossover.scal() < x.size()) {
      kernels.scal(alpha, x);
    } else if (x.precision() == Precision.SINGLE) {
      FloatLoops.scal(x.size(), (float) alpha, x.segment(), x.origin(), x.stride());
    } else {
      DoubleLoops.scal(x.size(), alpha, x.segment(), x.origin(), x.stride());
    }
  }

  @Override
  public void copy(Vector x, Vector y) {
    int n = x.size();
    MemorySegment xs = x.segment();
    MemorySegment ys = y.segment();
    if (crossover.copy() < n) {
      kernels.copy(x, y);
    } else if (x.precision() == Precision.SINGLE) {
      FloatLoops.copy(n, xs, x.origin(), x.stride(), ys, y.origin(), y.stride());
    } else {
      DoubleLoops.copy(n, xs, x.origin(), x.stride(), ys, y.origin(), y.stride());
    }
  }

  @Override
  public double asum(Vector x) {
    if (crossover.asum() < x.size()) {
      return kernels.asum(x);
    }
    return x.precision() == Precision.SINGLE
        ? FloatLoops.asum(x.size(), x.segment(), x.origin(), x.stride())
        : DoubleLoops.asum(x.size(), x.segment(), x.origin(), x.stride());
  }

  // ---- what is not

  @Override
  public GivensRotation rotg(Precision precision, double a, double b) {
    return kernels.rotg(precision, a, b);
  }

  @Override
  public ModifiedRotation rotmg(Precision precision, double d1, double d2, double x1, double y1) {
    return kernels.rotmg(precision, d1, d2, x1, y1);
  }

  @Override
  public void rot(Vector x, Vector y, double c, double s) {
    kernels.rot(x, y, c, s);
  }

  @Override
  public void rotm(Vector x, Vector y, ModifiedGivens h) {
    kernels.rotm(x, y, h);
  }

  @Override
  public void swap(Vector x, Vector y) {
    kernels.swap(x, y);
  }

  @Override
  public void axpby(double alpha, Vector x, double beta, Vector y) {
    kernels.axpby(alpha, x, beta, y);
  }

  @Override
  public double dsdot(Vector x, Vector y) {
    return kernels.dsdot(x, y);
  }

  @Override
  public double sdsdot(double alpha, Vector x, Vector y) {
    return kernels.sdsdot(alpha, x, y);
  }

  @Override
  public double nrm2(Vector x) {
    return kernels.nrm2(x);
  }

  @Override
  public double sum(Vector x) {
    return kernels.sum(x);
  }

  @Override
  public int iamax(Vector x) {
    return kernels.iamax(x);
  }

  @Override
  public void ger(double alpha, Vector x, Vector y, Matrix a) {
    kernels.ger(alpha, x, y, a);
  }

  @Override
  public void symv(Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {
    kernels.symv(triangle, alpha, a, x, beta, y);
  }

  @Override
  public void syr(Triangle triangle, double alpha, Vector x, Matrix a) {
    kernels.syr(triangle, alpha, x, a);
  }

  @Override
  public void syr2(Triangle triangle, double alpha, Vector x, Vector y, Matrix a) {
    kernels.syr2(triangle, alpha, x, y, a);
  }

  @Override
  public void trmv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
    kernels.trmv(triangle, diagonal, a, x);
  }

  @Override
  public void trsv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
    kernels.trsv(triangle, diagonal, a, x);
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
    kernels.gbmv(transposition, kl, ku, alpha, a, x, beta, y);
  }

  @Override
  public void sbmv(Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {
    kernels.sbmv(triangle, alpha, a, x, beta, y);
  }

  @Override
  public void tbmv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Matrix a, Vector x) {
    kernels.tbmv(triangle, transposition, diagonal, a, x);
  }

  @Override
  public void tbsv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Matrix a, Vector x) {
    kernels.tbsv(triangle, transposition, diagonal, a, x);
  }

  @Override
  public void spmv(Triangle triangle, double alpha, Vector ap, Vector x, double beta, Vector y) {
    kernels.spmv(triangle, alpha, ap, x, beta, y);
  }

  @Override
  public void tpmv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Vector ap, Vector x) {
    kernels.tpmv(triangle, transposition, diagonal, ap, x);
  }

  @Override
  public void tpsv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Vector ap, Vector x) {
    kernels.tpsv(triangle, transposition, diagonal, ap, x);
  }

  @Override
  public void spr(Triangle triangle, double alpha, Vector x, Vector ap) {
    kernels.spr(triangle, alpha, x, ap);
  }

  @Override
  public void spr2(Triangle triangle, double alpha, Vector x, Vector y, Vector ap) {
    kernels.spr2(triangle, alpha, x, y, ap);
  }

  @Override
  public void symm(
      Side side, Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    kernels.symm(side, triangle, alpha, a, b, beta, c);
  }

  @Override
  public void syrk(Triangle triangle, double alpha, Matrix a, double beta, Matrix c) {
    kernels.syrk(triangle, alpha, a, beta, c);
  }

  @Override
  public void syr2k(Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    kernels.syr2k(triangle, alpha, a, b, beta, c);
  }

  @Override
  public void trmm(
      Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    kernels.trmm(side, triangle, diagonal, alpha, a, b);
  }

  @Override
  public void trsm(
      Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    kernels.trsm(side, triangle, diagonal, alpha, a, b);
  }

  @Override
  public void omatcopy(double alpha, Matrix a, Matrix b) {
    kernels.omatcopy(alpha, a, b);
  }
}
