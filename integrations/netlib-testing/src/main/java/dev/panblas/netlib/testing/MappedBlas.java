/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.testing;

import dev.panblas.nativelib.file.Dependencies;
import dev.panblas.nativelib.file.Elf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The BLAS libraries in this process. Needs Linux. */
public final class MappedBlas {

  private MappedBlas() {}

  /**
   * Prints a line {@code maps FILE} for each file that defines BLAS.
   *
   * @throws IOException if the system does not list the files of this process
   */
  public static void print() throws IOException {
    for (Path file : Dependencies.mapped()) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      boolean isNetlibs = file.getFileName().toString().startsWith("libnetlib"); // looks it up
      boolean isNamed = text.contains("\0dgemm_\0") && !isNetlibs;
      if (isNamed && !Elf.imports(file).contains("dgemm_")) {
        System.out.println("maps " + file);
      }
    }
  }
}
