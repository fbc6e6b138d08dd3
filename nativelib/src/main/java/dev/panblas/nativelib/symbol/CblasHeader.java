/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.symbol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The CBLAS functions that Panblas calls, declared as in {@code cblas.h}. One line declares the
 * single and the double function of a routine: {@code R} is float or double, and {@code ?} in the
 * symbol is s or d. Enumerations are {@code int}.
 *
 * @see <a href="https://doi.org/10.1145/567806.567807">Blackford et al.: An Updated Set of Basic
 *     Linear Algebra Subprograms (BLAS), ACM TOMS 28 (2002)</a>
 */
public final class CblasHeader {

  // Libraries return the index of iamax as int or size_t; its value fits the lower half.
  private static final String TEXT =
      """
      rotg     void cblas_?rotg(R* a, R* b, R* c, R* s)
      rot      void cblas_?rot(int n, R* x, int incx, R* y, int incy, R c, R s)
      rotm     void cblas_?rotm(int n, R* x, int incx, R* y, int incy, const R* h)
      swap     void cblas_?swap(int n, R* x, int incx, R* y, int incy)
      scal     void cblas_?scal(int n, R alpha, R* x, int incx)
      copy     void cblas_?copy(int n, const R* x, int incx, R* y, int incy)
      axpy     void cblas_?axpy(int n, R alpha, const R* x, int incx, R* y, int incy)
      axpby    void cblas_?axpby(int n, R alpha, const R* x, int incx, R beta, R* y, int incy)
      dot      R cblas_?dot(int n, const R* x, int incx, const R* y, int incy)
      nrm2     R cblas_?nrm2(int n, const R* x, int incx)
      asum     R cblas_?asum(int n, const R* x, int incx)
      sum      R cblas_?sum(int n, const R* x, int incx)
      iamax    int cblas_i?amax(int n, const R* x, int incx)
      gemv     void cblas_?gemv(int order, int trans, int m, int n, R alpha, const R* a, int lda, const R* x, int incx, R beta, R* y, int incy)
      gbmv     void cblas_?gbmv(int order, int trans, int m, int n, int kl, int ku, R alpha, const R* a, int lda, const R* x, int incx, R beta, R* y, int incy)
      symv     void cblas_?symv(int order, int uplo, int n, R alpha, const R* a, int lda, const R* x, int incx, R beta, R* y, int incy)
      sbmv     void cblas_?sbmv(int order, int uplo, int n, int k, R alpha, const R* a, int lda, const R* x, int incx, R beta, R* y, int incy)
      spmv     void cblas_?spmv(int order, int uplo, int n, R alpha, const R* ap, const R* x, int incx, R beta, R* y, int incy)
      trmv     void cblas_?trmv(int order, int uplo, int trans, int diag, int n, const R* a, int lda, R* x, int incx)
      tbmv     void cblas_?tbmv(int order, int uplo, int trans, int diag, int n, int k, const R* a, int lda, R* x, int incx)
      tpmv     void cblas_?tpmv(int order, int uplo, int trans, int diag, int n, const R* ap, R* x, int incx)
      trsv     void cblas_?trsv(int order, int uplo, int trans, int diag, int n, const R* a, int lda, R* x, int incx)
      tbsv     void cblas_?tbsv(int order, int uplo, int trans, int diag, int n, int k, const R* a, int lda, R* x, int incx)
      tpsv     void cblas_?tpsv(int order, int uplo, int trans, int diag, int n, const R* ap, R* x, int incx)
      ger      void cblas_?ger(int order, int m, int n, R alpha, const R* x, int incx, const R* y, int incy, R* a, int lda)
      syr      void cblas_?syr(int order, int uplo, int n, R alpha, const R* x, int incx, R* a, int lda)
      spr      void cblas_?spr(int order, int uplo, int n, R alpha, const R* x, int incx, R* ap)
      syr2     void cblas_?syr2(int order, int uplo, int n, R alpha, const R* x, int incx, const R* y, int incy, R* a, int lda)
      spr2     void cblas_?spr2(int order, int uplo, int n, R alpha, const R* x, int incx, const R* y, int incy, R* ap)
      gemm     void cblas_?gemm(int order, int transa, int transb, int m, int n, int k, R alpha, const R* a, int lda, const R* b, int ldb, R beta, R* c, int ldc)
      symm     void cblas_?symm(int order, int side, int uplo, int m, int n, R alpha, const R* a, int lda, const R* b, int ldb, R beta, R* c, int ldc)
      syrk     void cblas_?syrk(int order, int uplo, int trans, int n, int k, R alpha, const R* a, int lda, R beta, R* c, int ldc)
      syr2k    void cblas_?syr2k(int order, int uplo, int trans, int n, int k, R alpha, const R* a, int lda, const R* b, int ldb, R beta, R* c, int ldc)
      trmm     void cblas_?trmm(int order, int side, int uplo, int trans, int diag, int m, int n, R alpha, const R* a, int lda, R* b, int ldb)
      trsm     void cblas_?trsm(int order, int side, int uplo, int trans, int diag, int m, int n, R alpha, const R* a, int lda, R* b, int ldb)
      omatcopy void cblas_?omatcopy(int order, int trans, int m, int n, R alpha, const R* a, int lda, R* b, int ldb)
      """;

  private static final Map<String, String> DECLARATIONS = read();

  private CblasHeader() {}

  private static Map<String, String> read() {
    Map<String, String> declarations = new LinkedHashMap<>();
    TEXT.lines()
        .forEach(
            line -> {
              int end = line.indexOf(' ');
              declarations.put(line.substring(0, end), line.substring(end).strip());
            });
    return declarations;
  }

  /**
   * The routines, in the order of the levels.
   *
   * @return names without the type letter, such as {@code gemm}
   */
  public static Set<String> routines() {
    return Collections.unmodifiableSet(DECLARATIONS.keySet());
  }

  /**
   * The symbol of a routine's function.
   *
   * @param routine one of {@link #routines}
   * @param single true for float, false for double
   * @return such as {@code cblas_dgemm}
   * @throws IllegalArgumentException if there is no such routine
   */
  public static String symbol(String routine, boolean single) {
    String declaration = declaration(routine);
    String symbol = declaration.substring(declaration.indexOf(' ') + 1, declaration.indexOf('('));
    return symbol.replace('?', single ? 's' : 'd');
  }

  /**
   * The function of a routine.
   *
   * @param routine one of {@link #routines}
   * @param single true for float, false for double
   * @return the declaration
   * @throws IllegalArgumentException if there is no such routine
   */
  public static CFunction function(String routine, boolean single) {
    return CFunction.parse(
        declaration(routine)
            .replace('?', single ? 's' : 'd')
            .replaceAll("\\bR\\b", single ? "float" : "double"));
  }

  private static String declaration(String routine) {
    String declaration = DECLARATIONS.get(routine);
    if (declaration == null) {
      throw new IllegalArgumentException("'" + routine + "' is not one of " + routines());
    }
    return declaration;
  }
}
