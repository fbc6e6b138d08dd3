/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.cli.CommandRun;
import dev.panblas.cli.shared.InputException;
import dev.panblas.cli.shared.StopSignals;
import dev.panblas.cli.shared.Terminal;
import dev.panblas.conformance.ConformanceKit;
import dev.panblas.conformance.Deviations;
import dev.panblas.conformance.Outcome;
import dev.panblas.conformance.Report;
import dev.panblas.conformance.Rule;
import dev.panblas.spi.LibraryInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

  /** Two groups that take milliseconds. No test of the command runs the whole kit. */
  private static final String RULES = "LIBRARY,DOT";

  private static List<Rule> rules() {
    return ConformanceKit.rules().stream()
        .filter(rule -> List.of(RULES.split(",")).contains(rule.group()))
        .toList();
  }

  private static String row(String table, Rule rule) {
    return table.lines().filter(line -> line.startsWith(rule.id() + " ")).findFirst().orElse("");
  }

  @Test
  void checksEveryRuleByDefault() throws InputException {
    assertEquals(ConformanceKit.rules(), RuleChoice.of(List.of(), List.of()).rules());
  }

  @Test
  void printsEveryCheckedRuleAndItsCasesWithDetails() {
    CommandRun run =
        CommandRun.of("verify", "--details", "--backend", "reference", "--quick", "--only", RULES);
    assertEquals(0, run.exitCode(), run.out());
    assertTrue(run.err().contains("Checking " + rules().size() + " rules on reference"), run.err());
    for (Rule rule : rules()) {
      assertTrue(
          row(run.out(), rule).matches(rule.id() + " +\\d+ passed +" + Pattern.quote(rule.title())),
          rule.toString());
    }
    assertFalse(run.out().contains("GEMM-1 "), run.out());
    assertTrue(run.out().contains("backend reference on "), run.out());
    assertTrue(run.out().contains(", 0 failures"), run.out());
  }

  @Test
  void printsOneLineForABackendThatPasses() {
    CommandRun run = CommandRun.of("verify", "--backend", "reference", "--quick", "--only", "dot");
    assertEquals(0, run.exitCode(), run.out());
    List<String> lines =
        run.out().lines().filter(line -> !line.startsWith("Not checked: ")).toList();
    assertEquals(1, lines.size(), run.out());
    assertTrue(lines.getFirst().startsWith("backend reference on "), run.out());
  }

  @Test
  void countsRulesAndFailuresWhileItChecks() {
    String[] call = {"verify", "--backend", "reference", "--quick", "--only", "DOT"};
    long rules = ConformanceKit.rules().stream().filter(rule -> rule.isNamed("DOT")).count();
    CommandRun file = CommandRun.of(call);
    assertTrue(
        file.err().contains("rule " + rules + " of " + rules + ": 0 failed, 0 s left"), file.err());
    CommandRun terminal = CommandRun.of(new Terminal(80, false, true), new StopSignals(), call);
    assertTrue(
        terminal
            .err()
            .matches(
                "(?s).*reference 100% \\|=+\\| " + rules + "/" + rules + " +0 s left 0 failed.*"),
        terminal.err());
    String[] quiet =
        Stream.concat(Arrays.stream(call), Stream.of("--quiet")).toArray(String[]::new);
    assertEquals("", CommandRun.of(quiet).err());
  }

  @Test
  void checksEveryReadyBackendUnlessOneIsNamed() {
    CommandRun run = CommandRun.of("verify", "--quick", "--only", "DOT-1");
    assertEquals(0, run.exitCode(), run.out());
    for (String backend : List.of("panama", "javacpp", "reference")) {
      assertTrue(run.out().contains("backend " + backend + " on "), run.out());
    }
  }

  @Test
  void saysOnWhichCoreItRanAndWhichOthersItsLibraryHas() {
    CommandRun run = CommandRun.of("verify", "--backend", "panama", "--quick", "--only", "DOT-1");
    assertEquals(0, run.exitCode(), run.out());
    String last = run.out().lines().reduce((first, second) -> second).orElseThrow();
    assertTrue(
        last.matches(
            "panama ran on the core \\w+(\\. On this processor its library can also use (\\w+,"
                + " )*\\w+; --cores checks each)?\\."),
        last);
    run = CommandRun.of("verify", "--backend", "reference", "--quick", "--only", "DOT-1");
    assertFalse(run.out().contains("core"), "plain Java has no core: " + run.out());
  }

  @Test
  void coresNeedABackend() {
    CommandRun run = CommandRun.of("verify", "--cores", "--only", "DOT-1");
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().contains("--cores needs --backend"), run.err());
    run = CommandRun.of("verify", "--cores", "--backend", "reference", "--only", "DOT-1");
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.err().contains("--cores cannot list the cores of Java"), run.err());
  }

  /** With it each check would start others. */
  @Test
  void theCheckOfOneCoreIsMadeWithoutCores() {
    CommandRun run =
        CommandRun.of("verify", "--cores=true", "--backend", "reference", "--only", "DOT-1");
    assertTrue(run.err().contains("--cores cannot list the cores of Java"), run.err());
    assertArrayEquals(
        new String[] {"verify", "--backend", "x"},
        VerifyCommand.childArguments(List.of("verify", "--cores=true", "--backend", "x")));
    assertArrayEquals(
        new String[] {"verify"}, VerifyCommand.childArguments(List.of("verify", "--cores")));
  }

  @Test
  @EnabledIfSystemProperty(
      named = "panblas.conformance.effort",
      matches = "full",
      disabledReason = "starts a JVM for each core")
  void everyCoreIsChecked() {
    CommandRun run =
        CommandRun.of("verify", "--cores", "--backend", "panama", "--quick", "--only", RULES);
    assertEquals(0, run.exitCode(), run.out());
    List<String> passed = run.out().lines().filter(line -> line.endsWith(": passed")).toList();
    assertFalse(passed.isEmpty(), run.out());
    for (String line : passed) {
      String core = line.substring("core ".length(), line.indexOf(':'));
      assertTrue(
          run.out().contains("core " + core + ": panama ran on the core " + core), run.out());
    }
  }

  @Test
  void writesEveryOutcomeToTheFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("outcomes.tsv");
    CommandRun run =
        CommandRun.of(
            "verify",
            "--backend",
            "reference",
            "--quick",
            "--only",
            RULES,
            "--outcomes",
            file.toString());
    assertEquals(0, run.exitCode(), run.err());
    List<String> lines = Files.readAllLines(file);
    assertEquals("backend\trule\tcases\tfailures\tnot tried", lines.getFirst());
    assertEquals(
        rules().stream().map(Rule::id).toList(),
        lines.stream().skip(1).map(line -> line.split("\t", -1)[1]).toList());
    assertTrue(lines.contains("reference\tLIBRARY-1\t1\t0\t"), lines.toString());
  }

  @Test
  void printsFailuresAndExitsWithOne() {
    Rule broken = rules().getFirst();
    Rule warned = rules().get(1);
    Rule untried = rules().getLast();
    Map<String, Report> reports =
        Map.of(
            "some",
            new Report(
                new LibraryInfo(
                    "lib",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalInt.of(1)),
                List.of(
                    new Outcome(broken, 3, 2, List.of("the case: wrong"), Optional.empty()),
                    new Outcome(
                        warned, 3, 0, List.of(), 1, List.of("the case: odd"), Optional.empty()),
                    new Outcome(untried, 0, 0, List.of(), Optional.of("no such function")))));
    String table = VerifyTable.details(reports);
    assertTrue(row(table, broken).contains(" 2 of 3 FAILED "), table);
    assertTrue(table.contains("the case: wrong"), table);
    assertTrue(row(table, warned).contains(" 3 passed "), table);
    assertTrue(table.contains("some: warning: the case: odd"), table);
    assertTrue(row(table, untried).contains(" NOT TRIED "), table);
    assertTrue(table.contains("no such function"), table);
    assertEquals(1, VerifyCommand.exitCode(reports, Deviations.NONE));
  }

  @Test
  void rejectsAnUnknownRule() {
    CommandRun run = CommandRun.of("verify", "--backend", "reference", "--only", "GEM-4");
    assertEquals(2, run.exitCode());
    assertTrue(run.error().contains("but was 'GEM-4'"), run.err());
  }

  @Test
  void leavesOutExceptions() throws InputException {
    List<Rule> all = RuleChoice.of(List.of("DOT", "GEMM-4"), List.of()).rules();
    List<Rule> chosen = RuleChoice.of(List.of("DOT", "GEMM-4"), List.of("DOT-1")).rules();
    assertEquals(
        all.stream().filter(rule -> !rule.id().equals("DOT-1")).toList(), chosen, "without DOT-1");
    assertEquals(all.size() - 1, chosen.size());
  }

  @Test
  void rejectsExceptionsThatLeaveNothingOrDoNotExist() {
    CommandRun nothing = CommandRun.of("verify", "--only", "DOT-1", "--except", "DOT");
    assertEquals(2, nothing.exitCode());
    assertTrue(nothing.error().contains("--except must leave at least one rule"), nothing.err());
    CommandRun unknown = CommandRun.of("verify", "--except", "GEM-4");
    assertEquals(2, unknown.exitCode());
    assertTrue(unknown.error().contains("--except must name a rule such as"), unknown.err());
    assertTrue(unknown.error().contains("but was 'GEM-4'"), unknown.err());
  }

  @Test
  void reportsAnOutcomesFileThatCannotBeWrittenBeforeItChecks(@TempDir Path folder) {
    String file = folder.resolve("none").resolve("outcomes.tsv").toString();
    CommandRun run = CommandRun.of("verify", "--backend", "reference", "--outcomes", file);
    assertEquals(1, run.exitCode());
    assertEquals(
        "panblas: "
            + file
            + " cannot be written ("
            + file
            + ": no such file): choose another with --outcomes.",
        run.err().strip());
  }

  @Test
  void rejectsCaseWithOutcomesOrRules() {
    for (String option : List.of("--outcomes", "--only", "--except")) {
      CommandRun run = CommandRun.of("verify", "--case", "gemm", option, "GEMM-1");
      assertEquals(2, run.exitCode());
      assertTrue(run.error().contains("cannot be combined"), run.err());
    }
  }

  @Test
  void runsOneCase() {
    String line =
        "gemm single m=3 n=2 k=4, a strided, b row-major, c reversed, alpha=1 beta=0 seed=5";
    CommandRun run = CommandRun.of("verify", "--backend", "reference", "--case", line);
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("reference: passed", run.out().strip());
  }

  @Test
  void checksOneCaseByItsRule() {
    String line =
        "GEMM-4: gemm single m=3 n=2 k=4, a strided, b row-major, c reversed, alpha=1 beta=0 seed=5"
            + ": 6 of 6 elements are wrong";
    CommandRun run = CommandRun.of("verify", "--backend", "reference", "--case", line);
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("reference: passed", run.out().strip());
  }

  @Test
  void rejectsALineThatIsNotACase() {
    CommandRun run = CommandRun.of("verify", "--backend", "reference", "--case", "gem double");
    assertEquals(2, run.exitCode());
    assertTrue(run.error().contains("--case: "), run.err());
    assertTrue(run.error().contains("gem"), run.err());
  }

  @Test
  void rejectsAnUnknownBackend() {
    assertEquals(2, CommandRun.of("verify", "--backend", "none").exitCode());
  }

  @Test
  void deviationsFromAnUnknownRuleAreAWrongCall(@TempDir Path folder) throws IOException {
    Path deviations = Files.writeString(folder.resolve("deviations.tsv"), "GEM-4\t\treads c\n");
    CommandRun run =
        CommandRun.of("verify", "--backend", "reference", "--deviations", deviations.toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("must name a rule of the kit, but named GEM-4"), run.err());
  }

  @Test
  void rejectsDeviationsWithoutABackend() {
    CommandRun run = CommandRun.of("verify", "--deviations", "file");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("--deviations needs --backend"), run.err());
  }
}
