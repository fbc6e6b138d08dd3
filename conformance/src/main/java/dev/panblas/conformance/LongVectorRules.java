/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.blas.Blas;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Routine;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rule 43: strided vectors just below and just above 8 MiB. A native library may copy vectors into
 * work buffers of a fixed size; a backend must not pass it vectors that do not fit.
 *
 * <p>Matrices have two diagonals and elements are small integers, so that the result is exact, and
 * is known from a formula.
 */
final class LongVectorRules {

  private static final Set<Routine> ROUTINES =
      EnumSet.of(Routine.GBMV, Routine.SBMV, Routine.TBMV, Routine.TBSV, Routine.GER);

  private static final int BYTES = 8 << 20;

  /** A backend in Java has no such buffers. */
  private static final int BYTES_IN_JAVA = 1 << 16;

  /** The element beside each one of a vector, which must not change. */
  private static final double BESIDE = 7;

  private LongVectorRules() {}

  static List<Rule> of(RoutineModel model) {
    Routine routine = model.routine();
    return ROUTINES.contains(routine)
        ? List.of(
            RoutineRules.rule(
                model,
                43,
                "long strided vectors, on native backends of a million elements and more, give"
                    + " exact results if all elements are small integers",
                (subject, findings) -> check(routine, subject, findings)))
        : List.of();
  }

  private static void check(Routine routine, Subject subject, Findings findings) {
    int bytes = subject.kernels().isNative() ? BYTES : BYTES_IN_JAVA;
    Numbers numbers = new Numbers(bytes / Precision.SINGLE.bytes() + 1);
    try (Arena arena = Arena.ofConfined()) {
      // The cases use the same memory: to set new memory to 0 takes longer than a case.
      MemorySegment memory = arena.allocate(6L * bytes, Precision.DOUBLE.bytes());
      for (LongCase at : cases(routine, bytes)) {
        SegmentAllocator slices = SegmentAllocator.slicingAllocator(memory);
        findings.attempt(at, () -> require(subject.blas(), at, numbers, slices));
      }
    }
  }

  /** Draws a call with vectors of 1 to 32 MiB in double precision, half as much in single. */
  static LongCase draw(Random random) {
    int n = (int) Math.pow(2, 17 + 5 * random.nextDouble());
    return new LongCase(
        RandomCalls.one(random, List.copyOf(ROUTINES)),
        RandomCalls.one(random, List.of(Precision.values())),
        n,
        RandomCalls.one(random, List.of(Triangle.values())),
        RandomCalls.one(random, List.of(Transposition.values())),
        RandomCalls.one(random, List.of(Diagonal.values())));
  }

  /**
   * Triangles and transpositions in all combinations, with the precisions in turn; in the first of
   * them both precisions, and shorter vectors too.
   */
  private static List<LongCase> cases(Routine routine, int bytes) {
    boolean hasTriangle = routine != Routine.GBMV && routine != Routine.GER;
    boolean hasTransposition = routine != Routine.SBMV && routine != Routine.GER;
    List<LongCase> cases = new ArrayList<>();
    for (Triangle triangle : Triangle.values()) {
      for (Transposition op : Transposition.values()) {
        if ((hasTriangle || triangle == Triangle.LOWER)
            && (hasTransposition || op == Transposition.NONE)) {
          int turn = cases.size();
          Diagonal diagonal = turn % 4 == 0 ? Diagonal.NON_UNIT : Diagonal.UNIT;
          boolean isFirst = turn == 0;
          for (Precision precision : Precision.values()) {
            int n = bytes / precision.bytes();
            boolean isInTurn = (turn % 2 == 0) == (precision == Precision.SINGLE);
            if (isFirst || isInTurn) {
              cases.add(new LongCase(routine, precision, n + 1, triangle, op, diagonal));
            }
            if (isFirst) {
              cases.add(new LongCase(routine, precision, n - 1, triangle, op, diagonal));
            }
          }
        }
      }
    }
    return cases;
  }

