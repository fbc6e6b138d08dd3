/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.cli.Main;
import dev.panblas.cli.shared.StopSignals;
import dev.panblas.cli.shared.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... options) {
    return Main.run(
        Terminal.NONE,
        new StopSignals(),
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        Stream.concat(Stream.of("bench"), Stream.of(options)).toArray(String[]::new));
  }

  @Test
  void helpListsItsOptions() {
    assertEquals(0, run("--help"));
    assertTrue(out.toString().contains("Usage: panblas bench"), out::toString);
    assertTrue(out.toString().contains("--only"), out::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "--quick --full,--quick and --full cannot be combined",
    "--rounds 0,'--rounds must be >= 1, but was 0'",
    "--rounds many,--rounds",
    "--only gem,is not one of gemm",
    "--targets --full,--targets cannot be combined with --full or --only",
    "--targets --only gemm,--targets cannot be combined with --full or --only"
  })
  void rejectsAWrongCallAndWritesNothing(String options, String message) {
    Path results = folder.resolve("out");
    assertEquals(2, run(("--out " + results + " " + options).split(" ")));
    assertTrue(err.toString().contains(message), err::toString);
    assertFalse(Files.exists(results));
  }

  @Test
  void writesTheReportOfAnEarlierRun() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("results.json"),
            """
            {"panblas": "0.1", "date": "2026-01-01T00:00:00Z", "form": "short", "rounds": 2,
             "machine": {"cores": 2, "os": "Linux", "architecture": "amd64", "jdk": "25"},
             "environment": {}, "notes": [], "rows": [
              {"row": {"question": "gemm", "subject": "panama",
                "parameters": {"n": "512", "precision": "DOUBLE"}}, "rounds": [[1.0], [1.0]]},
              {"row": {"question": "gemm", "subject": "NumPy",
                "parameters": {"n": "512", "precision": "DOUBLE"}}, "rounds": [[1.5], [1.5]]}]}
            """);
    Path results = folder.resolve("out");
    assertEquals(0, run("--from", file.toString(), "--out", results.toString()), err::toString);
    for (String name : List.of("report.md", "report.html", "gemm.png", "gemm.svg")) {
      assertTrue(Files.exists(results.resolve(name)), name);
    }
    assertTrue(out.toString().contains("Panblas (panama) and NumPy"), out::toString);
    assertTrue(out.toString().contains("1.50 to 1.50"), out::toString);
    assertEquals(2, run("--from", folder.resolve("none.json").toString()));
    assertEquals(2, run("--from", file.toString(), "--full"));
  }

  @Test
  void rejectsAFileInPlaceOfTheFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    assertEquals(2, run("--out", file.toString()));
    assertTrue(err.toString().contains("--out must name a folder, but "), err::toString);
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void forksDoNotGetTheOptionsForShortCommands() {
    assertEquals(
        List.of(
            "-XX:+UseSerialGC",
            "--add-modules=jdk.incubator.vector",
            "-Dpanblas.threads=1",
            "--enable-native-access=ALL-UNNAMED"),
        BenchJob.forkOptions(
            List.of(
                "-XX:+UseSerialGC",
                "-XX:AOTCache=/panblas.aot",
                "-XX:InlineSmallCode=500",
                "--enable-native-access=dev.panblas.blas.panama",
                "--add-modules=jdk.incubator.vector",
                "-Dpanblas.threads=1",
                "-Djava.awt.headless=true",
                "--module-path=/modules")));
  }
}
