/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Passes with a library that has products only: its products, and loops over the arrays
 * of its matrices, which the common pool shares out by rows. All memory is reused.
 *
 * @param <M> a matrix of the library whose array is row-major
 */
abstract class FloatPasses<M> implements Rival.Passes {

  /** The rows that one task of the pool computes. */
  private static final int ROWS = 500;

  private final NetworkArrays net;
  private final M x;
  private final M w1;
  private final M w2;
  private final M a2;
  private final M a3;
  private final M d2;
  private final M d3;
  private final M dw1;
  private final M dw2;
  private final float[] b1;
  private final float[] b2;
  private final float[] db1;
  private final float[] db2;
  private float[] slope;

  FloatPasses(NetworkArrays net) {
    this.net = net;
    int m = net.samples();
    int n = net.visible();
    int p = net.hidden();
    x = filled(m, n, net.x());
    w1 = filled(p, n, net.w1());
    w2 = filled(n, p, net.w2());
    a2 = filled(m, p, net.a2());
    a3 = filled(m, n, net.a3());
    d2 = matrix(m, p);
    d3 = matrix(m, n);
    dw1 = matrix(p, n);
    dw2 = matrix(n, p);
    b1 = array(net.b1());
    b2 = array(net.b2());
    db1 = new float[p];
    db2 = new float[n];
    slope = array(net.slope(net.means()));
  }

  /** A matrix of zeros. */
  abstract M matrix(int rows, int columns);

  /** The array of a matrix, row by row. */
  abstract float[] data(M matrix);

  /** C := A B. */
  abstract void product(M a, M b, M c);

  /** C := A' B. */
  abstract void productOfTransposed(M a, M b, M c);

  /** C := A B'. */
  abstract void productWithTransposed(M a, M b, M c);

  private M filled(int rows, int columns, double[] values) {
    M matrix = matrix(rows, columns);
    System.arraycopy(array(values), 0, data(matrix), 0, values.length);
    return matrix;
  }

  private static float[] array(double[] values) {
    float[] array = new float[values.length];
    for (int i = 0; i < array.length; i++) {
      array[i] = (float) values[i];
    }
    return array;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }

  @Override
  public void backprop() {
    int m = net.samples();
    forRows(this::outputDelta);
    product(d3, w2, d2);
    forRows(this::hiddenDelta);
    productOfTransposed(d2, x, dw1);
    addDecay(data(dw1), data(w1));
    productOfTransposed(d3, a2, dw2);
    addDecay(data(dw2), data(w2));
    means(data(d2), db1, m);
    means(data(d3), db2, m);
  }

  @Override
  public double step() {
    productWithTransposed(x, w1, a2);
    forRows((from, to) -> activate(data(a2), b1, from, to));
    productWithTransposed(a2, w2, a3);
    forRows((from, to) -> activate(data(a3), b2, from, to));
    float[] sums = new float[net.hidden()];
    means(data(a2), sums, net.samples());
    double[] means = doubles(sums);
    slope = array(net.slope(means));
    double errors =
        IntStream.range(0, (net.samples() + ROWS - 1) / ROWS)
            .parallel()
            .mapToDouble(
                i -> errors(i * ROWS, Math.min(net.samples(), (i + 1) * ROWS)))
            .sum();
    backprop();
    return net.cost(errors, squares(data(w1)) + squares(data(w2)), means);
  }

  @Override
  public double[] gradient() {
    return NetworkArrays.joined(
        doubles(data(dw1)), doubles(data(dw2)), doubles(db1), doubles(db2));
  }

  /** A loop over rows. */
  private interface Rows {
    void run(int from, int to);
  }

  private void forRows(Rows rows) {
    IntStream.range(0, (net.samples() + ROWS - 1) / ROWS)
        .parallel()
        .forEach(i -> rows.run(i * ROWS, Math.min(net.samples(), (i + 1) * ROWS)));
  }

  /** z := sigmoid(z + bias). */
  private static void activate(float[] z, float[] bias, int from, int to) {
    for (int i = from; i < to; i++) {
      int row = i * bias.length;
      for (int j = 0; j < bias.length; j++) {
        z[row + j] = (float) (1 / (1 + Math.exp(-(z[row + j] + bias[j]))));
      }
    }
  }

  /** D3 := (A3 - X) * A3 * (1 - A3). */
  private void outputDelta(int from, int to) {
    float[] delta = data(d3);
    float[] output = data(a3);
    float[] input = data(x);
    for (int k = from * net.visible(); k < to * net.visible(); k++) {
      delta[k] = (output[k] - input[k]) * output[k] * (1 - output[k]);
    }
  }

  /** D2 := (D2 + slope) * A2 * (1 - A2). */
  private void hiddenDelta(int from, int to) {
    float[] delta = data(d2);
    float[] output = data(a2);
    for (int i = from; i < to; i++) {
      int row = i * slope.length;
      for (int j = 0; j < slope.length; j++) {
        float a = output[row + j];
        delta[row + j] = (delta[row + j] + slope[j]) * a * (1 - a);
      }
    }
  }

  private double errors(int from, int to) {
    float[] output = data(a3);
    float[] input = data(x);
    double sum = 0;
    for (int k = from * net.visible(); k < to * net.visible(); k++) {
      double error = output[k] - input[k];
      sum += error * error;
    }
    return sum;
  }

  private static double squares(float[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight * weight;
    }
    return sum;
  }

  /** dW := dW / m + lambda W. */
  private void addDecay(float[] dw, float[] w) {
    float decay = (float) net.penalty().weightDecay();
    for (int k = 0; k < dw.length; k++) {
      dw[k] = dw[k] / net.samples() + decay * w[k];
    }
  }

  private static void means(float[] matrix, float[] means, int rows) {
    Arrays.fill(means, 0);
    for (int i = 0; i < rows; i++) {
      int row = i * means.length;
      for (int j = 0; j < means.length; j++) {
        means[j] += matrix[row + j];
      }
    }
    for (int j = 0; j < means.length; j++) {
      means[j] /= rows;
    }
  }
}
