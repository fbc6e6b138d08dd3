/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.backends;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.panblas.blas.Blas;
import dev.panblas.cli.ChildJvm;
import dev.panblas.cli.CommandRun;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackendsCommandTest {

  @Test
  void printsEveryBackendAndTheReasonOfTheChoice() {
    CommandRun run = CommandRun.of("backends", "--backend", "reference");
    assertEquals(0, run.exitCode(), run.err());
    for (String name : new String[] {"panama", "javacpp", "vector", "reference"}) {
      assertTrue(run.out().lines().anyMatch(line -> line.startsWith(name + " ")), run.out());
    }
    assertTrue(run.out().contains("reference was requested by --backend reference."), run.out());
    assertTrue(run.out().contains(Blas.vectorInstructions()), run.out());
    assertTrue(run.out().contains("panama computes small operands in Java"), run.out());
    assertFalse(run.out().contains("reference computes small operands"), run.out());
    assertTrue(
        run.out().contains("panama computes in plain Java, instead of with its library"),
        run.out());
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
    assertEquals(4, report.getAsJsonArray("candidates").size());
    JsonObject reference = report.getAsJsonArray("candidates").get(3).getAsJsonObject();
    assertEquals("reference", reference.get("name").getAsString());
    assertTrue(reference.get("ready").getAsBoolean());
    assertTrue(reference.has("reason"));
    assertTrue(reference.getAsJsonObject("library").get("threads").getAsInt() >= 1);
  }

  @Test
  void theJsonNestsRoutinesByFamily() {
    JsonObject report =
        JsonParser.parseString(CommandRun.of("backends", "--json").out()).getAsJsonObject();
    JsonObject panama = report.getAsJsonArray("candidates").get(0).getAsJsonObject();
    assertEquals("panama", panama.get("name").getAsString());
    Set<String> families = Set.of("level1", "level2", "level3", "extensions");
    assertEquals(families, panama.getAsJsonObject("defaults").keySet());
    JsonObject substitutes = panama.getAsJsonObject("substitutes");
    assertEquals(families, substitutes.keySet());
    JsonObject sum =
        substitutes.getAsJsonArray("extensions").asList().stream()
            .map(JsonElement::getAsJsonObject)
            .filter(each -> each.get("routine").getAsString().equals("sum"))
            .findFirst()
            .orElseThrow();
    assertEquals("[\"single\"]", sum.get("precisions").toString());
    assertTrue(sum.get("reason").getAsString().contains("leaves out"), sum::toString);
  }

  /** A JVM with an incubator module starts more slowly, and prints a warning. */
  @Test
  void needsNoIncubatorModuleAndSaysHowToAddIt() {
    ModuleFinder path = ModuleFinder.of(ChildJvm.path().toArray(Path[]::new));
    Configuration command =
        ModuleLayer.empty()
            .configuration()
            .resolveAndBind(path, ModuleFinder.ofSystem(), Set.of("dev.panblas.cli"));
    assertTrue(command.findModule("dev.panblas.blas.vector").isPresent(), command::toString);
    assertFalse(command.findModule("jdk.incubator.vector").isPresent(), command::toString);

    CommandRun run = CommandRun.of("backends");
    assertTrue(run.out().contains("vector is not ready: the JVM runs without"), run.out());
    assertTrue(run.out().contains("--add-modules jdk.incubator.vector."), run.out());
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
