/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.verify;

import dev.panblas.cli.shared.ProgressDisplay;
import dev.panblas.cli.shared.ProgressDisplay.Task;
import dev.panblas.cli.shared.Terminal;
import dev.panblas.conformance.ConformanceKit;
import dev.panblas.conformance.Outcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;

/** Shows how many rules of one backend were checked, and how many of them are broken. */
final class VerifyProgress implements ConformanceKit.Listener, AutoCloseable {

  private final ProgressDisplay display;
  private final Consumer<Outcome> next;

  private int ended;
  private int broken;

  /**
   * Begins to show the progress.
   *
   * @param next also receives each outcome
   */
  VerifyProgress(
      Terminal terminal,
      PrintWriter err,
      String backend,
      RuleChoice choice,
      Consumer<Outcome> next) {
    this.next = next;
    this.display =
        ProgressDisplay.on(
            terminal,
            err,
            new Task(backend, "rule", choice.rules().size(), 0, List.of("9999 failed".length())));
  }

  @Override
  public synchronized void ended(Outcome outcome) {
    ended++;
    broken += outcome.isPassed() ? 0 : 1;
    display.done(ended, List.of(broken + " failed"));
  }

  @Override
  public void checked(Outcome outcome) {
    next.accept(outcome);
  }

  @Override
  public void close() {
    display.close();
  }
}
