/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import dev.panblas.spark.SampleReader.FaultException;
import java.io.Serial;
import java.util.Arrays;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/**
 * The activations of the hidden units for one sample, sigmoid(W1 x + b1), computed in double. The
 * bits depend on the sample and the weights alone; zeros of a sample are left out.
 */
final class Encoder implements UDF1<@Nullable Object, DenseVector> {

  @Serial private static final long serialVersionUID = 1L;

  private final SampleReader reader;
  private final int hidden;
  private final double[][] w1Transposed; // visible x hidden
  private final double[] b1; // hidden

  /**
   * An encoder.
   *
   * @param theta W1, W2, b1, b2
   */
  Encoder(SampleReader reader, double[] theta, int visible, int hidden) {
    this.reader = reader;
    this.hidden = hidden;
    this.w1Transposed = new double[visible][hidden];
    for (int j = 0; j < hidden; j++) {
      for (int i = 0; i < visible; i++) {
        w1Transposed[i][j] = theta[j * visible + i];
      }
    }
    int biases = 2 * hidden * visible;
    this.b1 = Arrays.copyOfRange(theta, biases, biases + hidden);
  }

  @Override
  public DenseVector call(@Nullable Object value) {
    double[] sample;
    try {
      sample = reader.read(value, w1Transposed.length);
    } catch (FaultException refused) {
      throw new IllegalArgumentException(refused.fault().message("a row"), refused);
    }
    double[] codes = b1.clone();
    for (int i = 0; i < sample.length; i++) {
      if (sample[i] != 0) {
        add(sample[i], w1Transposed[i], codes);
      }
    }
    for (int j = 0; j < hidden; j++) {
      codes[j] = 1 / (1 + StrictMath.exp(-codes[j]));
    }
    return new DenseVector(codes);
  }

  private static void add(double factor, double[] row, double[] sums) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += factor * row[j];
    }
  }
}
