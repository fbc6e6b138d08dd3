package dev.panblas.cli;

import dev.panblas.matrix.WholeFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The files that a training leaves, and what it prints. */
final class Results {

  private static final String FEATURES = "features.png";
  private static final String COST = "cost.png";
  private static final String MODEL = "model.npz";
  private static final String SUMMARY = "summary.json";

  private Results() {}

  /**
   * Writes the files, each whole or not at all. What took the longest to get comes first: a picture
   * can be drawn again.
   *
   * @throws IOException if one cannot be written; the message is a sentence
   */
  static void write(Path folder, Training.Outcome outcome, Summary summary) throws IOException {
    try {
      ModelFile.write(folder.resolve(MODEL), outcome.parameters());
      byte[] json = Json.of(summary).getBytes(StandardCharsets.UTF_8);
      WholeFile.write(folder.resolve(SUMMARY), out -> out.write(json));
      PngFile.write(folder.resolve(FEATURES), FeatureImage.of(outcome.parameters().w1()));
      PngFile.write(folder.resolve(COST), chart(outcome.costs()));
    } catch (IOException failure) {
      throw new IOException(
          String.format(
              "Not all results could be written to %s (%s); mend that, or name another folder with"
                  + " --out",
              folder, Errors.reason(failure)),
          failure);
    }
  }

  /** Java looks for fonts when it first draws, and throws all kinds of things if there are none. */
  private static BufferedImage chart(List<Double> costs) throws IOException {
    try {
      return CostChart.of(costs.stream().mapToDouble(Double::doubleValue).toArray());
    } catch (RuntimeException | LinkageError | InternalError noFonts) {
      throw new IOException(
          COST
              + " could not be drawn, which needs fonts, such as Debian's fontconfig and"
              + " fonts-dejavu-core: "
              + noFonts,
          noFonts);
    }
  }

  static void print(PrintWriter out, Path folder, Summary summary) {
    Summary.Result result = summary.result();
    BackendReport.Library library = summary.library();
    out.printf(
        Locale.ROOT,
        "cost     %.6g after %d iterations (%s)%n",
        result.cost(),
        result.iterations(),
        result.stopReason());
    out.printf(
        Locale.ROOT,
        "seconds  %.2f of training, %.2f of preparing %d samples of %d features%n",
        summary.seconds().training(),
        summary.seconds().data(),
        summary.data().samples(),
        summary.data().features());
    out.printf(
        "backend  %s: %s%s, %d thread%s%s%n",
        summary.backend().chosen(),
        library.name(),
        library.version() == null ? "" : " " + library.version(),
        library.threads(),
        library.threads() == 1 ? "" : "s",
        library.file() == null ? "" : ", " + library.file());
    String heading = "files    ";
    for (String name : List.of(FEATURES, COST, MODEL, SUMMARY)) {
      out.println(heading + folder.resolve(name));
      heading = " ".repeat(heading.length());
    }
    out.flush();
  }
}
