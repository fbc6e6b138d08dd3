package dev.panblas.elementwise;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import dev.panblas.matrix.Matrix;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The steps in double precision and plain Java. {@link FloatRows} is its twin. */
sealed class DoubleRows implements SigmoidRows permits DoubleVectorRows {

  final int tail; // the first column that is done here
  private final int units;
  final double[] offsets;
  final double[] sums;
  final double[] secondSums;
  private final double[] row;
  private final double[] other;

  DoubleRows(int units) {
    this(units, 0);
  }

  /** For a subclass that does the columns before {@code tail} itself. */
  DoubleRows(int units, int tail) {
    this.units = units;
    this.tail = tail;
    this.offsets = new double[units];
    this.sums = new double[units];
    this.secondSums = new double[units];
    this.row = new double[units];
    this.other = new double[units];
  }

  @Override
  public final void setOffset(int unit, double value) {
    offsets[unit] = value;
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
        double a = row[j];
        double error = a - other[j];
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
        double a = other[j];
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
        double a = other[j];
        double slope = a * (1 - a);
        other[j] = slope;
        row[j] *= slope;
      }
      write(row, delta, i);
      write(other, activation, activationFrom + i - from);
      add(row, sums);
      add(other, secondSums);
    }
  }

  private void add(double[] values, double[] sums) {
    for (int j = tail; j < units; j++) {
      sums[j] += values[j];
    }
  }

  private void read(Matrix from, int i, double[] values) {
    MemorySegment.copy(
        from.segment(), JAVA_DOUBLE, offset(from, i, tail), values, tail, units - tail);
  }

  private void write(double[] values, Matrix to, int i) {
    MemorySegment.copy(values, tail, to.segment(), JAVA_DOUBLE, offset(to, i, tail), units - tail);
  }

  /** Where an element stands in the matrix's memory, in bytes. */
  static long offset(Matrix matrix, int row, int column) {
    return (matrix.origin() + row * matrix.rowStride() + column) * Double.BYTES;
  }
}
