package dev.panblas.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the contract lists is what the kit checks, and the other way round. */
class ContractDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "CONTRACT.md");
  private static final Pattern RULE = Pattern.compile("(?m)^- \\*\\*([A-Z0-9_]+-\\d+)\\*\\* (.+)$");

  @Test
  void listsExactlyTheRulesOfTheKit() throws IOException {
    List<String> listed =
        RULE.matcher(Files.readString(DOCUMENT))
            .results()
            .map(rule -> rule.group(1) + " " + rule.group(2))
            .toList();
    List<String> checked = ConformanceKit.rules().stream().map(Rule::toString).toList();
    assertEquals(String.join("\n", checked), String.join("\n", listed));
  }
}
