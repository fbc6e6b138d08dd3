/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown. */
public final class MarkdownTable {

  private final List<String> lines = new ArrayList<>();

  /**
   * A table without rows.
   *
   * @param heading the titles of the columns
   */
  public MarkdownTable(List<String> heading) {
    add(heading);
    lines.add("|---".repeat(heading.size()) + "|");
  }

  /**
   * Adds a row.
   *
   * @param cells one for each column
   */
  public void add(List<String> cells) {
    lines.add(
        cells.stream()
            .map(cell -> cell.replace("|", "\\|").replace('\n', ' '))
            .collect(Collectors.joining(" | ", "| ", " |")));
  }

  /** {@return whether there is a row besides the heading} */
  public boolean hasRows() {
    return lines.size() > 2;
  }

  /** {@return the table in Markdown} */
  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
