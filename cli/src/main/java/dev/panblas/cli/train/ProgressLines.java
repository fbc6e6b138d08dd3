/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.optimize.Lbfgs;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints twenty lines during a training, at equal numbers of iterations. */
final class ProgressLines implements Progress {

  private static final int LINES = 20;

  private final PrintWriter err;
  private final int iterations;
  private final long start = System.nanoTime();

  ProgressLines(PrintWriter err, int iterations) {
    this.err = err;
    this.iterations = iterations;
  }

  @Override
  public void iterated(Lbfgs.Iteration iteration) {
    int number = iteration.number();
    if ((long) number * LINES / iterations == (number - 1L) * LINES / iterations) {
      return;
    }
    double spent = (System.nanoTime() - start) / 1e9;
    err.printf(
        Locale.ROOT,
        "iteration %d of %d: cost %.5g, gradient norm %.1e, %.0f s left%n",
        number,
        iterations,
        iteration.cost(),
        iteration.gradientNorm(),
        spent / number * (iterations - number));
    err.flush();
  }

  @Override
  public void close() {
    // each line is printed at once
  }
}
