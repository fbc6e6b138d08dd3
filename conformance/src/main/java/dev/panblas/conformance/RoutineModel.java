package dev.panblas.conformance;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Routine;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the kit knows of a routine: enough to make its operands, to call it, and to say what must
 * come out. All general rules are written against this.
 *
 * @param routine which one
 * @param formula the mathematics, as it stands in the rules' titles
 * @param sizes the names of its sizes, such as m, n and k
 * @param scalars whether it has neither alpha nor beta, alpha, or both
 * @param operands its operands, in the order of the call
 * @param call how to call it
 * @param expectation what must come out
 */
record RoutineModel(
    Routine routine,
    String formula,
    List<String> sizes,
    Scalars scalars,
    List<OperandModel> operands,
    Call call,
    Expectation expectation) {

  /** The scalars that a routine takes. */
  enum Scalars {
    /** No scalar. */
    NONE,
    /** The factor alpha. */
    ALPHA,
    /** The factor alpha of the product, and beta of the output. */
    ALPHA_BETA
  }

  /** What a routine is called with. Operands are counted from 0. */
  interface Arguments {
    double alpha();

    double beta();

    Vector vector(int operand);

    Matrix matrix(int operand);
  }

  /** Calls the routine and hands on what it returns; 0 if it returns nothing. */
  interface Call {
    double on(Blas blas, Arguments arguments);
  }

  /**
   * The elements of all operands before the call, row by row, and the scalars as the operands'
   * precision holds them.
   */
  record Values(List<Integer> sizes, double alpha, double beta, List<double[]> operands) {
    int size(int index) {
      return sizes.get(index);
    }

    double[] operand(int index) {
      return operands.get(index);
    }
  }

  /**
   * What must come out.
   *
   * @param outputs by operand, its elements row by row
   * @param result what the routine returns, if it returns something
   */
  record Expected(Map<Integer, List<Element>> outputs, Optional<Element> result) {
    static Expected output(int operand, List<Element> elements) {
      return new Expected(Map.of(operand, elements), Optional.empty());
    }

    static Expected result(Element element) {
      return new Expected(Map.of(), Optional.of(element));
    }
  }

  /** Works out what must come out. */
  interface Expectation {
    Expected of(Values values);
  }

  boolean hasAlpha() {
    return scalars != Scalars.NONE;
  }

  boolean hasBeta() {
    return scalars == Scalars.ALPHA_BETA;
  }

  boolean hasInputs() {
    return operands.stream().anyMatch(operand -> !operand.isWritten());
  }

  boolean hasOutputs() {
    return operands.stream().anyMatch(OperandModel::isWritten);
  }
}
