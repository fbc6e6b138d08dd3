/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarTest {

  /** A line that is drawn while the terminal does not wrap lines; then the cursor returns. */
  private static final Pattern LINE = Pattern.compile("\033\\[\\?7l(.*?)\033\\[J\r\033\\[\\?7h");

  private static final ProgressDisplay.Task TRAINING =
      new ProgressDisplay.Task("Training", "iteration", 400, 0, List.of(15, 16));

  private static String printed(Terminal terminal, int done) {
    StringWriter printed = new StringWriter();
    try (ProgressDisplay display =
        ProgressDisplay.on(terminal, new PrintWriter(printed), TRAINING)) {
      display.done(done, List.of("cost 0.35712", "gradient 2.5e-03"));
    }
    return printed.toString();
  }

  /** The last line: it has the latest numbers. */
  private static String line(int width, int done) {
    List<String> lines =
        LINE.matcher(printed(new Terminal(width, true, true), done))
            .results()
            .map(drawn -> drawn.group(1))
            .toList();
    assertFalse(lines.isEmpty());
    for (String each : lines) {
      assertEquals(width - 1, each.length(), each);
    }
    return lines.getLast();
  }

  private static int cells(String line) {
    return line.lastIndexOf('|') - line.indexOf('|') - 1;
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 21, 39, 40, 59, 60, 63, 80, 100, 133, 200, 250})
  void theLineFillsTheTerminalAndTheBarHasTenCells(int width) {
    String line = line(width, 100);
    assertTrue(cells(line) >= (width >= 60 ? 10 : 1), line);
    assertTrue(line.contains(" 25% |"), line);
    assertEquals(cells(line) / 4, line.chars().filter(cell -> cell == '█').count(), line);
    assertEquals(width > 21, line.contains("100/400"), line);
    assertEquals(width > 21, line.contains(" left"), line);
    assertEquals(width > 40, line.contains("cost 0.35712"), line);
    assertEquals(width >= 80, line.contains("gradient 2.5e-03"), line);
    assertEquals(cells(line), cells(line(width, 400)), "the bar keeps its place");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 10, 17})
  void aTerminalThatIsTooNarrowHasALineNevertheless(int width) {
    assertFalse(printed(new Terminal(width, false, true), 7).isEmpty());
    assertEquals(width - 1, line(width, 7).length());
  }

  @Test
  void withoutEscapeSequencesLinesOfTheSameLengthReplaceEachOther() {
    String printed = printed(new Terminal(50, false, false), 400);
    assertFalse(printed.contains("\033"), printed);
    String end = System.lineSeparator();
    assertTrue(printed.endsWith("\r" + end), printed);
    for (String line : printed.substring(0, printed.length() - end.length()).split("\r", -1)) {
      assertTrue(line.isEmpty() || line.length() == 49, line);
    }
  }

  @Test
  void aFileGetsAtMostTwentyLines() {
    StringWriter printed = new StringWriter();
    try (ProgressDisplay display =
        ProgressDisplay.on(Terminal.NONE, new PrintWriter(printed), TRAINING)) {
      for (int done = 1; done <= 400; done++) {
        display.done(done, List.of("cost 1", "gradient 2"));
      }
    }
    List<String> lines = printed.toString().lines().toList();
    assertEquals(20, lines.size(), printed::toString);
    assertTrue(
        lines.getFirst().startsWith("iteration 20 of 400: cost 1, gradient 2, "), lines::toString);
    assertEquals("iteration 400 of 400: cost 1, gradient 2, 0 s left", lines.getLast());
  }

  @Test
  void aTaskThatGoesOnShowsWhatWasDoneBefore() {
    StringWriter printed = new StringWriter();
    ProgressDisplay.Task task =
        new ProgressDisplay.Task("Training", "iteration", 400, 200, List.of(15, 16));
    try (ProgressDisplay display =
        ProgressDisplay.on(Terminal.NONE, new PrintWriter(printed), task)) {
      display.done(201, List.of("cost 1"));
      display.done(220, List.of("cost 1"));
    }
    assertEquals("iteration 220 of 400: cost 1, 0 s left", printed.toString().strip());
    StringWriter bar = new StringWriter();
    try (ProgressDisplay display =
        ProgressDisplay.on(new Terminal(80, true, true), new PrintWriter(bar), task)) {
      assertTrue(display instanceof ProgressBar);
    }
    assertTrue(bar.toString().contains(" 50% |"), bar.toString());
    assertTrue(bar.toString().contains("200/400"), bar.toString());
  }

  @Test
  void timesHaveTheUnitThatFits() {
    assertEquals("0 s", Pace.text(0.2));
    assertEquals("99 s", Pace.text(99.4));
    assertEquals("2 min", Pace.text(99.5));
    assertEquals("99 min", Pace.text(99.4 * 60));
    assertEquals("2 h", Pace.text(99.5 * 60));
  }
}
