package dev.panblas.blas.javacpp;

import static org.bytedeco.openblas.global.openblas_nolapack.*;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.LibraryInfo;

/**
 * CBLAS through JNI. Operands are passed where they lie, as pointers made for the call: 56 bytes
 * each, short-lived.
 *
 * <p>JNI knows nothing of arenas. Memory of a confined, automatic or global arena is safe; but a
 * thread that closes a <em>shared</em> arena while another runs a routine on its memory takes that
 * memory from under the routine, which can crash the JVM. (The backend panama refuses to close it.)
 */
final class JavaCppKernels implements BlasKernels {

  private final OpenBlasPresets openBlas;

  JavaCppKernels(OpenBlasPresets openBlas) {
    this.openBlas = openBlas;
  }

  @Override
  public LibraryInfo library() {
    return openBlas.library();
  }

  // ---- level 1

  @Override
  public void swap(Vector x, Vector y) {
    switch (x.precision()) {
      case SINGLE -> cblas_sswap(x.size(), s(x), inc(x), s(y), inc(y));
      case DOUBLE -> cblas_dswap(x.size(), d(x), inc(x), d(y), inc(y));
    }
  }

  @Override
  public void scal(double alpha, Vector x) {
    switch (x.precision()) {
      case SINGLE -> cblas_sscal(x.size(), (float) alpha, s(x), inc(x));
      case DOUBLE -> cblas_dscal(x.size(), alpha, d(x), inc(x));
    }
  }

  @Override
  public void copy(Vector x, Vector y) {
    switch (x.precision()) {
      case SINGLE -> cblas_scopy(x.size(), s(x), inc(x), s(y), inc(y));
      case DOUBLE -> cblas_dcopy(x.size(), d(x), inc(x), d(y), inc(y));
    }
  }

  @Override
  public void axpy(double alpha, Vector x, Vector y) {
    switch (x.precision()) {
      case SINGLE -> cblas_saxpy(x.size(), (float) alpha, s(x), inc(x), s(y), inc(y));
      case DOUBLE -> cblas_daxpy(x.size(), alpha, d(x), inc(x), d(y), inc(y));
    }
  }

  @Override
  public double dot(Vector x, Vector y) {
    return switch (x.precision()) {
      case SINGLE -> cblas_sdot(x.size(), s(x), inc(x), s(y), inc(y));
      case DOUBLE -> cblas_ddot(x.size(), d(x), inc(x), d(y), inc(y));
    };
  }

  @Override
  public double nrm2(Vector x) {
    return switch (x.precision()) {
      case SINGLE -> cblas_snrm2(x.size(), s(x), inc(x));
      case DOUBLE -> cblas_dnrm2(x.size(), d(x), inc(x));
    };
  }

  @Override
  public double asum(Vector x) {
    return switch (x.precision()) {
      case SINGLE -> cblas_sasum(x.size(), s(x), inc(x));
      case DOUBLE -> cblas_dasum(x.size(), d(x), inc(x));
    };
  }

  @Override
  public int iamax(Vector x) {
    return switch (x.precision()) {
      case SINGLE -> (int) cblas_isamax(x.size(), s(x), inc(x));
      case DOUBLE -> (int) cblas_idamax(x.size(), d(x), inc(x));
    };
  }

  // ---- level 2: the order is the matrix's, so it is never transposed

  @Override
  public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
    int order = order(a);
    int m = a.rows();
    int n = a.columns();
    int lda = ld(order, a);
    float alphaS = (float) alpha;
    float betaS = (float) beta;
    switch (a.precision()) {
      case SINGLE ->
          cblas_sgemv(
              order, CblasNoTrans, m, n, alphaS, s(a), lda, s(x), inc(x), betaS, s(y), inc(y));
      case DOUBLE ->
          cblas_dgemv(
              order, CblasNoTrans, m, n, alpha, d(a), lda, d(x), inc(x), beta, d(y), inc(y));
    }
  }

  @Override
  public void ger(double alpha, Vector x, Vector y, Matrix a) {
    int order = order(a);
    int m = a.rows();
    int n = a.columns();
    int lda = ld(order, a);
    switch (a.precision()) {
      case SINGLE -> cblas_sger(order, m, n, (float) alpha, s(x), inc(x), s(y), inc(y), s(a), lda);
      case DOUBLE -> cblas_dger(order, m, n, alpha, d(x), inc(x), d(y), inc(y), d(a), lda);
    }
  }

  // ---- level 3: the order is the output's; an input that has the other one is transposed

  @Override
  public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    int order = order(c);
    int ta = trans(order, a);
    int tb = trans(order, b);
    int m = c.rows();
    int n = c.columns();
    int k = a.columns();
    int lda = ld(order, a);
    int ldb = ld(order, b);
    int ldc = ld(order, c);
    float alphaS = (float) alpha;
    float betaS = (float) beta;
    try (var _ = openBlas.turn((long) m * n * k)) {
      switch (c.precision()) {
        case SINGLE ->
            cblas_sgemm(order, ta, tb, m, n, k, alphaS, s(a), lda, s(b), ldb, betaS, s(c), ldc);
        case DOUBLE ->
            cblas_dgemm(order, ta, tb, m, n, k, alpha, d(a), lda, d(b), ldb, beta, d(c), ldc);
      }
    }
  }

  // ---- operands, as CBLAS describes them

  private static FloatAddress s(Operand operand) {
    return new FloatAddress(operand.segment());
  }

  private static DoubleAddress d(Operand operand) {
    return new DoubleAddress(operand.segment());
  }

  private static int inc(Vector x) {
    return (int) x.stride();
  }

  private static int order(Matrix a) {
    return a.isRowMajor() ? CblasRowMajor : CblasColMajor;
  }

  private static int trans(int order, Matrix a) {
    return isIn(order, a) ? CblasNoTrans : CblasTrans;
  }

  private static int ld(int order, Matrix a) {
    boolean rowMajor = (order == CblasRowMajor) == isIn(order, a);
    return (int) (rowMajor ? a.rowStride() : a.columnStride());
  }

  private static boolean isIn(int order, Matrix a) {
    return order == CblasRowMajor ? a.isRowMajor() : a.isColumnMajor();
  }
}
