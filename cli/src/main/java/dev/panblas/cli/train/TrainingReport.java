/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.panblas.cli.chart.Drawing;
import dev.panblas.cli.chart.HtmlPage;
import dev.panblas.cli.shared.Json;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes {@code report.html}: the features, the costs as a chart and as a table, the settings. */
final class TrainingReport {

  private TrainingReport() {}

  /**
   * The report.
   *
   * @param summary of the training; everything in it but long lists is in a table
   * @param features the picture of the features
   * @param costs the chart of the costs
   * @return HTML
   * @throws IOException if the picture cannot be encoded
   */
  static String of(Summary summary, BufferedImage features, Drawing costs) throws IOException {
    HtmlPage page = new HtmlPage("Panblas: training of a sparse autoencoder");
    page.paragraph(
        String.format(
            Locale.ROOT,
            "%d hidden units, trained on %d samples of %d features: cost %.6g after %d iterations"
                + " (%s), in %.2f seconds on the backend %s.",
            summary.settings().hidden(),
            summary.data().samples(),
            summary.data().features(),
            summary.result().cost(),
            summary.result().iterations(),
            summary.result().stopReason(),
            summary.seconds().training(),
            summary.backend().chosen()));
    page.heading("Features");
    page.picture(features, "the weights of the hidden units, a tile for each");
    page.paragraph(
        "Each tile has the weights of a hidden unit, on a scale of its own: mid-grey is 0.");
    page.heading("Cost");
    page.chart("cost", costs);
    costTable(page, CostChart.series(summary));
    JsonObject json = JsonParser.parseString(Json.of(summary)).getAsJsonObject();
    List<List<String>> others = new ArrayList<>();
    for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
      if (entry.getValue().isJsonObject() && !entry.getKey().equals("terms")) {
        List<List<String>> rows = new ArrayList<>();
        addRows("", entry.getValue(), rows);
        page.heading(words(entry.getKey()));
        page.table(List.of("name", "value"), rows);
      } else if (entry.getValue().isJsonPrimitive()) {
        others.add(List.of(words(entry.getKey()), entry.getValue().getAsString()));
      }
    }
    page.heading("version");
    page.table(List.of("name", "value"), others);
    return page.toString();
  }

  private static void costTable(HtmlPage page, List<CostChart.Series> series) {
    List<String> heading = new ArrayList<>(List.of("iteration"));
    series.forEach(each -> heading.add(each.name()));
    List<List<String>> rows = new ArrayList<>();
    for (int iteration : CostChart.tableIterations(series.getFirst().values().size() - 1)) {
      List<String> row = new ArrayList<>(List.of(Integer.toString(iteration)));
      for (CostChart.Series each : series) {
        double value = each.at(iteration);
        row.add(Double.isNaN(value) ? "not finite" : String.format(Locale.ROOT, "%.6g", value));
      }
      rows.add(row);
    }
    page.table(heading, rows);
  }

  /** Adds a row for each value, and the items of a list as one value. */
  private static void addRows(String prefix, JsonElement value, List<List<String>> rows) {
    if (value.isJsonObject()) {
      value
          .getAsJsonObject()
          .entrySet()
          .forEach(
              entry ->
                  addRows(
                      prefix.isEmpty()
                          ? words(entry.getKey())
                          : prefix + ", " + words(entry.getKey()),
                      entry.getValue(),
                      rows));
    } else if (value.isJsonArray()) {
      int number = 0;
      for (JsonElement item : value.getAsJsonArray()) {
        number++;
        addRows(prefix + " " + number, item, rows);
      }
    } else if (!value.isJsonNull()) {
      rows.add(List.of(prefix, value.getAsString()));
    }
  }

  /** {@code weightDecay} as {@code weight decay}. */
  private static String words(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
