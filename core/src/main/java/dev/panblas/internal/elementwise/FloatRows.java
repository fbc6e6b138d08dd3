/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.panblas.matrix.Matrix;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** {@link SigmoidRows} in single precision. {@link DoubleRows} is its twin. */
final class FloatRows implements SigmoidRows {

  private final int units;
  private final int blockRows;
  private final float[] offsets; // of the units, repeated for each row of a block
  private final float[] x;
  private final float[] y;
  private final float[] lanes; // for each element of a block, the sum over the blocks of the strip
  private final float[] secondLanes;
  private final FloatExponentials exponentials;
  private int used; // elements of the largest block of the last strip

  FloatRows(int units) {
    this.units = units;
    this.blockRows = SigmoidRows.blockRows(units);
    int elements = blockRows * units;
    this.offsets = new float[elements];
    this.x = new float[elements];
    this.y = new float[elements];
    this.lanes = new float[elements];
    this.secondLanes = new float[elements];
    this.exponentials = new FloatExponentials(elements);
  }

  @Override
  public void setOffset(int unit, double value) {
    offsets[unit] = (float) value;
  }

  /** Clears the sums of the last strip. */
  private void begin(int from, int to) {
    used = Math.min(blockRows, to - from) * units;
    Arrays.fill(lanes, 0, used, 0);
    Arrays.fill(secondLanes, 0, used, 0);
  }

  private void repeatOffsets() {
    for (int i = units; i < used; i += units) {
      System.arraycopy(offsets, 0, offsets, i, units);
    }
  }

  @Override
  public void activate(Matrix z, int from, int to) {
    begin(from, to);
    repeatOffsets();
    for (int i = from, rows; i < to; i += rows) {
      rows = Math.min(blockRows, to - i);
      int count = rows * units;
      activation(z, i, rows);
      write(x, z, i, rows);
      add(count, x, lanes);
    }
  }

  /** x := sigmoid(z + offset). */
  private void activation(Matrix z, int from, int rows) {
    read(z, from, rows, x);
    add(rows * units, offsets, x);
    exponentials.sigmoid(rows * units, x);
  }

  @Override
  public void outputDelta(Matrix z, int from, int to, Matrix target, int targetFrom) {
    begin(from, to);
    repeatOffsets();
    for (int i = from, rows; i < to; i += rows) {
      rows = Math.min(blockRows, to - i);
      activation(z, i, rows);
      read(target, targetFrom + i - from, rows, y);
      error(rows * units, x, y, lanes, secondLanes);
      write(x, z, i, rows);
    }
  }

  @Override
  public void errorDelta(
      Matrix activation,
      int activationFrom,
      Matrix delta,
      int from,
      int to,
      Matrix target,
      int targetFrom) {
    begin(from, to);
    for (int i = from, rows; i < to; i += rows) {
      rows = Math.min(blockRows, to - i);
      read(activation, activationFrom + i - from, rows, x);
      read(target, targetFrom + i - from, rows, y);
      error(rows * units, x, y, lanes, secondLanes);
      write(x, delta, i, rows);
    }
  }

  private static void error(
      int count, float[] x, float[] target, float[] deltaSums, float[] squareSums) {
    for (int i = 0; i < count; i++) {
      float a = x[i];
      float error = a - target[i];
      float delta = error * (a * (1 - a));
      x[i] = delta;
      deltaSums[i] += delta;
      squareSums[i] += error * error;
    }
  }

  @Override
  public void hiddenDelta(Matrix delta, int from, int to, Matrix activation, int activationFrom) {
    begin(from, to);
    repeatOffsets();
    for (int i = from, rows; i < to; i += rows) {
      rows = Math.min(blockRows, to - i);
      int count = rows * units;
      read(delta, i, rows, x);
      read(activation, activationFrom + i - from, rows, y);
      hidden(count, x, offsets, y, lanes);
      write(x, delta, i, rows);
    }
  }

  private static void hidden(
      int count, float[] x, float[] offsets, float[] activation, float[] deltaSums) {
    for (int i = 0; i < count; i++) {
      float a = activation[i];
      float delta = (x[i] + offsets[i]) * (a * (1 - a));
      x[i] = delta;
      deltaSums[i] += delta;
    }
  }

  @Override
  public void splitDelta(Matrix delta, int from, int to, Matrix activation, int activationFrom) {
    begin(from, to);
    for (int i = from, rows; i < to; i += rows) {
      rows = Math.min(blockRows, to - i);
      int count = rows * units;
      read(delta, i, rows, x);
      read(activation, activationFrom + i - from, rows, y);
      split(count, x, y, lanes, secondLanes);
      write(x, delta, i, rows);
      write(y, activation, activationFrom + i - from, rows);
    }
  }

  private static void split(
      int count, float[] x, float[] activation, float[] deltaSums, float[] slopeSums) {
    for (int i = 0; i < count; i++) {
      float a = activation[i];
      float slope = a * (1 - a);
      float delta = x[i] * slope;
      activation[i] = slope;
      x[i] = delta;
      deltaSums[i] += delta;
      slopeSums[i] += slope;
    }
  }

  private static void add(int count, float[] values, float[] sums) {
    for (int i = 0; i < count; i++) {
      sums[i] += values[i];
    }
  }

  @Override
  public void addSums(double[] columnSums) {
    addColumns(lanes, columnSums);
  }

  @Override
  public void addSecondSums(double[] columnSums) {
    addColumns(secondLanes, columnSums);
  }

  private void addColumns(float[] lanes, double[] columnSums) {
    for (int row = 0; row < used; row += units) {
      for (int j = 0; j < units; j++) {
        columnSums[j] += lanes[row + j];
      }
    }
  }

  @Override
  public double secondTotal() {
    double total = 0;
    for (int i = 0; i < used; i++) {
      total += secondLanes[i];
    }
    return total;
  }

  private void read(Matrix from, int first, int rows, float[] values) {
    if (from.rowStride() == units) {
      MemorySegment.copy(from.segment(), JAVA_FLOAT, offset(from, first), values, 0, rows * units);
      return;
    }
    for (int i = 0; i < rows; i++) {
      MemorySegment.copy(
          from.segment(), JAVA_FLOAT, offset(from, first + i), values, i * units, units);
    }
  }

  private void write(float[] values, Matrix to, int first, int rows) {
    if (to.rowStride() == units) {
      MemorySegment.copy(values, 0, to.segment(), JAVA_FLOAT, offset(to, first), rows * units);
      return;
    }
    for (int i = 0; i < rows; i++) {
      MemorySegment.copy(values, i * units, to.segment(), JAVA_FLOAT, offset(to, first + i), units);
    }
  }

  /** The offset of a row in the matrix's memory, in bytes. */
  private static long offset(Matrix matrix, int row) {
    return (matrix.origin() + row * matrix.rowStride()) * Float.BYTES;
  }
}
