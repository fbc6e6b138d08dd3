/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package com.github.fommil.netlib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs on netlib-java, each in a process of its own, because it chooses its library once. */
class NativeSystemBLASTest {

  /** The Java of the tests, and that of Maven, which may be an older one. */
  static Stream<String> javas() {
    return Stream.of(System.getProperty("panblas.maven.java"), System.getProperty("java.home"))
        .distinct();
  }

  @TempDir Path folder;

  private List<String> run(String java, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(java, "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of(options));
    command.addAll(
        List.of("--class-path", System.getProperty("java.class.path"), MtjProgram.class.getName()));
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
    }
    List<String> out = Files.readAllLines(output);
    assertEquals(0, process.exitValue(), () -> command + "\n" + String.join("\n", out));
    return out;
  }

  private static List<String> values(List<String> out, String word) {
    return out.stream()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> line.substring(word.length() + 1))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("javas")
  @DisplayName("MTJ computes on Panblas's OpenBLAS, and no other BLAS is in the process")
  void mtj(String java) throws IOException, InterruptedException {
    List<String> out = run(java);
    assertEquals(List.of("com.github.fommil.netlib.NativeSystemBLAS"), values(out, "class"));
    assertEquals(List.of("F2jLAPACK"), values(out, "lapack"));
    assertEquals(
        List.of("** On entry to 'DGEMM' parameter number 8 had an illegal value"),
        values(out, "refused"));
    List<String> file = values(out, "file");
    assertEquals(1, file.size(), out::toString);
    if (Files.exists(Path.of("/proc/self/maps"))) {
      assertEquals(file, values(out, "maps"));
    }
  }

  @Test
  @DisplayName("if the library cannot be used, a warning says why, and F2J computes")
  void fallback() throws IOException, InterruptedException {
    List<String> out =
        run(System.getProperty("java.home"), "-Dpanblas.library=/absent/libopenblas.so");
    assertEquals(List.of("com.github.fommil.netlib.F2jBLAS"), values(out, "class"));
    assertTrue(
        out.stream().anyMatch(line -> line.contains("/absent/libopenblas.so")), out::toString);
  }
}
