/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.chart;

import java.util.List;

/** A report that is written from its beginning to its end. */
public interface Page {

  /**
   * Begins a section.
   *
   * @param text its title
   */
  void heading(String text);

  /**
   * Adds a paragraph.
   *
   * @param text its sentences
   */
  void paragraph(String text);

  /**
   * Adds a table.
   *
   * @param heading the titles of the columns
   * @param rows as many cells each; without rows nothing is added
   */
  void table(List<String> heading, List<List<String>> rows);

  /**
   * Adds a chart.
   *
   * @param name of its files, without extension
   * @param chart the chart
   */
  void chart(String name, Drawing chart);
}
