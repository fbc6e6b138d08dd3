/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParametersTest {

  private static Vector counting(int size) {
    return Vector.of(IntStream.range(0, size).asDoubleStream().toArray());
  }

  @Test
  @DisplayName("theta is W1 by rows, W2 by rows, b1, b2")
  void layout() {
    // 3 visible, 2 hidden: W1 is 2x3, W2 3x2
    Parameters parameters = Parameters.over(counting(17), 3, 2);
    assertEquals("2x3 double", parameters.w1().describe());
    assertEquals(5, parameters.w1().get(1, 2));
    assertEquals("3x2 double", parameters.w2().describe());
    assertEquals(6, parameters.w2().get(0, 0));
    assertEquals(11, parameters.w2().get(2, 1));
    assertArrayEquals(new double[] {12, 13}, parameters.b1().toDoubleArray());
    assertArrayEquals(new double[] {14, 15, 16}, parameters.b2().toDoubleArray());
    assertEquals(12, parameters.weights().size());
    assertEquals(17, parameters.theta().size());
  }

  @Test
  @DisplayName("the blocks cover theta, in order")
  void blocks() {
    Parameters parameters = Parameters.over(counting(17), 3, 2);
    assertEquals(List.of("W1", "W2", "b1", "b2"), List.copyOf(parameters.blocks().keySet()));
    double[] joined =
        parameters.blocks().values().stream()
            .flatMapToDouble(block -> DoubleStream.of(block.toDoubleArray()))
            .toArray();
    assertArrayEquals(parameters.theta().toDoubleArray(), joined);
  }

  @Test
  @DisplayName("all are views of theta: a write to one is read from the others")
  void views() {
    Parameters parameters = Parameters.over(counting(17), 3, 2);
    parameters.w2().set(1, 0, 99);
    assertEquals(99, parameters.theta().get(8));
    assertEquals(99, parameters.blocks().get("W2").get(2));
  }

  @Test
  @DisplayName("initialize sets weights within sqrt(6 / (n + p + 1)) by the seed, and biases to 0")
  void initialize() {
    double[] first = started(1);
    double limit = Math.sqrt(6.0 / (64 + 25 + 1));
    double[] weights = DoubleStream.of(first).limit(2 * 64 * 25).toArray();
    assertTrue(DoubleStream.of(weights).allMatch(w -> Math.abs(w) <= limit));
    // The mean of 3200 uniform values has the standard deviation limit / sqrt(3 * 3200).
    double deviation = limit / Math.sqrt(3 * weights.length);
    assertEquals(0, DoubleStream.of(weights).average().orElseThrow(), 5 * deviation);
    assertTrue(DoubleStream.of(first).skip(2 * 64 * 25).allMatch(b -> b == 0));
    assertArrayEquals(first, started(1));
  }

  private static double[] started(long seed) {
    Vector theta = Vector.allocate(Precision.DOUBLE, Parameters.count(64, 25));
    theta.fill(7);
    Parameters.over(theta, 64, 25).initialize(new Random(seed));
    return theta.toDoubleArray();
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "-1, 5", "65536, 65536", "2147483647, 2147483647"})
  @DisplayName("less than 1 unit, and too many parameters, are refused with their values")
  void impossible(int visible, int hidden) {
    var error =
        assertThrows(IllegalArgumentException.class, () -> Parameters.count(visible, hidden));
    assertTrue(error.getMessage().contains(visible + " visible"), error.getMessage());
    assertTrue(error.getMessage().contains(hidden + " hidden"), error.getMessage());
  }

  @Test
  @DisplayName("a theta of another size is refused with both sizes")
  void wrongSize() {
    var error =
        assertThrows(IllegalArgumentException.class, () -> Parameters.over(counting(16), 3, 2));
    assertEquals(
        "theta must have 17 elements for 3 visible and 2 hidden units, but has 16",
        error.getMessage());
  }
}
