/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.panblas.internal.division.DividedKernels;
import dev.panblas.internal.division.Division;
import dev.panblas.spi.BlasKernels;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/**
 * All rules of the divided routines, and random calls, with parts of a few elements on three
 * threads.
 */
@DisplayName("the kit with calls divided into small parts")
class DividedConformanceTest {

  /** Large operands. */
  private static final int LARGE = 40;

  /** The crossover, which is on for these calls: they are not divided. */
  private static final int CROSSOVER = 42;

  private final ObservedKernels observed = ObservedKernels.of(new ExampleKernels());
  private final Subject fine = subject(DividedSubject.FINE);
  private final Subject coarse = subject(DividedSubject.COARSE);

  private Subject subject(Division division) {
    BlasKernels kernels = observed.kernels();
    return DividedSubject.of(kernels, new DividedKernels(kernels, division));
  }

  @TestFactory
  @DisplayName("rules")
  Stream<DynamicContainer> rules() {
    List<String> groups =
        Stream.concat(DivisionRules.ROUTINES.stream().map(Enum::name), Stream.of("RANDOM"))
            .toList();
    return groups.stream()
        .map(
            group ->
                dynamicContainer(
                    group,
                    Stream.concat(
                        ConformanceKit.rules().stream()
                            .filter(rule -> rule.group().equals(group))
                            .filter(rule -> rule.number() != CROSSOVER)
                            .map(rule -> dynamicTest(rule.toString(), () -> require(rule))),
                        Stream.of(
                            dynamicTest(
                                "a worker thread computed a part",
                                () -> assertTrue(observed.callsOfWorkers() > 0))))));
  }

  private void require(Rule rule) {
    Outcome outcome = ConformanceKit.check(rule.number() == LARGE ? coarse : fine, rule);
    assertTrue(outcome.isPassed(), outcome::toString);
  }
}
