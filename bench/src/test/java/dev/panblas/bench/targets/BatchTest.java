/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.targets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.bench.result.Row;
import dev.panblas.bench.targets.Batch.Choice;
import dev.panblas.bench.targets.Batch.Program;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BatchTest {

  private static List<Batch> of(boolean isFirst, boolean hasRivals, boolean isQuick) {
    return Batch.of(new Choice(isFirst, isFirst, hasRivals, isQuick), row -> true);
  }

  @Test
  void noProcessHasTwoRivals() {
    for (Batch batch : of(true, true, false)) {
      Set<String> subjects = batch.rows().stream().map(Row::subject).collect(Collectors.toSet());
      assertTrue(batch.program() == Program.OWN || subjects.size() == 1, () -> subjects.toString());
    }
  }

  @Test
  void withoutRivalsOnlyThisProjectRuns() {
    assertTrue(of(true, false, true).stream().allMatch(batch -> batch.program() == Program.OWN));
  }

  @Test
  void everyRowOfTheTablesIsTimedInEachRound() {
    Set<Row> later =
        of(false, true, false).stream()
            .flatMap(batch -> batch.rows().stream())
            .collect(Collectors.toCollection(HashSet::new));
    Measurements none = new Measurements();
    for (TargetTable.Goal goal : TargetTable.ofVector()) {
      assertTrue(goal.figure().apply(none) instanceof Measurements.Figure.Missing, goal.what());
    }
    for (String subject : List.of(TargetRows.PANBLAS, "PyTorch")) {
      for (List<Integer> layers : TargetRows.LARGER) {
        assertTrue(later.contains(TargetRows.step(subject, layers)));
      }
    }
    for (String question : List.of("step", "backprop", "gemm", "sigmoid", "syrk", "trsm")) {
      for (String precision : List.of("DOUBLE", "SINGLE")) {
        assertTrue(
            later.stream()
                .anyMatch(
                    row ->
                        row.question().equals(question)
                            && precision.equals(row.parameters().get("precision"))
                            && !TargetRows.RIVALS.contains(row.subject())),
            () -> question + " " + precision + " of " + later);
      }
    }
    assertTrue(later.contains(TargetRows.training("PyTorch")));
    assertTrue(later.contains(TargetRows.training(TargetRows.TRAIN_COMMAND)));
  }

  @Test
  void aSlowRivalIsNotTimedAgain() {
    long all = rivalRows(row -> true);
    long some = rivalRows(row -> !row.subject().equals("EJML"));
    assertEquals(TargetRows.LARGER.size() + 4, all - some); // steps and backpropagations
  }

  private static long rivalRows(Predicate<Row> isWorthwhile) {
    return Batch.of(new Choice(false, true, true, false), isWorthwhile).stream()
        .filter(batch -> batch.program() == Program.RIVALS)
        .mapToLong(batch -> batch.rows().size())
        .sum();
  }
}