  /**
   * A call.
   *
   * @param n rows and columns of the matrix; rows alone for ger
   * @param triangle which triangle the second diagonal is in
   */
  record LongCase(
      Routine routine,
      Precision precision,
      int n,
      Triangle triangle,
      Transposition transposition,
      Diagonal diagonal) {

    private static final Pattern LINE =
        Pattern.compile(
            "(\\w+) (\\w+) n=(\\d{1,9}), second diagonal (\\w+), (\\w+), diagonal (\\w+)(?:: .*)?",
            Pattern.DOTALL);

    boolean isUnit() {
      return diagonal == Diagonal.UNIT && (routine == Routine.TBMV || routine == Routine.TBSV);
    }

    /** op(A) x; both triangles of a symmetric A have the second diagonal. */
    private double[] product(Numbers numbers) {
      boolean isSymmetric = routine == Routine.SBMV;
      boolean isUpper = (triangle == Triangle.UPPER) == (transposition == Transposition.NONE);
      double[] product = new double[n];
      for (int i = 0; i < n; i++) {
        product[i] = isUnit() ? numbers.x[i] : numbers.main[i] * numbers.x[i];
      }
      for (int i = 0; i < n - 1 && (isUpper || isSymmetric); i++) {
        product[i] += numbers.second[i] * numbers.x[i + 1];
      }
      for (int i = 1; i < n && (!isUpper || isSymmetric); i++) {
        product[i] += numbers.second[i - 1] * numbers.x[i - 1];
      }
      return product;
    }

    /** Reads a line that {@link #toString} has written; the error after a colon is ignored. */
    static Optional<LongCase> parse(String line) {
      Matcher parts = LINE.matcher(line.strip());
      return parts.matches()
          ? Optional.of(
              new LongCase(
                  value(Routine.class, parts.group(1)),
                  value(Precision.class, parts.group(2)),
                  Integer.parseInt(parts.group(3)),
                  value(Triangle.class, parts.group(4)),
                  value(Transposition.class, parts.group(5)),
                  value(Diagonal.class, parts.group(6))))
          : Optional.empty();
    }

    private static <T extends Enum<T>> T value(Class<T> type, String text) {
      return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    }

    /** {@return the line that tries the case again} */
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s %s n=%d, second diagonal %s, %s, diagonal %s",
          routine,
          precision.toString().toLowerCase(Locale.ROOT),
          n,
          triangle.toString().toLowerCase(Locale.ROOT),
          transposition.toString().toLowerCase(Locale.ROOT),
          diagonal.toString().toLowerCase(Locale.ROOT));
    }
  }

  /** The elements, of which a case uses the first n. None is 0, so that no result is -0. */
  private static final class Numbers {

    /** The main diagonal: 1 and -1, so that systems have integer solutions. */
    final double[] main;

    /** The diagonal beside it: odd integers from -7 to 7. */
    final double[] second;

    /** The vector: the same. */
    final double[] x;

    Numbers(int size) {
      main = new double[size];
      second = new double[size];
      x = new double[size];
      for (int i = 0; i < size; i++) {
        main[i] = draw(i, 1) < 0 ? 1 : -1;
        second[i] = draw(i, 2);
        x[i] = draw(i, 3);
      }
    }

    private static int draw(int i, int kind) {
      return 2 * (((i * 4 + kind) * 0x9E3779B9) >>> 29) - 7;
    }
  }

  /** Makes one call in new memory. */
  static void require(Blas blas, LongCase at) {
    try (Arena arena = Arena.ofConfined()) {
      long bytes = 6L * at.n * at.precision.bytes();
      MemorySegment memory = arena.allocate(bytes, Precision.DOUBLE.bytes());
      require(blas, at, new Numbers(at.n), SegmentAllocator.slicingAllocator(memory));
    }
  }

  private static void require(Blas blas, LongCase at, Numbers numbers, SegmentAllocator slices) {
    double[] x = Arrays.copyOf(numbers.x, at.n);
    double[] beside = new double[at.n];
    Arrays.fill(beside, BESIDE);
    double[] before =
        switch (at.routine) {
          case TBMV -> x;
          case TBSV -> at.product(numbers);
          default -> beside;
        };
    double[] after =
        switch (at.routine) {
          case TBSV -> x;
          case GER -> Arrays.stream(x).map(element -> BESIDE + 6 * element).toArray();
          default -> at.product(numbers);
        };
    MemorySegment memory = copy(slices, at, interleaved(at.precision, x, before, beside));
    Matrix columns = Matrix.wrap(memory, at.precision, at.n, 3, 0, 3, 1);
    if (at.routine == Routine.GER) {
      Vector one = Vector.allocate(at.precision, 1);
      one.fill(2);
      blas.ger(3, columns.column(0), one, columns.column(1).asColumn());
    } else {
      call(blas, at, diagonals(slices, at, numbers), columns.column(0), columns.column(1));
    }
    requireSame(at, interleaved(at.precision, x, after, beside), memory);
  }

  private static void call(Blas blas, LongCase at, Matrix a, Vector x, Vector y) {
    int ku = at.triangle == Triangle.UPPER ? 1 : 0;
    switch (at.routine) {
      case GBMV -> blas.gbmv(at.transposition, 1 - ku, ku, 1, a, x, 0, y);
      case SBMV -> blas.sbmv(at.triangle, 1, a, x, 0, y);
      case TBMV -> blas.tbmv(at.triangle, at.transposition, at.diagonal, a, y);
      case TBSV -> blas.tbsv(at.triangle, at.transposition, at.diagonal, a, y);
      default -> throw new IllegalArgumentException(at.toString());
    }
  }

  /** In band storage, with NaN where no element of the matrix is. */
  private static Matrix diagonals(SegmentAllocator slices, LongCase at, Numbers numbers) {
    boolean isUpper = at.triangle == Triangle.UPPER;
    double[] main = Arrays.copyOf(numbers.main, at.n);
    if (at.isUnit()) {
      Arrays.fill(main, Double.NaN);
    }
    double[] second = new double[at.n];
    System.arraycopy(numbers.second, 0, second, isUpper ? 1 : 0, at.n - 1);
    second[isUpper ? 0 : at.n - 1] = Double.NaN;
    MemorySegment elements =
        isUpper ? interleaved(at.precision, second, main) : interleaved(at.precision, main, second);
    return Matrix.wrap(copy(slices, at, elements), at.precision, at.n, 2, 0, 2, 1).transposed();
  }

  private static MemorySegment copy(SegmentAllocator slices, LongCase at, MemorySegment elements) {
    return slices.allocate(elements.byteSize(), at.precision.bytes()).copyFrom(elements);
  }

  /** Vectors as the columns of a row-major matrix on the heap, where millions are set fast. */
  private static MemorySegment interleaved(Precision precision, double[]... columns) {
    int size = columns[0].length * columns.length;
    if (precision == Precision.SINGLE) {
      float[] all = new float[size];
      for (int j = 0; j < columns.length; j++) {
        for (int i = 0; i < columns[j].length; i++) {
          all[i * columns.length + j] = (float) columns[j][i];
        }
      }
      return MemorySegment.ofArray(all);
    }
    double[] all = new double[size];
    for (int j = 0; j < columns.length; j++) {
      for (int i = 0; i < columns[j].length; i++) {
        all[i * columns.length + j] = columns[j][i];
      }
    }
    return MemorySegment.ofArray(all);
  }

  private static void requireSame(LongCase at, MemorySegment expected, MemorySegment memory) {
    long firstByte = memory.mismatch(expected);
    if (firstByte >= 0) {
      long wrong = firstByte / at.precision.bytes();
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "element %d of %s must be %s, but is %s",
              wrong / 3,
              List.of("the input", "the result", "the memory beside them").get((int) (wrong % 3)),
              at.precision.get(expected, wrong),
              at.precision.get(memory, wrong)));
    }
  }
}
