package dev.panblas.conformance;

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
import java.util.List;

/**
 * What the kit knows of a routine: enough to make its operands, to call it, and to say what must
 * come out. All general rules are written against this.
 *
 * @param routine which one
 * @param formula the mathematics, as it stands in the rules' titles
 * @param family the sizes, such as m, n and k
 * @param options what it can be told, such as the triangle
 * @param scalars the numbers that it takes
 * @param operands its operands, in the order of the call
 * @param freedom which extents nothing else must agree with
 * @param call how to call it
 * @param expectation what must come out
 */
record RoutineModel(
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
  interface Freedom {
    /** Nowhere. */
    Freedom NONE = (at, operand, direction) -> false;

    boolean isFree(Case at, int operand, int direction);
  }

  /** What a routine is called with. Operands are counted from 0. */
  interface Arguments {
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

  /** Calls the routine and hands on what it returns. */
  interface Call {
    double on(Blas blas, Arguments arguments);

    /** Of a routine that returns nothing. */
    interface Subroutine {
      void on(Blas blas, Arguments arguments);
    }
  }

  /** A subroutine's call. */
  static Call calling(Call.Subroutine subroutine) {
    return (blas, arguments) -> {
      subroutine.on(blas, arguments);
      return 0;
    };
  }

  /** Works out what must come out. */
  interface Expectation {
    Expected of(Values values);
  }

  boolean has(Scalar scalar) {
    return scalars.contains(scalar);
  }

  boolean hasInputs() {
    return inputs() > 0;
  }

  /** How many operands are only read. */
  int inputs() {
    return (int) operands.stream().filter(operand -> !operand.isWritten()).count();
  }

  boolean hasOutputs() {
    return operands.stream().anyMatch(OperandModel::isWritten);
  }
}
