package dev.panblas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.conformance.ConformanceKit;
import dev.panblas.conformance.Rule;
import org.junit.jupiter.api.Test;

class VerifyCommandTest {

  @Test
  void everyRuleIsCheckedOnTheNamedBackend() {
    CommandRun run = CommandRun.of("verify", "--backend", "reference", "--quick");
    assertEquals(0, run.exitCode(), run.out());
    for (Rule rule : ConformanceKit.rules()) {
      assertTrue(run.out().contains(rule.toString()), rule.toString());
    }
    assertTrue(run.out().contains("backend reference on "), run.out());
    assertTrue(run.out().contains(", 0 failures"), run.out());
  }

  @Test
  void oneCaseIsMadeAgain() {
    String line =
        "gemm single m=3 n=2 k=4, a strided, b row-major, c reversed, alpha=1 beta=0 seed=5";
    CommandRun run = CommandRun.of("verify", "--backend", "reference", "--case", line);
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("reference: passed", run.out().strip());
  }

  @Test
  void whatIsNoCaseIsAWrongCall() {
    CommandRun run = CommandRun.of("verify", "--backend", "reference", "--case", "gem double");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("--case: there is no case of a routine gem"), run.err());
  }

  @Test
  void anUnknownBackendIsAWrongCall() {
    assertEquals(2, CommandRun.of("verify", "--backend", "none").exitCode());
  }
}
