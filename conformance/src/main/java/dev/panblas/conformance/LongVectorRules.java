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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
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
    for (LongCase at : cases(routine, subject.kernels().isNative() ? BYTES : BYTES_IN_JAVA)) {
      findings.attempt(at, () -> require(subject.blas(), at));
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

  /** Triangles and transpositions in all combinations, and shorter vectors in the first of them. */
  private static List<LongCase> cases(Routine routine, int bytes) {
    boolean hasTriangle = routine != Routine.GBMV && routine != Routine.GER;
    boolean hasTransposition = routine != Routine.SBMV && routine != Routine.GER;
    List<LongCase> cases = new ArrayList<>();
    for (Triangle triangle : Triangle.values()) {
      for (Transposition op : Transposition.values()) {
        if ((hasTriangle || triangle == Triangle.LOWER)
            && (hasTransposition || op == Transposition.NONE)) {
          Diagonal diagonal = cases.size() % 4 == 0 ? Diagonal.NON_UNIT : Diagonal.UNIT;
          boolean isFirst = cases.isEmpty();
          for (Precision precision : Precision.values()) {
            int n = bytes / precision.bytes();
            cases.add(new LongCase(routine, precision, n + 1, triangle, op, diagonal));
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

    /** Element (i, i); 1 if the routine assumes a unit diagonal. */
    double main(int i) {
      return isUnit() || draw(i, 1) < 0 ? 1 : -1;
    }

    boolean isUnit() {
      return diagonal == Diagonal.UNIT && (routine == Routine.TBMV || routine == Routine.TBSV);
    }

    /** The element beside the main diagonal in row or column i, whichever is smaller. */
    double second(int i) {
      return draw(i, 2);
    }

    double x(int i) {
      return draw(i, 3);
    }

    /** Element i of op(A) x. */
    double product(int i) {
      boolean isUpper = (triangle == Triangle.UPPER) == (transposition == Transposition.NONE);
      return main(i) * x(i) + (isUpper ? after(i) : before(i));
    }

    /** Element i of A x for a symmetric A. */
    double symmetricProduct(int i) {
      return main(i) * x(i) + before(i) + after(i);
    }

    private double before(int i) {
      return i == 0 ? 0 : second(i - 1) * x(i - 1);
    }

    private double after(int i) {
      return i == n - 1 ? 0 : second(i) * x(i + 1);
    }

    /** From -3 to 4. */
    private static double draw(int i, int kind) {
      return (((i * 4 + kind) * 0x9E3779B9) >>> 29) - 3;
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

  static void require(Blas blas, LongCase at) {
    try (Arena arena = Arena.ofConfined()) {
      Matrix memory = Matrix.allocate(arena, at.precision, at.n, 3);
      memory.fill(BESIDE);
      Vector x = memory.column(0);
      Vector y = memory.column(1);
      fill(x, at::x);
      switch (at.routine) {
        case GBMV -> {
          int ku = at.triangle == Triangle.UPPER ? 1 : 0;
          blas.gbmv(at.transposition, 1 - ku, ku, 1, diagonals(arena, at), x, 0, y);
          require("y", y, at::product);
        }
        case SBMV -> {
          blas.sbmv(at.triangle, 1, diagonals(arena, at), x, 0, y);
          require("y", y, at::symmetricProduct);
        }
        case TBMV -> {
          fill(y, at::x);
          blas.tbmv(at.triangle, at.transposition, at.diagonal, diagonals(arena, at), y);
          require("x", y, at::product);
        }
        case TBSV -> {
          fill(y, at::product);
          blas.tbsv(at.triangle, at.transposition, at.diagonal, diagonals(arena, at), y);
          require("x", y, at::x);
        }
        case GER -> {
          Vector one = Vector.allocate(arena, at.precision, 1);
          one.fill(2);
          blas.ger(3, x, one, y.asColumn());
          require("a", y, i -> BESIDE + 6 * at.x(i));
        }
        default -> throw new IllegalArgumentException(at.toString());
      }
      require("x", x, at::x);
      require("memory beside the operands", memory.column(2), i -> BESIDE);
    }
  }

  private static Matrix diagonals(Arena arena, LongCase at) {
    Matrix a = Matrix.allocate(arena, at.precision, at.n, 2).transposed();
    boolean isUpper = at.triangle == Triangle.UPPER;
    a.fill(Double.NaN); // also where no element of the matrix is
    if (!at.isUnit()) {
      fill(a.row(isUpper ? 1 : 0), at::main);
    }
    int others = at.n - 1;
    fill(a.row(isUpper ? 0 : 1).slice(isUpper ? 1 : 0, others), at::second);
    return a;
  }

  private static void fill(Vector x, IntToDoubleFunction element) {
    for (int i = 0; i < x.size(); i++) {
      x.set(i, element.applyAsDouble(i));
    }
  }

  private static void require(String name, Vector x, IntToDoubleFunction expected) {
    for (int i = 0; i < x.size(); i++) {
      if (x.get(i) != expected.applyAsDouble(i)) {
        throw new AssertionError(
            String.format(
                Locale.ROOT,
                "element %d of %s must be %s, but is %s",
                i,
                name,
                expected.applyAsDouble(i),
                x.get(i)));
      }
    }
  }
}
