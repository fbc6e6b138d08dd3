package dev.panblas.elementwise;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The elementwise steps of a layer of sigmoid units, fused so that each array is read and written
 * once: bias, activation, error, delta and the column sums that the bias gradient needs.
 *
 * <p>All matrices have a row a sample and a column a unit, and rows contiguous (column stride 1).
 * Computed in double for both precisions; each element is rounded once. Column sums are added up
 * row after row in double, so that they do not depend on the backend.
 *
 * <p>A matrix of another shape is an {@link IllegalArgumentException}, rows that are not there an
 * {@link IndexOutOfBoundsException}; both before anything is written.
 *
 * <p>An object holds scratch memory for one thread: use one a thread.
 */
public final class SigmoidLayer {

  private final int units;
  private final double[] row;
  private final double[] other;
  private final double[] biases;

  /**
   * Scratch memory for a layer.
   *
   * @param units the number of units, the columns of all matrices
   */
  public SigmoidLayer(int units) {
    this.units = units;
    this.row = new double[units];
    this.other = new double[units];
    this.biases = new double[units];
  }

  /**
   * The logistic function 1 / (1 + e<sup>-x</sup>). Never NaN unless x is: it is 0 and 1 at the
   * infinities, and wherever the exponential leaves the range of a double.
   *
   * @param x any value
   * @return a value from 0 to 1
   */
  public static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
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
    checkRows("z", z, from, to);
    z.requireWritable("z");
    readBias(bias);
    for (int i = from; i < to; i++) {
      read(z, i, row);
      for (int j = 0; j < units; j++) {
        row[j] = sigmoid(row[j] + biases[j]);
      }
      write(row, z, i);
      addRowTo(columnSums);
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
    checkRows("z", z, from, to);
    z.requireWritable("z");
    checkRows("target", target, targetFrom, targetFrom + (to - from));
    readBias(bias);
    double squares = 0;
    for (int i = from; i < to; i++) {
      read(z, i, row);
      read(target, targetFrom + i - from, other);
      for (int j = 0; j < units; j++) {
        double activation = sigmoid(row[j] + biases[j]);
        double error = activation - other[j];
        squares += error * error;
        row[j] = error * activation * (1 - activation);
      }
      write(row, z, i);
      addRowTo(columnSums);
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
    checkRows("delta", delta, from, to);
    delta.requireWritable("delta");
    checkRows("activation", activation, activationFrom, activationFrom + (to - from));
    for (int i = from; i < to; i++) {
      read(delta, i, row);
      read(activation, activationFrom + i - from, other);
      for (int j = 0; j < units; j++) {
        row[j] = (row[j] + slope[j]) * other[j] * (1 - other[j]);
      }
      write(row, delta, i);
      addRowTo(columnSums);
    }
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

  private void readBias(Vector bias) {
    for (int j = 0; j < units; j++) {
      biases[j] = bias.get(j);
    }
  }

  private void addRowTo(double[] columnSums) {
    for (int j = 0; j < units; j++) {
      columnSums[j] += row[j];
    }
  }

  private void read(Matrix from, int i, double[] values) {
    MemorySegment segment = from.segment();
    long first = from.origin() + i * from.rowStride();
    if (from.precision() == Precision.DOUBLE) {
      MemorySegment.copy(segment, ValueLayout.JAVA_DOUBLE, first * Double.BYTES, values, 0, units);
    } else {
      for (int j = 0; j < units; j++) {
        values[j] = segment.getAtIndex(ValueLayout.JAVA_FLOAT, first + j);
      }
    }
  }

  private void write(double[] values, Matrix to, int i) {
    MemorySegment segment = to.segment();
    long first = to.origin() + i * to.rowStride();
    if (to.precision() == Precision.DOUBLE) {
      MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_DOUBLE, first * Double.BYTES, units);
    } else {
      for (int j = 0; j < units; j++) {
        segment.setAtIndex(ValueLayout.JAVA_FLOAT, first + j, (float) values[j]);
      }
    }
  }
}
