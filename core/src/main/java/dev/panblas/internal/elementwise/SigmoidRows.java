/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

import dev.panblas.matrix.Matrix;

/**
 * The arithmetic of {@link SigmoidLayer}'s operations on a strip of rows, in one precision. There
 * is one class for each type of element, because Java's arrays are typed.
 *
 * <p>A strip is computed in blocks of rows, which are copied to arrays on the heap, because the JIT
 * compiler vectorises loops over arrays. An operation replaces the sums of the operation before.
 * Each element of a block is summed over the blocks of the strip; then the rows of these sums are
 * added in order. The bits therefore do not depend on the width of a vector register.
 */
sealed interface SigmoidRows permits DoubleRows, FloatRows {

  /**
   * The elements of a block, rounded up to whole rows: few enough that its arrays stay in a
   * first-level cache, unless the rows are long.
   */
  int BLOCK_ELEMENTS = 512;

  /** The most blocks of a strip: few enough that sums in single precision stay accurate. */
  int STRIP_BLOCKS = 64;

  /** The number of rows of a block. */
  static int blockRows(int units) {
    return Math.ceilDiv(BLOCK_ELEMENTS, units);
  }

  /** The most rows of a strip. */
  static int stripRows(int units) {
    return STRIP_BLOCKS * blockRows(units);
  }

  /** Sets the offset of a unit, which is added to each of its elements: a bias or a slope. */
  void setOffset(int unit, double value);

  /** z := a = sigmoid(z + offset). Sums a. */
  void activate(Matrix z, int from, int to);

  /** z := e a (1 - a) with a = sigmoid(z + offset), e = a - target. Sums z, and e squared. */
  void outputDelta(Matrix z, int from, int to, Matrix target, int targetFrom);

  /** delta := e a (1 - a) with e = a - target. Sums delta, and e squared. */
  void errorDelta(
      Matrix activation,
      int activationFrom,
      Matrix delta,
      int from,
      int to,
      Matrix target,
      int targetFrom);

  /** delta := (delta + offset) a (1 - a). Sums delta. */
  void hiddenDelta(Matrix delta, int from, int to, Matrix activation, int activationFrom);

  /** a := h = a (1 - a), delta := delta h. Sums delta, and h. */
  void splitDelta(Matrix delta, int from, int to, Matrix activation, int activationFrom);

  /** Adds the column sums of the first result that the last operation sums. */
  void addSums(double[] columnSums);

  /** Adds the column sums of the second result that the last operation sums. */
  void addSecondSums(double[] columnSums);

  /** The sum over all columns of the second result that the last operation sums. */
  double secondTotal();
}
