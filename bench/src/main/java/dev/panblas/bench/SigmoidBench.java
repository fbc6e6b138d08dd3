/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.internal.elementwise.SigmoidLayer;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does a layer of 10,000 x 64 sigmoids take on one thread, as the autoencoder computes
 * them and with {@link Math#exp}? The operand is restored before each invocation, outside the timed
 * region. An invocation takes about a millisecond, so the timer's overhead is negligible.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 5)
@State(Scope.Benchmark)
public class SigmoidBench {

  private static final int ROWS = 10_000;
  private static final int UNITS = 64;

  /**
   * The largest allowed difference of the two results in unit roundoffs: the error of each is at
   * most two units in the last place, and a unit is at most two roundoffs.
   */
  private static final double ROUNDOFFS = 2 * 2 * 2;

  /** The precision of the layer. */
  @Param public Precision precision = Precision.DOUBLE;

  private SigmoidLayer layer;
  private Matrix start;
  private Matrix z;
  private Vector bias;
  private double[] columnSums;
  private double[] values;
  private double[] startValues;

  /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
  public SigmoidBench() {}

  /** Creates the layer and compares the results of both methods. */
  @Setup
  public void prepare() {
    layer = new SigmoidLayer(UNITS);
    SplittableRandom random = new SplittableRandom(1);
    start = Operands.matrix(random, precision, ROWS, UNITS, -8, 8);
    z = Matrix.allocate(precision, ROWS, UNITS);
    bias = Vector.allocate(precision, UNITS);
    columnSums = new double[UNITS];
    startValues = start.toDoubleArray(Order.ROW_MAJOR);
    values = new double[startValues.length];
    restore();
    layer();
    mathExp();
    for (int i = 0; i < values.length; i++) {
      double given = z.get(i / UNITS, i % UNITS);
      if (!(Math.abs(given - values[i]) <= ROUNDOFFS * precision.unitRoundoff() * values[i])) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "sigmoid(%s) of the layer is %s, but with Math.exp %s",
                startValues[i],
                given,
                values[i]));
      }
    }
    ForkReport.writeWithoutLibrary();
  }

  /** Both overwrite their operand. */
  @Setup(Level.Invocation)
  public void restore() {
    z.copyFrom(start);
    System.arraycopy(startValues, 0, values, 0, values.length);
  }

  /**
   * As in the autoencoder.
   *
   * @return the activations
   */
  @Benchmark
  public Matrix layer() {
    layer.activate(z, 0, ROWS, bias, columnSums);
    return z;
  }

  /**
   * With {@link Math#exp} in double, value by value.
   *
   * @return the activations
   */
  @Benchmark
  public double[] mathExp() {
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 / (1 + Math.exp(-values[i]));
    }
    return values;
  }
}
