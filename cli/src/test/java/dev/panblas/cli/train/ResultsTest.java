/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.autoencoder.Parameters;
import dev.panblas.cli.model.Model;
import dev.panblas.cli.shared.BackendReport;
import dev.panblas.cli.shared.BackendReport.Library;
import dev.panblas.cli.shared.BackendReport.Threads;
import dev.panblas.cli.shared.LibraryVariables;
import dev.panblas.cli.shared.Machine;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.optimize.Lbfgs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {

  @TempDir Path folder;

  @Test
  void writesEveryFile() throws IOException {
    Vector theta = Vector.allocate(Precision.DOUBLE, Parameters.count(4, 2));
    Lbfgs.Result result = new Lbfgs.Result(Lbfgs.StopReason.CONVERGED, 1, 0, 1, 2);
    Model model = new Model(Parameters.over(theta, 4, 2), Optional.empty());
    Summary summary =
        new Summary(
            "version",
            null,
            new Summary.Command(List.of("train"), Map.of()),
            new BackendReport(
                "some",
                "why",
                "vectors",
                new Threads(2, "the program", 2, null),
                new LibraryVariables(List.of(), null),
                List.of()),
            new Library("some", null, null, null, null, 1),
            "loops",
            new Summary.Settings(2, 0, 0, 0.5, "double", "batched", 1, 1, true, true),
            new Summary.Data("source", "pictures", null, 1, 0, 4, 2, false, "none", 1.0),
            new Summary.Hashes(null, null, "samples", null, "parameters"),
            Summary.Result.of(result),
            List.of(52.75, 1.25),
            null,
            new Summary.Terms(List.of(2.5, 1.0), List.of(0.25, 0.125), List.of(50.0, 0.125)),
            List.of(new Units.Unit(1, 2, 3), new Units.Unit(0, 1, 3)),
            null,
            new Summary.Seconds(0, 0, 0),
            Machine.current());
    StringWriter out = new StringWriter();

    Results.write(folder, model, summary, false, "a caption", new PrintWriter(out, true));

    assertTrue(out.toString().contains("some, threads: 2, library threads: 1"), out.toString());
    assertTrue(out.toString().contains("kernels  loops"), out.toString());
    for (String file :
        List.of(
            "model.npz", "summary.json", "features.png", "cost.png", "cost.svg", "report.html")) {
      assertTrue(Files.exists(folder.resolve(file)), file);
      assertTrue(out.toString().contains(folder.resolve(file).toString()), out.toString());
    }
    String report = Files.readString(folder.resolve("report.html"));
    assertTrue(report.contains("<td>0<td>52.7500<td>2.50000<td>0.250000<td>50.0000"), () -> report);
    assertTrue(report.contains("weight decay"), () -> report);
    assertTrue(report.contains("<svg"), () -> report);
    // Nothing outside of the file, except the name of SVG's own vocabulary.
    String others =
        report
            .replace("http://www.w3.org/2000/svg", "")
            .replaceAll("src=\"data:image/png;base64,[A-Za-z0-9+/=]+\"", "");
    assertFalse(
        Pattern.compile("(?i)://|src=|href|url\\(|@import|<script|<link").matcher(others).find(),
        () -> others);
    assertEquals(List.of(), List.of(folder.toFile().list((dir, name) -> name.endsWith(".part"))));
  }
}
