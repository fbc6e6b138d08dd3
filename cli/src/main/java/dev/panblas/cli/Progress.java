package dev.panblas.cli;

import dev.panblas.optimize.Lbfgs;
import java.io.PrintWriter;

/** Shows how far a training has come, until it is closed. */
interface Progress extends AutoCloseable {

  /** An iteration is done. */
  void iterated(Lbfgs.Iteration iteration);

  @Override
  void close();

  /** A bar on a terminal, plain lines elsewhere. */
  static Progress on(Terminal terminal, PrintWriter err, int iterations) {
    return terminal.isPresent()
        ? new ProgressBarDisplay(terminal, err, iterations)
        : new ProgressLines(err, iterations);
  }
}
