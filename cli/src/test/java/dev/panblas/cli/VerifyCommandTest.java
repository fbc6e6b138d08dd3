package dev.panblas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.conformance.ConformanceKit;
import dev.panblas.conformance.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

  @Test
  void everyRuleIsCheckedOnTheNamedBackend() {
    CommandRun run = CommandRun.of("verify", "--backend", "reference", "--quick");
    assertEquals(0, run.exitCode(), run.out());
    for (Rule rule : ConformanceKit.rules()) {
      assertTrue(run.out().contains(rule.toString()), rule.toString());
    }
    assertTrue(run.out().contains("backend reference on "), run.out());
    assertTrue(run.out().contains(", 0 failures"), run.out());
  }

  @Test
  void everyOutcomeIsWrittenAndADeviationThatDoesNotOccurFails(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("outcomes.tsv");
    Path deviations = folder.resolve("deviations.tsv");
    Files.writeString(deviations, "GEMM-4\t\treads c\n");
    CommandRun run =
        CommandRun.of(
            "verify",
            "--backend",
            "reference",
            "--quick",
            "--outcomes",
            file.toString(),
            "--deviations",
            deviations.toString());
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(
        run.out().contains("GEMM-4: the known deviation no longer occurs, remove it from the list"),
        run.out());
    List<String> lines = Files.readAllLines(file);
    assertEquals("backend\trule\tcases\tfailures\tnot tried", lines.getFirst());
    assertEquals(
        ConformanceKit.rules().stream().map(Rule::id).toList(),
        lines.stream().skip(1).map(line -> line.split("\t", -1)[1]).toList());
    assertTrue(lines.contains("reference\tLIBRARY-1\t1\t0\t"), lines.toString());
  }

  @Test
  void anOutcomesFileThatCannotBeWrittenIsToldBeforeAnythingIsChecked(@TempDir Path folder) {
    String file = folder.resolve("none").resolve("outcomes.tsv").toString();
    CommandRun run = CommandRun.of("verify", "--backend", "reference", "--outcomes", file);
    assertEquals(1, run.exitCode());
    assertEquals(
        "panblas: "
            + file
            + " cannot be written ("
            + file
            + ": no such file); name another with --outcomes.",
        run.err().strip());
  }

  @Test
  void outcomesOfOneCaseAreAWrongCall() {
    CommandRun run = CommandRun.of("verify", "--case", "gemm", "--outcomes", "file");
    assertEquals(2, run.exitCode());
    assertTrue(run.error().contains("leave one out"), run.err());
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
  void deviationsOfNoNamedBackendAreAWrongCall() {
    CommandRun run = CommandRun.of("verify", "--deviations", "file");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("name it with --backend"), run.err());
  }

  @Test
  void oneCaseIsMadeAgain() {
    String line =
        "gemm single m=3 n=2 k=4, a strided, b row-major, c reversed, alpha=1 beta=0 seed=5";
    CommandRun run = CommandRun.of("verify", "--backend", "reference", "--case", line);
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("reference: passed", run.out().strip());
  }

  @Test
  void oneCaseIsJudgedByItsRule() {
    String line =
        "GEMM-4: gemm single m=3 n=2 k=4, a strided, b row-major, c reversed, alpha=1 beta=0 seed=5"
            + ": 6 of 6 elements are wrong";
    CommandRun run = CommandRun.of("verify", "--backend", "reference", "--case", line);
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("reference: passed", run.out().strip());
  }

  @Test
  void whatIsNoCaseIsAWrongCall() {
    CommandRun run = CommandRun.of("verify", "--backend", "reference", "--case", "gem double");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("--case: there is no case of a routine gem"), run.err());
  }

  @Test
  void anUnknownBackendIsAWrongCall() {
    assertEquals(2, CommandRun.of("verify", "--backend", "none").exitCode());
  }
}
