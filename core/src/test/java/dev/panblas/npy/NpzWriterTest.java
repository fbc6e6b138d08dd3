/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzWriterTest {

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("x.npz");
  }

  @Test
  void theSameArraysGiveTheSameBytes() throws IOException {
    Path other = folder.resolve("y.npz");
    NpzFile.Content content = archive -> archive.add("b", Vector.of(1)).add("a", Vector.of(2));
    NpzFile.write(file(), content);
    NpzFile.write(other, content);
    assertEquals(-1, Files.mismatch(file(), other));
    try (ZipFile zip = new ZipFile(file().toFile())) {
      assertEquals(List.of("b.npy", "a.npy"), zip.stream().map(ZipEntry::getName).toList());
      for (ZipEntry entry : zip.stream().toList()) {
        assertEquals(ZipEntry.STORED, entry.getMethod());
        assertEquals(LocalDateTime.of(1980, 1, 1, 0, 0, 2), entry.getTimeLocal());
        assertNull(entry.getExtra(), "a time that depends on the time zone");
        assertEquals(128 + 8, entry.getSize());
      }
    }
    NpzFile.writeCompressed(
        other, archive -> archive.add("zeros", Vector.allocate(Precision.DOUBLE, 1000)));
    try (ZipFile zip = new ZipFile(other.toFile())) {
      assertEquals(ZipEntry.DEFLATED, zip.getEntry("zeros.npy").getMethod());
    }
  }

  private static IllegalArgumentException refused(NpzFile.Content content, Path file) {
    return assertThrows(IllegalArgumentException.class, () -> NpzFile.write(file, content));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/a", "../a", "a/../b", "a/..", "..", "a\\b", "a\nb", "a\0", "\ud800", "a/"})
  void otherNamesAreRefused(String name) throws IOException {
    byte[] bytes = {1};
    assertEquals(
        "name must be a relative path without \"..\", backslashes and control characters, but was"
            + " \""
            + name
            + "\": choose another name",
        refused(archive -> archive.add(name, bytes), file()).getMessage());
    assertEquals(List.of(), names());
  }

  @Test
  void namesOfArraysAreChecked() throws IOException {
    Matrix m = Matrix.of(new double[][] {{1}});
    refused(archive -> archive.add("", m), file());
    refused(archive -> archive.add("a/", Vector.of(1)), file());
    String longest = "n".repeat(65_000 - ".npy".length());
    assertEquals(
        "name must have at most 65000 bytes in UTF-8, but has 65001: shorten it",
        refused(archive -> archive.add(longest + "n", m), file()).getMessage());
    assertEquals(
        "comment must have at most 65535 bytes in UTF-8, but has 65536: shorten it",
        refused(archive -> archive.comment("ä".repeat(0x8000)), file()).getMessage());
    NpzFile.write(file(), archive -> archive.add(longest, m));
    assertEquals("[[1.]]", NpzFile.read(Arena.ofAuto(), file(), longest).toString());
  }

  @Test
  void aNameIsAddedOnce() {
    for (NpzFile.Content content :
        List.<NpzFile.Content>of(
            archive -> archive.add("a", Vector.of(1)).add("a", Vector.of(2)),
            archive -> archive.add("a.npy", Vector.of(1)).add("a", Vector.of(2)))) {
      assertEquals(
          "each entry must have a name of its own, but a.npy was added after a.npy: choose another"
              + " name",
          refused(content, file()).getMessage());
    }
    byte[] bytes = {1};
    refused(archive -> archive.add("a", bytes).add("a", Vector.of(1)), file());
    refused(archive -> archive.add("a", Vector.of(1)).add("a", bytes), file());
  }

  // ---- nothing half-written

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFailedWriteKeepsTheOldFile() throws IOException {
    NpzFile.write(file(), archive -> archive.add("a", Vector.of(1)));
    byte[] old = Files.readAllBytes(file());
    Vector closed;
    try (Arena arena = Arena.ofConfined()) {
      closed = Vector.allocate(arena, Precision.DOUBLE, 2);
    }
    NpzFile.Content released = archive -> archive.add("a", Vector.of(2)).add("b", closed);
    NpzFile.Content stopped =
        archive -> {
          archive.add("a", Vector.of(2));
          throw new IOException("no more data");
        };
    assertThrows(IllegalStateException.class, () -> NpzFile.write(file(), released));
    assertThrows(IllegalStateException.class, () -> NpzFile.writeCompressed(file(), released));
    assertThrows(IOException.class, () -> NpzFile.write(file(), stopped));
    assertThrows(IOException.class, () -> NpzFile.writeCompressed(file(), stopped));
    assertArrayEquals(old, Files.readAllBytes(file()));
    assertEquals(List.of("x.npz"), names());
  }

  /** A full disk, and a caller that catches the exception. */
  @Test
  void anIncompleteEntryIsNotForgotten() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    NpzWriter archive = new NpzWriter(new ZipOutputStream(full), true);
    assertThrows(IOException.class, () -> archive.add("a", Vector.of(1)));
    String message = "an archive must have whole entries, but writing a.npy failed: write it again";
    for (Executable next :
        List.<Executable>of(archive::requireComplete, () -> archive.add("b", Vector.of(1)))) {
      assertEquals(message, assertThrows(IOException.class, next).getMessage());
    }
  }

  @Test
  void aMissingFolderIsRefused() {
    Path file = folder.resolve("none").resolve("x.npz");
    assertThrows(
        NoSuchFileException.class,
        () -> NpzFile.write(file, archive -> archive.add("a", Vector.of(1))));
  }

  // ---- zip64

  /** More than 4 GiB of numbers in an entry, and in the archive before the last one. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @EnabledIfSystemProperty(
      named = "panblas.conformance.effort",
      matches = "full",
      disabledReason = "writes and reads 5 GB, which takes a minute: -Pexhaustive")
  void entriesOfMoreThan4GigabytesAreWrittenAndRead(boolean isCompressed) throws IOException {
    Matrix large = Vector.allocate(Precision.SINGLE, 1 << 20).asRows(1100);
    NpzFile.Content content = archive -> archive.add("large", large).add("last", Vector.of(7));
    if (isCompressed) {
      NpzFile.writeCompressed(file(), content);
    } else {
      NpzFile.write(file(), content);
    }
    try (NpzFile archive = NpzFile.open(file());
        Arena arena = Arena.ofShared()) {
      assertEquals("[[7.]]", archive.read(arena, "last").toString());
      Matrix back = archive.read(arena, "large");
      assertEquals("1100x1048576 single", back.describe());
      assertEquals(0, back.get(1099, 1048575));
    }
  }

  @Test
  @EnabledIfSystemProperty(
      named = "panblas.conformance.effort",
      matches = "full",
      disabledReason = "writes and reads 65,537 entries, which takes seconds: -Pexhaustive")
  void moreEntriesThanAnOldArchiveCanHaveAreWrittenAndRead() throws IOException {
    int count = 0x10001;
    byte[] none = {};
    NpzFile.write(
        file(),
        archive -> {
          for (int i = 0; i < count; i++) {
            archive.add(Integer.toString(i), none);
          }
        });
    try (NpzFile archive = NpzFile.open(file())) {
      assertEquals(count, archive.names().size());
      assertEquals(0, archive.readBytes("65536").length);
    }
  }
}
