/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeSumTest {

  /** The blocks' sums are added in pairs, then the sums of pairs, until one is left. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 479, 480, 481, 960, 1440, 1500, 2400, 3360, 3361, 4000})
  void addsBlocksAlongABinaryTree(int count) {
    double[] numbers = new Random(count).doubles(count).map(v -> Math.pow(v, 9)).toArray();
    List<Double> sums = new ArrayList<>();
    TreeSum sum = new TreeSum();
    for (int i = 0; i < count; i++) {
      sum.add(numbers[i]);
      if (i % 480 == 0) {
        sums.add(0.0);
      }
      sums.set(i / 480, sums.get(i / 480) + numbers[i]);
    }
    while (sums.size() > 1) {
      List<Double> pairs = new ArrayList<>();
      for (int i = 0; i < sums.size(); i += 2) {
        pairs.add(i + 1 < sums.size() ? sums.get(i) + sums.get(i + 1) : sums.get(i));
      }
      sums = pairs;
    }
    assertEquals(count == 0 ? 0 : sums.getFirst(), sum.get());
  }
}
