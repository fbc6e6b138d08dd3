/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.blas.Blas;
import dev.panblas.internal.elementwise.Sigmoid;
import dev.panblas.internal.elementwise.SigmoidLayer;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.ElementKernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class VectorElementsTest {

  /** Not a multiple of the lanes. */
  private static final int COUNT = 1021;

  private static final ElementKernels KERNELS = new VectorElements();

  /** Values in the range of the kernel alone, values of which some are outside, and NaN. */
  private static Stream<double[]> operands() {
    SplittableRandom random = new SplittableRandom(8);
    double[] bits = random.longs(COUNT).mapToDouble(Double::longBitsToDouble).toArray();
    return Stream.concat(
        DoubleStream.of(1e-9, 1, 15, 36, 60, 750)
            .mapToObj(most -> random.doubles(COUNT, -most, most).toArray()),
        Stream.of(bits));
  }

  private static float[] single(double[] x) {
    float[] y = new float[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) x[i];
    }
    return y;
  }

  @Test
  @DisplayName("the sigmoid has the bits of the plain one")
  void sameBits() {
    operands()
        .forEach(
            x -> {
              double[] s = new double[COUNT];
              KERNELS.sigmoid(COUNT, x, s);
              assertArrayEquals(Arrays.stream(x).map(Sigmoid::of).toArray(), s);
              float[] y = single(x);
              float[] t = new float[COUNT];
              KERNELS.sigmoid(COUNT, y, t);
              for (int i = 0; i < COUNT; i++) {
                y[i] = Sigmoid.of(y[i]);
              }
              assertArrayEquals(y, t);
            });
  }

  @Test
  @DisplayName("the layers of the autoencoder use it")
  void isUsed() {
    String loops = Blas.vectorInstructions();
    assertTrue(loops.endsWith(", and for the sigmoid " + KERNELS.describe()), loops);
    operands()
        .forEach(
            x -> {
              Matrix z = Matrix.of(x, 1, COUNT, Order.ROW_MAJOR);
              Vector bias = Vector.of(new double[COUNT]);
              new SigmoidLayer(COUNT).activate(z, 0, 1, bias, new double[COUNT]);
              assertArrayEquals(
                  Arrays.stream(x).map(Sigmoid::of).toArray(), z.toDoubleArray(Order.ROW_MAJOR));
            });
  }
}
