/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.command;

import dev.panblas.bench.report.Charts;
import dev.panblas.bench.report.Comparison;
import dev.panblas.bench.report.Report;
import dev.panblas.bench.result.Results;
import dev.panblas.cli.chart.Bitmap;
import dev.panblas.cli.chart.Drawing;
import dev.panblas.cli.chart.PngFile;
import dev.panblas.cli.chart.Svg;
import dev.panblas.cli.shared.OutputFolder;
import dev.panblas.cli.shared.TextTable;
import dev.panblas.npy.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes the report of a run and its charts, and prints who is faster at what.
 *
 * @param folder for the files
 * @param targets whether the report has the targets of the questions
 * @param out receives the comparisons and the names of the written files
 */
record ReportFiles(Path folder, boolean targets, PrintWriter out) {

  /**
   * Writes the files.
   *
   * @throws IOException if one cannot be written; the message is a sentence
   */
  void write(Results results) throws IOException {
    try {
      Map<String, Drawing> charts = Charts.of(results);
      writeText("report.md", Report.markdown(results, charts, targets));
      writeText("report.html", Report.html(results, charts, targets));
      for (Map.Entry<String, Drawing> chart : charts.entrySet()) {
        Path png = folder.resolve(chart.getKey() + ".png");
        PngFile.write(png, Bitmap.of(chart.getValue()));
        out.println(png);
        Path svg = folder.resolve(chart.getKey() + ".svg");
        Svg.write(svg, chart.getValue());
        out.println(svg);
      }
      List<List<String>> comparisons = Comparison.table(results);
      if (comparisons.size() > 1) {
        out.println();
        out.print(TextTable.of(comparisons));
      }
      out.println();
      out.println(Report.load(results));
    } catch (IOException failure) {
      throw OutputFolder.unwritable(folder, failure);
    } finally {
      out.flush();
    }
  }

  /** Writes a text file and prints its name. */
  void writeText(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(folder.resolve(name), stream -> stream.write(bytes));
    out.println(folder.resolve(name));
  }
}
