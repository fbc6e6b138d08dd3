/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {

  @TempDir Path folder;

  @Test
  void writesAllButTheChartWithoutFonts() {
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
            new Summary.Data("source", 1, 0, 4, 2, false, "none", 1.0),
            new Summary.Hashes(null, null, "samples", null, "parameters"),
            Summary.Result.of(result),
            List.of(2.0, 1.0),
            null,
            List.of(new Units.Unit(1, 2, 3), new Units.Unit(0, 1, 3)),
            new Summary.Seconds(0, 0, 0),
            Machine.current());
    StringWriter out = new StringWriter();

    IOException failure =
        assertThrows(
            IOException.class,
            () ->
                Results.write(
                    folder,
                    model,
                    summary,
                    false,
                    (costs, validation) -> {
                      throw new InternalError("Fontconfig head is null");
                    },
                    new PrintWriter(out, true)));

    assertTrue(out.toString().contains("some, threads: 2, library threads: 1"), out.toString());
    assertTrue(out.toString().contains("kernels  loops"), out.toString());
    assertTrue(failure.getMessage().contains("Fontconfig head is null"), failure::getMessage);
    assertTrue(failure.getMessage().contains("install fontconfig"), failure::getMessage);
    for (String file : List.of("model.npz", "summary.json", "features.png")) {
      assertTrue(Files.exists(folder.resolve(file)), file);
      assertTrue(out.toString().contains(folder.resolve(file).toString()), out.toString());
    }
    assertFalse(Files.exists(folder.resolve("cost.png")));
    assertEquals(List.of(), List.of(folder.toFile().list((dir, name) -> name.endsWith(".part"))));
  }
}
