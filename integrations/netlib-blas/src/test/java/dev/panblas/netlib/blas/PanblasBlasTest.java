/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ludovic.netlib.blas.BLAS;
import dev.panblas.blas.Blas;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What netlib refuses or leaves open, and Panblas computes or refuses. */
class PanblasBlasTest {

  private static final BLAS REFERENCE = new PanblasBlas(Blas.open("reference"));

  /**
   * The largest difference of two results of a routine, each within the rounding-error bound (k +
   * 2) eps (|alpha| |A| |B| + |beta| |C|).
   *
   * @param k the terms of a sum
   * @param size the largest element of the expression in parentheses
   */
  private static double bound(long k, double size) {
    return 2 * (k + 2) * 0x1p-53 * size;
  }

  private static double largest(double[] x) {
    return Arrays.stream(x).map(Math::abs).max().orElseThrow();
  }

  private static double[] random(int length, long seed) {
    return new SplittableRandom(seed).doubles(length, -1, 1).toArray();
  }

  @Test
  @DisplayName("a product without terms is beta C, although the arrays of A and B are empty")
  void noTerms() {
    double[] none = {};
    double[] product = {1, 2, 3, 4};
    REFERENCE.dgemm("N", "N", 2, 2, 0, 1, none, 2, none, 1, 3, product, 2);
    assertArrayEquals(new double[] {3, 6, 9, 12}, product);
    double[] square = {1, 2, 3, 4};
    REFERENCE.dsyrk("U", "N", 2, 0, 1, none, 2, 3, square, 2);
    assertArrayEquals(new double[] {3, 2, 9, 12}, square);
    REFERENCE.dsyr2k("L", "T", 2, 0, 1, none, 1, none, 1, 2, square, 2);
    assertArrayEquals(new double[] {6, 4, 9, 24}, square);
  }

  @Test
  @DisplayName("a matrix may end where its array ends, also with gaps between columns")
  void partAtTheEnd() {
    double[] array = {0, 0, 4, -1, 0, 2}; // 1 x 2 at 2, leading dimension 3
    double[] x = {1, 1};
    double[] y = {0};
    REFERENCE.dgemv("N", 1, 2, 1, array, 2, 3, x, 0, 1, 0, y, 0, 1);
    assertEquals(6, y[0]);
    REFERENCE.dger(1, 2, 1, y, 0, 1, x, 0, 1, array, 2, 3);
    assertArrayEquals(new double[] {0, 0, 10, -1, 0, 8}, array);
    IndexOutOfBoundsException e =
        assertThrows(
            IndexOutOfBoundsException.class,
            () -> REFERENCE.dger(1, 2, 1, y, 0, 1, x, 0, 1, array, 3, 3));
    assertEquals("Index 6 out of bounds for length 6", e.getMessage());
  }

