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
import java.util.zip.CRC32;

/**
 * Calls a function on fixed integers, for which the result is exact in any order of the operations:
 * all intermediate values are integers below 2^24, or quotients by powers of two.
 *
 * <p>A check runs once, in the interpreter, so it does little there. Each matrix is an outer
 * product, or a triangle or band of one. Its lines are multiples of one vector by few factors, so
 * that only those multiples are computed and all others are copied. Results follow from sums over
 * vectors: row i of A z, with A = u w' restricted to some columns l, is u_i times the sum of w_l
 * z_l, which is a difference of two prefix sums. Memory is allocated once and compared by
 * checksums.
 *
 * <p>Not safe for use by several threads.
 */
final class ExactCall {

  /** Elements of a vector of level 1, and rows and columns of a matrix. */
  private static final int LENGTH = 77;

  private static final int N = 33;

  /** Larger than N, so that a function that ignores the leading dimension is found. */
  private static final int LEADING = 36;

  private static final int ALL = N;
  private static final int BELOW = 3;
  private static final int ABOVE = 2;

  private static final double[] X = elements(LENGTH, 29, 79);
  private static final double[] Y = elements(LENGTH, 50, 83);
  private static final double[] W = elements(N, 13, 41);
  private static final double[] Z = elements(N, 23, 37);
  private static final double[] V = elements(N, 17, 53);

  /** Powers of two, because the diagonal of a triangle divides. */
  private static final double[] FACTORS = {1, -2, 4};

  /** Its length is a prime, so that lines at the distances of blocked loops differ. */
  private static final int[] PATTERN = {0, 1, 2, 1, 0, 0, 2};

  private static final double[] U = factors(1);
  private static final double[] T = factors(3);
  private static final double[] P = factors(5);

  /** Operands of one call and a copy of the exact result, after the shared operands. */
  private static final int OPERANDS = 9;

  private static final int SHARED = 3;

  private final Cblas cblas;
  private final Precision precision;
  private final MemorySegment[] operands = new MemorySegment[OPERANDS];
  private final CRC32 checksum = new CRC32();

  /** Operands that several checks read, u w', t v' and a triangle, and their lines. */
  private final Matrix uw;

  private final Matrix tv;
  private final Matrix triangle;
  private final Object linesOfUw;
  private final Object linesOfTv;
  private final Object linesOfTriangle;

  private int used;

