/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.cli.chart.PngFile;
import dev.panblas.cli.model.Model;
import dev.panblas.cli.model.ModelFile;
import dev.panblas.cli.shared.BackendReport;
import dev.panblas.cli.shared.Errors;
import dev.panblas.cli.shared.Json;
import dev.panblas.cli.shared.OutputFolder;
import dev.panblas.npy.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the files of a training and prints its results. */
final class Results {

  private static final String FEATURES = "features.png";
  private static final String COST = "cost.png";
  private static final String MODEL = "model.npz";
  private static final String SUMMARY = "summary.json";

  private Results() {}

  /**
   * Prints the results, writes the files, and prints the name of each written file. A file is
   * complete or not there.
   *
   * @param model trained
   * @param summary the results, with the order in which features are drawn
   * @param scales whether to draw the scale of each feature
   * @param chart draws the costs, and those of the samples that are held out
   * @throws IOException if a file cannot be written or the chart cannot be drawn; the message is a
   *     sentence
   */
  static void write(
      Path folder,
      Model model,
      Summary summary,
      boolean scales,
      BiFunction<double[], double[], BufferedImage> chart,
      PrintWriter out)
      throws IOException {
    print(out, summary);
    try {
      // The model first: it took the longest to compute.
      Path file = folder.resolve(MODEL);
      ModelFile.write(file, model, origin(summary));
      out.println("files    " + file);
      Background<BufferedImage> costChart =
          Background.start("cost chart", () -> draw(chart, summary));
      Path json = folder.resolve(SUMMARY);
      byte[] text = Json.of(summary).getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(json, stream -> stream.write(text));
      out.println("         " + json);
      Path features = folder.resolve(FEATURES);
      int[] order = summary.units().stream().mapToInt(Units.Unit::unit).toArray();
      int channels = model.preprocessing().map(known -> known.patches().channels()).orElse(1);
      PngFile.write(features, FeatureImage.of(model.parameters().w1(), order, channels, scales));
      out.println("         " + features);
      Path cost = folder.resolve(COST);
      PngFile.write(cost, costChart.await(IOException.class));
      out.println("         " + cost);
    } catch (ChartException failure) {
      throw failure;
    } catch (IOException failure) {
      throw OutputFolder.unwritable(folder, failure);
    } finally {
      out.flush();
    }
  }

  /** Draws the chart. A JDK without fonts fails with one of several exceptions and errors. */
  private static BufferedImage draw(
      BiFunction<double[], double[], BufferedImage> chart, Summary summary) throws ChartException {
    try {
      return chart.apply(array(summary.costs()), array(finite(summary.validationCosts())));
    } catch (RuntimeException | Error failure) {
      throw new ChartException(failure);
    }
  }

  /** The costs, or none if one is not finite: a chart has no place for it. */
  private static List<Double> finite(@Nullable List<@Nullable Double> costs) {
    List<Double> finite = new ArrayList<>();
    if (costs != null) {
      for (Double cost : costs) {
        if (cost == null) {
          return List.of();
        }
        finite.add(cost);
      }
    }
    return finite;
  }

  private static double[] array(List<Double> costs) {
    return costs.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The chart could not be drawn. */
  private static final class ChartException extends IOException {

    private static final long serialVersionUID = 1;

    ChartException(Throwable cause) {
      super(
          String.format(
              Locale.ROOT,
              "%s could not be drawn (%s); all other files were written: install fontconfig and a"
                  + " font such as DejaVu",
              COST,
              Errors.message(cause).lines().findFirst().orElse("")),
          cause);
    }
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
