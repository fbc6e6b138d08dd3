/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.util.Locale;

/**
 * The elementwise operations of a layer of sigmoid units: bias, activation, error, delta and the
 * column sums for the bias gradient. They are fused, so that each array is read and written while
 * it is in the cache.
 *
 * <p>All matrices of a call must have one precision, one row for each sample, one column for each
 * unit, and column stride 1. Rows are counted from 0; only the rows given are read and written. The
 * computation is in the matrices' precision. Sums are accumulated in that precision over at most
 * {@value SigmoidRows#STRIP_BLOCKS} elements, and in double over these partial sums. The bits do
 * not depend on the width of a vector register.
 *
 * <p>A matrix of another shape or precision, or an array of sums that is too short, throws {@link
 * IllegalArgumentException}. Rows outside the matrix throw {@link IndexOutOfBoundsException}. In
 * both cases nothing is written. An output may be the same matrix as an input, with the same rows.
 * It must not overlap an input otherwise.
 *
 * <p>An object holds scratch memory. Only one thread at a time may use it.
 *
 * @see Sigmoid
 */
public final class SigmoidLayer {

  private final int units;
  private final int strip;
  private final SigmoidRows doubles;
  private final SigmoidRows floats;

  /**
   * Allocates scratch memory for a layer.
   *
   * @param units the number of units: the columns of all matrices
   * @throws IllegalArgumentException if units is less than 1
   */
  public SigmoidLayer(int units) {
    if (units < 1) {
      throw new IllegalArgumentException("units must be >= 1, but was " + units);
    }
    this.units = units;
    this.strip = SigmoidRows.stripRows(units);
    this.doubles = new DoubleRows(units);
    this.floats = new FloatRows(units);
  }

  /**
   * z_ij := sigmoid(z_ij + bias_j), and the column sums of the result.
   *
   * @param z samples x units: weighted inputs, overwritten by activations
   * @param from the first row
   * @param to the row after the last
   * @param bias units, read
   * @param columnSums units; the sums over these rows are added to it
   */
  public void activate(Matrix z, int from, int to, Vector bias, double[] columnSums) {
    SigmoidRows rows = rows(z);
    checkWritten("z", z, from, to);
    checkBias(bias, z.precision());
    checkLength("columnSums", columnSums);
    setOffsets(rows, bias);
    for (int i = from; i < to; i = end(i, to)) {
      rows.activate(z, i, end(i, to));
      rows.addSums(columnSums);
    }
  }

  /**
   * z_ij := e_ij a_ij (1 - a_ij) with a_ij = sigmoid(z_ij + bias_j) and e_ij = a_ij - target_ij.
   *
   * @param z samples x units: weighted inputs, overwritten by delta
   * @param from the first row of z
   * @param to the row after the last
   * @param bias units, read
   * @param target samples x units, read
   * @param targetFrom the row of target that belongs to row {@code from} of z
   * @param columnSums units; the column sums of delta over these rows are added to it
   * @return the sum of e squared
   */
  public double outputDelta(
      Matrix z, int from, int to, Vector bias, Matrix target, int targetFrom, double[] columnSums) {
    SigmoidRows rows = rows(z);
    checkWritten("z", z, from, to);
    checkBias(bias, z.precision());
    checkRead("target", target, targetFrom, to - from, z.precision());
    checkLength("columnSums", columnSums);
    setOffsets(rows, bias);
    double squares = 0;
    for (int i = from; i < to; i = end(i, to)) {
      rows.outputDelta(z, i, end(i, to), target, targetFrom + i - from);
      rows.addSums(columnSums);
      squares += rows.secondTotal();
    }
    return squares;
  }

  /**
   * delta_ij := e_ij a_ij (1 - a_ij) with e_ij = a_ij - target_ij.
   *
   * @param activation a: samples x units, read; may be delta itself
   * @param activationFrom the row of activation that belongs to row {@code from} of delta
   * @param delta samples x units, written
   * @param from the first row of delta
   * @param to the row after the last
   * @param target samples x units, read
   * @param targetFrom the row of target that belongs to row {@code from} of delta
   * @param columnSums units; the column sums of delta over these rows are added to it
   * @return the sum of e squared
   */
  public double errorDelta(
      Matrix activation,
      int activationFrom,
      Matrix delta,
      int from,
      int to,
      Matrix target,
      int targetFrom,
      double[] columnSums) {
    SigmoidRows rows = rows(delta);
    checkWritten("delta", delta, from, to);
    checkRead("activation", activation, activationFrom, to - from, delta.precision());
    checkRead("target", target, targetFrom, to - from, delta.precision());
    checkLength("columnSums", columnSums);
    double squares = 0;
    for (int i = from; i < to; i = end(i, to)) {
      int done = i - from;
      rows.errorDelta(
          activation, activationFrom + done, delta, i, end(i, to), target, targetFrom + done);
      rows.addSums(columnSums);
      squares += rows.secondTotal();
    }
    return squares;
  }

