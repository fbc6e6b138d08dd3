/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.junit;

import dev.panblas.conformance.ConformanceKit;
import dev.panblas.conformance.Deviation;
import dev.panblas.conformance.Deviations;
import dev.panblas.conformance.Effort;
import dev.panblas.conformance.Outcome;
import dev.panblas.conformance.Report;
import dev.panblas.conformance.Rule;
import dev.panblas.conformance.RuleRun;
import dev.panblas.conformance.Subject;
import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The test of a backend: a subclass returns the provider. Each rule is a test with the rule's name,
 * grouped by routine. A backend that is not ready fails with its reason and remedy. At the end the
 * test prints how many rules and cases ran, which rules were not tried and why, the warnings, and
 * the known deviations.
 *
 * <p>A named module with a subclass must require {@code org.junit.jupiter.api} and open the
 * subclass's package to JUnit.
 */
@SuppressWarnings("exports") // a module that extends this class requires JUnit
@DisplayName("Conformance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD) // rules on threads use all processors
public abstract class BackendConformance {

  private static final String SELECTION = "panblas.conformance.rules";

  private final List<Outcome> outcomes = new ArrayList<>();
  private @Nullable Subject opened;
  private @Nullable RuleRun run;
  private Deviations deviations = Deviations.NONE;

  /** For subclasses. */
  protected BackendConformance() {}

  /**
   * The backend under test.
   *
   * @return a new provider
   */
  protected abstract BlasProvider provider();

  /**
   * The library and threads to test with, by default those of the system properties and the
   * environment.
   *
   * @return the settings
   */
  protected Settings settings() {
    return Settings.current();
  }

  /**
   * How many random calls to make, and how long to call from many threads; by default {@link
   * Effort#current}.
   *
   * @return the effort
   */
  protected Effort effort() {
    return Effort.current();
  }

  /**
   * The rules that the backend is known to break, by default none. If such a rule fails, the test
   * does not fail. It fails if a listed deviation no longer occurs, if another number of cases
   * fails than the listed one, or if a listed rule does not exist.
   *
   * @return at most one deviation for each rule
   */
  protected List<Deviation> knownDeviations() {
    return List.of();
  }

  /**
   * Every rule as a test, or only those that the system property {@code panblas.conformance.rules}
   * names: rules such as {@code GEMM-4} or groups such as {@code GEMM}, with commas between them.
   *
   * @return one container for each group
   * @throws IllegalArgumentException if the property or a known deviation names no rule of the kit
   */
  @TestFactory
  @DisplayName("rules")
  public final Stream<DynamicContainer> rules() {
    List<Rule> selected = selected();
    deviations = Deviations.of(knownDeviations(), ConformanceKit.rules());
    Subject subject = open();
    opened = subject;
    RuleRun begun = RuleRun.begin(subject, selected);
    run = begun;
    Map<String, List<Rule>> groups =
        selected.stream()
            .collect(Collectors.groupingBy(Rule::group, LinkedHashMap::new, Collectors.toList()));
    return groups.entrySet().stream()
        .map(
            group ->
                DynamicContainer.dynamicContainer(
                    group.getKey(), group.getValue().stream().map(rule -> test(begun, rule))));
  }

  /** The rules that the property names, by default all. */
  private static List<Rule> selected() {
    String names = System.getProperty(SELECTION, "").strip();
    if (names.isEmpty()) {
      return ConformanceKit.rules();
    }
    try {
      return ConformanceKit.rules(List.of(names.split(" *, *", -1)));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException("-D" + SELECTION + " " + unknown.getMessage(), unknown);
    }
  }

  private DynamicTest test(RuleRun begun, Rule rule) {
    return DynamicTest.dynamicTest(
        rule.toString(),
        () -> {
          Outcome outcome = begun.outcome(rule);
          outcomes.add(outcome);
          deviations.problem(outcome).ifPresent(Assertions::fail);
          Assumptions.assumeTrue(
              outcome.leftOut().isEmpty(), () -> outcome.leftOut().orElseThrow());
        });
  }

  private Subject open() {
    BlasProvider provider = provider();
    Settings settings = settings();
    return switch (provider.probe(settings)) {
      case Availability.Ready ready -> Subject.of(provider, settings, effort());
      case Availability.Unavailable unavailable ->
          Assertions.fail(
              String.format(
                  Locale.ROOT,
                  "backend %s is not ready: %s; %s",
                  provider.name(),
                  unavailable.reason(),
                  unavailable.remedy()),
              unavailable.cause().orElse(null));
    };
  }

  /** Ends the run, also if not every rule's test was run. */
  @AfterAll
  public final void endRun() {
    if (run != null) {
      run.close();
    }
  }

  /**
   * Prints the summary, the warnings and the known deviations, unless the backend was not opened.
   */
  @AfterAll
  public final void printSummary() {
    if (opened != null) {
      Report report = new Report(opened.blas().library(), List.copyOf(outcomes));
      System.out.println("Conformance of " + report.summary(provider().name()));
      outcomes.stream()
          .flatMap(outcome -> outcome.describeWarnings().stream())
          .forEach(System.out::println);
      deviations.describe(report.outcomes()).forEach(System.out::println);
    }
  }
}
