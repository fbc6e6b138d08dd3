/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {

  @TempDir Path folder;

  @Test
  void eachRunWithoutOutHasANewFolder() throws IOException {
    Path out = folder.resolve("out");
    for (int run = 1; run <= 11; run++) {
      try (OutputFolder prepared = OutputFolder.numbered(out, "train")) {
        assertEquals(out.resolve("train-" + run), prepared.path());
        Files.writeString(prepared.path().resolve("model.npz"), "run " + run);
      }
    }
    Files.delete(out.resolve("train-3").resolve("model.npz"));
    Files.delete(out.resolve("train-3"));
    Files.writeString(out.resolve("train-12"), "a file"); // is not replaced
    try (OutputFolder prepared = OutputFolder.numbered(out, "train")) {
      assertEquals(out.resolve("train-13"), prepared.path());
    }
    try (OutputFolder prepared = OutputFolder.numbered(out, "bench")) {
      assertEquals(out.resolve("bench-1"), prepared.path());
    }
    assertEquals("run 1", Files.readString(out.resolve("train-1").resolve("model.npz")));
  }

  @Test
  void aRunWithoutResultsLeavesNoFolder() throws IOException {
    Path out = folder.resolve("out");
    try (OutputFolder prepared = OutputFolder.numbered(out, "train")) {
      assertTrue(Files.isDirectory(prepared.path()));
    }
    assertFalse(Files.exists(out));
  }

  @Test
  void aFailureLeavesNoFolder() {
    Path unusable = folder.resolve("out").resolve("a".repeat(300)); // longer than a name may be
    IOException failure =
        assertThrows(IOException.class, () -> OutputFolder.prepare(unusable).close());
    assertTrue(failure.getMessage().contains(unusable + " cannot be written"), failure::getMessage);
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void aFileOfThatNameIsReported() throws IOException {
    Path out = Files.writeString(folder.resolve("out"), "a file");
    IOException failure =
        assertThrows(IOException.class, () -> OutputFolder.numbered(out, "train").close());
    assertTrue(failure.getMessage().contains(out + " cannot be written to"), failure::getMessage);
    assertTrue(failure.getMessage().contains("choose another with --out"), failure::getMessage);
  }
}
