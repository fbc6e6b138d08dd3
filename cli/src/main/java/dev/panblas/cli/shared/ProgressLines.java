/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints at most twenty lines during a task, at equal numbers of steps. */
final class ProgressLines implements ProgressDisplay {

  private static final int LINES = 20;

  private final PrintWriter err;
  private final Task task;
  private final Pace pace;

  private long printed;

  ProgressLines(PrintWriter err, Task task) {
    this.err = err;
    this.task = task;
    this.printed = (long) task.before() * LINES / task.steps();
    this.pace = new Pace(task.steps(), task.before());
  }

  @Override
  public synchronized void done(int steps, List<String> details) {
    pace.done(steps);
    long due = (long) steps * LINES / task.steps();
    if (due <= printed) {
      return;
    }
    printed = due;
    err.printf(
        Locale.ROOT,
        "%s %d of %d: %s, %s left%n",
        task.step(),
        steps,
        task.steps(),
        String.join(", ", details),
        pace.left());
    err.flush();
  }

  @Override
  public void close() {
    // each line is printed at once
  }
}
