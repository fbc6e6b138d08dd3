/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.backends;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.panblas.blas.Blas;
import dev.panblas.cli.CommandRun;
import org.junit.jupiter.api.Test;

class BackendsCommandTest {

  @Test
  void printsEveryBackendAndTheReasonOfTheChoice() {
    CommandRun run = CommandRun.of("backends", "--backend", "reference");
    assertEquals(0, run.exitCode(), run.err());
    for (String name : new String[] {"panama", "javacpp", "reference"}) {
      assertTrue(run.out().lines().anyMatch(line -> line.startsWith(name + " ")), run.out());
    }
    assertTrue(run.out().contains("reference was requested by --backend reference."), run.out());
    assertTrue(run.out().contains(Blas.vectorInstructions()), run.out());
    assertTrue(run.out().contains("panama computes small operands in Java"), run.out());
    assertFalse(run.out().contains("reference computes small operands"), run.out());
    assertTrue(
        run.out().contains("panama computes in Java, instead of calling the library's"), run.out());
    assertTrue(run.out().contains("sum in single: OpenBLAS 0.3.31 leaves out"), run.out());
    assertFalse(run.out().contains("reference computes in Java, instead"), run.out());
  }

  @Test
  void printsTheSameAsJson() {
    CommandRun run = CommandRun.of("backends", "--json", "--backend", "reference");
    assertEquals(0, run.exitCode(), run.err());
    JsonObject report = JsonParser.parseString(run.out()).getAsJsonObject();
    assertEquals("reference", report.get("chosen").getAsString());
    assertEquals(Blas.vectorInstructions(), report.get("vectors").getAsString());
    assertEquals(3, report.getAsJsonArray("candidates").size());
    JsonObject reference = report.getAsJsonArray("candidates").get(2).getAsJsonObject();
    assertEquals("reference", reference.get("name").getAsString());
    assertTrue(reference.get("ready").getAsBoolean());
    assertTrue(reference.has("reason"));
    assertTrue(reference.getAsJsonObject("library").get("threads").getAsInt() >= 1);
  }

  @Test
  void printsTheCrossoverOfPrograms() {
    Blas blas = Blas.open("panama");
    CommandRun run = CommandRun.of("backends");
    for (String clause : blas.computedInJava()) {
      assertTrue(run.out().contains(clause), run.out());
    }
    assertFalse(blas.computedInJava().isEmpty());
  }

  @Test
  void rejectsAnUnknownBackend() {
    CommandRun run = CommandRun.of("backends", "--backend", "none");
    assertEquals(2, run.exitCode());
    assertTrue(run.error().contains("backend none"), run.err());
  }
}
