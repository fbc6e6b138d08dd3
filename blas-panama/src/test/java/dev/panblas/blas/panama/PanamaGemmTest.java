/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.panama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Mappings of the process after calls. The conformance kit tests the results. */
class PanamaGemmTest {

  private static final Path MAPS = Path.of("/proc/self/maps");

  /** Opening the backend again and calling it maps no second copy of the library. */
  @Test
  void theLibraryIsMappedOnce() throws IOException {
    assumeTrue(Files.exists(MAPS), "/proc/self/maps exists only on Linux");
    Matrix a = Matrix.allocate(Precision.DOUBLE, 5, 7);
    Matrix b = Matrix.allocate(Precision.DOUBLE, 7, 3);
    Matrix c = Matrix.allocate(Precision.DOUBLE, 5, 3);
    Blas blas = Blas.over(new PanamaProvider().open(Settings.current()));
    String file = blas.library().file().orElseThrow().toString();
    long before = mapped(file);
    assertTrue(before > 0, file + " is not mapped");
    for (int i = 0; i < 1000; i++) {
      Blas.over(new PanamaProvider().open(Settings.current())).gemm(1, a, b, 0, c);
    }
    assertEquals(before, mapped(file));
  }

  private static long mapped(String file) throws IOException {
    try (Stream<String> lines = Files.lines(MAPS)) {
      return lines.filter(line -> line.endsWith(file)).count();
    }
  }
}
