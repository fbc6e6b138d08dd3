/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import static dev.panblas.nativelib.cblas.CblasKernels.COLUMN_MAJOR;
import static dev.panblas.nativelib.cblas.CblasKernels.LEFT;
import static dev.panblas.nativelib.cblas.CblasKernels.LOWER;
import static dev.panblas.nativelib.cblas.CblasKernels.NON_UNIT;
import static dev.panblas.nativelib.cblas.CblasKernels.NOT_TRANSPOSED;
import static dev.panblas.nativelib.cblas.CblasKernels.ROW_MAJOR;
import static dev.panblas.nativelib.cblas.CblasKernels.TRANSPOSED;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Routine;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One call of a function on fixed integers, for which the result is exact in any order of the
 * operations: all intermediate values are integers below 2^24, or quotients by powers of two.
 *
 * <p>Loops over matrices would be slow, because they run once, in the interpreter. So each matrix
 * is an outer product, or a triangle or band of one, and its results follow from sums over vectors:
 * row i of A z, with A = u w' restricted to some columns l, is u_i times the sum of w_l z_l, which
 * is a difference of two prefix sums. The factors of most rows are periodic, so that only the rows
 * of one period are computed and the others are copied.
 */
final class ExactCall {

  /** Elements of a vector of level 1, and rows and columns of a matrix. */
  private static final int LENGTH = 77;

  private static final int N = 33;

  /** Larger than N, so that a function that ignores the leading dimension is found. */
  private static final int ROW_STRIDE = 36;

  private static final int ALL = N;
  private static final int BELOW = 3;
  private static final int ABOVE = 2;

  private static final double[] X = elements(LENGTH, 29, 79);
  private static final double[] Y = elements(LENGTH, 50, 83);
  private static final double[] W = elements(N, 13, 41);
  private static final double[] Z = elements(N, 23, 37);
  private static final double[] V = elements(N, 17, 53);

  /** Powers of two of both signs, for matrices whose diagonal divides. */
  private static final double[] POWERS = {1, -2, 4, -1, 2, -4, 8};

  /** A prime, so that rows at the distances of blocked loops differ. */
  private static final int PERIOD = POWERS.length;

  private static final double[] U = powers(1);
  private static final double[] T = powers(3);
  private static final double[] P = powers(5);

  private final Cblas cblas;
  private final Precision precision;
  private final Arena arena;

  private ExactCall(Cblas cblas, Precision precision, Arena arena) {
    this.cblas = cblas;
    this.precision = precision;
    this.arena = arena;
  }

  /** Irregular integers of both signs, none of them 0. */
  private static double[] elements(int length, int factor, int prime) {
    double[] elements = new double[length];
    for (int i = 0; i < length; i++) {
      int element = (i + 1) * factor % prime - prime / 2;
      elements[i] = element == 0 ? prime : element;
    }
    return elements;
  }

  private static double[] powers(int step) {
    double[] powers = new double[N];
    for (int i = 0; i < N; i++) {
      powers[i] = POWERS[i * step % PERIOD];
    }
    return powers;
  }

  /** Loads the classes that checks use: that takes longer than the first check itself. */
  static void prepare(Cblas cblas) {
    try (Arena arena = Arena.ofConfined()) {
      for (Precision precision : Precision.values()) {
        ExactCall check = new ExactCall(cblas, precision, arena);
        Matrix a = check.matrix(check.outer(U, W));
        Vector x = check.vector(X);
        if (!check.holds(a, check.outer(U, W)) || x.slice(1, 1).get(0) != X[1]) {
          throw new AssertionError("a copy of an operand differs");
        }
      }
    }
  }

  /** Whether the function of a routine returns the exact result. */
  static boolean isExact(Cblas cblas, Routine routine, Precision precision) {
    try (Arena arena = Arena.ofConfined()) {
      return new ExactCall(cblas, precision, arena).isExact(routine);
    }
  }

  private boolean isExact(Routine routine) {
    return switch (routine.level()) {
      case 1 -> isExactInLevel1(routine);
      case 2 -> isExactInLevel2(routine);
      default -> isExactInLevel3(routine);
    };
  }

  // ---- level 1

