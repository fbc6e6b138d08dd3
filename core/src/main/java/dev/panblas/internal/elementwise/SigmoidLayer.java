package dev.panblas.internal.elementwise;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;

/**
 * The elementwise steps of a layer of sigmoid units, fused so that each array is read and written
 * while it is in the cache: bias, activation, error, delta and the column sums that the bias
 * gradient needs.
 *
 * <p>All matrices of a call have one precision, a row a sample and a column a unit, and rows
 * contiguous (column stride 1). Everything is computed in that precision; each row counts from the
 * first of its matrix, and nothing outside of the rows given is touched. Sums are added up in the
 * same precision over at most {@value SigmoidRows#STRIP_BLOCKS} elements each and in double beyond.
 * Whatever the width of a vector, the bits are the same.
 *
 * <p>A matrix of another shape or precision, or too short an array of sums, is an {@link
 * IllegalArgumentException}, rows that are not there an {@link IndexOutOfBoundsException}; both
 * before anything is written. What a step writes must not overlap what else it reads, but for the
 * same element of the same row.
 *
 * <p>An object holds scratch memory for one thread: use one a thread.
 *
 * @see Sigmoid
 */
public final class SigmoidLayer {

  private final int units;
  private final int strip;
  private final SigmoidRows doubles;
  private final SigmoidRows floats;

  /**
   * Scratch memory for a layer.
   *
   * @param units the number of units, the columns of all matrices
   * @throws IllegalArgumentException if there is not one
   */
  public SigmoidLayer(int units) {
    if (units < 1) {
      throw new IllegalArgumentException("a layer has 1 unit or more, not " + units);
    }
    this.units = units;
    this.strip = SigmoidRows.stripRows(units);
    this.doubles = new DoubleRows(units);
    this.floats = new FloatRows(units);
  }

  /**
   * z_ij := sigmoid(z_ij + bias_j) in some rows, and the sum of each column of the result.
   *
   * @param z samples x units: weighted inputs, becomes activations
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
   * Output activations a = sigmoid(z + bias), their error e = a - target, and delta = e a (1 - a)
   * in z's place, in some rows.
   *
   * @param z samples x units: weighted inputs, becomes delta
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
   * The error e = a - target of output activations that are there already, and delta = e a (1 - a),
   * in some rows.
   *
   * @param activation samples x units, read; may be delta itself
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
   * delta_ij := (delta_ij + slope_j) a_ij (1 - a_ij) in some rows.
   *
   * @param delta samples x units: the deltas of the layer above times its weights, becomes this
   *     layer's delta
   * @param from the first row of delta
   * @param to the row after the last
   * @param slope units: what the sparsity penalty adds to each unit, read
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
   * {@link #hiddenDelta} before the slope is known: h_ij = a_ij (1 - a_ij) in the activation's
   * place and delta_ij := delta_ij h_ij, in some rows. The delta with a slope is then delta_ij +
   * slope_j h_ij, and so are its column sums.
   *
   * @param delta samples x units: the deltas of the layer above times its weights, becomes this
   *     layer's delta without the slope
   * @param from the first row of delta
   * @param to the row after the last
   * @param activation samples x units: activations, becomes h
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
              "%s (%s, column stride %d) must have %d columns, one for each unit, and stride 1",
              name, matrix.describe(), matrix.columnStride(), units));
    }
    if (from < 0 || from > to || to > matrix.rows()) {
      throw new IndexOutOfBoundsException(
          String.format("rows %d to %d of %s (%s)", from, to, name, matrix.describe()));
    }
  }

  private void checkBias(Vector bias, Precision precision) {
    bias.requireUsable("bias");
    if (bias.size() != units) {
      throw new IllegalArgumentException(
          String.format(
              "bias (%s) must have %d elements, one for each unit", bias.describe(), units));
    }
    checkPrecision("bias", bias, precision);
  }

  private static void checkPrecision(String name, Operand operand, Precision precision) {
    if (operand.precision() != precision) {
      throw new IllegalArgumentException(
          String.format(
              "%s (%s) must be %s, as what is written", name, operand.describe(), precision));
    }
  }

  private void checkLength(String name, double[] values) {
    if (values.length < units) {
      throw new IllegalArgumentException(
          String.format("%s has %d elements, but there are %d units", name, values.length, units));
    }
  }
}
