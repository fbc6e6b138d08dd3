/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.matrix.Precision;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Exact sums compared with decimal arithmetic. */
class ExactSumTest {

  @Test
  void cancellationLeavesNoError() {
    ExactSum sum = new ExactSum();
    sum.add(1e16, 1);
    sum.add(1, 1);
    sum.add(-1e16, 1);
    assertEquals(1, sum.element(3).value());
    assertEquals(2e16 + 1, sum.element(3).gauge());
  }

  @Test
  void theErrorIsFarBelowOneRounding() {
    Random random = new Random(7);
    ExactSum sum = new ExactSum();
    BigDecimal exact = BigDecimal.ZERO;
    for (int i = 0; i < 1000; i++) {
      double x = random.nextGaussian();
      double y = random.nextGaussian();
      sum.add(x, y);
      exact = exact.add(new BigDecimal(x).multiply(new BigDecimal(y)));
    }
    double factor = 0.7;
    sum.scale(factor);
    exact = exact.multiply(new BigDecimal(factor));
    Element element = sum.element(1000);
    double error =
        exact
            .subtract(new BigDecimal(element.value()))
            .subtract(new BigDecimal(element.rest()))
            .abs()
            .doubleValue();
    double unit = Precision.DOUBLE.unitRoundoff();
    assertTrue(error <= 4 * 1000 * unit * unit * element.gauge(), () -> "error: " + error);
  }

  @Test
  void theRootHasTwiceThePrecisionOfADouble() {
    ExactSum sum = new ExactSum();
    sum.add(1, 2);
    Element root = sum.root(1);
    BigDecimal exact = new BigDecimal(2).sqrt(new MathContext(50));
    double error =
        exact
            .subtract(new BigDecimal(root.value()))
            .subtract(new BigDecimal(root.rest()))
            .abs()
            .doubleValue();
    double unit = Precision.DOUBLE.unitRoundoff();
    assertTrue(error <= 4 * unit * unit * root.value(), () -> "error: " + error);
  }

  @Test
  void infinitiesFollowIeee754() {
    ExactSum sum = new ExactSum();
    sum.add(Double.POSITIVE_INFINITY, 1);
    assertEquals(Double.POSITIVE_INFINITY, sum.element(1).value());
    sum.add(Double.POSITIVE_INFINITY, -1);
    assertEquals(Double.NaN, sum.element(2).value());
  }

  @Test
  void theDistanceOfNanFromANumberIsInfinite() {
    ExactSum number = sum(1);
    ExactSum none = sum(1);
    none.add(Double.NaN, 1);
    assertEquals(Double.POSITIVE_INFINITY, number.distance(none));
    assertEquals(Double.POSITIVE_INFINITY, none.distance(number));
    assertEquals(Double.POSITIVE_INFINITY, sum(Double.POSITIVE_INFINITY).distance(none));
    assertEquals(0, none.distance(sum(Double.NaN)));
    assertEquals(0, number.distance(sum(1)));
  }

  @Test
  void addingASumThatIsNanGivesNan() {
    ExactSum outer = sum(1);
    outer.add(2, sum(Double.NaN));
    assertEquals(Double.NaN, outer.value());
  }

  private static ExactSum sum(double term) {
    ExactSum sum = new ExactSum();
    sum.add(1, term);
    return sum;
  }
}
