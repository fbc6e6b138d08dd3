package dev.panblas.cli.train;

import dev.panblas.cli.shared.Terminal;
import dev.panblas.optimize.Lbfgs;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A line that is drawn over and over: a bar, time spent and left, cost and gradient norm. */
final class ProgressBarDisplay implements Progress {

  private static final int REFRESH_MILLIS = 200;

  private final ProgressBar bar;
  private final PrintWriter err;

  ProgressBarDisplay(Terminal terminal, PrintWriter err, int iterations) {
    this.err = err;
    this.bar =
        new ProgressBarBuilder()
            .setTaskName("Training")
            .setInitialMax(iterations)
            .setStyle(
                terminal.drawsBlocks() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REFRESH_MILLIS)
            // A character less than the width: a full line would wrap on some terminals.
            .setConsumer(new DelegatingProgressBarConsumer(this::draw, terminal.width() - 1))
            .build();
  }

  private void draw(String line) {
    err.print('\r' + line);
    err.flush();
  }

  @Override
  public void iterated(Lbfgs.Iteration iteration) {
    bar.setExtraMessage(
        String.format(
            Locale.ROOT, " cost %.5g, gradient %.1e", iteration.cost(), iteration.gradientNorm()));
    bar.stepTo(iteration.number());
  }

  @Override
  public void close() {
    bar.close();
    err.println();
    err.flush();
  }
}
