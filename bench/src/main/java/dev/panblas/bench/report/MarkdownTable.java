/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown. */
final class MarkdownTable {

  private final List<String> lines = new ArrayList<>();

  MarkdownTable(List<String> heading) {
    add(heading);
    lines.add("|---".repeat(heading.size()) + "|");
  }

  void add(List<String> cells) {
    lines.add(
        cells.stream()
            .map(cell -> cell.replace("|", "\\|").replace('\n', ' '))
            .collect(Collectors.joining(" | ", "| ", " |")));
  }

  /** {@return whether there is a row besides the heading} */
  boolean hasRows() {
    return lines.size() > 2;
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
