/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.cli.shared.StopSignals;
import dev.panblas.cli.shared.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class MainTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "backends", "train", "encode", "reconstruct", "verify", "bench"})
  void printsHelpOnStandardOutput(String command) {
    CommandRun run = CommandRun.of((command + " --help").strip().split(" "));
    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains(("Usage: panblas " + command).strip()), run.out());
    assertTrue(run.out().contains("Exit codes:"), run.out());
  }

  @Test
  void printsTheVersionsOfPanblasAndOfTheJdk() {
    CommandRun run = CommandRun.of("--version");
    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("JDK "), run.out());
    assertTrue(run.out().contains(Runtime.version().toString()), run.out());
  }

  @Test
  void resultsThatCannotBeWrittenAreAnError() {
    StringWriter err = new StringWriter();
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int start, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    int code =
        Main.run(
            Terminal.NONE,
            new StopSignals(),
            new PrintWriter(full),
            new PrintWriter(err),
            "backends");
    assertEquals(1, code);
    assertTrue(
        err.toString()
            .endsWith(
                "panblas: the results cannot be written to standard output; send them"
                    + " elsewhere."
                    + System.lineSeparator()),
        err::toString);
  }

  @Test
  void printsAnErrorAsOneSentence() {
    for (Error error : List.of(new NoClassDefFoundError("a/b"), new OutOfMemoryError("heap"))) {
      StringWriter err = new StringWriter();
      CommandLine command =
          Main.commandLine(Terminal.NONE, new StopSignals())
              .addSubcommand("fail", CommandSpec.wrapWithoutInspection(failing(error)))
              .setErr(new PrintWriter(err, true));
      assertEquals(1, Main.execute(command, "fail"));
      List<String> lines = err.toString().lines().toList();
      assertEquals(1, lines.size(), err.toString());
      assertTrue(
          lines.getFirst().matches("panblas: .*" + error.getMessage() + ".*\\."), lines::toString);

      assertEquals(1, Main.execute(command, "--verbose", "fail"));
      assertTrue(err.toString().contains("\tat dev.panblas.cli"), err.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bench", "bench --full --only gemm", "bench --no-such-option"})
  void saysHowToAddTheModuleOfBench(String call) {
    CommandRun run = CommandRun.of(call.split(" "));
    assertEquals(2, run.exitCode());
    assertEquals("panblas: " + MissingBenchCommand.MESSAGE, run.err().strip());
  }

  @Test
  void listsBenchWithoutItsModule() {
    CommandRun run = CommandRun.of("--help");
    assertTrue(run.out().lines().anyMatch(line -> line.strip().startsWith("bench ")), run.out());
  }

  private static Runnable failing(Error error) {
    return () -> {
      throw error;
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no-such-command", "train"})
  void pointsToTheHelpAfterAWrongCall(String call) {
    CommandRun run = CommandRun.of(call.isEmpty() ? new String[0] : call.split(" "));
    assertEquals(2, run.exitCode());
    assertTrue(run.error().endsWith("."), run.err());
    assertTrue(run.err().contains("See: panblas"), run.err());
  }
}