  private boolean isExactInLevel1(Routine routine) {
    if (routine == Routine.ROTG) {
      return rotates();
    }
    Vector x = vector(X);
    Vector y = vector(Y);
    return switch (routine) {
      case ROT -> {
        cblas.rot(LENGTH, x, y, 2, 3);
        yield holds(x, sum(2, X, 3, Y)) && holds(y, sum(-3, X, 2, Y));
      }
      case ROTM -> {
        cblas.rotm(LENGTH, x, y, vector(new double[] {-1, 2, 3, -5, 7}).segment());
        yield holds(x, sum(2, X, -5, Y)) && holds(y, sum(3, X, 7, Y));
      }
      case SWAP -> {
        cblas.swap(LENGTH, x, y);
        yield holds(x, Y) && holds(y, X);
      }
      case SCAL -> {
        cblas.scal(LENGTH, 3, x);
        yield holds(x, sum(3, X, 0, Y));
      }
      case COPY -> {
        cblas.copy(LENGTH, x, y);
        yield holds(x, X) && holds(y, X);
      }
      case AXPY -> {
        cblas.axpy(LENGTH, 3, x, y);
        yield holds(y, sum(3, X, 1, Y));
      }
      case AXPBY -> {
        cblas.axpby(LENGTH, 3, x, -2, y);
        yield holds(y, sum(3, X, -2, Y));
      }
      case DOT -> cblas.dot(LENGTH, x, y) == prefixSums(X, Y)[LENGTH];
      case NRM2 -> isNear(cblas.nrm2(LENGTH, x), Math.sqrt(prefixSums(X, X)[LENGTH]), LENGTH);
      case ASUM -> cblas.asum(LENGTH, x) == prefixSums(X, signs(X))[LENGTH];
      case SUM -> cblas.sum(LENGTH, x) == prefixSums(X, ones())[LENGTH];
      case IAMAX -> cblas.iamax(LENGTH, x) == largest(X);
      default -> throw new AssertionError(routine);
    };
  }

  /** The rotation of (3, 4): its elements are not exact. */
  private boolean rotates() {
    Vector elements = vector(new double[] {3, 4, 0, 0});
    MemorySegment[] at = new MemorySegment[4];
    for (int i = 0; i < at.length; i++) {
      at[i] = elements.slice(i, 1).segment();
    }
    cblas.rotg(precision, at[0], at[1], at[2], at[3]);
    return isNear(elements.get(0), 5, 2)
        && isNear(elements.get(2), 0.6, 2)
        && isNear(elements.get(3), 0.8, 2);
  }

  private boolean isNear(double value, double exact, int operations) {
    return Math.abs(value - exact) <= 2 * operations * precision.unitRoundoff() * exact;
  }

  // ---- level 2

  private boolean isExactInLevel2(Routine routine) {
    Vector y = vector(new double[N]);
    Vector x = vector(Z);
    Vector w = vector(W);
    Matrix a = zeros();
    Vector ap = vector(new double[N * (N + 1) / 2]);
    return switch (routine) {
      case GEMV -> {
        a = matrix(outer(U, W));
        cblas.gemv(ROW_MAJOR, NOT_TRANSPOSED, N, N, 1, a, x, 0, y);
        yield holds(y, product(U, W, ALL, ALL));
      }
      case GBMV -> {
        a = band(U, W, BELOW, ABOVE);
        cblas.gbmv(COLUMN_MAJOR, NOT_TRANSPOSED, N, N, BELOW, ABOVE, 1, a, x, 0, y);
        yield holds(y, product(U, W, BELOW, ABOVE));
      }
      case SYMV -> {
        a = matrix(lower(W, W));
        cblas.symv(ROW_MAJOR, LOWER, N, 1, a, x, 0, y);
        yield holds(y, product(W, W, ALL, ALL));
      }
      case SBMV -> {
        a = band(W, W, BELOW, 0);
        cblas.sbmv(COLUMN_MAJOR, LOWER, N, BELOW, 1, a, x, 0, y);
        yield holds(y, product(W, W, BELOW, BELOW));
      }
      case SPMV -> {
        ap = vector(packed(W, W));
        cblas.spmv(COLUMN_MAJOR, LOWER, N, 1, ap.segment(), x, 0, y);
        yield holds(y, product(W, W, ALL, ALL));
      }
      case TRMV -> {
        a = matrix(lower(U, P));
        cblas.trmv(ROW_MAJOR, LOWER, NOT_TRANSPOSED, NON_UNIT, N, a, x);
        yield holds(x, product(U, P, ALL, 0));
      }
      case TBMV -> {
        a = band(U, P, BELOW, 0);
        cblas.tbmv(COLUMN_MAJOR, LOWER, NOT_TRANSPOSED, NON_UNIT, N, BELOW, a, x);
        yield holds(x, product(U, P, BELOW, 0));
      }
      case TPMV -> {
        ap = vector(packed(U, P));
        cblas.tpmv(COLUMN_MAJOR, LOWER, NOT_TRANSPOSED, NON_UNIT, N, ap.segment(), x);
        yield holds(x, product(U, P, ALL, 0));
      }
      case TRSV -> {
        a = matrix(lower(U, P));
        x = vector(product(U, P, ALL, 0));
        cblas.trsv(ROW_MAJOR, LOWER, NOT_TRANSPOSED, NON_UNIT, N, a, x);
        yield holds(x, Z);
      }
      case TBSV -> {
        a = band(U, P, BELOW, 0);
        x = vector(product(U, P, BELOW, 0));
        cblas.tbsv(COLUMN_MAJOR, LOWER, NOT_TRANSPOSED, NON_UNIT, N, BELOW, a, x);
        yield holds(x, Z);
      }
      case TPSV -> {
        ap = vector(packed(U, P));
        x = vector(product(U, P, ALL, 0));
        cblas.tpsv(COLUMN_MAJOR, LOWER, NOT_TRANSPOSED, NON_UNIT, N, ap.segment(), x);
        yield holds(x, Z);
      }
      case GER -> {
        cblas.ger(ROW_MAJOR, N, N, 1, w, x, a);
        yield holds(a, outer(W, Z));
      }
      case SYR -> {
        cblas.syr(ROW_MAJOR, LOWER, N, 1, w, a);
        yield holds(a, lower(W, W));
      }
      case SPR -> {
        cblas.spr(COLUMN_MAJOR, LOWER, N, 1, w, ap.segment());
        yield holds(ap, packed(W, W));
      }
      // With y = 2 x, the sum of the two products is 4 x x'.
      case SYR2 -> {
        cblas.syr2(ROW_MAJOR, LOWER, N, 1, w, vector(times(2, W)), a);
        yield holds(a, lower(times(4, W), W));
      }
      case SPR2 -> {
        cblas.spr2(COLUMN_MAJOR, LOWER, N, 1, w, vector(times(2, W)), ap.segment());
        yield holds(ap, packed(times(4, W), W));
      }
      default -> throw new AssertionError(routine);
    };
  }

