/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.verify;

import dev.panblas.cli.shared.InputException;
import dev.panblas.conformance.ConformanceKit;
import dev.panblas.conformance.Rule;
import java.util.ArrayList;
import java.util.List;

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
    List<Rule> except = named("--except", exceptions);
    List<Rule> rules =
        new ArrayList<>(names.isEmpty() ? ConformanceKit.rules() : named("--only", names));
    rules.removeAll(except);
    if (rules.isEmpty()) {
      throw new InputException("--except must leave at least one rule, but names all");
    }
    return new RuleChoice(List.copyOf(rules));
  }

  private static List<Rule> named(String option, List<String> names) throws InputException {
    try {
      return ConformanceKit.rules(names);
    } catch (IllegalArgumentException unknown) {
      throw new InputException(option + " " + unknown.getMessage(), unknown);
    }
  }
}
