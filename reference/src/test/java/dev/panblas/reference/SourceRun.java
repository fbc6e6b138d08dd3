/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.blas.Blas;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Compiles and runs programs of documents and examples, each in another JVM. */
final class SourceRun {

  private SourceRun() {}

  /** Compiles and runs a source file, on the class path, in the file's folder. */
  static String of(Path file, String source) throws Exception {
    Files.writeString(file, source);
    ProcessBuilder program =
        program("java", "-XX:TieredStopAtLevel=1", "--class-path", classPath(), file.toString());
    return output(program.directory(file.getParent().toFile()).start());
  }

  /** Starts a program of the JDK. */
  static Process start(String program, String... arguments) throws IOException {
    return program(program, arguments).start();
  }

  private static ProcessBuilder program(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", program).toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  /** What a program prints, which must end well. */
  static String output(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), "the program did not end");
    assertEquals(0, process.exitValue(), out);
    return out;
  }

  /** The test's class path, and the modules that are not on it. */
  static String classPath() throws URISyntaxException {
    List<String> entries =
        new ArrayList<>(
            Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1)));
    for (Class<?> type : List.of(Blas.class, ReferenceProvider.class)) {
      entries.add(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    return String.join(File.pathSeparator, entries);
  }
}
