/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.panblas.spi.Routine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keeps the contract in step with the kit. The table of routines and the lists of rules are
 * generated; the general rules are written by hand, one paragraph for each number. With {@code
 * -Dpanblas.contract=write} the generated parts are written into the document.
 */
class ContractDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "CONTRACT.md");
  private static final Pattern GENERATED =
      Pattern.compile("(?s)(<!-- generated: (.+?) -->\n).*?(<!-- end -->)");
  private static final Pattern GENERAL = Pattern.compile("(?m)^\\*\\*([0-9]+)\\*\\* ");
  private static final Pattern NUMBER_OF_RULES = Pattern.compile("\\b([0-9]{3,}) rules");
  private static final String COMMAND =
      "the generated parts of docs/CONTRACT.md differ from the kit; this writes them: mvn -pl"
          + " conformance -am test -Dtest=ContractDocumentTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dpanblas.contract=write";

  /** The numbers from 20 to 29 are the routines' own. */
  private static final int FIRST_OWN = 20;

  private static final int LAST_OWN = 29;

  /** They have no operands, so that no general rule applies to them. */
  private static final Set<String> WITHOUT_OPERANDS = Set.of("ROTG", "ROTMG");

  @Test
  void theGeneratedPartsAreThoseOfTheKit() throws IOException {
    String written = Files.readString(DOCUMENT);
    String generated =
        GENERATED
            .matcher(written)
            .replaceAll(
                part ->
                    Matcher.quoteReplacement(
                        part.group(1) + generated(part.group(2)) + part.group(3)));
    if ("write".equals(System.getProperty("panblas.contract"))) {
      Files.writeString(DOCUMENT, generated);
    } else {
      assertEquals(generated, written, COMMAND);
    }
  }

  @Test
  void everyRuleIsInTheDocument() throws IOException {
    String written = Files.readString(DOCUMENT);
    Set<String> missing = new TreeSet<>();
    for (Rule rule : ConformanceKit.rules()) {
      if (!isGeneral(rule) && !written.contains(line(rule))) {
        missing.add(rule.id());
      }
    }
    assertEquals(Set.of(), missing);
    List<String> parts =
        GENERATED.matcher(written).results().map(part -> part.group(2)).sorted().toList();
    assertEquals(List.of("families", "own rules", "table"), parts);
  }

  @Test
  void everyGeneralRuleHasAParagraphAndNoOther() throws IOException {
    List<Integer> written =
        GENERAL
            .matcher(Files.readString(DOCUMENT))
            .results()
            .map(paragraph -> Integer.valueOf(paragraph.group(1)))
            .toList();
    assertEquals(numbers(), written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../README.md", "../docs/BACKEND.md"})
  void documentsHaveTheNumberOfRules(String document) throws IOException {
    Set<String> numbers =
        NUMBER_OF_RULES
            .matcher(Files.readString(Path.of(document)))
            .results()
            .map(number -> number.group(1))
            .collect(Collectors.toSet());
    assertEquals(Set.of(String.valueOf(ConformanceKit.rules().size())), numbers);
  }

  private static String generated(String part) {
    return switch (part) {
      case "table" -> table();
      case "own rules" ->
          lines(rules().filter(rule -> isOfRoutine(rule.group())).filter(rule -> !isGeneral(rule)));
      case "families" -> lines(rules().filter(rule -> !isOfRoutine(rule.group())));
      default -> throw new IllegalArgumentException("there is no generated part " + part);
    };
  }

  private static String table() {
    List<Integer> numbers = numbers();
    StringBuilder table = new StringBuilder("| routine |");
    numbers.forEach(number -> table.append(' ').append(number).append(" |"));
    table.append("\n|---|").append("---|".repeat(numbers.size())).append('\n');
    for (Routine routine : Routine.values()) {
      if (WITHOUT_OPERANDS.contains(routine.name())) {
        continue;
      }
      Set<Integer> kept =
          rules()
              .filter(rule -> rule.group().equals(routine.name()))
              .map(Rule::number)
              .collect(Collectors.toSet());
      table.append("| ").append(routine).append(" |");
      numbers.forEach(number -> table.append(kept.contains(number) ? " x |" : "  |"));
      table.append('\n');
    }
    return table.toString();
  }

  private static String lines(Stream<Rule> rules) {
    return rules.map(rule -> line(rule) + "\n").collect(Collectors.joining());
  }

  private static String line(Rule rule) {
    return "- **" + rule.id() + "** " + rule.title();
  }

  private static Stream<Rule> rules() {
    return ConformanceKit.rules().stream();
  }

  private static List<Integer> numbers() {
    return rules()
        .filter(ContractDocumentTest::isGeneral)
        .map(Rule::number)
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean isGeneral(Rule rule) {
    return isOfRoutine(rule.group())
        && !WITHOUT_OPERANDS.contains(rule.group())
        && (rule.number() < FIRST_OWN || rule.number() > LAST_OWN);
  }

  private static boolean isOfRoutine(String group) {
    return Arrays.stream(Routine.values()).anyMatch(routine -> routine.name().equals(group));
  }
}
