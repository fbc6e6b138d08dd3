/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.cli.chart.Bitmap;
import dev.panblas.cli.chart.Drawing;
import dev.panblas.cli.chart.PngFile;
import dev.panblas.cli.chart.Svg;
import dev.panblas.cli.model.Model;
import dev.panblas.cli.model.ModelFile;
import dev.panblas.cli.shared.BackendReport;
import dev.panblas.cli.shared.Json;
import dev.panblas.cli.shared.OutputFolder;
import dev.panblas.npy.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the files of a training and prints its results. */
final class Results {

  private static final String FEATURES = "features.png";
  private static final String COST = "cost.png";
  private static final String COST_SVG = "cost.svg";
  private static final String MODEL = "model.npz";
  private static final String SUMMARY = "summary.json";
  private static final String REPORT = "report.html";

  private Results() {}

  /**
   * Prints the results, writes the files, and prints the name of each written file. A file is
   * complete or not there.
   *
   * @param model trained
   * @param summary the results, with the order in which features are drawn
   * @param scales whether to draw the scale of each feature
   * @param caption the text below the features, or null
   * @throws IOException if a file cannot be written; the message is a sentence
   */
  static void write(
      Path folder,
      Model model,
      Summary summary,
      boolean scales,
      @Nullable String caption,
      PrintWriter out)
      throws IOException {
    print(out, summary);
    try {
      // The model first: it took the longest to compute.
      Path file = folder.resolve(MODEL);
      ModelFile.write(file, model, origin(summary));
      out.println("files    " + file);
      Drawing costChart = CostChart.of(CostChart.series(summary));
      Background<BufferedImage> costPicture =
          Background.start("cost chart", () -> Bitmap.of(costChart));
      writeText(folder.resolve(SUMMARY), Json.of(summary), out);
      Path features = folder.resolve(FEATURES);
      int[] order = summary.units().stream().mapToInt(Units.Unit::unit).toArray();
      int channels = model.channels();
      BufferedImage tiles = FeatureImage.of(model.parameters().w1(), order, channels, scales);
      BufferedImage picture = caption == null ? tiles : FeatureImage.withCaption(tiles, caption);
      PngFile.write(features, picture);
      out.println("         " + features);
      Path cost = folder.resolve(COST);
      PngFile.write(cost, costPicture.await(IOException.class));
      out.println("         " + cost);
      Path vectors = folder.resolve(COST_SVG);
      Svg.write(vectors, costChart);
      out.println("         " + vectors);
      writeText(folder.resolve(REPORT), TrainingReport.of(summary, picture, costChart), out);
    } catch (IOException failure) {
      throw OutputFolder.unwritable(folder, failure);
    } finally {
      out.flush();
    }
  }

  private static void writeText(Path file, String text, PrintWriter out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, stream -> stream.write(bytes));
    out.println("         " + file);
  }

  private static void print(PrintWriter out, Summary summary) {
    Summary.Result result = summary.result();
    BackendReport.Library library = summary.library();
    out.printf(
        Locale.ROOT,
        "cost     %.6g after %d iterations (%s)%n",
        result.cost(),
        result.iterations(),
        result.stopReason());
    if (summary.validationCosts() != null) {
      out.printf(
          Locale.ROOT,
          "held out %s, the cost of %d samples%n",
          format(summary.validationCosts().getLast()),
          summary.data().heldOut());
    }
    out.printf(
        Locale.ROOT,
        "seconds  %.2f for training, %.2f for reading %d samples of %d features%n",
        summary.seconds().training(),
        summary.seconds().data(),
        summary.data().samples(),
        summary.data().features());
    out.printf(
        Locale.ROOT,
        "backend  %s: %s%s%s, threads: %d, library threads: %s%n",
        summary.backend().chosen(),
        library.name(),
        library.version() == null ? "" : " " + library.version(),
        library.file() == null ? "" : ", " + library.file(),
        summary.backend().threads().count(),
        Objects.toString(library.threads(), "unknown"));
    out.printf(Locale.ROOT, "kernels  %s%n", summary.kernels());
  }

  private static String format(@Nullable Double cost) {
    return cost == null ? "not finite" : String.format(Locale.ROOT, "%.6g", cost);
  }

  /** What the bits of a model depend on besides settings and data. */
  private static String origin(Summary summary) {
    BackendReport.Library library = summary.library();
    return Stream.of(
            Stream.of(library.name()),
            Stream.ofNullable(library.version()),
            Stream.ofNullable(library.core()),
            Stream.of(summary.kernels(), summary.machine().jdk(), summary.backend().vectors()))
        .flatMap(Function.identity())
        .collect(Collectors.joining("; "));
  }
}