  @Test
  @DisplayName("sizes whose product exceeds 32 bits are refused, not wrapped around")
  void overflow() {
    double[] array = new double[4];
    int size = 1 << 16;
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> REFERENCE.dgemv("N", size, size, 1, array, size, array, 1, 0, array, 1));
    int packed = 46_341; // the least n for which n (n + 1) exceeds 31 bits
    for (int n : new int[] {packed, size}) {
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> REFERENCE.dspr("U", n, 1, new double[n], 1, array));
    }
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> REFERENCE.daxpy(size + 1, 1, array, size, new double[size + 1], 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "panama"})
  @DisplayName("A, B and C may be blocks of one array, side by side or one below the other")
  void blocksOfOneArray(String backend) {
    BLAS blas = new PanblasBlas(Blas.open(backend));
    int n = 20;
    int ld = 3 * n;
    for (int distance : new int[] {n, n * ld}) {
      double[] expected = random(3 * n * ld, 1);
      double[] actual = expected.clone();
      useBlocks(ComparisonTest.f2j(), n, distance, ld, expected);
      useBlocks(blas, n, distance, ld, actual);
      assertArrayEquals(expected, actual, bound(n, n + 2));
    }
  }

  private static void useBlocks(BLAS blas, int n, int distance, int ld, double[] array) {
    int c = 2 * distance;
    blas.dgemm("T", "N", n, n, n, 1, array, 0, ld, array, distance, ld, 2, array, c, ld);
    blas.daxpy(n, 0.5, array, 0, ld, array, distance, ld);
    blas.dger(n, n, 0.5, array, 0, 1, array, ld, 1, array, distance, ld);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "panama"})
  @DisplayName("level 1 takes one vector twice, and rows of one matrix")
  void oneVectorTwice(String backend) {
    BLAS blas = new PanblasBlas(Blas.open(backend));
    int n = 200;
    for (int y : new int[] {0, 1, 2}) { // the same elements, others, the next of the same
      double[] expected = random(2 * n + 2, 7);
      double[] actual = expected.clone();
      useRows(ComparisonTest.f2j(), n, y, expected);
      useRows(blas, n, y, actual);
      assertArrayEquals(expected, actual, 5 * bound(1, 2 * largest(expected)));
    }
  }

  private static void useRows(BLAS blas, int n, int y, double[] array) {
    blas.daxpy(n, 0.5, array, 0, 2, array, y, 2);
    blas.dswap(n, array, 0, 2, array, y, 2);
    blas.drot(n, array, 0, 2, array, y, 2, 0.6, 0.8);
    blas.drotm(n, array, 0, 2, array, y, 2, new double[] {-1, 0.5, 0.25, -0.25, 0.5}, 0);
    blas.dcopy(n, array, 0, 2, array, y, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "panama"})
  @DisplayName("a vector may be in the part of a matrix that the routine does not use")
  void unusedPart(String backend) {
    BLAS blas = new PanblasBlas(Blas.open(backend));
    int n = 12;
    double[] expected = random(n * n, 6);
    double[] actual = expected.clone();
    useUnusedPart(ComparisonTest.f2j(), n, expected);
    useUnusedPart(blas, n, actual);
    int calls = 4;
    assertArrayEquals(expected, actual, calls * bound(4, largest(expected)));
  }

  private static void useUnusedPart(BLAS blas, int n, double[] a) {
    blas.dsyr("U", 3, -1, a, 6, 3, a, 7, 3); // as in LAPACK's dpbtf2: x is in the lower triangle
    blas.dtrmv("U", "T", "U", 4, a, 0, n, a, 1, n + 1); // the diagonal below the main one
    blas.dtrsm("L", "L", "N", "U", 3, 1, 1, a, 0, n, a, n * n - 3, 3);
    blas.dtbmv("U", "N", "N", 3, 3, a, 0, 4, a, 0, 1); // the corner above the band
  }

  @Test
  @DisplayName("an output that is also an input is refused, and nothing is written")
  void outputIsInput() {
    double[] array = random(9, 2);
    double[] before = array.clone();
    assertThrows(
        IllegalArgumentException.class,
        () -> REFERENCE.dgemm("N", "N", 3, 3, 3, 1, array, 3, array, 3, 0, array, 3));
    assertArrayEquals(before, array);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "panama"})
  @DisplayName("large vectors and matrices equal those of F2J")
  void large(String backend) {
    BLAS blas = new PanblasBlas(Blas.open(backend));
    int n = 300;
    double[] a = random(n * n, 3);
    double[] b = random(n * n, 4);
    double[] expected = new double[n * n];
    double[] actual = new double[n * n];
    ComparisonTest.f2j().dgemm("N", "T", n, n, n, 1, a, n, b, n, 0, expected, n);
    blas.dgemm("N", "T", n, n, n, 1, a, n, b, n, 0, actual, n);
    assertArrayEquals(expected, actual, bound(n, n));
    assertEquals(
        ComparisonTest.f2j().ddot(n * n, a, 1, b, 1),
        blas.ddot(n * n, a, 1, b, 1),
        bound((long) n * n, (double) n * n));
  }

  @Test
  @DisplayName("the norm neither overflows nor underflows")
  void norm() {
    for (double scale : new double[] {1e300, 1e-300, 1}) {
      double[] x = {3 * scale, 4 * scale};
      assertEquals(5 * scale, REFERENCE.dnrm2(2, x, 1), 5 * scale * 0x1p-51);
    }
    assertEquals(0, REFERENCE.dnrm2(2, new double[2], 1));
    assertEquals(5e30f, REFERENCE.snrm2(2, new float[] {3e30f, 4e30f}, 1), 1e24f);
    assertTrue(Double.isNaN(REFERENCE.dnrm2(2, new double[] {1, Double.NaN}, 1)));
    assertEquals(
        Double.POSITIVE_INFINITY,
        REFERENCE.dnrm2(2, new double[] {1, Double.NEGATIVE_INFINITY}, 1));
  }

  @Test
  @DisplayName("any number of threads may use an instance")
  void threads() {
    int n = 40;
    double[] a = random(n * n, 5);
    double[] expected = new double[n * n];
    REFERENCE.dgemm("N", "N", n, n, n, 1, a, n, a, n, 0, expected, n);
    assertTrue(
        IntStream.range(0, 200)
            .parallel()
            .allMatch(
                i -> {
                  double[] c = new double[n * n];
                  REFERENCE.dgemm("N", "N", n, n, n, 1, a, n, a, n, 0, c, n);
                  return Arrays.equals(expected, c);
                }));
  }

  @Test
  @DisplayName("lsame compares as netlib does")
  void lsame() {
    BLAS f2j = ComparisonTest.f2j();
    for (String ca : new String[] {"N", "n", "T", "", "NT"}) {
      for (String cb : new String[] {"N", "n", "NoTrans", ""}) {
        assertEquals(f2j.lsame(ca, cb), REFERENCE.lsame(ca, cb), ca + ", " + cb);
      }
    }
    assertFalse(REFERENCE.lsame(null, "N"));
  }

  @Test
  @DisplayName("the text names the library that computes")
  void text() {
    assertEquals("PanblasBlas on " + Blas.open("reference").library().name(), REFERENCE.toString());
  }
}
