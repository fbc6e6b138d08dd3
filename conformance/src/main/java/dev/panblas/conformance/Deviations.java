/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The known deviations of one backend. An outcome agrees with them if its rule is listed and fails
 * as listed, or if it is not listed and passes.
 */
public final class Deviations {

  /** No known deviation. */
  public static final Deviations NONE = new Deviations(Map.of());

  private static final int FEWEST_FIELDS = 3;

  private final Map<String, Deviation> byRule;

  private Deviations(Map<String, Deviation> byRule) {
    this.byRule = byRule;
  }

  /**
   * A list of deviations.
   *
   * @param deviations at most one for each rule
   * @param rules the rules of the kit
   * @return the list
   * @throws IllegalArgumentException if one names a rule that does not exist, or if two name the
   *     same rule
   */
  public static Deviations of(List<Deviation> deviations, List<Rule> rules) {
    Set<String> ids = rules.stream().map(Rule::id).collect(Collectors.toSet());
    Map<String, Deviation> byRule = new LinkedHashMap<>();
    for (Deviation deviation : deviations) {
      if (!ids.contains(deviation.rule())) {
        throw new IllegalArgumentException(
            "a known deviation must name a rule of the kit, but named " + deviation.rule());
      }
      if (byRule.put(deviation.rule(), deviation) != null) {
        throw new IllegalArgumentException(
            "a rule may have one known deviation, but " + deviation.rule() + " has two");
      }
    }
    return new Deviations(byRule);
  }

  /**
   * Reads a list from a file. A line has three or four fields with tabs between them: the rule, the
   * number of failing cases (empty for any number), the reason, and where it was reported. Blank
   * lines, and lines that begin with {@code #}, are ignored.
   *
   * @param file in UTF-8
   * @param rules the rules of the kit
   * @return the list
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if a line is wrong; the message has the line number and the
   *     reason
   */
  public static Deviations read(Path file, List<Rule> rules) throws IOException {
    List<Deviation> deviations = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        deviations.add(parse(line));
      } catch (IllegalArgumentException wrong) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "%s, line %d: %s", file, number, wrong.getMessage()), wrong);
      }
    }
    return of(deviations, rules);
  }

  private static Deviation parse(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length < FEWEST_FIELDS || fields.length > FEWEST_FIELDS + 1) {
      throw new IllegalArgumentException(
          "a line must have 3 or 4 fields with tabs between them, but had " + fields.length);
    }
    String issue = fields.length > FEWEST_FIELDS ? fields[FEWEST_FIELDS].strip() : "";
    return new Deviation(
        fields[0],
        fields[2],
        issue.isEmpty() ? Optional.empty() : Optional.of(issue),
        fields[1].isBlank() ? OptionalInt.empty() : OptionalInt.of(failures(fields[1])));
  }

  private static int failures(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          "the number of failing cases must be a whole number, but was " + text, notANumber);
    }
  }

  /**
   * The deviations.
   *
   * @return in the order of the list
   */
  public List<Deviation> all() {
    return List.copyOf(byRule.values());
  }

  /**
   * Compares an outcome with the list.
   *
   * @param outcome of a rule
   * @return the disagreement, or empty if the rule is kept or broken as listed
   */
  public Optional<String> problem(Outcome outcome) {
    Deviation listed = byRule.get(outcome.rule().id());
    if (listed == null) {
      return outcome.isPassed() ? Optional.empty() : Optional.of(outcome.toString());
    }
    if (outcome.isPassed()) {
      return outcome.leftOut().isPresent()
          ? Optional.empty()
          : Optional.of(
              outcome.rule().id()
                  + ": the known deviation no longer occurs, remove it from the list: "
                  + listed);
    }
    if (listed.failures().isPresent() && listed.failures().getAsInt() != outcome.failures()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s: the known deviation must fail in %d cases, but failed in %d: %s",
              outcome.rule().id(),
              listed.failures().getAsInt(),
              outcome.failures(),
              outcome));
    }
    return Optional.empty();
  }

  /**
   * Compares all outcomes with the list.
   *
   * @param outcomes one for each rule
   * @return the disagreements, in the order of the outcomes
   */
  public List<String> problems(List<Outcome> outcomes) {
    return outcomes.stream().flatMap(outcome -> problem(outcome).stream()).toList();
  }

  /**
   * The deviations that occurred, for the end of a report.
   *
   * @param outcomes one for each rule
   * @return one line for each listed rule that failed
   */
  public List<String> describe(List<Outcome> outcomes) {
    Set<String> broken = new HashSet<>();
    outcomes.stream().filter(o -> !o.isPassed()).forEach(o -> broken.add(o.rule().id()));
    return byRule.values().stream()
        .filter(deviation -> broken.contains(deviation.rule()))
        .map(deviation -> "known deviation from " + deviation)
        .toList();
  }
}
