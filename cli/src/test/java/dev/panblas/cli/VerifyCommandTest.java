package dev.panblas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.conformance.ConformanceKit;
import dev.panblas.conformance.Rule;
import org.junit.jupiter.api.Test;

class VerifyCommandTest {

  @Test
  void everyRuleIsCheckedOnTheNamedBackend() {
    CommandRun run = CommandRun.of("verify", "--backend", "reference");
    assertEquals(0, run.exitCode(), run.out());
    for (Rule rule : ConformanceKit.rules()) {
      assertTrue(run.out().contains(rule.toString()), rule.toString());
    }
    assertTrue(run.out().contains("backend reference on "), run.out());
    assertTrue(run.out().contains(", 0 failures"), run.out());
  }

  @Test
  void anUnknownBackendIsAWrongCall() {
    assertEquals(2, CommandRun.of("verify", "--backend", "none").exitCode());
  }
}
