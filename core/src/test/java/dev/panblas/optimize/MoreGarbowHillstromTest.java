/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.NaiveKernels;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.optimize.Lbfgs.Options;
import dev.panblas.optimize.Lbfgs.Result;
import dev.panblas.optimize.Lbfgs.StopReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MoreGarbowHillstromTest {

  /** The results of SciPy's L-BFGS-B in double, with the same memory and tolerances. */
  private record SciPy(int evaluations, double value) {}

  private static final Map<String, SciPy> SCIPY = scipy();

  private final Blas blas = Blas.over(new NaiveKernels());

  private static Map<String, SciPy> scipy() {
    try (InputStream in = MoreGarbowHillstromTest.class.getResourceAsStream("scipy_lbfgsb.csv")) {
      String table = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return table
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(","))
          .collect(
              Collectors.toMap(
                  cells -> cells[0],
                  cells -> new SciPy(Integer.parseInt(cells[2]), Double.parseDouble(cells[3]))));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "the end value is lower than SciPy's, or equal after at most twice the evaluations + 10")
  void isAsGoodAsSciPy(MoreGarbowHillstrom problem) {
    SciPy scipy = Objects.requireNonNull(SCIPY.get(problem.title), problem.title);
    for (Precision precision : Precision.values()) {
      Vector x = Vector.allocate(precision, problem.start().length).copyFrom(problem.start());
      Options options = Options.DEFAULT.withMaxIterations(5000);
      Result result = new Lbfgs(blas, options).minimize(problem.objective(), x);
      String found = problem.title + " in " + precision + ": " + result + ", " + scipy;

      assertEquals(StopReason.CONVERGED, result.reason(), found);
      // Near a minimum, the error of the value is of the order of the square of that of x.
      double relative = precision == Precision.SINGLE ? 1e-4 : 1e-5;
      assertTrue(result.cost() <= scipy.value() * (1 + relative) + 1e-9, found);
      boolean isLower = result.cost() < scipy.value() * (1 - 1e-4) - 1e-9;
      assertTrue(isLower || result.evaluations() <= 2 * scipy.evaluations() + 10, found);
    }
  }
}
