/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.cli.shared.Terminal;
import dev.panblas.optimize.Lbfgs;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** One line that is redrawn: a bar, the time spent and left, the cost and the gradient norm. */
final class ProgressBarDisplay implements Progress {

  private static final int REFRESH_MILLIS = 200;

  /** Narrower terminals leave out the gradient norm. */
  private static final int GRADIENT_WIDTH = 100;

  /** Narrower terminals leave out the cost and the name of the task too. */
  private static final int COST_WIDTH = 64;

  /** Cuts the line at the right margin, so that a terminal made narrower does not wrap it. */
  private static final String WRAP_OFF = "\033[?7l";

  private static final String WRAP_ON = "\033[?7h";

  private final int width;

  private final ProgressBar bar;
  private final PrintWriter err;

  ProgressBarDisplay(Terminal terminal, PrintWriter err, int iterations) {
    this.err = err;
    this.width = terminal.width();
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(width < COST_WIDTH ? "" : "Training")
            .setInitialMax(iterations)
            .setStyle(
                terminal.drawsBlocks() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REFRESH_MILLIS)
            // One character less than the width: some terminals wrap a full line.
            .setConsumer(new DelegatingProgressBarConsumer(this::draw, width - 1))
            .build();
  }

  private void draw(String line) {
    err.print(WRAP_OFF + '\r' + line + WRAP_ON);
    err.flush();
  }

  @Override
  public void iterated(Lbfgs.Iteration iteration) {
    bar.setExtraMessage(message(iteration));
    bar.stepTo(iteration.number());
  }

  private String message(Lbfgs.Iteration iteration) {
    if (width < COST_WIDTH) {
      return "";
    }
    String cost = String.format(Locale.ROOT, " cost %.5g", iteration.cost());
    return width < GRADIENT_WIDTH
        ? cost
        : cost + String.format(Locale.ROOT, ", gradient %.1e", iteration.gradientNorm());
  }

  @Override
  public void close() {
    bar.close();
    err.println();
    err.flush();
  }
}
