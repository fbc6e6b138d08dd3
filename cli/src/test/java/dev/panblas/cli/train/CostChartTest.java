/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.cli.chart.Bitmap;
import dev.panblas.cli.chart.Drawing;
import dev.panblas.cli.chart.Ink;
import dev.panblas.cli.chart.Svg;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CostChartTest {

  private static CostChart.Series series(String name, int last, IntToDoubleFunction cost) {
    return new CostChart.Series(
        name, IntStream.rangeClosed(0, last).mapToObj(cost::applyAsDouble).toList());
  }

  static Stream<List<Double>> curves() {
    return Stream.of(
            IntStream.rangeClosed(0, 400).mapToDouble(i -> 0.35 + 50 * Math.exp(-i)).toArray(),
            IntStream.rangeClosed(0, 5000).mapToDouble(i -> 1.0 / (1 + i)).toArray(),
            new double[] {3, 2, 0},
            new double[] {1, -1},
            new double[] {0.5, 0.5, 0.5},
            new double[] {2, 1},
            new double[] {0.4},
            new double[] {1e12, 1e-12})
        .map(costs -> Arrays.stream(costs).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("curves")
  void drawsACurveOf1000By600Pixels(List<Double> costs) {
    BufferedImage image = Bitmap.of(CostChart.of(List.of(new CostChart.Series("J", costs))));
    assertEquals(1000, image.getWidth());
    assertEquals(600, image.getHeight());
    assertEquals(0xffffff, image.getRGB(0, 0) & 0xffffff);
    assertTrue(pixelsOf(image, Ink.OWN.light()) > 20, "the line cannot be seen");
  }

  @Test
  void iterationsFrom10OnUseMostOfTheAxis() {
    Drawing chart =
        CostChart.of(
            List.of(
                series("cost J", 400, i -> 0.36 + 52 * Math.exp(-i) + 0.1 * Math.exp(-i / 50.0)),
                series("error", 400, i -> 0.3 + 0.1 * Math.exp(-i / 50.0)),
                series("weight decay", 400, i -> 0.06),
                series("sparsity", 400, i -> 52 * Math.exp(-i)),
                series("J, held out", 400, i -> i < 3 ? Double.NaN : 0.4)));
    String svg = Svg.element(chart);
    for (String text : List.of("cost J", "error", "weight decay", "sparsity", "J, held out")) {
      assertTrue(svg.contains(">" + text + "<"), text);
    }
    assertTrue(svg.contains(">0.4<"), svg);
    assertFalse(svg.contains(">50</text>\n<polyline points=\"96,"), "the axis must end below 1");
    assertTrue(svg.contains("The cost at the start, 52.46"), svg);
  }

  @Test
  void theTableHasTheEndsAndRoundIterations() {
    assertEquals(List.of(0, 1, 2, 5, 10, 20, 50, 100, 200, 400), CostChart.tableIterations(400));
    assertEquals(List.of(0), CostChart.tableIterations(0));
    assertEquals(List.of(0, 1), CostChart.tableIterations(1));
  }

  private static long pixelsOf(BufferedImage image, int colour) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return IntStream.of(pixels).filter(pixel -> (pixel & 0xffffff) == colour).count();
  }
}
