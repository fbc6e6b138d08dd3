/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.cli.shared.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher and the command on terminals: tmux, which breaks lines anew when it becomes
 * narrower, shows what a user sees; script keeps every byte.
 */
@EnabledOnOs(OS.LINUX)
class TerminalTest {

  private static final List<Integer> WIDTHS = List.of(200, 133, 80, 60, 40, 20, 60, 133);

  /** With the effort FULL a training starts at each width. */
  private static final List<Integer> FIRST_WIDTHS =
      ChildJvm.FULL ? List.of(20, 40, 60, 80, 133, 200) : List.of(200);

  private static final long MOST_NANOS = Duration.ofSeconds(30).toNanos();

  @TempDir Path folder;
  private Path launcher;

  @BeforeEach
  void installLauncher() throws IOException {
    launcher = folder.resolve("panblas");
    Files.copy(Path.of("..", "panblas"), launcher);
    Path java = folder.resolve("jdk").resolve("bin").resolve("java");
    for (String file :
        List.of(
            "pom.xml",
            "cli/pom.xml",
            "cli/src/x",
            "cli/target/modules/x",
            "dist/bom/pom.xml",
            "bench/peers/pom.xml",
            "bench/peers/src/x",
            "bench/target/modules/x",
            "build/java-options",
            "cli/target/classes.aot",
            "jdk/bin/java",
            "bench/target/java-home")) { // the last: a build is newer than its sources
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), "");
    }
    List<String> command =
        ChildJvm.command(List.of("-Dpanblas.home=" + Path.of("..").toAbsolutePath()), Main.class);
    String options =
        command.stream().skip(1).map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    Files.writeString(
        java,
        """
        #!/bin/sh
        # In place of the modules of a build: the classes of the tests.
        while [ "$1" != --module ]; do
          case $1 in -Dpanblas.terminal=*) terminal=$1 ;; esac
          shift
        done
        shift 2
        exec '%s' "$terminal" %s "$@"
        """
            .formatted(command.getFirst(), options));
    assertTrue(java.toFile().setExecutable(true));
    Files.writeString(folder.resolve("bench/target/java-home"), folder.resolve("jdk").toString());
  }

  @AfterEach
  void endTmux() throws Exception {
    if (Files.exists(folder.resolve("tmux"))) {
      List<ProcessHandle> panes =
          tmux("list-panes", "-a", "-F", "#{pane_pid}")
              .lines()
              .filter(pid -> pid.matches("\\d+")) // if there is no server, an error
              .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
              .flatMap(pane -> Stream.concat(pane.descendants(), Stream.of(pane)))
              .toList();
      for (ProcessHandle process : panes) {
        process.destroyForcibly();
        process.onExit().join();
      }
      tmux("kill-server");
    }
  }

  /** Skips the test if a program of a Debian package is missing. */
  private static void require(String program, String debianPackage) throws Exception {
    Process found = new ProcessBuilder("sh", "-c", "command -v " + program).start();
    if (found.waitFor() != 0) {
      DebianPackages.skip("there is no " + program + ": apt-get install " + debianPackage);
    }
  }

  private String tmux(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("tmux", "-u", "-f", "/dev/null"));
    command.addAll(List.of("-S", folder.resolve("tmux").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().remove("NO_COLOR");
    builder.environment().remove("TMUX");
    return ChildJvm.output(ChildJvm.start(builder));
  }

  /** The lines after the message that the training begins, once they are as expected. */
  private List<String> screen(Predicate<List<String>> expected) throws Exception {
    long start = System.nanoTime();
    List<String> lines;
    do {
      Thread.sleep(20);
      lines =
          tmux("capture-pane", "-p", "-J", "-S", "-") // with the lines that were scrolled away
              .lines()
              .dropWhile(line -> !line.startsWith("Training on "))
              .skip(1)
              .map(String::stripTrailing)
              .filter(line -> !line.isEmpty())
              .toList();
    } while (!expected.test(lines) && System.nanoTime() - start < MOST_NANOS);
    return lines;
  }

  private static int cells(String line) {
    return line.lastIndexOf('|') - line.indexOf('|') - 1;
  }

  /** Whether the bar is the only line, and fits: with its cells, that is the width but a few. */
  private static boolean isBar(List<String> lines, int width) {
    return lines.size() == 1
        && lines.getFirst().matches("(Training )? {0,2}\\d+% \\|.*\\|.*")
        && lines.getFirst().contains("/1000000") == (width >= 40)
        && lines.getFirst().length() < width
        && lines.getFirst().length() > width - 5
        && cells(lines.getFirst()) >= (width >= 60 ? 10 : 1);
  }

  @Test
  void theBarFitsEveryTerminalAlsoOneThatIsResized() throws Exception {
    require("tmux", "tmux");
    for (int first : FIRST_WIDTHS) {
      String call =
          "seq 30; " // the bar is in the last row, as after other commands
              + launcher
              + " train --backend reference --threads 1 --samples 1000 --iterations 1000000 --out "
              + folder.resolve("out");
      tmux("new-session", "-d", "-x", "" + first, "-y", "24", call);
      List<String> started = screen(lines -> isBar(lines, first));
      assertTrue(isBar(started, first), () -> first + ": " + started);
      for (int width : WIDTHS) {
        tmux("resize-window", "-x", "" + width);
        List<String> lines = screen(shown -> isBar(shown, width));
        assertTrue(isBar(lines, width), () -> width + ": " + lines);
      }
      endTmux();
    }
  }

  /** What the command prints on a terminal of 40 columns, byte by byte. */
  private String printed(String call, Map<String, String> environment) throws Exception {
    String sized = "stty cols 40 rows 24; " + launcher + " " + call;
    ProcessBuilder script = new ProcessBuilder("script", "-qec", sized, "/dev/null");
    script.environment().put("TERM", "xterm-256color");
    script.environment().remove("NO_COLOR");
    script.environment().putAll(environment);
    Process process = ChildJvm.start(script);
    process.getOutputStream().close();
    return ChildJvm.output(process).replace("\r\n", "\n");
  }

  @Test
  void helpHasColoursUnlessTheTerminalIsDumb() throws Exception {
    require("script", "bsdutils");
    List<Map<String, String>> plain =
        ChildJvm.FULL
            ? List.of(Map.of("TERM", "dumb"), Map.of("NO_COLOR", "1"))
            : List.of(Map.of("TERM", "dumb"));
    String coloured = printed("train --help", Map.of());
    assertTrue(coloured.contains("\033["), coloured);
    for (String line : coloured.replaceAll("\033\\[[0-9;]*m", "").lines().toList()) {
      assertTrue(line.length() <= 40, line);
    }
    for (Map<String, String> environment : plain) {
      String help = printed("train --help", environment);
      assertTrue(help.contains("--iterations=N"), help);
      assertFalse(help.contains("\033"), help);
    }
  }

  @Test
  @EnabledIfSystemProperty(
      named = "panblas.conformance.effort",
      matches = "full",
      disabledReason = "three trainings; ProgressBarTest checks what they print")
  void withoutEscapeSequencesATrainingPrintsNone() throws Exception {
    require("script", "bsdutils");
    String train =
        "train --backend reference --samples 100 --iterations 40 --out " + folder.resolve("out");
    String dumb = printed(train, Map.of("TERM", "dumb"));
    assertFalse(dumb.contains("\033"), dumb);
    assertTrue(dumb.contains("iteration 40 of 40: cost "), dumb);
    String plain = printed(train, Map.of("NO_COLOR", "1"));
    assertFalse(plain.contains("\033"), plain);
    assertTrue(plain.contains("100% |"), plain);
    String redirected = printed(train + " 2>" + folder.resolve("err"), Map.of());
    assertFalse(redirected.contains("\033"), redirected);
    assertTrue(
        Files.readString(folder.resolve("err")).contains("iteration 40 of 40: cost "), redirected);
  }

  @Test
  void escapeSequencesDependOnTheEnvironment() {
    for (Map<String, String> plain : List.of(Map.of("TERM", "dumb"), Map.of("NO_COLOR", "1"))) {
      assertFalse(Terminal.current(StandardCharsets.UTF_8, plain).takesEscapes(), plain::toString);
    }
    assertTrue(
        Terminal.current(StandardCharsets.UTF_8, Map.of("TERM", "xterm", "NO_COLOR", ""))
            .takesEscapes());
  }
}
