/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.cli.shared.ProgressDisplay;
import dev.panblas.cli.shared.Terminal;
import dev.panblas.optimize.Lbfgs;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Shows the progress of a training until it is closed. */
final class Progress implements AutoCloseable {

  private static final List<Integer> DETAILS =
      List.of("cost 0.00012345".length(), "gradient 1.0e-05".length());

  private final ProgressDisplay display;

  private Progress(ProgressDisplay display) {
    this.display = display;
  }

  /** Shows a training of which some iterations were done before. */
  static Progress on(Terminal terminal, PrintWriter err, int iterations, int done) {
    return new Progress(
        ProgressDisplay.on(
            terminal,
            err,
            new ProgressDisplay.Task("Training", "iteration", iterations, done, DETAILS)));
  }

  /** Is called after each iteration. */
  void iterated(Lbfgs.Iteration iteration) {
    display.done(
        iteration.number(),
        List.of(
            String.format(Locale.ROOT, "cost %.5g", iteration.cost()),
            String.format(Locale.ROOT, "gradient %.1e", iteration.gradientNorm())));
  }

  @Override
  public void close() {
    display.close();
  }
}