  /**
   * delta_ij := (delta_ij + slope_j) a_ij (1 - a_ij).
   *
   * @param delta samples x units: the next layer's deltas times its weights, overwritten by this
   *     layer's delta
   * @param from the first row of delta
   * @param to the row after the last
   * @param slope units: the sparsity penalty's derivative with respect to each mean activation,
   *     read
   * @param activation samples x units, read
   * @param activationFrom the row of activation that belongs to row {@code from} of delta
   * @param columnSums units; the column sums of delta over these rows are added to it
   */
  public void hiddenDelta(
      Matrix delta,
      int from,
      int to,
      double[] slope,
      Matrix activation,
      int activationFrom,
      double[] columnSums) {
    SigmoidRows rows = rows(delta);
    checkWritten("delta", delta, from, to);
    checkLength("slope", slope);
    checkRead("activation", activation, activationFrom, to - from, delta.precision());
    checkLength("columnSums", columnSums);
    for (int j = 0; j < units; j++) {
      rows.setOffset(j, slope[j]);
    }
    for (int i = from; i < to; i = end(i, to)) {
      rows.hiddenDelta(delta, i, end(i, to), activation, activationFrom + i - from);
      rows.addSums(columnSums);
    }
  }

  /**
   * {@link #hiddenDelta} before the slope is known: a_ij := h_ij = a_ij (1 - a_ij) and delta_ij :=
   * delta_ij h_ij. The delta with a slope is delta_ij + slope_j h_ij; the same holds for the column
   * sums.
   *
   * @param delta samples x units: the next layer's deltas times its weights, overwritten by this
   *     layer's delta without the slope
   * @param from the first row of delta
   * @param to the row after the last
   * @param activation a: samples x units, overwritten by h
   * @param activationFrom the row of activation that belongs to row {@code from} of delta
   * @param deltaSums units; the column sums of delta over these rows are added to it
   * @param slopeSums units; the column sums of h over these rows are added to it
   */
  public void splitDelta(
      Matrix delta,
      int from,
      int to,
      Matrix activation,
      int activationFrom,
      double[] deltaSums,
      double[] slopeSums) {
    SigmoidRows rows = rows(delta);
    checkWritten("delta", delta, from, to);
    checkRead("activation", activation, activationFrom, to - from, delta.precision());
    activation.requireWritable("activation");
    checkLength("deltaSums", deltaSums);
    checkLength("slopeSums", slopeSums);
    for (int i = from; i < to; i = end(i, to)) {
      rows.splitDelta(delta, i, end(i, to), activation, activationFrom + i - from);
      rows.addSums(deltaSums);
      rows.addSecondSums(slopeSums);
    }
  }

  private SigmoidRows rows(Matrix matrix) {
    return matrix.precision() == Precision.DOUBLE ? doubles : floats;
  }

  private int end(int from, int to) {
    return Math.min(to - from, strip) + from;
  }

  private void setOffsets(SigmoidRows rows, Vector bias) {
    for (int j = 0; j < units; j++) {
      rows.setOffset(j, bias.get(j));
    }
  }

  private void checkWritten(String name, Matrix matrix, int from, int to) {
    checkRows(name, matrix, from, to);
    matrix.requireWritable(name);
  }

  private void checkRead(String name, Matrix matrix, int from, int count, Precision precision) {
    checkRows(name, matrix, from, from + count);
    checkPrecision(name, matrix, precision);
  }

  private void checkRows(String name, Matrix matrix, int from, int to) {
    matrix.requireUsable(name);
    if (matrix.columns() != units || matrix.columnStride() != 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s must have %d columns, one for each unit, and column stride 1, but is %s with"
                  + " column stride %d",
              name,
              units,
              matrix.describe(),
              matrix.columnStride()));
    }
    if (from < 0 || from > to || to > matrix.rows()) {
      throw new IndexOutOfBoundsException(
          String.format(
              Locale.ROOT,
              "%s: rows must satisfy 0 <= from <= to <= %d, but from is %d and to is %d",
              name,
              matrix.rows(),
              from,
              to));
    }
  }

  private void checkBias(Vector bias, Precision precision) {
    bias.requireUsable("bias");
    if (bias.size() != units) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "bias must have %d elements, one for each unit, but has %d",
              units,
              bias.size()));
    }
    checkPrecision("bias", bias, precision);
  }

  private static void checkPrecision(String name, Operand operand, Precision precision) {
    if (operand.precision() != precision) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s must be %s like the matrix written, but is %s",
              name,
              precision,
              operand.precision()));
    }
  }

  private void checkLength(String name, double[] values) {
    if (values.length < units) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s must have at least %d elements, one for each unit, but has %d",
              name,
              units,
              values.length));
    }
  }
}
