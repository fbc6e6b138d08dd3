/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.npy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir private Path folder;

  @Test
  void replacesAnExistingFile() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "old and longer");
    AtomicFile.write(file, out -> out.write("new".getBytes(StandardCharsets.UTF_8)));
    assertEquals("new", Files.readString(file));
    assertEquals(List.of("a"), names());
  }

  @Test
  void keepsTheOldFileWhenTheContentFails() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "old");
    for (Exception failure : List.of(new IOException("full"), new IllegalStateException("bug"))) {
      Exception thrown =
          assertThrows(
              failure.getClass(),
              () ->
                  AtomicFile.write(
                      file,
                      out -> {
                        out.write(new byte[100_000]);
                        if (failure instanceof IOException io) {
                          throw io;
                        }
                        throw (RuntimeException) failure;
                      }));
      assertSame(failure, thrown);
      assertEquals("old", Files.readString(file));
      assertEquals(List.of("a"), names());
    }
  }

  @Test
  void leavesNoFileWhenTheNameIsAFolder() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken"));
    Files.createFile(taken.resolve("inside"));
    assertThrows(IOException.class, () -> AtomicFile.write(taken, out -> out.write(1)));
    assertEquals(List.of("taken"), names());
  }

  @Test
  void preparingAFileDeletesItsPartsOnly() throws IOException {
    Path file = folder.resolve("a");
    Path other = folder.resolve("b");
    for (Path each : List.of(file, other)) {
      AtomicFile.write(
          each,
          out -> {
            for (String part : names()) { // as if the process were killed now
              if (part.endsWith(".part") && !part.endsWith("killed.part")) {
                Path left = folder.resolve(part.replace(".part", "killed.part"));
                Files.copy(folder.resolve(part), left);
              }
            }
          });
    }
    assertEquals(4, names().size(), names()::toString);
    AtomicFile.prepare(file);
    assertEquals(3, names().size(), names()::toString);
    AtomicFile.prepare(other);
    assertEquals(List.of("a", "b"), names());
    for (Path unusable : List.of(folder, folder.resolve("none").resolve("a"))) {
      assertThrows(IOException.class, () -> AtomicFile.prepare(unusable));
    }
  }

  @Test
  void aMissingFolderIsRefused() {
    assertThrows(
        IOException.class,
        () -> AtomicFile.write(folder.resolve("none").resolve("a"), out -> out.write(1)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
