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
import java.io.IOException;
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
    List<Outcome> heard = new ArrayList<>();
    Report report = ConformanceKit.run(example(), rule -> rule.group().equals("TBMV"), heard::add);
    assertEquals(report.outcomes(), heard);
    assertEquals(
        ConformanceKit.rules().stream().filter(rule -> rule.group().equals("TBMV")).count(),
        report.rules());
    assertEquals(
        List.of(),
        heard.stream()
            .filter(outcome -> outcome.cases() == 0 && outcome.leftOut().isEmpty())
            .toList());
    assertEquals(List.of(), report.broken());
    assertEquals(
        "backend example on Example 1 (1 thread): %d rules, %d cases, 0 failures"
            .formatted(report.rules(), report.cases()),
        report.summary("example"));
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
