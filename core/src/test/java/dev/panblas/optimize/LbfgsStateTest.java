/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.optimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.NaiveKernels;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.optimize.Lbfgs.Iteration;
import dev.panblas.optimize.Lbfgs.Options;
import dev.panblas.optimize.Lbfgs.Result;
import dev.panblas.optimize.Lbfgs.StateListener;
import dev.panblas.optimize.Lbfgs.StopReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class LbfgsStateTest {

  private static final Options OPTIONS = new Options(3, 50, 1e-10, 0);
  private static final StateListener ALL = (iteration, state) -> true;

  private final Blas blas = Blas.over(new NaiveKernels());
  private final Lbfgs lbfgs = new Lbfgs(blas, OPTIONS);

  /** A minimisation: function, start and precision. */
  record Problem(String name, Objective objective, Vector start, Precision precision) {

    Vector x() {
      return Vector.allocate(precision, start.size()).copyFrom(start.toDoubleArray());
    }

    @Override
    public String toString() {
      return name + " in " + precision;
    }
  }

  /** With line searches of several evaluations, values that are not finite, and failed searches. */
  static List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      problems.add(
          new Problem(
              "rosenbrock", Functions.rosenbrock(7), Functions.rosenbrockStart(7), precision));
      problems.add(
          new Problem(
              "log barrier", // NaN outside
              Functions.logBarrier(1, 100, 0.01),
              Vector.of(1, 1, 1),
              precision));
      problems.add(new Problem("edge", edge(), Vector.of(5, 7), precision));
      for (MoreGarbowHillstrom known :
          List.of(
              MoreGarbowHillstrom.POWELL_BADLY_SCALED, MoreGarbowHillstrom.BROWN_BADLY_SCALED)) {
        problems.add(
            new Problem(known.name(), known.objective(), Vector.of(known.start()), precision));
      }
    }
    return problems;
  }

  /** Its minimum is on an edge, where no step meets the Wolfe conditions: pairs are cleared. */
  private static Objective edge() {
    return Functions.of(
        2,
        (x, g) -> {
          g[0] = 10 * (x[0] - 1);
          g[1] = x[1] + 0.3 * Math.signum(x[1]);
          return 5 * (x[0] - 1) * (x[0] - 1) + 0.5 * x[1] * x[1] + 0.3 * Math.abs(x[1]);
        });
  }

  /** What a minimisation did: its iterations, its result and the bits of x. */
  private record Trace(List<Iteration> iterations, Result result, List<Double> x) {

    static Trace of(List<Iteration> iterations, Result result, Vector x) {
      return new Trace(iterations, result, Arrays.stream(x.toDoubleArray()).boxed().toList());
    }
  }

  private static LbfgsState throughBytes(Arena arena, LbfgsState state) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      new Checkpoint("text", state).write(bytes);
      return Checkpoint.read(arena, new ByteArrayInputStream(bytes.toByteArray())).state();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  @DisplayName("a minimisation resumed after any iteration goes on to the same bits")
  void resumesAfterEachIteration(Problem problem) {
    try (Arena arena = Arena.ofShared()) {
      List<LbfgsState> states = new ArrayList<>();
      List<Iteration> iterations = new ArrayList<>();
      Vector x = problem.x();
      Result result =
          lbfgs.begin(
              problem.objective(),
              x,
              (iteration, state) -> {
                iterations.add(iteration);
                states.add(state.apply(arena));
                return true;
              });
      Trace whole = Trace.of(iterations, result, x);
      assertFalse(states.isEmpty(), "there must be an iteration to resume after");
      for (LbfgsState state : states) {
        int number = state.iteration().number();
        LbfgsState start = number % 2 == 0 ? state : throughBytes(arena, state);
        List<Iteration> all = new ArrayList<>(iterations.subList(0, number));
        Vector resumed = Vector.allocate(problem.precision(), x.size());
        resumed.fill(Double.NaN);
        Result end =
            lbfgs.resume(
                problem.objective(),
                resumed,
                start,
                (iteration, _) -> {
                  all.add(iteration);
                  return true;
                });
        assertEquals(whole, Trace.of(all, end, resumed), () -> "after iteration " + number);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("a state has the point and the numbers of its iteration, also after later ones")
  void aStateDoesNotChange(Precision precision) {
    try (Arena arena = Arena.ofConfined()) {
      List<LbfgsState> states = new ArrayList<>();
      List<double[]> points = new ArrayList<>();
      List<Iteration> iterations = new ArrayList<>();
      Vector x = Vector.allocate(precision, 5);
      lbfgs.begin(
          Functions.quadratic(5, 100),
          x,
          (iteration, state) -> {
            states.add(state.apply(arena));
            points.add(x.toDoubleArray());
            iterations.add(iteration);
            return iteration.number() < 5;
          });
      assertEquals(5, states.size());
      for (int i = 0; i < states.size(); i++) {
        LbfgsState state = states.get(i);
        assertEquals(iterations.get(i), state.iteration());
        assertArrayEquals(points.get(i), state.x(arena).toDoubleArray());
        assertEquals(Math.min(i + 1, 3), state.pairs());
        assertEquals(3, state.memory());
        assertEquals(5, state.dimension());
        assertEquals(precision, state.precision());
      }
      assertEquals(iterations.get(3).cost(), states.get(4).previousCost());
    }
  }

  @Test
  @DisplayName("a larger iteration limit goes on, and one that is reached ends at once")
  void anotherIterationLimit() {
    try (Arena arena = Arena.ofConfined()) {
      Objective function = Functions.rosenbrock(4);
      List<LbfgsState> states = new ArrayList<>();
      Vector x = Functions.rosenbrockStart(4);
      Result few =
          new Lbfgs(blas, OPTIONS.withMaxIterations(6))
              .begin(
                  function,
                  x,
                  (iteration, state) -> {
                    states.add(state.apply(arena));
                    return true;
                  });
      assertEquals(StopReason.ITERATION_LIMIT, few.reason());
      Vector again = Vector.allocate(Precision.DOUBLE, 4);
      assertEquals(
          few,
          new Lbfgs(blas, OPTIONS.withMaxIterations(6))
              .resume(function, again, states.getLast(), ALL));
      assertArrayEquals(x.toDoubleArray(), again.toDoubleArray());

      Vector whole = Functions.rosenbrockStart(4);
      Result more = lbfgs.minimize(function, whole);
      assertEquals(more, lbfgs.resume(function, again, states.getLast(), ALL));
      assertArrayEquals(whole.toDoubleArray(), again.toDoubleArray());
    }
  }

  @Test
  @DisplayName("a state is refused for another size, precision or memory")
  void requiresTheSameShape() {
    try (Arena arena = Arena.ofConfined()) {
      List<LbfgsState> states = new ArrayList<>();
      Objective function = Functions.rosenbrock(4);
      lbfgs.begin(
          function,
          Functions.rosenbrockStart(4),
          (iteration, state) -> {
            states.add(state.apply(arena));
            return false;
          });
      LbfgsState state = states.getFirst();
      assertRefused("the size of its state, 4, but x has 3", lbfgs, 3, Precision.DOUBLE, state);
      assertRefused(
          "the precision of its state, double, but x has single",
          lbfgs,
          4,
          Precision.SINGLE,
          state);
      assertRefused(
          "the memory of its state, 3, but the options have 4",
          new Lbfgs(blas, OPTIONS.withMemory(4)),
          4,
          Precision.DOUBLE,
          state);
    }
  }

  private static void assertRefused(
      String message, Lbfgs lbfgs, int size, Precision precision, LbfgsState state) {
    Vector x = Vector.allocate(precision, size);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> lbfgs.resume(Functions.rosenbrock(size), x, state, ALL));
    assertTrue(refused.getMessage().contains(message), refused::getMessage);
  }

  @Test
  @DisplayName("a state cannot be taken after the listener has returned")
  void tooLate() {
    List<Function<Arena, LbfgsState>> late = new ArrayList<>();
    Objective function = Functions.rosenbrock(4);
    try (Arena arena = Arena.ofConfined()) {
      Objective taking =
          new Objective() {
            @Override
            public int dimension() {
              return function.dimension();
            }

            @Override
            public double evaluate(Vector point, Vector gradient) {
              late.forEach(
                  state -> assertThrows(IllegalStateException.class, () -> state.apply(arena)));
              return function.evaluate(point, gradient);
            }
          };
      lbfgs.begin(
          taking,
          Functions.rosenbrockStart(4),
          (iteration, state) -> {
            late.add(state);
            return iteration.number() < 3;
          });
      assertEquals(3, late.size());
      late.forEach(state -> assertThrows(IllegalStateException.class, () -> state.apply(arena)));
    }
  }
}
