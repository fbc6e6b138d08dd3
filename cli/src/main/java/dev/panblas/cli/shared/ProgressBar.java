/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * One line that is redrawn: the share that is done, a bar, the number of steps, the time left, the
 * details. It is as wide as the terminal. What would leave the bar fewer than ten cells is left
 * out.
 *
 * <p>After each drawing the cursor is at the start of the line. If the terminal becomes narrower
 * and breaks the line, the cursor stays there, so that the next drawing clears all parts of it.
 */
final class ProgressBar implements ProgressDisplay {

  private static final int REFRESH_MILLIS = 200;

  private static final int FEWEST_CELLS = 10;

  /** The bar's margins. */
  private static final String LEFT_OF_BAR = " |";

  private static final String RIGHT_OF_BAR = "|";

  /** Cuts the line at the right margin until the new width of the terminal is known. */
  private static final String WRAP_OFF = "\033[?7l";

  private static final String WRAP_ON = "\033[?7h";

  private static final String CLEAR_TO_END_OF_SCREEN = "\033[J";

  /** The signal of a new size. */
  private static final String RESIZED = "WINCH";

  /** Cells that are filled by 0 to 7 eighths. */
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

  private final Terminal terminal;
  private final PrintWriter err;
  private final Task task;
  private final Pace pace;
  private final ScheduledExecutorService refreshing;
  private final @Nullable Object previousHandler;

  private volatile boolean resized;
  private int width;
  private int done;
  private List<String> details = List.of();

  ProgressBar(Terminal terminal, PrintWriter err, Task task) {
    this.terminal = terminal;
    this.err = err;
    this.task = task;
    this.done = task.before();
    this.pace = new Pace(task.steps(), task.before());
    this.width = terminal.width();
    this.previousHandler = Signals.register(RESIZED, () -> resized = true);
    this.refreshing =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());
    var _ = refreshing.scheduleAtFixedRate(this::refresh, 0, REFRESH_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void done(int steps, List<String> latest) {
    done = steps;
    details = latest;
    pace.done(steps);
  }

  private synchronized void refresh() {
    if (resized) {
      resized = false;
      width = Terminal.measure().orElse(width);
    }
    String line = line(width);
    err.print(
        terminal.takesEscapes()
            ? WRAP_OFF + line + CLEAR_TO_END_OF_SCREEN + '\r' + WRAP_ON
            : line + '\r');
    err.flush();
  }

  /** The line on a terminal of a width: one character less, because some wrap a full line. */
  private String line(int columns) {
    int length = Math.max(0, columns - 1);
    String share = String.format(Locale.ROOT, "%3d%%", 100L * done / task.steps());
    int free =
        length - share.length() - LEFT_OF_BAR.length() - FEWEST_CELLS - RIGHT_OF_BAR.length();
    StringBuilder right = new StringBuilder();
    for (String part : parts()) {
      if (right.length() + 1 + part.length() > free) {
        break;
      }
      right.append(' ').append(part);
    }
    String name = task.name() + " ";
    String left = name.length() <= free - right.length() ? name + share : share;
    int cells = length - left.length() - LEFT_OF_BAR.length() - RIGHT_OF_BAR.length();
    String line = left + LEFT_OF_BAR + bar(cells - right.length()) + RIGHT_OF_BAR + right;
    return line.substring(0, Math.min(length, line.length()));
  }

  /** What is printed after the bar, each of constant length, from the most important part on. */
  private List<String> parts() {
    List<String> parts = new ArrayList<>();
    String steps = Integer.toString(task.steps());
    parts.add(leftPadded(Integer.toString(done), steps.length()) + "/" + steps);
    String left = pace.left();
    parts.add(leftPadded(left, Pace.WIDTH) + (left.isEmpty() ? "     " : " left"));
    for (int i = 0; i < task.details().size(); i++) {
      String detail = i < details.size() ? details.get(i) : "";
      parts.add(detail + " ".repeat(Math.max(0, task.details().get(i) - detail.length())));
    }
    parts.add(leftPadded(pace.spent(), Pace.WIDTH) + " spent");
    return parts;
  }

  private static String leftPadded(String text, int length) {
    return " ".repeat(Math.max(0, length - text.length())) + text;
  }

  private String bar(int cells) {
    if (cells <= 0) {
      return "";
    }
    long eighths = 8L * cells * done / task.steps();
    int full = (int) (eighths / 8);
    if (!terminal.drawsBlocks()) {
      return "=".repeat(full) + " ".repeat(cells - full);
    }
    return full == cells
        ? "█".repeat(cells)
        : "█".repeat(full) + EIGHTHS.charAt((int) (eighths % 8)) + " ".repeat(cells - full - 1);
  }

  @Override
  public void close() {
    refreshing.close(); // the last drawing has ended
    if (previousHandler != null) {
      Signals.unregister(RESIZED, previousHandler);
    }
    refresh();
    err.println();
    err.flush();
  }
}