  /** Allocates and computes operands. */
  ExactCall(Cblas cblas, Precision precision) {
    this.cblas = cblas;
    this.precision = precision;
    long bytes = (long) N * LEADING * precision.bytes();
    Arena arena = Arena.ofAuto();
    for (int i = 0; i < OPERANDS; i++) {
      operands[i] = arena.allocate(bytes, 64);
    }
    linesOfUw = lines(1, U, W, ALL, ALL);
    linesOfTv = lines(1, T, V, ALL, ALL);
    linesOfTriangle = lines(1, P, U, 0, ALL);
    uw = rows(linesOfUw);
    tv = rows(linesOfTv);
    triangle = columns(linesOfTriangle);
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

  private static double[] factors(int step) {
    double[] factors = new double[N];
    for (int i = 0; i < N; i++) {
      factors[i] = FACTORS[PATTERN[i * step % PATTERN.length]];
    }
    return factors;
  }

  /** Loads the classes that checks use: that takes longer than the first check itself. */
  void prepare() {
    used = SHARED;
    Vector x = vector(X);
    if (!holds(uw, linesOfUw) || x.slice(1, 1).get(0) != X[1]) {
      throw new AssertionError("a copy of an operand differs");
    }
  }

  /** Whether the function of a routine returns the exact result. */
  boolean isExact(Routine routine) {
    used = SHARED;
    boolean exact =
        switch (routine.level()) {
          case 1 -> isExactInLevel1(routine);
          case 2 -> isExactInLevel2(routine);
          default -> isExactInLevel3(routine);
        };
    if (!exact) {
      restoreShared();
    }
    return exact;
  }

  /** A wrong function may have written to its inputs. */
  private void restoreShared() {
    used = 0;
    copy(linesOfUw);
    copy(linesOfTv);
    copy(linesOfTriangle);
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
    Vector x = vector(Z);
    return switch (routine) {
      case GEMV -> {
        Vector y = zeros(N);
        cblas.gemv(ROW_MAJOR, NOT_TRANSPOSED, N, N, 1, uw, x, 0, y);
        yield holds(y, product(U, W, Z, ALL, ALL));
      }
      case GBMV -> {
        Vector y = zeros(N);
        Matrix a = band(W, BELOW, ABOVE);
        cblas.gbmv(COLUMN_MAJOR, NOT_TRANSPOSED, N, N, BELOW, ABOVE, 1, a, x, 0, y);
        yield holds(y, product(W, P, Z, BELOW, ABOVE));
      }
      case SYMV -> {
        Vector y = zeros(N);
        cblas.symv(COLUMN_MAJOR, LOWER, N, 1, triangle, x, 0, y);
        yield holds(y, symmetricProduct(U, Z, ALL));
      }
      case SBMV -> {
        Vector y = zeros(N);
        cblas.sbmv(COLUMN_MAJOR, LOWER, N, BELOW, 1, band(W, BELOW, 0), x, 0, y);
        yield holds(y, symmetricProduct(W, Z, BELOW));
      }
      case SPMV -> {
        Vector y = zeros(N);
        cblas.spmv(COLUMN_MAJOR, LOWER, N, 1, packed(W).segment(), x, 0, y);
        yield holds(y, symmetricProduct(W, Z, ALL));
      }
      case TRMV -> {
        cblas.trmv(COLUMN_MAJOR, LOWER, NOT_TRANSPOSED, NON_UNIT, N, triangle, x);
        yield holds(x, product(U, P, Z, ALL, 0));
      }
      case TBMV -> {
        Matrix a = band(W, BELOW, 0);
        cblas.tbmv(COLUMN_MAJOR, LOWER, NOT_TRANSPOSED, NON_UNIT, N, BELOW, a, x);
        yield holds(x, product(W, P, Z, BELOW, 0));
      }
      case TPMV -> {
        cblas.tpmv(COLUMN_MAJOR, LOWER, NOT_TRANSPOSED, NON_UNIT, N, packed(W).segment(), x);
        yield holds(x, product(W, P, Z, ALL, 0));
      }
      case TRSV -> {
        x = vector(product(U, P, Z, ALL, 0));
        cblas.trsv(COLUMN_MAJOR, LOWER, NOT_TRANSPOSED, NON_UNIT, N, triangle, x);
        yield holds(x, Z);
      }
      case TBSV -> {
        x = vector(product(U, P, Z, BELOW, 0));
        Matrix a = band(U, BELOW, 0);
        cblas.tbsv(COLUMN_MAJOR, LOWER, NOT_TRANSPOSED, NON_UNIT, N, BELOW, a, x);
        yield holds(x, Z);
      }
      case TPSV -> {
        x = vector(product(U, P, Z, ALL, 0));
        cblas.tpsv(COLUMN_MAJOR, LOWER, NOT_TRANSPOSED, NON_UNIT, N, packed(U).segment(), x);
        yield holds(x, Z);
      }
      case GER -> {
        Matrix a = zeros();
        cblas.ger(ROW_MAJOR, N, N, 1, vector(U), x, a);
        yield holds(a, lines(1, U, Z, ALL, ALL));
      }
      case SYR -> {
        Matrix a = zeros();
        cblas.syr(ROW_MAJOR, LOWER, N, 1, vector(U), a);
        yield holds(a, lines(1, U, U, ALL, 0));
      }
      case SPR -> {
        Vector ap = zeros(N * (N + 1) / 2);
        cblas.spr(COLUMN_MAJOR, LOWER, N, 1, vector(U), ap.segment());
        yield holds(ap, packedLines(1, U, U));
      }
      // With y = 2 x, the sum of the two products is 4 x x'.
      case SYR2 -> {
        Matrix a = zeros();
        cblas.syr2(ROW_MAJOR, LOWER, N, 1, vector(U), vector(times(2, U)), a);
        yield holds(a, lines(4, U, U, ALL, 0));
      }
      case SPR2 -> {
        Vector ap = zeros(N * (N + 1) / 2);
        cblas.spr2(COLUMN_MAJOR, LOWER, N, 1, vector(U), vector(times(2, U)), ap.segment());
        yield holds(ap, packedLines(4, U, U));
      }
      default -> throw new AssertionError(routine);
    };
  }

  // ---- level 3

  private boolean isExactInLevel3(Routine routine) {
    int no = NOT_TRANSPOSED;
    return switch (routine) {
      case GEMM -> {
        Matrix c = zeros();
        Matrix a = uw;
        cblas.gemm(ROW_MAJOR, no, no, N, N, N, 1, a, tv, 0, c);
        yield holds(c, lines(prefixSums(W, T)[N], U, V, ALL, ALL));
      }
      case SYMM -> {
        Matrix c = zeros();
        Matrix b = tv.transposed();
        cblas.symm(COLUMN_MAJOR, LEFT, LOWER, N, N, 1, triangle, b, 0, c.transposed());
        yield holds(c, lines(1, T, symmetricProduct(U, V, ALL), ALL, ALL));
      }
      case SYRK -> {
        Matrix c = zeros();
        cblas.syrk(ROW_MAJOR, LOWER, no, N, N, 1, uw, 0, c);
        yield holds(c, lines(prefixSums(W, W)[N], U, U, ALL, 0));
      }
      case SYR2K -> {
        Matrix c = zeros();
        Matrix b = rows(lines(2, U, W, ALL, ALL));
        cblas.syr2k(ROW_MAJOR, LOWER, no, N, N, 1, uw, b, 0, c);
        yield holds(c, lines(4 * prefixSums(W, W)[N], U, U, ALL, 0));
      }
      case TRMM -> {
        Matrix b = columns(linesOfTv);
        cblas.trmm(COLUMN_MAJOR, LEFT, LOWER, no, NON_UNIT, N, N, 1, triangle, b);
        yield holds(b, lines(1, T, product(U, P, V, ALL, 0), ALL, ALL));
      }
      case TRSM -> {
        Matrix b = columns(lines(1, T, product(U, P, V, ALL, 0), ALL, ALL));
        cblas.trsm(COLUMN_MAJOR, LEFT, LOWER, no, NON_UNIT, N, N, 1, triangle, b);
        yield holds(b, linesOfTv);
      }
      case OMATCOPY -> {
        Matrix c = zeros();
        Matrix a = rows(lines(1, U, P, ALL, ALL));
        cblas.omatcopy(ROW_MAJOR, TRANSPOSED, N, N, 2, a, c.transposed());
        yield holds(c, lines(2, P, U, ALL, ALL));
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

  /** A z for the band of A = u w' with so many diagonals below and above the main one. */
  private static double[] product(double[] u, double[] w, double[] z, int below, int above) {
    double[] sums = prefixSums(w, z);
    double[] product = new double[N];
    for (int i = 0; i < N; i++) {
      product[i] = u[i] * (sums[Math.min(N, i + above + 1)] - sums[Math.max(0, i - below)]);
    }
    return product;
  }

  /** A z for the symmetric A whose lower triangle is that of the band of u p'. */
  private static double[] symmetricProduct(double[] u, double[] z, int below) {
    double[] sums = prefixSums(u, z);
    double[] product = product(u, P, z, below, 0);
    for (int i = 0; i < N; i++) {
      product[i] += P[i] * (sums[Math.min(N, i + below + 1)] - sums[i + 1]);
    }
    return product;
  }

  /**
   * The rows of u w', or, of a column-major matrix, the columns of w u'. Line i has the elements
   * from {@code before} places before i to {@code after} places after it; the others are 0.
   */
  private Object lines(double scale, double[] u, double[] w, int before, int after) {
    return lines(scale, u, w, before, after, array(N * LEADING), 0, LEADING);
  }

  /** The same with element j of line i at {@code start + i * distance + j}. */
  @SuppressWarnings("SuspiciousSystemArraycopy") // both are float[], or double[]
  private Object lines(
      double scale,
      double[] u,
      double[] w,
      int before,
      int after,
      Object lines,
      int start,
      int distance) {
    Object[] multiples = new Object[FACTORS.length];
    for (int i = 0; i < N; i++) {
      int from = Math.max(0, i - before);
      int to = Math.min(N, i + after + 1);
      Object multiple = multiple(scale, u[i], w, multiples);
      System.arraycopy(multiple, from, lines, start + i * distance + from, to - from);
    }
    return lines;
  }

  /** The lower triangle of w u' by columns, without gaps. */
  @SuppressWarnings("SuspiciousSystemArraycopy") // both are float[], or double[]
  private Object packedLines(double scale, double[] u, double[] w) {
    Object lines = array(N * (N + 1) / 2);
    Object[] multiples = new Object[FACTORS.length];
    for (int j = 0, at = 0; j < N; at += N - j, j++) {
      System.arraycopy(multiple(scale, u[j], w, multiples), j, lines, at, N - j);
    }
    return lines;
  }

  /** The multiple of a vector by a factor, computed when it is first used. */
  private Object multiple(double scale, double factor, double[] w, Object[] multiples) {
    int at = 0;
    while (FACTORS[at] != factor) {
      at++;
    }
    if (multiples[at] == null) {
      multiples[at] = array(scale * factor, w);
    }
    return multiples[at];
  }

  private Object array(int length) {
    return precision == Precision.SINGLE ? new float[length] : new double[length];
  }

  private Object array(double factor, double[] elements) {
    int length = elements.length;
    if (precision == Precision.DOUBLE) {
      double[] doubles = new double[length];
      for (int i = 0; i < length; i++) {
        doubles[i] = factor * elements[i];
      }
      return doubles;
    }
    float[] floats = new float[length];
    for (int i = 0; i < length; i++) {
      floats[i] = (float) (factor * elements[i]);
    }
    return floats;
  }

  // ---- operands

  private Matrix rows(Object lines) {
    return Matrix.wrap(copy(lines), precision, N, N, 0, LEADING, 1);
  }

  private Matrix columns(Object lines) {
    return rows(lines).transposed();
  }

  /** The diagonals of a band of w p', by columns. */
  private Matrix band(double[] w, int below, int above) {
    int diagonals = below + 1 + above;
    Object band = lines(1, P, w, above, below, array(N * diagonals), above, diagonals - 1);
    return Matrix.wrap(copy(band), precision, diagonals, N, 0, 1, diagonals);
  }

  /** The lower triangle of w p' by columns. */
  private Vector packed(double[] w) {
    return Vector.wrap(copy(packedLines(1, P, w)), precision, N * (N + 1) / 2, 0, 1);
  }

  private Vector vector(double[] elements) {
    return Vector.wrap(copy(array(1, elements)), precision, elements.length, 0, 1);
  }

  private Matrix zeros() {
    return rows(array(N * LEADING));
  }

  private Vector zeros(int size) {
    return Vector.wrap(copy(array(size)), precision, size, 0, 1);
  }

  private MemorySegment copy(Object array) {
    MemorySegment elements = segment(array);
    return operand(elements.byteSize()).copyFrom(elements);
  }

  private MemorySegment operand(long bytes) {
    return operands[used++].asSlice(0, bytes);
  }

  private static MemorySegment segment(Object array) {
    return array instanceof float[] floats
        ? MemorySegment.ofArray(floats)
        : MemorySegment.ofArray((double[]) array);
  }

  private boolean holds(Vector x, double[] elements) {
    return holds(x.segment(), array(1, elements));
  }

  private boolean holds(Vector x, Object elements) {
    return holds(x.segment(), elements);
  }

  private boolean holds(Matrix a, Object lines) {
    return holds(a.segment(), lines);
  }

  /** Compares all of the memory, also between the lines. */
  private boolean holds(MemorySegment result, Object elements) {
    MemorySegment exact = copy(elements).asSlice(0, result.byteSize());
    return checksum(result) == checksum(exact) || areEqual(result, exact);
  }

  private long checksum(MemorySegment elements) {
    checksum.reset();
    checksum.update(elements.asByteBuffer());
    return checksum.getValue();
  }

  /** Zeros of either sign are equal. */
  private boolean areEqual(MemorySegment result, MemorySegment exact) {
    for (long i = 0; i < result.byteSize() / precision.bytes(); i++) {
      if (precision.get(result, i) != precision.get(exact, i)) {
        return false;
      }
    }
    return true;
  }
}
