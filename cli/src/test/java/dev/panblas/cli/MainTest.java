/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.cli.shared.StopSignals;
import dev.panblas.cli.shared.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

class MainTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "backends",
        "train",
        "encode",
        "reconstruct",
        "verify",
        "bench",
        "completion",
        "man",
        "help"
      })
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
  @CsvSource(
      delimiter = '|',
      value = {
        "no-such-command | there is no command no-such-command: choose one of backends, train,",
        "trian | there is no command trian. Did you mean train?",
        "trian --help | there is no command trian. Did you mean train?",
        "help trian | there is no command trian. Did you mean train?",
        "ver | there is no command ver. Did you mean verify?",
        "train --itera 3 | --itera is not an option of panblas train. Did you mean --iterations?",
        "train --itera=3 | --itera is not an option of panblas train. Did you mean --iterations?",
        "train -itera 3 | -itera is not an option of panblas train. Did you mean --iterations?",
        "train --nothing-like-it | --nothing-like-it is not an option of panblas train.",
        "train photographs | train must be called with options only, but was given photographs.",
        "--json backends | --json is not an option of panblas: give it after the command, such as",
        "verify --hidden=x | --hidden is not an option of panblas verify.",
        "train --hidden 4L | it must be a whole number, but was '4L'.",
        "train --hidden 5000000000 | it must be a whole number from -2147483648 to 2147483647,",
        "train --seed 1e3 | it must be a whole number, but was '1e3'.",
        "train --validation 0x1p-3 | it must be a decimal number such as 0.01 or 1e-4, but was",
        "train --threads many | it must be a whole number, but was 'many'.",
      })
  void aWrongCallIsNamedWithASuggestionAndPointsToTheHelp(String call, String message) {
    CommandRun run = CommandRun.of(call.split(" "));
    assertEquals(2, run.exitCode(), run.out());
    assertTrue(run.error().contains(message), run.err());
    assertTrue(run.error().matches(".*[.?]"), run.err());
    assertTrue(run.err().contains("See: panblas"), run.err());
    assertFalse(
        run.err().matches("(?s).*\\b(int|long|double|Integer|java\\.\\w+|\\w+Exception)\\b.*"),
        run.err());
  }

  /** As commands that need an option have it. */
  @Command(name = "needy")
  private static final class Needy implements Runnable {
    @Option(names = "--model", required = true)
    @SuppressWarnings("UnusedVariable")
    private String model = "";

    @Override
    public void run() {}
  }

  @Test
  void aMistypedOptionIsNamedBeforeAMissingOne() {
    StringWriter err = new StringWriter();
    CommandLine command =
        Main.commandLine(Terminal.NONE, new StopSignals())
            .addSubcommand(new Needy())
            .setErr(new PrintWriter(err, true));
    assertEquals(2, Main.execute(command, "needy", "--modell", "m.npz"));
    assertTrue(
        err.toString().contains("--modell is not an option of panblas needy. Did you mean --model"),
        err::toString);
    assertEquals(2, Main.execute(command, "needy"));
    assertTrue(err.toString().contains("Missing required option: '--model"), err::toString);
  }

  @Test
  void withoutACommandTheHelpIsPrinted() {
    CommandRun run = CommandRun.of();
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(CommandRun.of("--help").out(), run.out());
    assertEquals("", run.err());
  }

  @Test
  void helpOfACommandIsTheSameEitherWay() {
    assertEquals(CommandRun.of("train", "--help").out(), CommandRun.of("help", "Train").out());
    assertEquals(CommandRun.of("--help").out(), CommandRun.of("help").out());
  }

  @Test
  void namesMayBeInAnyCase() {
    CommandRun run = CommandRun.of("BACKENDS", "--JSON", "--Backend", "Reference");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("\"chosen\": \"reference\""), run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "backends", "train", "verify", "bench", "completion", "man", "help"})
  void helpFitsTheTerminal(String command) {
    String[] call = (command + " --help").strip().split(" ");
    List<String> options =
        Pattern.compile("(?m)^ {2,6}(-\\w, )?(--[a-z-]+)")
            .matcher(CommandRun.of(call).out())
            .results()
            .map(option -> option.group(2))
            .toList();
    assertTrue(options.contains("--verbose"), options::toString);
    for (int width : new int[] {40, 54, 55, 80, 200}) {
      Terminal terminal = new Terminal(width, false, false);
      String help = CommandRun.of(terminal, new StopSignals(), call).out();
      for (String line : help.lines().toList()) {
        assertTrue(line.length() <= width, width + ": " + line);
      }
      for (String option : options) {
        assertTrue(help.matches("(?s).*\n +(-\\w, )?" + option + "\\b.*"), option + help);
      }
      for (String words : List.of("Exit codes:", "the command failed")) {
        assertTrue(help.contains(words), help);
      }
    }
  }

  @Test
  void quietKeepsResultsAndErrors() {
    CommandRun run = CommandRun.of("--quiet", "backends", "--backend", "reference");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("reference was requested"), run.out());
    CommandRun wrong = CommandRun.of("backends", "--quiet", "--backend", "none");
    assertEquals(2, wrong.exitCode());
    assertTrue(wrong.error().contains("backend none"), wrong.err());
  }

  /** Each command and each option with its description, as the help has them. */
  @Test
  void theManualPageHasEveryCommandAndOption() {
    CommandRun run = CommandRun.of("man");
    assertEquals(0, run.exitCode(), run.err());
    String page =
        run.out()
            .replace("\\-", "-")
            .replaceAll("\\\\(f.|&)", "")
            .replace("\\e", "\\")
            .replace("\\[u2026]", "…");
    assertTrue(page.startsWith(".TH PANBLAS 1"), page);
    CommandLine panblas = Main.commandLine(Terminal.NONE, new StopSignals());
    assertTrue(panblas.getSubcommands().size() > 7);
    for (Map.Entry<String, CommandLine> command : panblas.getSubcommands().entrySet()) {
      String heading = ".SS panblas " + command.getKey() + "\n";
      assertTrue(page.contains(heading), heading);
      int start = page.indexOf(heading) + heading.length();
      String section = page.substring(start, page.indexOf("\n.S", start - 1) + 1);
      for (OptionSpec option : command.getValue().getCommandSpec().options()) {
        boolean isOwn = !option.inherited() && !option.usageHelp() && !option.versionHelp();
        String place = isOwn ? section : page;
        assertTrue(place.contains(String.join(", ", option.names())), option + " of " + heading);
        for (String description : option.description()) {
          assertTrue(place.contains(String.format(Locale.ROOT, description)), description);
        }
      }
    }
    for (String line : run.out().lines().toList()) {
      assertTrue(line.matches("\\.(TH|SH|SS|TP|PP|nh|ad)( .*)?|[^.'\\P{ASCII}]\\p{ASCII}*"), line);
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void bashCompletesCommandsAndOptions(@TempDir Path folder) throws Exception {
    CommandRun run = CommandRun.of("completion");
    assertEquals(0, run.exitCode(), run.err());
    Path script = Files.writeString(folder.resolve("completion"), run.out());
    for (String[] typed : new String[][] {{"tr", "train"}, {"train --iter", "--iterations"}}) {
      String words = "panblas " + typed[0];
      Process bash =
          ChildJvm.start(
              new ProcessBuilder(
                  "bash",
                  "-c",
                  "source \"$1\"; COMP_WORDS=($2); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                      + " COMP_LINE=$2; COMP_POINT=${#2}; _complete_panblas 2>/dev/null; echo"
                      + " \"${COMPREPLY[@]}\"",
                  "bash",
                  script.toString(),
                  words));
      assertEquals(typed[1], ChildJvm.output(bash).strip(), words);
    }
  }
}
