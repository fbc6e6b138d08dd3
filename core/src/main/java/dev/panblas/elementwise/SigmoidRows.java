package dev.panblas.elementwise;

import dev.panblas.matrix.Matrix;

/**
 * The arithmetic of {@link SigmoidLayer}'s steps over a block of rows, in one precision. One class
 * for each type of element, because the JVM's arrays and vectors are typed.
 *
 * <p>Sums are of the last step's block alone, for each column, row after row: their bits depend
 * neither on the width of a vector nor on whether there are any.
 */
sealed interface SigmoidRows permits DoubleRows, FloatRows {

  /**
   * The most rows of a block: few enough that 64 columns stay in a first-level cache, and that sums
   * in single precision lose little.
   */
  int BLOCK = 64;

  /** Sets what a unit adds to each of its elements: its bias, or its slope. */
  void setOffset(int unit, double value);

  /** z := a = sigmoid(z + offset). Sums: of a. */
  void activate(Matrix z, int from, int to);

  /** delta := e a (1 - a) with e = a - target. Sums: of delta, and of e squared. */
  void errorDelta(
      Matrix activation,
      int activationFrom,
      Matrix delta,
      int from,
      int to,
      Matrix target,
      int targetFrom);

  /** delta := (delta + offset) a (1 - a). Sums: of delta. */
  void hiddenDelta(Matrix delta, int from, int to, Matrix activation, int activationFrom);

  /** a := h = a (1 - a), delta := delta h. Sums: of delta, and of h. */
  void splitDelta(Matrix delta, int from, int to, Matrix activation, int activationFrom);

  /** The first sum that the last step named. */
  double sum(int unit);

  /** The second sum that the last step named. */
  double secondSum(int unit);
}
