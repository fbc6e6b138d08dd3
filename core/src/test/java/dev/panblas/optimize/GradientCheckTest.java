/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.optimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GradientCheckTest {

  private static final int DIMENSION = 10;

  /** Two blocks, so that the index in a block differs from the index in theta. */
  private static Map<String, Vector> halves(Vector theta) {
    Map<String, Vector> blocks = new LinkedHashMap<>();
    blocks.put("first", theta.slice(0, 4));
    blocks.put("second", theta.slice(4, 6));
    return blocks;
  }

  /** Rosenbrock's function, with one element of the gradient multiplied by a factor. */
  private static Objective wrongAt(int index, double factor) {
    Objective right = Functions.rosenbrock(DIMENSION);
    return new Objective() {
      @Override
      public int dimension() {
        return DIMENSION;
      }

      @Override
      public double evaluate(Vector point, Vector gradient) {
        double value = right.evaluate(point, gradient);
        gradient.set(index, factor * gradient.get(index));
        return value;
      }
    };
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  @DisplayName("a correct gradient agrees, and theta is unchanged")
  void right(Precision precision) {
    Vector start = Functions.rosenbrockStart(DIMENSION);
    Vector theta = Vector.allocate(precision, DIMENSION).copyFrom(start);
    float[] before = theta.toFloatArray();
    GradientReport report =
        GradientCheck.of(Functions.rosenbrock(DIMENSION), GradientCheckTest::halves).at(theta);

    assertTrue(report.agrees(), report::toString);
    assertArrayEquals(before, theta.toFloatArray());
    assertEquals(
        List.of("first", "second"),
        report.blocks().stream().map(GradientReport.Block::name).toList());
    assertEquals(List.of(4, 6), report.blocks().stream().map(GradientReport.Block::size).toList());
    assertEquals(
        List.of(4, 6), report.blocks().stream().map(GradientReport.Block::checked).toList());
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  @DisplayName("a wrong element is found, with its block and its index in the block")
  void wrong(Precision precision) {
    Vector start = Functions.rosenbrockStart(DIMENSION);
    Vector theta = Vector.allocate(precision, DIMENSION).copyFrom(start);
    // Half a derivative is far larger than the uncertainty in both precisions.
    GradientReport report = GradientCheck.of(wrongAt(6, 0.5), GradientCheckTest::halves).at(theta);

    assertFalse(report.agrees(), report::toString);
    GradientReport.Block first = report.blocks().getFirst();
    GradientReport.Block second = report.blocks().getLast();
    assertEquals(0, first.disagreeing());
    assertEquals(1, second.disagreeing());
    assertEquals(2, second.largestAbsolute().index());
    assertEquals(2, second.largestRelative().index());
    assertFalse(second.largestRelative().agrees());
    GradientReport.Difference difference = second.largestAbsolute();
    assertEquals(Math.abs(difference.analytic() - difference.numeric()), difference.absolute());
    assertEquals(0.5, difference.relative(), difference.uncertainty());
  }

  @Test
  @DisplayName("in double precision a relative error of 1e-6 is found")
  void slightlyWrong() {
    Vector theta = Functions.rosenbrockStart(DIMENSION);
    // Truncation and rounding are of the order of u^(2/3), a part in 10^10.
    assertFalse(GradientCheck.of(wrongAt(3, 1 + 1e-6)).at(theta).agrees());
  }

  @Test
  @DisplayName("a NaN in the gradient or in the value disagrees")
  void notANumber() {
    Vector theta = Functions.rosenbrockStart(DIMENSION);
    GradientReport report = GradientCheck.of(wrongAt(9, Double.NaN)).at(theta);
    assertFalse(report.agrees(), report::toString);
    assertEquals(9, report.blocks().getFirst().largestAbsolute().index());
    assertEquals(9, report.blocks().getFirst().largestRelative().index());

    Objective noValue = Functions.of(1, (x, g) -> Double.NaN);
    assertFalse(GradientCheck.of(noValue).at(Vector.of(1.0)).agrees());
  }

  @Test
  @DisplayName("if all derivatives are 0, the gradient agrees")
  void constant() {
    GradientReport report =
        GradientCheck.of(Functions.of(3, (x, g) -> 0)).at(Vector.of(1.0, 2.0, 3.0));
    assertTrue(report.agrees(), report::toString);
    assertEquals(0, report.blocks().getFirst().largestRelative().relative());
  }

  @Test
  @DisplayName("sampling checks the given number of elements of each block, chosen by the seed")
  void sampling() {
    int n = 1000;
    Objective right = Functions.quadratic(n, 10);
    int[] evaluations = {0};
    Objective counted =
        new Objective() {
          @Override
          public int dimension() {
            return n;
          }

          @Override
          public double evaluate(Vector point, Vector gradient) {
            evaluations[0]++;
            double value = right.evaluate(point, gradient);
            // The gradient disagrees everywhere: the report shows which elements were checked.
            gradient.fill(-1);
            return value;
          }
        };
    GradientCheck.Layout layout =
        theta -> {
          Map<String, Vector> blocks = new LinkedHashMap<>();
          blocks.put("large", theta.slice(0, n - 3));
          blocks.put("small", theta.slice(n - 3, 3));
          return blocks;
        };
    Vector theta = Vector.allocate(Precision.DOUBLE, n);
    theta.fill(2);
    GradientReport report = GradientCheck.of(counted, layout).sampling(5, 1).at(theta);

    assertEquals(1 + 4 * (5 + 3), evaluations[0]);
    assertEquals(5, report.blocks().getFirst().checked());
    assertEquals(5, report.blocks().getFirst().disagreeing());
    assertEquals(3, report.blocks().getLast().checked());
    assertEquals(report, GradientCheck.of(counted, layout).sampling(5, 1).at(theta));
    assertNotEquals(report, GradientCheck.of(counted, layout).sampling(5, 2).at(theta));
  }

  @Test
  @DisplayName("the table shows each block's largest differences")
  void table() {
    Vector theta = Functions.rosenbrockStart(DIMENSION);
    String table =
        GradientCheck.of(wrongAt(6, 0.5), GradientCheckTest::halves).at(theta).toString();
    List<String> lines = table.lines().toList();
    assertEquals(5, lines.size(), table);
    assertTrue(lines.get(0).matches("block +size +checked +differ +largest +absolute +relative.*"));
    assertTrue(lines.get(1).matches("first +4 +4 +0 +absolute .*"), table);
    assertTrue(lines.get(3).matches("second +6 +6 +1 +absolute +\\S+ +5\\.0e-01 +2 .*"), table);
    assertEquals(1, lines.stream().map(String::length).distinct().count(), table);
  }

  @Test
  @DisplayName("a theta of another size, an empty block and a sample of 0 elements are refused")
  void refused() {
    Objective objective = Functions.rosenbrock(3);
    var size =
        assertThrows(
            IllegalArgumentException.class,
            () -> GradientCheck.of(objective).at(Vector.of(1.0, 2.0)));
    assertEquals(
        "theta must have 3 elements, one for each variable of the objective, but has 2",
        size.getMessage());
    var none =
        assertThrows(
            IllegalArgumentException.class, () -> GradientCheck.of(objective).sampling(0, 1));
    assertEquals("the number of elements to check must be >= 1, but was 0", none.getMessage());
    var empty =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                GradientCheck.of(objective, theta -> Map.of("b1", theta.slice(0, 0)))
                    .at(Vector.of(1.0, 2.0, 3.0)));
    assertEquals(
        "each block of theta must have at least one element, but b1 has none", empty.getMessage());
  }
}
