/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.cases;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Routine;
import java.util.Collections;
import java.util.List;

/**
 * A routine for the general rules: its operands, its call and its expected results.
 *
 * @param routine the routine
 * @param formula the mathematics, as in the titles of the rules
 * @param family the sizes, such as m, n and k
 * @param options its options, such as the triangle
 * @param scalars the numbers that it takes
 * @param operands its operands, in the order of the call
 * @param freedom which extents may have any size
 * @param call how to call it
 * @param expectation computes the expected results
 */
public record RoutineModel(
    Routine routine,
    String formula,
    SizeFamily family,
    List<Option> options,
    List<Scalar> scalars,
    List<OperandModel> operands,
    Freedom freedom,
    Call call,
    Expectation expectation) {

  /** Whether an operand may have any extent in a direction. */
  public interface Freedom {
    /** Nowhere. */
    Freedom NONE = (at, operand, direction) -> false;

    boolean isFree(Case at, int operand, int direction);
  }

  /** The arguments of a call. Operands are numbered from 0. */
  public interface Arguments {
    double alpha();

    double beta();

    double cosine();

    double sine();

    int size(int index);

    Triangle triangle();

    Transposition transposition();

    Diagonal diagonal();

    Side side();

    ModifiedGivens h();

    Vector vector(int operand);

    Matrix matrix(int operand);

    MatrixBatch batch(int operand);
  }

  /** Calls the routine, and returns what it returns. */
  public interface Call {
    double on(Blas blas, Arguments arguments);

    /** The call of a routine that returns nothing. */
    interface Subroutine {
      void on(Blas blas, Arguments arguments);
    }
  }

  /** Adapts the call of a routine that returns nothing. */
  public static Call calling(Call.Subroutine subroutine) {
    return (blas, arguments) -> {
      subroutine.on(blas, arguments);
      return 0;
    };
  }

  /** Computes the expected results. */
  public interface Expectation {
    Expected of(Values values);
  }

  /** How much the check of a call has to do: see {@link SizeFamily#volume}. */
  public long volume(List<Integer> sizes) {
    long largest = Collections.max(sizes);
    // The square beside a rectangle has as many rows as the rectangle has rows or columns.
    long square = options.contains(Option.SIDE) ? largest * largest : 0;
    return Math.max(square, family.volume(sizes));
  }

  public boolean has(Scalar scalar) {
    return scalars.contains(scalar);
  }

  public boolean hasInputs() {
    return inputs() > 0;
  }

  /** How many operands are only read. */
  public int inputs() {
    return (int) operands.stream().filter(operand -> !operand.isWritten()).count();
  }

  public boolean hasOutputs() {
    return operands.stream().anyMatch(OperandModel::isWritten);
  }
}