  // ---- level 3

  private boolean isExactInLevel3(Routine routine) {
    int no = NOT_TRANSPOSED;
    Matrix c = zeros();
    return switch (routine) {
      case GEMM -> {
        cblas.gemm(ROW_MAJOR, no, no, N, N, N, 1, matrix(outer(U, W)), matrix(outer(T, V)), 0, c);
        yield holds(c, outer(times(prefixSums(W, T)[N], U), V));
      }
      case SYMM -> {
        cblas.symm(ROW_MAJOR, LEFT, LOWER, N, N, 1, matrix(lower(U, U)), matrix(outer(T, V)), 0, c);
        yield holds(c, outer(times(prefixSums(U, T)[N], U), V));
      }
      case SYRK -> {
        cblas.syrk(ROW_MAJOR, LOWER, no, N, N, 1, matrix(outer(U, Z)), 0, c);
        yield holds(c, lower(times(prefixSums(Z, Z)[N], U), U));
      }
      case SYR2K -> {
        Matrix b = matrix(outer(times(2, U), Z));
        cblas.syr2k(ROW_MAJOR, LOWER, no, N, N, 1, matrix(outer(U, Z)), b, 0, c);
        yield holds(c, lower(times(4 * prefixSums(Z, Z)[N], U), U));
      }
      case TRMM -> {
        c = matrix(outer(T, V));
        cblas.trmm(ROW_MAJOR, LEFT, LOWER, no, NON_UNIT, N, N, 1, matrix(lower(U, P)), c);
        yield holds(c, outer(product(U, P, T, ALL, 0), V));
      }
      case TRSM -> {
        c = matrix(outer(product(U, P, T, ALL, 0), V));
        cblas.trsm(ROW_MAJOR, LEFT, LOWER, no, NON_UNIT, N, N, 1, matrix(lower(U, P)), c);
        yield holds(c, outer(T, V));
      }
      case OMATCOPY -> {
        cblas.omatcopy(ROW_MAJOR, TRANSPOSED, N, N, 2, matrix(outer(U, Z)), c.transposed());
        yield holds(c, outer(times(2, Z), U));
      }
      default -> throw new AssertionError(routine);
    };
  }

  // ---- elements

  private static double[] sum(double alpha, double[] x, double beta, double[] y) {
    double[] sum = new double[x.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = alpha * x[i] + beta * y[i];
    }
    return sum;
  }

  private static double[] times(double alpha, double[] x) {
    return sum(alpha, x, 0, x);
  }

  private static double[] ones() {
    double[] ones = new double[LENGTH];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[] signs(double[] x) {
    double[] signs = new double[x.length];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = Math.signum(x[i]);
    }
    return signs;
  }

