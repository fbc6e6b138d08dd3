/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.panblas.NaiveKernels;
import dev.panblas.internal.crossover.JavaProducts;
import dev.panblas.internal.division.DividedKernels;
import dev.panblas.internal.division.Division;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.spi.ProductLimits;
import dev.panblas.spi.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which products a backend in Java computes for a native one. */
final class JavaProductsTest {

  private static final ProductLimits LIMITS =
      new ProductLimits(new ProductLimits.Range(500, 1000), new ProductLimits.Range(500, 8000));

  /** Kernels that count products. */
  private static final class Counting extends NaiveKernels {

    private final boolean isNative;
    private int products;

    Counting(boolean isNative) {
      this.isNative = isNative;
    }

    @Override
    public boolean isNative() {
      return isNative;
    }

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      products++;
      super.gemm(alpha, a, b, beta, c);
    }
  }

  private final Counting library = new Counting(true);
  private final Counting java = new Counting(false);

  private Blas blas(int threads) {
    Settings settings = Settings.defaults().withThreads(threads);
    JavaProducts products = new JavaProducts("java", LIMITS, java);
    return new Blas(library, settings, new DividedKernels(library, Division.of(threads)), products);
  }

  private void requireProducts(int expectedOfLibrary, int expectedInJava) {
    assertEquals(expectedOfLibrary, library.products);
    assertEquals(expectedInJava, java.products);
    library.products = 0;
    java.products = 0;
  }

  private static Matrix inArray(Precision precision, int n) {
    return precision == Precision.SINGLE
        ? Matrix.rowMajor(new float[n * n], 0, n, n, n)
        : Matrix.rowMajor(new double[n * n], 0, n, n, n);
  }

  private static void multiply(Blas blas, Precision precision, int n) {
    multiply(blas, Layouts.fill(inArray(precision, n), n), inArray(precision, n));
  }

  private static void multiply(Blas blas, Matrix a, Matrix c) {
    int n = c.rows();
    Precision precision = c.precision();
    Matrix expected = Matrix.allocate(precision, n, n);
    blas.gemm(1, a, a, 0, c);
    new NaiveKernels().gemm(1, a, a, 0, expected);
    assertArrayEquals(expected.toDoubleArray(Order.ROW_MAJOR), c.toDoubleArray(Order.ROW_MAJOR));
  }

  @Test
  void productsInTheRangeAreComputedInJava() {
    Blas blas = blas(1);
    multiply(blas, Precision.DOUBLE, 10);
    multiply(blas, Precision.SINGLE, 20);
    requireProducts(0, 2);
    multiply(blas, Precision.DOUBLE, 11);
    multiply(blas, Precision.SINGLE, 21);
    requireProducts(2, 0);
    multiply(blas, Precision.DOUBLE, 7);
    requireProducts(1, 0);
  }

  @Test
  void anotherThreadCountKeepsTheLimits() {
    multiply(blas(1).withThreads(2), Precision.DOUBLE, 10);
    requireProducts(0, 1);
  }

  @Test
  void aProductInNativeMemoryOrWithOtherStridesIsComputedByTheLibrary() {
    Matrix inNative = Layouts.fill(Matrix.allocate(Precision.DOUBLE, 9, 9), 1);
    multiply(blas(1), inNative, inArray(Precision.DOUBLE, 9));
    multiply(blas(1), inArray(Precision.DOUBLE, 9), Matrix.allocate(Precision.DOUBLE, 9, 9));
    Matrix wide = Layouts.fill(inArray(Precision.DOUBLE, 18), 1);
    Matrix strided = Matrix.wrap(wide.segment(), Precision.DOUBLE, 9, 9, 0, 36, 2);
    multiply(blas(1), strided, inArray(Precision.DOUBLE, 9));
    requireProducts(3, 0);
  }

  @Test
  void theLimitsAreReported() {
    List<String> lines = blas(1).computedInJava();
    assertEquals(
        "gemm on arrays with m n k above 500 up to 1000 in double and above 500 up to 8000 in"
            + " single, by the backend java",
        lines.getLast());
  }
}
