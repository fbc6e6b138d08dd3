/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.blas.Blas;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program runs the kit without JUnit. */
class JUnitIsOptionalTest {

  private static final Path CLASSES = location(ConformanceKit.class);

  @Test
  void theKitRunsOnAModulePathWithoutJUnit(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path source =
        Files.writeString(
            folder.resolve("RunRules.java"),
            """
            import dev.panblas.blas.Blas;
            import dev.panblas.conformance.ConformanceKit;
            import dev.panblas.conformance.Effort;
            import dev.panblas.conformance.Report;
            import dev.panblas.conformance.Subject;
            import dev.panblas.matrix.Matrix;
            import dev.panblas.matrix.Vector;
            import dev.panblas.spi.BlasKernels;
            import dev.panblas.spi.LibraryInfo;
            import java.util.Optional;
            import java.util.OptionalInt;

            class RunRules implements BlasKernels {
              public LibraryInfo library() {
                return new LibraryInfo(
                    "None", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.of(1));
              }
              public void axpy(double alpha, Vector x, Vector y) {}
              public double dot(Vector x, Vector y) { return 0; }
              public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {}

              public static void main(String[] args) {
                Subject subject = Subject.of(new RunRules(), Effort.SHORT);
                Report report =
                    ConformanceKit.run(
                        subject, rule -> rule.id().matches("LIBRARY-.|SWAP-12"), outcome -> {});
                System.out.print(report.summary("none"));
              }
            }
            """);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                CLASSES + File.pathSeparator + location(Blas.class),
                "--add-modules",
                "dev.panblas.conformance",
                source.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertTrue(
        output.endsWith(" 0 failures, 1 rule not tried (no provider has opened the kernels)"),
        output);
  }

  @Test
  void classesOutsideThePackageJunitDoNotNameJUnit() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      List<String> naming =
          files
              .filter(file -> file.toString().endsWith(".class"))
              .filter(file -> !file.getFileName().toString().equals("module-info.class"))
              .filter(JUnitIsOptionalTest::namesJUnit)
              .map(file -> CLASSES.relativize(file).getParent().toString())
              .distinct()
              .toList();
      assertFalse(naming.isEmpty(), "no class was found");
      assertEquals(List.of(Path.of("dev", "panblas", "conformance", "junit").toString()), naming);
    }
  }

  private static boolean namesJUnit(Path file) {
    try {
      String constants = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return constants.contains("org/junit/");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException wrong) {
      throw new IllegalStateException(wrong);
    }
  }
}