  private static int largest(double[] x) {
    int largest = 0;
    for (int i = 1; i < x.length; i++) {
      if (Math.abs(x[i]) > Math.abs(x[largest])) {
        largest = i;
      }
    }
    return largest;
  }

  /** Element i is the sum of the first i products. */
  private static double[] prefixSums(double[] x, double[] y) {
    double[] sums = new double[x.length + 1];
    for (int i = 0; i < x.length; i++) {
      sums[i + 1] = sums[i] + x[i] * y[i];
    }
    return sums;
  }

  /** A Z for the band of A = u w' with so many diagonals below and above the main one. */
  private static double[] product(double[] u, double[] w, int below, int above) {
    return product(u, w, Z, below, above);
  }

  private static double[] product(double[] u, double[] w, double[] z, int below, int above) {
    double[] sums = prefixSums(w, z);
    double[] product = new double[N];
    for (int i = 0; i < N; i++) {
      product[i] = u[i] * (sums[Math.min(N, i + above + 1)] - sums[Math.max(0, i - below)]);
    }
    return product;
  }

  private MemorySegment outer(double[] u, double[] w) {
    return rows(u, w, false);
  }

  private MemorySegment lower(double[] u, double[] w) {
    return rows(u, w, true);
  }

  /** The rows u_i w, or their elements in the lower triangle. */
  @SuppressWarnings("SuspiciousSystemArraycopy") // both are float[], or double[]
  private MemorySegment rows(double[] u, double[] w, boolean lower) {
    Object a = array(N * ROW_STRIDE);
    Object[] multiples = new Object[PERIOD];
    for (int i = 0; i < N; i++) {
      if (i < PERIOD || u[i] != u[i - PERIOD]) {
        multiples[i % PERIOD] = array(times(u[i], w));
      }
      System.arraycopy(multiples[i % PERIOD], 0, a, i * ROW_STRIDE, lower ? i + 1 : N);
    }
    return segment(a);
  }

  /** The lower triangle by columns. */
  private static double[] packed(double[] u, double[] w) {
    double[] a = new double[N * (N + 1) / 2];
    for (int j = 0, at = 0; j < N; j++) {
      for (int i = j; i < N; i++, at++) {
        a[at] = u[i] * w[j];
      }
    }
    return a;
  }

  // ---- operands

  /** The diagonals of a band of u w', by columns. */
  private Matrix band(double[] u, double[] w, int below, int above) {
    int diagonals = below + 1 + above;
    double[] a = new double[N * diagonals];
    for (int j = 0; j < N; j++) {
      for (int i = Math.max(0, j - above); i < Math.min(N, j + below + 1); i++) {
        a[j * diagonals + above + i - j] = u[i] * w[j];
      }
    }
    return Matrix.wrap(memory(heap(a)), precision, diagonals, N, 0, 1, diagonals);
  }

  private Matrix matrix(MemorySegment elements) {
    return Matrix.wrap(memory(elements), precision, N, N, 0, ROW_STRIDE, 1);
  }

  private Matrix zeros() {
    MemorySegment memory = arena.allocate((long) N * ROW_STRIDE * precision.bytes(), 64);
    return Matrix.wrap(memory, precision, N, N, 0, ROW_STRIDE, 1);
  }

  private Vector vector(double[] elements) {
    return Vector.wrap(memory(heap(elements)), precision, elements.length, 0, 1);
  }

  private MemorySegment memory(MemorySegment heap) {
    return arena.allocate(heap.byteSize(), 64).copyFrom(heap);
  }

  private MemorySegment heap(double[] elements) {
    return segment(array(elements));
  }

  private Object array(int length) {
    return precision == Precision.SINGLE ? new float[length] : new double[length];
  }

  private Object array(double[] elements) {
    if (precision == Precision.DOUBLE) {
      return elements;
    }
    float[] floats = new float[elements.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) elements[i];
    }
    return floats;
  }

  private static MemorySegment segment(Object array) {
    return array instanceof float[] floats
        ? MemorySegment.ofArray(floats)
        : MemorySegment.ofArray((double[]) array);
  }

  private boolean holds(Vector x, double[] elements) {
    return holds(x.segment(), heap(elements));
  }

  private boolean holds(Matrix a, MemorySegment elements) {
    return holds(a.segment(), elements);
  }

  /** Compares all of the memory, also between the rows; by bytes first, because that is fast. */
  private boolean holds(MemorySegment memory, MemorySegment elements) {
    MemorySegment exact = elements.asSlice(0, memory.byteSize());
    return memory.mismatch(exact) < 0
        || IntStream.range(0, Math.toIntExact(memory.byteSize() / precision.bytes()))
            .allMatch(
                i -> precision.get(memory, i) == precision.get(exact, i)); // zeros of either sign
  }
}
