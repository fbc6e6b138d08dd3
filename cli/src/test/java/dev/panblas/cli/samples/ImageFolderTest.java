/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.panblas.cli.shared.InputException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {

  @TempDir private Path folder;

  @Test
  void listsPngAndJpegInAnyCaseSortedByName() throws IOException, InputException {
    for (String name : List.of("z.png", "B.JPG", "a.jpeg", "m.Png", ".hidden.png", "notes.txt")) {
      Files.createFile(folder.resolve(name));
    }
    Files.createDirectory(folder.resolve("folder.png"));
    List<String> names =
        ImageFolder.open(folder).files().stream().map(f -> f.getFileName().toString()).toList();
    assertEquals(List.of("B.JPG", "a.jpeg", "m.Png", "z.png"), names);
  }

  /** In UTF-8, the bytes of U+FF5E come before those of a character outside the first plane. */
  @Test
  void sortsByTheBytesOfNames() throws IOException, InputException {
    List<String> names = List.of("%20a.png", "+.png", "z.png", "%C3%A4.png", "%EF%BD%9E.png");
    List<String> all = Stream.concat(names.stream(), Stream.of("%F0%9D%84%9E.png")).toList();
    for (String name : all.reversed()) {
      Files.createFile(Path.of(URI.create(folder.toUri() + name)));
    }
    String start = folder.toUri().toString();
    assertEquals(
        all,
        ImageFolder.open(folder).files().stream()
            .map(file -> file.toUri().toString().substring(start.length()))
            .toList());
  }

  @Test
  void reportsAFolderThatCannotBeUsed() throws IOException {
    assertEquals(
        "There is no folder " + folder.resolve("x") + ": name a folder of PNG or JPEG files.",
        messageOf(folder.resolve("x")));
    assertEquals(
        "The folder " + folder + " contains no PNG or JPEG file (.png, .jpg, .jpeg): name another.",
        messageOf(folder));
    Path file = Files.createFile(folder.resolve("file.png"));
    assertEquals(file + " is not a folder: name the folder of the images.", messageOf(file));
  }

  private static String messageOf(Path path) {
    return assertThrows(InputException.class, () -> ImageFolder.open(path)).getMessage();
  }
}
