/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.optimize;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.NaiveKernels;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.optimize.Lbfgs.Iteration;
import dev.panblas.optimize.Lbfgs.Options;
import dev.panblas.optimize.Lbfgs.Result;
import dev.panblas.optimize.Lbfgs.StopReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LbfgsTest {

  private static final double TOLERANCE = 1e-8;

  private final Blas blas = Blas.over(new NaiveKernels());
  private final Lbfgs lbfgs =
      new Lbfgs(blas, Options.DEFAULT.withMaxIterations(2000).withTolerances(TOLERANCE, 0));

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The distance to the minimum is at most |g| divided by the least curvature around it. */
  private static double distanceBound(Result result, double leastCurvature) {
    return 2 * result.gradientNorm() / leastCurvature;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 100})
  @DisplayName("Rosenbrock's function is minimised")
  void rosenbrock(int dimension) {
    Vector x = Functions.rosenbrockStart(dimension);
    Result result = lbfgs.minimize(Functions.rosenbrock(dimension), x);

    assertEquals(StopReason.CONVERGED, result.reason(), result::toString);
    assertTrue(result.gradientNorm() <= TOLERANCE * Math.max(1, blas.nrm2(x)), result::toString);
    // The least eigenvalue of the Hessian at ones is 0.4 in two dimensions, and more in others.
    assertArrayEquals(ones(dimension), x.toDoubleArray(), distanceBound(result, 0.4));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 20})
  @DisplayName("a quadratic with condition number 1e6 is minimised with any memory")
  void illConditionedQuadratic(int memory) {
    int n = 30;
    Vector x = Vector.allocate(Precision.DOUBLE, n);
    Options options = new Options(memory, 20_000, TOLERANCE, 0);
    Result result = new Lbfgs(blas, options).minimize(Functions.quadratic(n, 1e6), x);

    assertEquals(StopReason.CONVERGED, result.reason(), result::toString);
    assertArrayEquals(ones(n), x.toDoubleArray(), distanceBound(result, 1));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("quadratic functions converge, whatever the position and the value of the minimum")
  void manyQuadratics(Precision precision) {
    Options options = Options.DEFAULT.withMaxIterations(5000);
    // Condition numbers up to sqrt(1/u): above that, rounding errors of x dominate the gradient.
    double span = -Math.log10(precision.unitRoundoff()) / 4;
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int n = 1 + random.nextInt(20);
      double[] centre = random.doubles(n, -10, 10).toArray();
      double[] curvature = random.doubles(n, -span, span).map(e -> Math.pow(10, e)).toArray();
      double least = random.nextInt(3) - 1;
      Objective quadratic =
          Functions.of(
              n,
              (x, g) -> {
                double value = least;
                for (int i = 0; i < n; i++) {
                  g[i] = curvature[i] * (x[i] - centre[i]);
                  value += 0.5 * g[i] * (x[i] - centre[i]);
                }
                return value;
              });
      Vector x = Vector.allocate(precision, n);
      Result result = new Lbfgs(blas, options).minimize(quadratic, x);
      assertEquals(StopReason.CONVERGED, result.reason(), "seed " + seed + ": " + result);
    }
  }

  @Test
  @DisplayName("in single precision and with tolerances of 0, it converges to rounding errors")
  void singlePrecision() {
    int n = 50;
    double condition = 100;
    Vector x = Vector.allocate(Precision.SINGLE, n);
    Options options = Options.DEFAULT.withTolerances(0, 0);
    Result result = new Lbfgs(blas, options).minimize(Functions.quadratic(n, condition), x);

    assertEquals(StopReason.CONVERGED, result.reason(), result::toString);
    // Each element is within rounding errors of 1, the gradient's within condition times that.
    double u = Precision.SINGLE.unitRoundoff();
    double bound = 4 * Math.sqrt(n) * condition * u;
    assertTrue(result.gradientNorm() <= bound, () -> result + ", bound " + bound);
    assertArrayEquals(ones(n), x.toDoubleArray(), bound);
  }

  @Test
  @DisplayName("in double precision and with tolerances of 0, it converges")
  void noTolerance() {
    Vector x = Functions.rosenbrockStart(2);
    Options options = Options.DEFAULT.withTolerances(0, 0);
    Result result = new Lbfgs(blas, options).minimize(Functions.rosenbrock(2), x);

    assertEquals(StopReason.CONVERGED, result.reason(), result::toString);
    assertTrue(result.gradientNorm() < TOLERANCE, result::toString);
  }

  @Test
  @DisplayName("x may be a view with a stride; the elements between are not written")
  void stridedVector() {
    Matrix matrix = Matrix.allocate(Precision.DOUBLE, 2, 3);
    matrix.fill(7);
    Vector x = matrix.column(1).reversed();
    x.copyFrom(new double[] {-1.2, 1});
    Result result = lbfgs.minimize(Functions.rosenbrock(2), x);

    assertEquals(StopReason.CONVERGED, result.reason());
    assertArrayEquals(ones(2), x.toDoubleArray(), distanceBound(result, 0.4));
    assertArrayEquals(new double[] {7, 7}, matrix.column(0).toDoubleArray());
    assertArrayEquals(new double[] {7, 7}, matrix.column(2).toDoubleArray());
  }

  @Test
  @DisplayName("each step meets the strong Wolfe conditions, and the cost decreases")
  void strongWolfe() {
    Objective function = Functions.rosenbrock(100);
    Vector x = Functions.rosenbrockStart(100);
    Vector before = Vector.of(x.toDoubleArray());
    Vector gradientBefore = Vector.allocate(Precision.DOUBLE, 100);
    Vector gradient = Vector.allocate(Precision.DOUBLE, 100);
    double[] costBefore = {function.evaluate(before, gradientBefore)};
    Result result =
        lbfgs.minimize(
            function,
            x,
            iteration -> {
              assertEquals(iteration.cost(), function.evaluate(x, gradient));
              assertEquals(iteration.gradientNorm(), blas.nrm2(gradient));
              assertTrue(iteration.cost() < costBefore[0], iteration::toString);
              // The slope times the step, computed from the difference of the points.
              Vector step = Vector.of(x.toDoubleArray());
              blas.axpy(-1, before, step);
              double expected = blas.dot(gradientBefore, step);
              double remaining = blas.dot(gradient, step);
              double rounding =
                  100
                      * Precision.DOUBLE.unitRoundoff()
                      * (blas.nrm2(gradientBefore) * blas.nrm2(x) + costBefore[0]);
              assertTrue(
                  iteration.cost() <= costBefore[0] + 1e-4 * expected + rounding,
                  iteration::toString);
              assertTrue(
                  Math.abs(remaining) <= 0.9 * Math.abs(expected) + rounding, iteration::toString);
              costBefore[0] = iteration.cost();
              before.copyFrom(x);
              gradientBefore.copyFrom(gradient);
              return true;
            });
    assertEquals(StopReason.CONVERGED, result.reason());
    assertTrue(result.iterations() > 20, result::toString);
  }

  @Test
  @DisplayName("the listener is called for each iteration, and the result equals the last one")
  void listener() {
    List<Iteration> heard = new ArrayList<>();
    Result result =
        lbfgs.minimize(Functions.rosenbrock(2), Functions.rosenbrockStart(2), heard::add);
    Iteration last = heard.getLast();
    for (int i = 0; i < heard.size(); i++) {
      assertEquals(i + 1, heard.get(i).number());
      assertTrue(heard.get(i).step() > 0);
    }
    assertEquals(
        new Result(
            StopReason.CONVERGED,
            last.cost(),
            last.gradientNorm(),
            heard.size(),
            last.evaluations()),
        result);
  }

  @Test
  @DisplayName("if the function is NaN outside a region, the search stays inside")
  void logBarrier() {
    Vector x = Vector.of(0.01, 0.01, 0.01);
    Result result = lbfgs.minimize(Functions.logBarrier(1, 100, 1e4), x);

    assertEquals(StopReason.CONVERGED, result.reason(), result::toString);
    // The curvature at 1 / c is c^2, the least is 1.
    assertArrayEquals(new double[] {1, 0.01, 1e-4}, x.toDoubleArray(), distanceBound(result, 1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  @DisplayName("if the value is finite at the start only, the line search fails and x is unchanged")
  void notFiniteAround(double value) {
    int[] evaluations = {0};
    Objective objective =
        Functions.of(
            2,
            (x, g) -> {
              Arrays.fill(g, 1);
              return evaluations[0]++ == 0 ? 5 : value;
            });
    Vector x = Vector.of(3.0, 4.0);
    Result result = lbfgs.minimize(objective, x);

    assertEquals(StopReason.LINE_SEARCH_FAILED, result.reason());
    assertEquals(5, result.cost());
    assertEquals(0, result.iterations());
    assertEquals(evaluations[0], result.evaluations());
    assertArrayEquals(new double[] {3, 4}, x.toDoubleArray());
  }

  @Test
  @DisplayName(
      "if the gradient is finite at the start only, the line search fails and x is unchanged")
  void gradientNotFiniteAround() {
    Vector x = Vector.of(1.0);
    Result result =
        lbfgs.minimize(
            Functions.of(
                1,
                (point, g) -> {
                  g[0] = point[0] == 1 ? 1 : Double.NaN;
                  return point[0];
                }),
            x);
    assertEquals(StopReason.LINE_SEARCH_FAILED, result.reason());
    assertEquals(1, x.get(0));
  }

  @Test
  @DisplayName("a cost or gradient that is not finite at the start is refused")
  void notFiniteAtTheStart() {
    Vector x = Vector.of(3.0);
    Objective noCost = Functions.of(1, (point, g) -> Double.NaN);
    Objective noGradient =
        Functions.of(
            1,
            (point, g) -> {
              g[0] = Double.NaN;
              return 1;
            });
    assertAll(
        () -> {
          var error = assertThrows(IllegalArgumentException.class, () -> lbfgs.minimize(noCost, x));
          assertTrue(error.getMessage().contains("but were NaN and "), error.getMessage());
        },
        () -> {
          var error =
              assertThrows(IllegalArgumentException.class, () -> lbfgs.minimize(noGradient, x));
          assertTrue(error.getMessage().contains("but were 1.0 and NaN"), error.getMessage());
        });
    assertEquals(3, x.get(0));
  }

  @Test
  @DisplayName("if the gradient has the wrong sign, the line search fails and x is unchanged")
  void noDescent() {
    Vector x = Vector.of(3.0, -2.0);
    Result result =
        lbfgs.minimize(
            Functions.of(
                2,
                (point, g) -> {
                  g[0] = -point[0];
                  g[1] = -point[1];
                  return 0.5 * (point[0] * point[0] + point[1] * point[1]);
                }),
            x);
    assertEquals(StopReason.LINE_SEARCH_FAILED, result.reason());
    assertEquals(6.5, result.cost());
    assertArrayEquals(new double[] {3, -2}, x.toDoubleArray());
  }

  @Test
  @DisplayName("if the gradient becomes wrong later, x is the best point found")
  void descentLost() {
    Objective right = Functions.rosenbrock(2);
    List<Double> costs = new ArrayList<>();
    Objective turning =
        new Objective() {
          @Override
          public int dimension() {
            return 2;
          }

          @Override
          public double evaluate(Vector point, Vector gradient) {
            double cost = right.evaluate(point, gradient);
            if (costs.size() > 20) {
              blas.scal(-1, gradient);
            }
            costs.add(cost);
            return cost;
          }
        };
    Vector x = Functions.rosenbrockStart(2);
    Result result = lbfgs.minimize(turning, x);

    assertEquals(StopReason.LINE_SEARCH_FAILED, result.reason(), result::toString);
    assertEquals(costs.size(), result.evaluations());
    Vector gradient = Vector.allocate(Precision.DOUBLE, 2);
    assertEquals(right.evaluate(x, gradient), result.cost());
    assertTrue(result.cost() <= costs.get(20), result::toString);
  }

  @Test
  @DisplayName(
      "if the function has no lower bound, the line search fails and x is the best point found")
  void unbounded() {
    double[] lowest = {0};
    Vector x = Vector.of(0.0);
    Result result =
        lbfgs.minimize(
            Functions.of(
                1,
                (point, g) -> {
                  g[0] = -1;
                  lowest[0] = Math.min(lowest[0], -point[0]);
                  return -point[0];
                }),
            x);
    assertEquals(StopReason.LINE_SEARCH_FAILED, result.reason());
    assertEquals(lowest[0], result.cost());
    assertEquals(lowest[0], -x.get(0));
  }

  @Test
  @DisplayName("the minimisation ends at the iteration limit")
  void iterationLimit() {
    for (int limit : new int[] {0, 1, 7}) {
      Vector x = Functions.rosenbrockStart(100);
      Lbfgs limited = new Lbfgs(blas, Options.DEFAULT.withMaxIterations(limit));
      Result result = limited.minimize(Functions.rosenbrock(100), x);
      assertEquals(StopReason.ITERATION_LIMIT, result.reason());
      assertEquals(limit, result.iterations());
    }
  }

  @Test
  @DisplayName("the listener cancels, and x is the point of that iteration")
  void cancelled() {
    Vector x = Functions.rosenbrockStart(2);
    double[] heard = new double[2];
    Result result =
        lbfgs.minimize(
            Functions.rosenbrock(2),
            x,
            iteration -> {
              x.asRow().copyTo(heard, Order.ROW_MAJOR);
              return iteration.number() < 5;
            });
    assertEquals(StopReason.CANCELLED, result.reason());
    assertEquals(5, result.iterations());
    assertArrayEquals(heard, x.toDoubleArray());
  }

  @Test
  @DisplayName("an exception of the objective is thrown on, and x is the best point found")
  void objectiveThrows() {
    Objective function = Functions.rosenbrock(2);
    List<Iteration> heard = new ArrayList<>();
    Vector x = Functions.rosenbrockStart(2);
    IllegalStateException thrown = new IllegalStateException("no more");
    int[] evaluations = {0};
    Objective failing =
        Functions.of(
            2,
            (point, g) -> {
              if (++evaluations[0] == 12) {
                throw thrown;
              }
              Vector slopes = Vector.of(g);
              double value = function.evaluate(Vector.of(point), slopes);
              System.arraycopy(slopes.toDoubleArray(), 0, g, 0, 2);
              return value;
            });
    assertSame(
        thrown,
        assertThrows(IllegalStateException.class, () -> lbfgs.minimize(failing, x, heard::add)));
    Vector gradient = Vector.allocate(Precision.DOUBLE, 2);
    assertEquals(heard.getLast().cost(), function.evaluate(x, gradient));
  }

  @ParameterizedTest
  @CsvSource({
    "SINGLE, 1e24, 1",
    "SINGLE, 1e30, 1e-5",
    "SINGLE, 3e37, 1",
    "DOUBLE, 1e160, 1",
    "DOUBLE, 1e250, 1e-20",
    "DOUBLE, 1e300, 1"
  })
  @DisplayName("a gradient whose square is not finite in the vectors' precision is followed")
  void largeGradients(Precision precision, double slope, double distance) {
    int n = 10;
    // 1/2 sum h_i (x_i - distance)^2 has the gradient -h_i distance at 0.
    double[] h = new double[n];
    Arrays.setAll(h, i -> slope / distance / (i + 1));
    Vector x = Vector.allocate(precision, n);
    Options options = Options.DEFAULT.withTolerances(0, 1e-14);
    Result result =
        new Lbfgs(blas, options)
            .minimize(
                Functions.of(
                    n,
                    (point, g) -> {
                      double value = 0;
                      for (int i = 0; i < n; i++) {
                        g[i] = h[i] * (point[i] - distance);
                        value += 0.5 * g[i] * (point[i] - distance);
                      }
                      return value;
                    }),
                x);
    assertEquals(StopReason.CONVERGED, result.reason(), result::toString);
    assertTrue(result.evaluations() < 250, result::toString);
    for (int i = 0; i < n; i++) {
      assertEquals(1, x.get(i) / distance, 1e-3, result::toString);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("a steep rise beside a flat minimum is crossed")
  void steepRise(Precision precision) {
    Vector x = Vector.allocate(precision, 1);
    x.set(0, -5);
    Objective rise =
        Functions.of(
            1,
            (point, g) -> {
              g[0] = 1 - 10 * Math.exp(-10 * point[0]);
              return point[0] + Math.exp(-10 * point[0]);
            });
    Result result = new Lbfgs(blas, Options.DEFAULT).minimize(rise, x);
    assertEquals(StopReason.CONVERGED, result.reason(), result::toString);
    assertEquals(Math.log(10) / 10, x.get(0), 1e-4, result::toString);
  }

  @Test
  @DisplayName("at the minimum it converges without an iteration")
  void atTheMinimum() {
    Vector x = Vector.of(1.0, 1.0);
    Result result = lbfgs.minimize(Functions.rosenbrock(2), x);
    assertEquals(new Result(StopReason.CONVERGED, 0, 0, 0, 1), result);
  }

  @Test
  @DisplayName("in single precision near the minimum, the cost does not increase")
  void nearTheMinimum() {
    Vector x = Vector.of(new float[] {1 + 0x1p-23f, 1f});
    Objective function = Functions.rosenbrock(2);
    double start = function.evaluate(x, Vector.allocate(Precision.SINGLE, 2));
    Result result = new Lbfgs(blas, Options.DEFAULT.withTolerances(0, 0)).minimize(function, x);
    assertTrue(result.cost() <= start, result::toString);
  }

  @Test
  @DisplayName("the same minimisation twice gives the same bits")
  void repeatable() {
    Vector first = Functions.rosenbrockStart(100);
    Vector second = Functions.rosenbrockStart(100);
    Result result = lbfgs.minimize(Functions.rosenbrock(100), first);
    assertEquals(result, lbfgs.minimize(Functions.rosenbrock(100), second));
    assertArrayEquals(first.toDoubleArray(), second.toDoubleArray());
  }

  @Test
  @DisplayName("an x of another size, or without elements, is refused with both sizes")
  void wrongSize() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> lbfgs.minimize(Functions.rosenbrock(2), Vector.of(1.0, 2.0, 3.0)));
    assertEquals(
        "x must have one element for each of the objective's 2 variables, and at least one, but has"
            + " 3",
        error.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> lbfgs.minimize(Functions.of(0, (x, g) -> 0), Vector.of(new double[0])));
  }

  @Test
  @DisplayName("options out of range are refused by name")
  void options() {
    Options options = Options.DEFAULT;
    assertAll(
        () -> assertRefused("memory must be >= 1, but was 0", () -> options.withMemory(0)),
        () ->
            assertRefused(
                "iteration limit must be >= 0, but was -1", () -> options.withMaxIterations(-1)),
        () ->
            assertRefused(
                "gradient tolerance must be finite and >= 0, but was NaN",
                () -> options.withTolerances(Double.NaN, 0)),
        () ->
            assertRefused(
                "cost tolerance must be finite and >= 0, but was -1.0",
                () -> options.withTolerances(0, -1)));
    assertEquals(
        new Options(5, 9, 0.5, 0.25),
        options.withMemory(5).withMaxIterations(9).withTolerances(0.5, 0.25));
  }

  private static void assertRefused(String message, Runnable call) {
    var error = assertThrows(IllegalArgumentException.class, call::run);
    assertEquals(message, error.getMessage());
  }
}
