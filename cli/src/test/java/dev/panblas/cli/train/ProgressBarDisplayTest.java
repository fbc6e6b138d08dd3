/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.cli.shared.Terminal;
import dev.panblas.optimize.Lbfgs;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarDisplayTest {

  /** A line, drawn while the terminal does not wrap lines. */
  private static final Pattern LINE = Pattern.compile("\033\\[\\?7l\r(.*?)\033\\[\\?7h");

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 63, 64, 80, 99, 100, 200})
  void everyLineIsShorterThanTheTerminal(int width) {
    StringWriter printed = new StringWriter();
    try (Progress progress =
        new ProgressBarDisplay(new Terminal(width, true), new PrintWriter(printed), 400)) {
      progress.iterated(new Lbfgs.Iteration(400, 0.357123, 2.5e-3, 1, 450));
    }
    List<String> lines =
        LINE.matcher(printed.toString()).results().map(result -> result.group(1)).toList();
    assertFalse(lines.isEmpty(), printed::toString);
    for (String line : lines) {
      assertTrue(line.length() < width, line);
    }
    String last = lines.getLast();
    assertTrue(last.contains("100%"), last);
    assertEquals(width >= 64, last.contains("cost 0.35712"), last);
    assertEquals(width >= 100, last.contains("gradient 2.5e-03"), last);
  }
}
