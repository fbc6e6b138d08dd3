package dev.panblas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "backends", "train", "verify"})
  void helpIsPrintedOnStandardOutput(String command) {
    CommandRun run = CommandRun.of((command + " --help").strip().split(" "));
    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains(("Usage: panblas " + command).strip()), run.out());
    assertTrue(run.out().contains("Exit codes:"), run.out());
  }

  @Test
  void theVersionNamesTheJdk() {
    CommandRun run = CommandRun.of("--version");
    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("JDK "), run.out());
    assertTrue(run.out().contains(Runtime.version().toString()), run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no-such-command", "train"})
  void aWrongCallPointsToTheHelp(String call) {
    CommandRun run = CommandRun.of(call.isEmpty() ? new String[0] : call.split(" "));
    assertEquals(2, run.exitCode());
    assertTrue(run.error().endsWith("."), run.err());
    assertTrue(run.err().contains("See: panblas"), run.err());
  }
}
