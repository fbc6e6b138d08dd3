/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.conformance.junit.BackendConformance;
import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class ConformanceKitTest {

  @Test
  void everyRoutineOfTheSpiHasRules() {
    List<String> groups = ConformanceKit.rules().stream().map(Rule::group).distinct().toList();
    assertTrue(groups.containsAll(Arrays.stream(Routine.values()).map(Enum::name).toList()));
  }

  @Test
  void noTwoRulesShareAnId() {
    List<String> ids = ConformanceKit.rules().stream().map(Rule::id).toList();
    assertEquals(ids.size(), new HashSet<>(ids).size());
  }

  @Test
  void theListenerReceivesEveryOutcomeAndEachHasCases() {
    List<Outcome> received = new ArrayList<>();
    Report report =
        ConformanceKit.run(example(), rule -> rule.group().equals("TBMV"), received::add);
    assertEquals(report.outcomes(), received);
    assertEquals(
        ConformanceKit.rules().stream().filter(rule -> rule.group().equals("TBMV")).count(),
        report.rules());
    assertEquals(
        List.of(),
        received.stream()
            .filter(outcome -> outcome.cases() == 0 && outcome.leftOut().isEmpty())
            .toList());
    assertEquals(List.of(), report.broken());
    assertEquals(
        "backend example on Example 1 (1 thread): %d rules, %d cases, 0 failures"
            .formatted(report.rules(), report.cases()),
        report.summary("example"));
  }

  @Test
  void theSummaryCountsTheRulesThatWereNotTriedByReason() {
    List<Rule> rules = ConformanceKit.rules();
    Report report =
        new Report(
            new ExampleKernels().library(),
            List.of(
                new Outcome(rules.get(0), 7, 0, List.of(), Optional.empty()),
                notTried(rules.get(1), "no native access"),
                notTried(rules.get(2), "no second thread"),
                notTried(rules.get(3), "no native access")));
    assertEquals(
        "backend example on Example 1 (1 thread): 4 rules, 7 cases, 0 failures,"
            + " 2 rules not tried (no native access), 1 rule not tried (no second thread)",
        report.summary("example"));
  }

  @Test
  void theSummaryCountsWarnings() {
    Rule rule = ConformanceKit.rules().get(0);
    Outcome warned = new Outcome(rule, 7, 0, List.of(), 2, List.of("the case"), Optional.empty());
    assertEquals(
        "backend example on Example 1 (1 thread): 1 rule, 7 cases, 0 failures, 2 warnings",
        new Report(new ExampleKernels().library(), List.of(warned)).summary("example"));
    assertEquals(
        List.of("warning: the case", "warning: " + rule.id() + ": 1 more"),
        warned.describeWarnings());
  }

  private static Outcome notTried(Rule rule, String reason) {
    return new Outcome(rule, 0, 0, List.of(), Optional.of(reason));
  }

  @Test
  void aSelectionThatNamesNoRuleFailsAndPrintsNoSummary() {
    BackendConformance test =
        new BackendConformance() {
          @Override
          protected BlasProvider provider() {
            return new ExampleProvider();
          }
        };
    String property = "panblas.conformance.rules";
    String before = System.getProperty(property);
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try {
      System.setProperty(property, "GEMM-4,gem");
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      String message = assertThrows(IllegalArgumentException.class, test::rules).getMessage();
      assertTrue(message.startsWith("-Dpanblas.conformance.rules must name a rule"), message);
      assertTrue(message.endsWith(", but was 'gem'"), message);
      test.printSummary();
    } finally {
      System.setOut(out);
      if (before == null) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, before);
      }
    }
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
  }

  private static Subject example() {
    return Subject.of(new ExampleKernels(), Effort.SHORT);
  }

  @Test
  void aBackendThatIsNotReadyFailsWithReasonAndRemedy() {
    IOException cause = new IOException("no such file");
    BackendConformance test =
        new BackendConformance() {
          @Override
          protected BlasProvider provider() {
            return new NeverReady(cause);
          }
        };
    AssertionFailedError failure = assertThrows(AssertionFailedError.class, test::rules);
    assertEquals(
        "backend broken is not ready: its file is missing; put it back", failure.getMessage());
    assertEquals(cause, failure.getCause());
  }

  private record NeverReady(IOException cause) implements BlasProvider {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public int priority() {
      return 0;
    }

    @Override
    public Availability probe(Settings settings) {
      return new Availability.Unavailable("its file is missing", "put it back", Optional.of(cause));
    }

    @Override
    public BlasKernels open(Settings settings) {
      throw new IllegalStateException("not ready");
    }
  }
}
