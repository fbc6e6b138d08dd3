package dev.panblas.conformance;

import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

/**
 * A backend's whole test: extend this, and say which provider it is. Each rule is a test, named by
 * the rule, grouped by routine. A backend that is not ready fails, with its reason and remedy. At
 * the end one line says how much was run.
 */
@DisplayName("Conformance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BackendConformance {

  private final List<Outcome> outcomes = new ArrayList<>();
  private @Nullable Subject opened;

  /** For subclasses. */
  protected BackendConformance() {}

  /**
   * The backend under test.
   *
   * @return a new provider
   */
  protected abstract BlasProvider provider();

  /**
   * Library and threads to test with; by default what the system properties and the environment ask
   * for.
   *
   * @return the settings
   */
  protected Settings settings() {
    return Settings.current();
  }

  /**
   * How long to look for faults that are rare; by default {@link Effort#current}.
   *
   * @return the effort
   */
  protected Effort effort() {
    return Effort.current();
  }

  /**
   * Every rule as a test.
   *
   * @return one container a routine
   */
  @TestFactory
  @DisplayName("keeps every rule")
  final Stream<DynamicContainer> rules() {
    Subject subject = open();
    opened = subject;
    Map<String, List<Rule>> groups =
        ConformanceKit.rules().stream()
            .collect(Collectors.groupingBy(Rule::group, LinkedHashMap::new, Collectors.toList()));
    return groups.entrySet().stream()
        .map(
            group ->
                DynamicContainer.dynamicContainer(
                    group.getKey(), group.getValue().stream().map(rule -> test(subject, rule))));
  }

  private DynamicTest test(Subject subject, Rule rule) {
    return DynamicTest.dynamicTest(
        rule.toString(),
        () -> {
          Outcome outcome = ConformanceKit.check(subject, rule);
          outcomes.add(outcome);
          if (!outcome.isPassed()) {
            Assertions.fail(outcome.toString());
          }
          Assumptions.assumeTrue(
              outcome.leftOut().isEmpty(), () -> outcome.leftOut().orElseThrow());
        });
  }

  private Subject open() {
    BlasProvider provider = provider();
    return switch (provider.probe(settings())) {
      case Availability.Ready ready -> Subject.of(provider, settings(), effort());
      case Availability.Unavailable unavailable ->
          Assertions.fail(
              String.format(
                  "backend %s is not ready: %s; to mend it, %s",
                  provider.name(), unavailable.reason(), unavailable.remedy()),
              unavailable.cause().orElse(null));
    };
  }

  /** Prints how many rules and cases ran. */
  @AfterAll
  final void printSummary() {
    if (opened != null) {
      Report report = new Report(opened.blas().library(), List.copyOf(outcomes));
      System.out.println("Conformance of " + report.summary(provider().name()));
    }
  }
}
