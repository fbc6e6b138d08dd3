/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.panblas.internal.division.DividedKernels;
import dev.panblas.spi.BlasKernels;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/**
 * The rules of the divided routines, and random calls, with parts of a few elements on three
 * threads.
 */
@DisplayName("the kit with calls divided into small parts")
class DividedConformanceTest {

  /**
   * Rules 32, 33 and 37 are about the arithmetic of kernels, and rules 34, 38 and 39 about single
   * library calls. Rules 40 and 43 are about large operands, which other tests divide into parts of
   * the usual size. Rule 42 opens the kernels with the crossover on, and therefore with the usual
   * division, as RANDOM-3 does. Rule 41 is about kernels: a part is a view, which cannot be larger
   * than its operand.
   */
  private static final Set<Integer> WITH_USUAL_DIVISION =
      Set.of(32, 33, 34, 37, 38, 39, 40, 41, 42, 43);

  /** Rules on arrays and shared memory. */
  private static final Set<Integer> ON_ARRAYS = Set.of(44, 45);

  /** The facade copies arrays for them, and the threads of a call copy together. */
  static final class NativeKernels extends ExampleKernels {
    @Override
    public boolean isNative() {
      return true;
    }
  }

  @TestFactory
  @DisplayName("rules")
  Stream<DynamicContainer> rules() {
    return rules(
        new ExampleKernels(),
        Stream.concat(DivisionRules.ROUTINES.stream().map(Enum::name), Stream.of("RANDOM")),
        rule -> !WITH_USUAL_DIVISION.contains(rule.number()) && !rule.id().equals("RANDOM-3"));
  }

  @TestFactory
  @DisplayName("rules on arrays that are copied")
  Stream<DynamicContainer> rulesOnCopies() {
    return rules(
        new NativeKernels(),
        DivisionRules.ROUTINES.stream().map(Enum::name),
        rule -> ON_ARRAYS.contains(rule.number()));
  }

  private static Stream<DynamicContainer> rules(
      BlasKernels kernels, Stream<String> groups, Predicate<Rule> wanted) {
    ObservedKernels observed = ObservedKernels.of(kernels);
    Subject subject =
        DividedSubject.of(
            observed.kernels(), new DividedKernels(observed.kernels(), DividedSubject.DIVISION));
    return groups.map(
        group ->
            dynamicContainer(
                group,
                Stream.concat(
                    ConformanceKit.rules().stream()
                        .filter(rule -> rule.group().equals(group))
                        .filter(wanted)
                        .map(rule -> dynamicTest(rule.toString(), () -> require(subject, rule))),
                    Stream.of(
                        dynamicTest(
                            "a worker thread computed a part",
                            () -> assertTrue(observed.callsOfWorkers() > 0))))));
  }

  private static void require(Subject subject, Rule rule) {
    Outcome outcome = ConformanceKit.check(subject, rule);
    assertTrue(outcome.isPassed(), outcome::toString);
  }
}
