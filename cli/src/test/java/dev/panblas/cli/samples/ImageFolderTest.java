/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.panblas.cli.shared.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
