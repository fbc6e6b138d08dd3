/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.conformance.junit.BackendConformance;
import dev.panblas.spi.BlasProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outcomes compared with a list of known deviations. */
class DeviationsTest {

  private static final Rule RULE =
      ConformanceKit.rules().stream()
          .filter(rule -> rule.id().equals("GEMM-4"))
          .findFirst()
          .orElseThrow();

  private static final Deviation LISTED = Deviation.of("GEMM-4", "reads c").withIssue("issue 7");

  @Test
  void aListedRuleMayFail() {
    assertEquals(Optional.empty(), listed(LISTED).problem(outcome(3)));
    assertEquals(Optional.empty(), listed(LISTED.withFailures(3)).problem(outcome(3)));
  }

  @Test
  void aRuleThatIsNotListedMustPass() {
    assertEquals(Optional.empty(), Deviations.NONE.problem(outcome(0)));
    assertEquals(Optional.of(outcome(3).toString()), Deviations.NONE.problem(outcome(3)));
  }

  @Test
  void aDeviationThatNoLongerOccursFails() {
    assertEquals(
        Optional.of(
            "GEMM-4: the known deviation no longer occurs, remove it from the list: GEMM-4: reads"
                + " c (issue 7)"),
        listed(LISTED).problem(outcome(0)));
  }

  @Test
  void anotherNumberOfFailingCasesFails() {
    String problem = listed(LISTED.withFailures(2)).problem(outcome(3)).orElseThrow();
    assertTrue(
        problem.startsWith(
            "GEMM-4: the known deviation must fail in 2 cases, but failed in 3: GEMM-4"),
        problem);
  }

  @Test
  void aRuleThatCouldNotBeTriedIsNoProblem() {
    Outcome leftOut = new Outcome(RULE, 0, 0, List.of(), Optional.of("no native access"));
    assertEquals(Optional.empty(), listed(LISTED).problem(leftOut));
  }

  @Test
  void deviationsThatOccurredAreDescribed() {
    Deviations listed = listed(LISTED.withFailures(3));
    assertEquals(
        List.of("known deviation from GEMM-4 (3 cases): reads c (issue 7)"),
        listed.describe(List.of(outcome(3))));
    assertEquals(List.of(), listed.describe(List.of(outcome(0))));
  }

  @Test
  void aRuleThatDoesNotExistIsRefused() {
    assertEquals(
        "a known deviation must name a rule of the kit, but named GEMM-99",
        refusal(List.of(Deviation.of("GEMM-99", "reads c"))));
    assertEquals(
        "a rule may have one known deviation, but GEMM-4 has two",
        refusal(List.of(LISTED, LISTED)));
  }

  @Test
  void aListIsReadFromAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("deviations.tsv");
    Files.writeString(file, "# known\n\nGEMM-4\t3\treads c\tissue 7\nGEMM-3\t\tignores beta\n");
    assertEquals(
        List.of(LISTED.withFailures(3), Deviation.of("GEMM-3", "ignores beta")),
        Deviations.read(file, ConformanceKit.rules()).all());
  }

  @Test
  void aWrongLineIsNamed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("deviations.tsv");
    Files.writeString(file, "# known\nGEMM-4\tmany\treads c\n");
    assertEquals(
        file + ", line 2: the number of failing cases must be a whole number, but was many",
        assertThrows(
                IllegalArgumentException.class, () -> Deviations.read(file, ConformanceKit.rules()))
            .getMessage());
  }

  @Test
  void aTestWithADeviationFromNoRuleFails() {
    BackendConformance test =
        new BackendConformance() {
          @Override
          protected BlasProvider provider() {
            return new ExampleProvider();
          }

          @Override
          protected List<Deviation> knownDeviations() {
            return List.of(Deviation.of("GEM-4", "reads c"));
          }
        };
    assertEquals(
        "a known deviation must name a rule of the kit, but named GEM-4",
        assertThrows(IllegalArgumentException.class, test::rules).getMessage());
  }

  private static Deviations listed(Deviation... deviations) {
    return Deviations.of(List.of(deviations), ConformanceKit.rules());
  }

  private static String refusal(List<Deviation> deviations) {
    return String.valueOf(
        assertThrows(
                IllegalArgumentException.class,
                () -> Deviations.of(deviations, ConformanceKit.rules()))
            .getMessage());
  }

  private static Outcome outcome(int failures) {
    List<String> messages = failures == 0 ? List.of() : List.of("GEMM-4: gemm double: wrong");
    return new Outcome(RULE, 9, failures, messages, Optional.empty());
  }
}
