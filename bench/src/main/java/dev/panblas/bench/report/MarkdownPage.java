/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.report;

import dev.panblas.cli.chart.Drawing;
import dev.panblas.cli.chart.Page;
import java.util.List;

/** A report in Markdown. Charts are files beside it. */
final class MarkdownPage implements Page {

  private final StringBuilder text = new StringBuilder();

  MarkdownPage(String title) {
    text.append("# ").append(title).append('\n');
  }

  @Override
  public void heading(String title) {
    text.append("\n## ").append(title).append('\n');
  }

  @Override
  public void paragraph(String sentences) {
    text.append('\n').append(sentences).append('\n');
  }

  @Override
  public void table(List<String> heading, List<List<String>> rows) {
    if (!rows.isEmpty()) {
      MarkdownTable table = new MarkdownTable(heading);
      rows.forEach(table::add);
      text.append('\n').append(table);
    }
  }

  @Override
  public void chart(String name, Drawing chart) {
    text.append("\n![").append(chart.title()).append("](").append(name).append(".png)\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
