/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.elementwise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the bits of each element with the operations done one by one. */
final class SigmoidLayerTest {

  private static final int FROM = 2;
  private static final int ROWS =
      1_030; // more than two strips of 83 units, and the last block is not full
  private static final int TO = FROM + ROWS;
  private static final double ROGUE = -77;

  private final Random random = new Random(7);

  /** Values from 0 to 1 in rows FROM to TO, surrounded by a rogue value. */
  private Matrix padded(Precision precision, int units) {
    Matrix whole = Matrix.allocate(precision, TO + 2, units + 3);
    whole.fill(ROGUE);
    Matrix matrix = whole.block(0, 1, TO + 2, units);
    for (int i = FROM; i < TO; i++) {
      for (int j = 0; j < units; j++) {
        matrix.set(i, j, random.nextDouble());
      }
    }
    return whole;
  }

  private static Matrix inner(Matrix whole) {
    return whole.block(0, 1, whole.rows(), whole.columns() - 3);
  }

  private static void assertRest(Matrix whole) {
    for (int i = 0; i < whole.rows(); i++) {
      for (int j = 0; j < whole.columns(); j++) {
        boolean given = i >= FROM && i < TO && j >= 1 && j < whole.columns() - 2;
        if (given == (whole.get(i, j) == ROGUE)) {
          fail("element " + i + ", " + j + " is " + whole.get(i, j));
        }
      }
    }
  }

  /** The operations of one element, each rounded. */
  private record Rounded(Precision precision) {

    double sigmoid(double z, double bias) {
      double sum = precision.round(z + bias);
      return precision == Precision.DOUBLE ? Sigmoid.of(sum) : Sigmoid.of((float) sum);
    }

    double slope(double a) {
      return times(a, precision.round(1 - a));
    }

    double times(double a, double b) {
      return precision.round(a * b);
    }

    double minus(double a, double b) {
      return precision.round(a - b);
    }
  }

  /**
   * Compares a sum of n terms: the error of each addition is at most the unit roundoff times the
   * sum of magnitudes. The squares have one more rounding each.
   */
  private static void assertSum(double expected, double magnitude, double sum, Precision p) {
    assertEquals(expected, sum, (ROWS + 2) * p.unitRoundoff() * magnitude);
  }

  @ParameterizedTest
  @CsvSource({
    "SINGLE, 1",
    "SINGLE, 25",
    "SINGLE, 64",
    "SINGLE, 83",
    "DOUBLE, 1",
    "DOUBLE, 25",
    "DOUBLE, 64",
    "DOUBLE, 83"
  })
  @DisplayName("each operation computes its formula, in the given rows only")
  void steps(Precision precision, int units) {
    Rounded rounded = new Rounded(precision);
    SigmoidLayer layer = new SigmoidLayer(units);
    Matrix target = inner(padded(precision, units));
    Vector bias = Vector.allocate(precision, 2 * units);
    double[] slope = new double[units];
    for (int j = 0; j < units; j++) {
      bias.set(2 * j, random.nextGaussian());
      slope[j] = precision.round(random.nextGaussian());
    }
    Vector strided = Vector.wrap(bias.segment(), precision, units, 0, 2);
    Matrix activated = padded(precision, units);
    Matrix error = padded(precision, units);
    Matrix hidden = padded(precision, units);
    Matrix split = padded(precision, units);
    inner(split).copyFrom(inner(hidden));
    Matrix output = padded(precision, units);
    inner(output).copyFrom(inner(activated));
    Matrix slopes = padded(precision, units);
    Matrix z = Matrix.allocate(precision, TO + 2, units).copyFrom(inner(activated));
    Matrix delta = Matrix.allocate(precision, TO + 2, units).copyFrom(inner(hidden));

    double[][] sums = new double[6][units];
    layer.activate(inner(activated), FROM, TO, strided, sums[0]);
    double squares =
        layer.errorDelta(inner(activated), FROM, inner(error), FROM, TO, target, FROM, sums[1]);
    double same = layer.outputDelta(inner(output), FROM, TO, strided, target, FROM, sums[2]);
    layer.hiddenDelta(inner(hidden), FROM, TO, slope, inner(activated), FROM, sums[3]);
    inner(slopes).copyFrom(inner(activated));
    layer.splitDelta(inner(split), FROM, TO, inner(slopes), FROM, sums[4], sums[5]);

    Matrix[] results = {activated, error, output, hidden, split, slopes};
    Matrix[] actual = Arrays.stream(results).map(SigmoidLayerTest::inner).toArray(Matrix[]::new);
    double expectedSquares = 0;
    for (int j = 0; j < units; j++) {
      double[] expected = new double[6];
      double[] magnitude = new double[6];
      for (int i = FROM; i < TO; i++) {
        double a = rounded.sigmoid(z.get(i, j), strided.get(j));
        double h = rounded.slope(a);
        double e = rounded.minus(a, target.get(i, j));
        double d = delta.get(i, j);
        double[] values = {
          a,
          rounded.times(e, h),
          rounded.times(e, h),
          rounded.times(rounded.minus(d, -slope[j]), h),
          rounded.times(d, h),
          h
        };
        for (int k = 0; k < values.length; k++) {
          if (Double.compare(values[k], actual[k].get(i, j)) != 0) {
            assertEquals(values[k], actual[k].get(i, j), "step " + k + " at " + i + ", " + j);
          }
          expected[k] += values[k];
          magnitude[k] += Math.abs(values[k]);
        }
        expectedSquares += e * e;
      }
      for (int k = 0; k < expected.length; k++) {
        assertSum(expected[k], magnitude[k], sums[k][j], precision);
      }
    }
    assertSum(expectedSquares, expectedSquares, squares, precision);
    assertEquals(squares, same);
    assertArrayEquals(sums[1], sums[2]);
    for (Matrix whole : results) {
      assertRest(whole);
    }
  }

