/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.bench.result.Row;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {

  @Test
  void eachRowRunsOnceInARound() {
    for (boolean full : new boolean[] {false, true}) {
      List<Row> rows = Plan.own(full);
      assertEquals(rows.size(), new HashSet<>(rows).size());
    }
    assertTrue(Plan.own(true).containsAll(Plan.own(false)));
  }

  @Test
  void everyQuestionHasABenchmark() throws ClassNotFoundException {
    for (Row row : Plan.own(true)) {
      String name = Question.of(row.question()).orElseThrow().benchmark(row, false);
      int dot = name.lastIndexOf('.');
      Class<?> type = Class.forName(name.substring(0, dot), false, getClass().getClassLoader());
      assertTrue(
          List.of(type.getMethods()).stream()
              .anyMatch(method -> method.getName().equals(name.substring(dot + 1))),
          name);
    }
  }

  @Test
  void findsTheCauseOfAFailedFork() {
    Exception wrapped = new IllegalStateException("wrapped");
    wrapped.addSuppressed(new IllegalArgumentException("no such backend"));
    assertEquals("no such backend", RoundHost.reason(new RuntimeException("JMH", wrapped)));
  }
}
