/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CostChartTest {

  static Stream<double[]> curves() {
    return Stream.of(
        IntStream.rangeClosed(0, 400).mapToDouble(i -> 0.35 + 50 * Math.exp(-i)).toArray(),
        IntStream.rangeClosed(0, 5000).mapToDouble(i -> 1.0 / (1 + i)).toArray(),
        new double[] {3, 2, 0},
        new double[] {1, -1},
        new double[] {0.5, 0.5, 0.5},
        new double[] {2, 1},
        new double[] {0.4},
        new double[] {1e12, 1e-12});
  }

  @ParameterizedTest
  @MethodSource("curves")
  void drawsACurveOf1000By600Pixels(double[] costs) {
    BufferedImage image = CostChart.of(costs, new double[0]);
    assertEquals(1000, image.getWidth());
    assertEquals(600, image.getHeight());
    assertEquals(0xffffffff, image.getRGB(0, 0) | 0xff000000);
    if (costs.length > 1) {
      assertTrue(pixelsOf(image, 0x1f5fa8) > 20, "the line cannot be seen");
    }
  }

  private static long pixelsOf(BufferedImage image, int colour) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return IntStream.of(pixels).filter(pixel -> (pixel & 0xffffff) == colour).count();
  }
}
