package dev.panblas.elementwise;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.panblas.matrix.Matrix;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The steps in single precision and plain Java. {@link DoubleRows} is its twin. */
sealed class FloatRows implements SigmoidRows permits FloatVectorRows {

  final int tail; // the first column that is done here
  private final int units;
  final float[] offsets;
  final float[] sums;
  final float[] secondSums;
  private final float[] row;
  private final float[] other;

  FloatRows(int units) {
    this(units, 0);
  }

  /** For a subclass that does the columns before {@code tail} itself. */
  FloatRows(int units, int tail) {
    this.units = units;
    this.tail = tail;
    this.offsets = new float[units];
    this.sums = new float[units];
    this.secondSums = new float[units];
    this.row = new float[units];
    this.other = new float[units];
  }

  @Override
  public final void setOffset(int unit, double value) {
    offsets[unit] = (float) value;
  }

  @Override
  public final double sum(int unit) {
    return sums[unit];
  }

  @Override
  public final double secondSum(int unit) {
    return secondSums[unit];
  }

  @Override
  public void activate(Matrix z, int from, int to) {
    Arrays.fill(sums, 0);
    for (int i = from; i < to; i++) {
      read(z, i, row);
      for (int j = tail; j < units; j++) {
        row[j] = Sigmoid.of(row[j] + offsets[j]);
      }
      write(row, z, i);
      add(row, sums);
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
    Arrays.fill(sums, 0);
    Arrays.fill(secondSums, 0);
    for (int i = from; i < to; i++) {
      read(activation, activationFrom + i - from, row);
      read(target, targetFrom + i - from, other);
      for (int j = tail; j < units; j++) {
        float a = row[j];
        float error = a - other[j];
        secondSums[j] += error * error;
        row[j] = error * (a * (1 - a));
      }
      write(row, delta, i);
      add(row, sums);
    }
  }

  @Override
  public void hiddenDelta(Matrix delta, int from, int to, Matrix activation, int activationFrom) {
    Arrays.fill(sums, 0);
    for (int i = from; i < to; i++) {
      read(delta, i, row);
      read(activation, activationFrom + i - from, other);
      for (int j = tail; j < units; j++) {
        float a = other[j];
        row[j] = (row[j] + offsets[j]) * (a * (1 - a));
      }
      write(row, delta, i);
      add(row, sums);
    }
  }

  @Override
  public void splitDelta(Matrix delta, int from, int to, Matrix activation, int activationFrom) {
    Arrays.fill(sums, 0);
    Arrays.fill(secondSums, 0);
    for (int i = from; i < to; i++) {
      read(delta, i, row);
      read(activation, activationFrom + i - from, other);
      for (int j = tail; j < units; j++) {
        float a = other[j];
        float slope = a * (1 - a);
        other[j] = slope;
        row[j] *= slope;
      }
      write(row, delta, i);
      write(other, activation, activationFrom + i - from);
      add(row, sums);
      add(other, secondSums);
    }
  }

  private void add(float[] values, float[] sums) {
    for (int j = tail; j < units; j++) {
      sums[j] += values[j];
    }
  }

  private void read(Matrix from, int i, float[] values) {
    MemorySegment.copy(
        from.segment(), JAVA_FLOAT, offset(from, i, tail), values, tail, units - tail);
  }

  private void write(float[] values, Matrix to, int i) {
    MemorySegment.copy(values, tail, to.segment(), JAVA_FLOAT, offset(to, i, tail), units - tail);
  }

  /** Where an element stands in the matrix's memory, in bytes. */
  static long offset(Matrix matrix, int row, int column) {
    return (matrix.origin() + row * matrix.rowStride() + column) * Float.BYTES;
  }
}
