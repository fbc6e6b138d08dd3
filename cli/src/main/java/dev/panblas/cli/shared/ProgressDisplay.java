/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import java.io.PrintWriter;
import java.util.List;

/** Shows the progress of a task until it is closed. May be called from any thread. */
public interface ProgressDisplay extends AutoCloseable {

  /**
   * A task whose steps are counted.
   *
   * @param name such as {@code Training}
   * @param step what is counted, such as {@code iteration}
   * @param steps their number, at least 1
   * @param before how many of them were done before; their time is not known
   * @param details for each detail, from the most important to the least, the number of characters
   *     that it has at most
   */
  record Task(String name, String step, int steps, int before, List<Integer> details) {

    /** Copies the list. */
    public Task {
      details = List.copyOf(details);
    }
  }

  /**
   * Shows that steps have ended.
   *
   * @param steps how many, since the start, with those done before
   * @param details what is known now, one text for each detail of the task
   */
  void done(int steps, List<String> details);

  @Override
  void close();

  /**
   * Begins to show a task.
   *
   * @param terminal the terminal of standard error
   * @param err standard error
   * @param task the task
   * @return a bar on a terminal, otherwise plain lines
   */
  static ProgressDisplay on(Terminal terminal, PrintWriter err, Task task) {
    return terminal.isPresent()
        ? new ProgressBar(terminal, err, task)
        : new ProgressLines(err, task);
  }
}
