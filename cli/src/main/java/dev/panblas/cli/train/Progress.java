/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.cli.shared.Terminal;
import dev.panblas.optimize.Lbfgs;
import java.io.PrintWriter;

/** Shows the progress of a training until it is closed. */
interface Progress extends AutoCloseable {

  /** Is called after each iteration. */
  void iterated(Lbfgs.Iteration iteration);

  @Override
  void close();

  /** A bar on a terminal, otherwise plain lines. */
  static Progress on(Terminal terminal, PrintWriter err, int iterations) {
    return terminal.isPresent()
        ? new ProgressBarDisplay(terminal, err, iterations)
        : new ProgressLines(err, iterations);
  }
}
