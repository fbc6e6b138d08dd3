/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.panblas.internal.division.CopiedMatrix;
import dev.panblas.internal.division.DividedKernels;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kit on right kernels and divisions with one mistake each: the rule against the mistake must
 * fail and show it.
 */
class WrongDivisionsTest {

  private static final BlasKernels KERNELS = new ExampleKernels();

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "leaves out the last part of a product",
            new LeavesOutLastPart(),
            "GEMM-1",
            "elements are wrong",
            "GEMM-7"),
        arguments(
            "leaves out the last part of a vector",
            new LeavesOutLastPart(),
            "SWAP-1",
            "swap single n=",
            "SWAP-7"),
        arguments(
            "leaves out the last block of a sum",
            new LeavesOutLastPart(),
            "SUM-30",
            "got 0.0",
            "SUM-6"),
        arguments(
            "leaves out the last part of a random call",
            new LeavesOutLastPart(),
            "RANDOM-1",
            "shrunk from",
            "RANDOM-2"),
        arguments(
            "computes the first part twice",
            new RepeatsFirstPart(),
            "AXPY-1",
            "elements are wrong",
            "AXPY-7"),
        arguments("applies beta twice", new AppliesBetaTwice(), "GEMM-3", "beta=0.7", "GEMM-1"),
        arguments(
            "adds a diagonal block twice",
            new AddsDiagonalBlockTwice(),
            "SYRK-1",
            "elements are wrong",
            "SYRK-7"),
        arguments(
            "reads both triangles of a symmetric matrix",
            new ReadsOtherTriangle(),
            "SYMV-1",
            "elements are wrong",
            "SYMV-7"),
        arguments(
            "reads b after it was overwritten",
            new ReadsOverwrittenRows(),
            "TRMM-1",
            "elements are wrong",
            "TRMM-7"),
        arguments(
            "solves for the rows that depend on others first",
            new SolvesDependentRowsFirst(),
            "TRSM-1",
            "elements are wrong",
            "TRSM-7"),
        arguments(
            "adds a block of an inner product twice",
            new AddsBlockTwice(),
            "DOT-30",
            "dot single n=",
            "DOT-6"),
        arguments(
            "overlaps two parts by one row",
            new OverlapsParts(),
            "GEMM-3",
            "elements are wrong",
            "GEMM-7"),
        arguments(
            "exchanges the rows and columns of the grid",
            new ExchangesRowsAndColumns(),
            "GEMM-1",
            "elements are wrong",
            "GEMM-7"),
        arguments(
            "takes the last of equal elements",
            new TakesLastMaximum(),
            "IAMAX-20",
            "the result: expected 0.0",
            "IAMAX-6"),
        arguments(
            "loses the last rows of a copied matrix",
            new LosesCopiedRows(),
            "GEMV-44",
            "elements are wrong",
            "GEMV-7"),
        arguments(
            "loses the last rows of a copied triangle",
            new LosesCopiedRows(),
            "SYRK-44",
            "elements are wrong",
            "SYRK-7"),
        arguments(
            "loses the copy of the last part of a product",
            new LosesCopiedPart(),
            "GEMM-44",
            "elements are wrong",
            "GEMM-7"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void theRuleFailsAndItsMessageShowsTheMistake(
      String mistake, DividedKernels divided, String broken, String said, String kept) {
    Outcome outcome = check(divided, broken);
    assertFalse(outcome.isPassed(), () -> broken + " must fail if the division " + mistake);
    assertTrue(
        outcome.toString().contains(said),
        () -> "the outcome must contain " + said + ", but was " + outcome);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void anotherRulePasses(
      String mistake, DividedKernels divided, String broken, String said, String kept) {
    Outcome outcome = check(divided, kept);
    assertTrue(outcome.isPassed(), () -> outcome + " must pass if the division " + mistake);
  }

  /** On confined memory the calling thread computes all parts. */
  @Test
  void aRunWithoutWorkerThreadsIsNoticed() {
    ObservedKernels observed = ObservedKernels.of(KERNELS);
    DividedKernels divided = new DividedKernels(observed.kernels(), DividedSubject.DIVISION);
    Subject subject = DividedSubject.of(observed.kernels(), divided);
    assertTrue(check(subject.withArenas(Arena::ofConfined), "AXPY-1").isPassed());
    assertEquals(0, observed.callsOfWorkers());
    assertTrue(check(subject, "AXPY-1").isPassed());
    assertTrue(observed.callsOfWorkers() > 0);
  }

  private static Outcome check(DividedKernels divided, String id) {
    return check(DividedSubject.of(divided.undivided(), divided), id);
  }

  private static Outcome check(Subject subject, String id) {
    Rule rule =
        ConformanceKit.rules().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
    return ConformanceKit.check(subject, rule);
  }

  /** Right, except for what a subclass overrides. */
  private abstract static class Mistaken extends DividedKernels {
    /** The rows of a block that a mistake is made in; half of a matrix that has more. */
    static final int BLOCK = 5;

    Mistaken() {
      this(KERNELS);
    }

    Mistaken(BlasKernels kernels) {
      super(kernels, DividedSubject.DIVISION);
    }

    /** Makes the mistake on the copies too. */
    @Override
    public void gemm(double alpha, CopiedMatrix a, CopiedMatrix b, double beta, CopiedMatrix c) {
      for (CopiedMatrix operand : List.of(a, b, c)) {
        operand.packed().copyFrom(operand.original());
      }
      gemm(alpha, a.packed(), b.packed(), beta, c.packed());
      c.original().copyFrom(c.packed());
    }

    static boolean isLarge(Matrix a) {
      return a.rows() >= 2 * BLOCK;
    }

    static Matrix rows(Matrix a, int from, int to) {
      return a.block(from, 0, to - from, a.columns());
    }

    static Matrix columns(Matrix a, int from, int to) {
      return a.block(0, from, a.rows(), to - from);
    }
  }

  private static final class LeavesOutLastPart extends Mistaken {
    @Override
    protected void run(int parts, IntConsumer part, Operand... operands) {
      super.run(Math.max(1, parts - 1), part, operands);
    }
  }

  private static final class RepeatsFirstPart extends Mistaken {
    @Override
    protected void run(int parts, IntConsumer part, Operand... operands) {
      super.run(parts, part, operands);
      part.accept(0);
    }
  }

  /** k is cut, and each product scales C. */
  private static final class AppliesBetaTwice extends Mistaken {
    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      int k = a.columns();
      if (k < 2 * BLOCK) {
        super.gemm(alpha, a, b, beta, c);
      } else {
        super.gemm(alpha, columns(a, 0, BLOCK), rows(b, 0, BLOCK), beta, c);
        super.gemm(alpha, columns(a, BLOCK, k), rows(b, BLOCK, k), beta == 0 ? 1 : beta, c);
      }
    }
  }

  private static final class AddsDiagonalBlockTwice extends Mistaken {
    @Override
    public void syrk(Triangle triangle, double alpha, Matrix a, double beta, Matrix c) {
      super.syrk(triangle, alpha, a, beta, c);
      if (isLarge(c)) {
        super.syrk(triangle, alpha, rows(a, 0, BLOCK), 1, c.block(0, 0, BLOCK, BLOCK));
      }
    }
  }

  /** Both triangles of A are read. */
  private static final class ReadsOtherTriangle extends Mistaken {
    @Override
    public void symv(Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {
      if (isLarge(a)) {
        super.gemv(alpha, a, x, beta, y);
      } else {
        super.symv(triangle, alpha, a, x, beta, y);
      }
    }
  }

  /** A in halves, on the left: the rows of B that the others need are overwritten first. */
  private static final class ReadsOverwrittenRows extends Mistaken {
    @Override
    public void trmm(
        Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
      int n = a.rows();
      if (side == Side.RIGHT || triangle == Triangle.LOWER || !isLarge(a)) {
        super.trmm(side, triangle, diagonal, alpha, a, b);
        return;
      }
      Matrix top = rows(b, 0, BLOCK);
      Matrix bottom = rows(b, BLOCK, n);
      int rest = n - BLOCK;
      Matrix last = a.block(BLOCK, BLOCK, rest, rest);
      super.trmm(side, triangle, diagonal, alpha, last, bottom);
      super.trmm(side, triangle, diagonal, alpha, a.block(0, 0, BLOCK, BLOCK), top);
      super.gemm(alpha, a.block(0, BLOCK, BLOCK, rest), bottom, 1, top);
    }
  }

  /** A in halves, on the left: the rows of B that need the solution of the others come first. */
  private static final class SolvesDependentRowsFirst extends Mistaken {
    @Override
    public void trsm(
        Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
      int n = a.rows();
      if (side == Side.RIGHT || triangle == Triangle.LOWER || !isLarge(a)) {
        super.trsm(side, triangle, diagonal, alpha, a, b);
        return;
      }
      Matrix top = rows(b, 0, BLOCK);
      Matrix bottom = rows(b, BLOCK, n);
      int rest = n - BLOCK;
      super.gemm(-1, a.block(0, BLOCK, BLOCK, rest), bottom, alpha, top);
      super.trsm(side, triangle, diagonal, 1, a.block(0, 0, BLOCK, BLOCK), top);
      Matrix last = a.block(BLOCK, BLOCK, rest, rest);
      super.trsm(side, triangle, diagonal, alpha, last, bottom);
    }
  }

  private static final class AddsBlockTwice extends Mistaken {
    @Override
    public double dot(Vector x, Vector y) {
      double sum = super.dot(x, y);
      return x.size() < 2 * BLOCK
          ? sum
          : sum + super.dot(x.slice(BLOCK, BLOCK), y.slice(BLOCK, BLOCK));
    }
  }

  /** Row {@link #BLOCK} is computed with both parts. */
  private static final class OverlapsParts extends Mistaken {
    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      int m = c.rows();
      if (isLarge(c)) {
        super.gemm(alpha, rows(a, 0, BLOCK + 1), b, beta, rows(c, 0, BLOCK + 1));
        super.gemm(alpha, rows(a, BLOCK, m), b, beta, rows(c, BLOCK, m));
      } else {
        super.gemm(alpha, a, b, beta, c);
      }
    }
  }

  /** Blocks (0, 1) and (1, 0) of a square C have the factors of one another. */
  private static final class ExchangesRowsAndColumns extends Mistaken {
    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      int half = c.rows() / 2;
      if (!isLarge(c) || c.rows() != c.columns() || c.rows() % 2 != 0) {
        super.gemm(alpha, a, b, beta, c);
        return;
      }
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          super.gemm(
              alpha,
              rows(a, j * half, (j + 1) * half),
              columns(b, i * half, (i + 1) * half),
              beta,
              c.block(i * half, j * half, half, half));
        }
      }
    }
  }

  private static final class TakesLastMaximum extends Mistaken {
    @Override
    public int iamax(Vector x) {
      int first = super.iamax(x);
      int last = first;
      for (int from = BLOCK; from + BLOCK <= x.size(); from += BLOCK) {
        int index = from + super.iamax(x.slice(from, BLOCK));
        if (Math.abs(x.get(index)) >= Math.abs(x.get(last))) {
          last = index;
        }
      }
      return last;
    }
  }

  private static final class LosesCopiedRows extends Mistaken {
    LosesCopiedRows() {
      super(new DividedConformanceTest.NativeKernels());
    }

    @Override
    public void copyRows(Matrix a, Matrix b) {
      int kept = isLarge(a) ? a.rows() - BLOCK : a.rows();
      super.copyRows(rows(a, 0, kept), rows(b, 0, kept));
    }

    @Override
    public void copyRows(Triangle triangle, Matrix a, Matrix b) {
      int kept = isLarge(a) ? a.rows() - BLOCK : a.rows();
      super.copyRows(triangle, a.block(0, 0, kept, kept), b.block(0, 0, kept, kept));
    }
  }

  /** The last rows of C keep their old elements. */
  private static final class LosesCopiedPart extends DividedKernels {
    LosesCopiedPart() {
      super(new DividedConformanceTest.NativeKernels(), DividedSubject.DIVISION);
    }

    @Override
    public void gemm(double alpha, CopiedMatrix a, CopiedMatrix b, double beta, CopiedMatrix c) {
      Matrix original = c.original();
      if (original == c.packed() || !Mistaken.isLarge(original)) {
        super.gemm(alpha, a, b, beta, c);
        return;
      }
      int m = original.rows();
      Matrix last = Mistaken.rows(original, m - Mistaken.BLOCK, m);
      Matrix before = Matrix.allocate(last.precision(), last.rows(), last.columns());
      before.copyFrom(last);
      super.gemm(alpha, a, b, beta, c);
      last.copyFrom(before);
    }
  }
}
