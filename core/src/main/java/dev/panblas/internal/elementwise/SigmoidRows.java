package dev.panblas.internal.elementwise;

import dev.panblas.matrix.Matrix;

/**
 * The arithmetic of {@link SigmoidLayer}'s steps over a strip of rows, in one precision. One class
 * for each type of element, because the JVM's arrays are typed.
 *
 * <p>A strip is done in blocks of rows, copied to arrays of the heap: loops over these are what the
 * JVM's compiler turns into vector instructions. Sums are of the last step's strip alone. They are
 * added up block after block, each element of a block apart, and in the end from the first row of a
 * block to the last: their bits do not depend on the width of a vector.
 */
sealed interface SigmoidRows permits DoubleRows, FloatRows {

  /**
   * The elements of a block, so many or up to a row more: few enough that its arrays stay in a
   * first-level cache, but for long rows.
   */
  int BLOCK_ELEMENTS = 512;

  /** The most blocks of a strip: few enough that sums in single precision lose little. */
  int STRIP_BLOCKS = 64;

  /** The rows of a block of so many columns. */
  static int blockRows(int units) {
    return Math.ceilDiv(BLOCK_ELEMENTS, units);
  }

  /** The most rows of a strip of so many columns. */
  static int stripRows(int units) {
    return STRIP_BLOCKS * blockRows(units);
  }

  /** Sets what a unit adds to each of its elements: its bias, or its slope. */
  void setOffset(int unit, double value);

  /** z := a = sigmoid(z + offset). Sums: of a. */
  void activate(Matrix z, int from, int to);

  /** z := e a (1 - a) with a = sigmoid(z + offset), e = a - target. Sums: of z, of e squared. */
  void outputDelta(Matrix z, int from, int to, Matrix target, int targetFrom);

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

  /** Adds the first sum that the last step named, by columns. */
  void addSums(double[] columnSums);

  /** Adds the second sum that the last step named, by columns. */
  void addSecondSums(double[] columnSums);

  /** The second sum that the last step named, over all columns. */
  double secondTotal();
}
