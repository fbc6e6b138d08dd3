/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the home folder of this JDK to the file that is its argument. */
class JavaHome {
  public static void main(String[] args) throws IOException {
    Files.writeString(Path.of(args[0]), System.getProperty("java.home") + "\n");
  }
}