  @ParameterizedTest
  @CsvSource({"SINGLE, 25", "SINGLE, 600", "DOUBLE, 25", "DOUBLE, 600"})
  @DisplayName(
      "contiguous and padded rows give the same bits, and delta may be the activation itself")
  void contiguous(Precision precision, int units) {
    SigmoidLayer layer = new SigmoidLayer(units);
    Vector bias = Vector.allocate(precision, units);
    bias.fill(0.25);
    Matrix padded = inner(padded(precision, units));
    Matrix target = inner(padded(precision, units));
    Matrix z = contiguous(padded);
    Matrix contiguousTarget = contiguous(target);
    double[][] sums = new double[4][units];

    double squares = layer.outputDelta(padded, FROM, TO, bias, target, FROM, sums[0]);
    double same = layer.outputDelta(z, FROM, TO, bias, contiguousTarget, FROM, sums[1]);
    assertEquals(squares, same);
    assertArrayEquals(sums[0], sums[1]);
    assertSame(padded, z);

    Matrix delta = Matrix.allocate(precision, TO + 2, units).copyFrom(z);
    layer.errorDelta(z, FROM, delta, FROM, TO, target, FROM, sums[2]);
    layer.errorDelta(z, FROM, z, FROM, TO, target, FROM, sums[3]);
    assertArrayEquals(sums[2], sums[3]);
    assertSame(delta, z);
  }

  @Test
  @DisplayName("activate gives the bits of Sigmoid")
  void sameBits() {
    double[] x = DoubleStream.concat(Arrays.stream(SigmoidTest.doubles()), payloads()).toArray();
    Matrix z = Matrix.allocate(Precision.DOUBLE, 1, x.length);
    z.copyFrom(x, Order.ROW_MAJOR);
    activate(z);
    double[] s = Arrays.stream(x).map(Sigmoid::of).toArray();
    assertArrayEquals(s, z.toDoubleArray(Order.ROW_MAJOR));

    float[] y = SigmoidTest.floats();
    z = Matrix.allocate(Precision.SINGLE, 1, y.length);
    z.copyFrom(y, Order.ROW_MAJOR);
    activate(z);
    for (int j = 0; j < y.length; j++) {
      y[j] = Sigmoid.of(y[j]);
    }
    assertArrayEquals(y, z.toFloatArray(Order.ROW_MAJOR));
  }

  /** NaNs with low bits that would change the exponent. */
  private static DoubleStream payloads() {
    return IntStream.range(0, 4096).mapToDouble(i -> Double.longBitsToDouble(~0L - i));
  }

  private static void activate(Matrix z) {
    Vector bias = Vector.allocate(z.precision(), z.columns());
    bias.fill(-0.0); // adding it changes no number
    new SigmoidLayer(z.columns()).activate(z, 0, 1, bias, new double[z.columns()]);
  }

  private static Matrix contiguous(Matrix matrix) {
    return Matrix.allocate(matrix.precision(), matrix.rows(), matrix.columns()).copyFrom(matrix);
  }

  private static void assertSame(Matrix expected, Matrix matrix) {
    assertArrayEquals(
        expected.toDoubleArray(Order.ROW_MAJOR), matrix.toDoubleArray(Order.ROW_MAJOR));
  }

  @Test
  @DisplayName("a layer without units is refused")
  void noUnits() {
    assertEquals(
        "units must be >= 1, but was 0",
        assertThrows(IllegalArgumentException.class, () -> new SigmoidLayer(0)).getMessage());
  }

  @Test
  @DisplayName("operands that do not fit are refused, and nothing is written")
  void refused() {
    SigmoidLayer layer = new SigmoidLayer(3);
    Matrix z = Matrix.allocate(Precision.DOUBLE, 4, 3);
    Vector bias = Vector.of(1.0, 2.0, 3.0);
    Matrix single = Matrix.allocate(Precision.SINGLE, 4, 3);
    Matrix wide = Matrix.allocate(Precision.DOUBLE, 4, 5);
    double[] sums = new double[3];
    assertEquals(
        "bias must be single like the matrix written, but is double",
        assertThrows(IllegalArgumentException.class, () -> layer.activate(single, 0, 4, bias, sums))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> layer.activate(wide, 0, 4, bias, sums));
    assertThrows(
        IllegalArgumentException.class, () -> layer.activate(z, 0, 4, Vector.of(1.0), sums));
    assertThrows(
        IllegalArgumentException.class, () -> layer.activate(z, 0, 4, bias, new double[2]));
    assertThrows(
        IllegalArgumentException.class, () -> layer.outputDelta(z, 0, 4, bias, single, 0, sums));
    assertThrows(
        IllegalArgumentException.class, () -> layer.errorDelta(single, 0, z, 0, 4, z, 0, sums));
    assertThrows(IndexOutOfBoundsException.class, () -> layer.activate(z, 0, 5, bias, sums));
    assertThrows(
        IndexOutOfBoundsException.class, () -> layer.splitDelta(z, 0, 4, z, 1, sums, sums));
    assertArrayEquals(new double[12], z.toDoubleArray(Order.ROW_MAJOR));
    assertTrue(sums[0] == 0);
  }
}
