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
import java.util.Locale;
import java.util.Set;

/**
 * The rules that a run checks.
 *
 * @param rules at least one, in the kit's order
 */
record RuleChoice(List<Rule> rules) {

  /**
   * The rules that one list names, without those that another names.
   *
   * @param names ids such as {@code GEMM-4} and groups such as {@code GEMM}; empty for all rules
   * @param exceptions ids and groups that are left out
   * @throws InputException if a name is neither, or no rule remains
   */
  static RuleChoice of(List<String> names, List<String> exceptions) throws InputException {
    requireNames("--rule", names);
    requireNames("--except", exceptions);
    List<Rule> rules =
        ConformanceKit.rules().stream()
            .filter(rule -> names.isEmpty() || names.stream().anyMatch(rule::isNamed))
            .filter(rule -> exceptions.stream().noneMatch(rule::isNamed))
            .toList();
    if (rules.isEmpty()) {
      throw new InputException("--except must leave at least one rule, but names all");
    }
    return new RuleChoice(rules);
  }

  private static void requireNames(String option, List<String> names) throws InputException {
    for (String name : names) {
      if (ConformanceKit.rules().stream().noneMatch(rule -> rule.isNamed(name))) {
        throw new InputException(
            String.format(
                Locale.ROOT,
                "%s must name a rule such as %s or one of the groups %s, but was '%s'",
                option,
                ConformanceKit.rules().getFirst().id(),
                String.join(", ", groups()),
                name));
      }
    }
  }

  private static Set<String> groups() {
    Set<String> groups = new LinkedHashSet<>();
    ConformanceKit.rules().forEach(rule -> groups.add(rule.group()));
    return groups;
  }
}
