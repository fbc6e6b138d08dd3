/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.verify;

import dev.panblas.cli.shared.InputException;
import dev.panblas.conformance.ConformanceKit;
import dev.panblas.conformance.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules that a run checks.
 *
 * @param rules at least one, in the kit's order
 */
record RuleChoice(List<Rule> rules) {

  /**
   * The rules with the given names.
   *
   * @param names ids such as {@code GEMM-4} and groups such as {@code GEMM}; empty for all rules
   * @throws InputException if there is no such rule or group
   */
  static RuleChoice of(List<String> names) throws InputException {
    if (names.isEmpty()) {
      return new RuleChoice(ConformanceKit.rules());
    }
    for (String name : names) {
      if (ConformanceKit.rules().stream().noneMatch(rule -> hasName(rule, name))) {
        throw new InputException(
            String.format(
                "--rule must name a rule such as %s or one of the groups %s, but was '%s'",
                ConformanceKit.rules().getFirst().id(), String.join(", ", groups()), name));
      }
    }
    return new RuleChoice(
        ConformanceKit.rules().stream()
            .filter(rule -> names.stream().anyMatch(name -> hasName(rule, name)))
            .toList());
  }

  private static boolean hasName(Rule rule, String name) {
    return name.equalsIgnoreCase(rule.id()) || name.equalsIgnoreCase(rule.group());
  }

  private static Set<String> groups() {
    Set<String> groups = new LinkedHashSet<>();
    ConformanceKit.rules().forEach(rule -> groups.add(rule.group()));
    return groups;
  }
}
