/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.panama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.nativelib.call.DynamicLoader;
import dev.panblas.nativelib.call.MappedLibrary;
import dev.panblas.nativelib.cblas.CblasKernels;
import dev.panblas.nativelib.cblas.CblasLibrary;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.spi.JavaSubstitute;
import dev.panblas.spi.Settings;
import java.lang.foreign.SymbolLookup;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

/** OpenBLAS with one wrong function: asum is nrm2. */
class WrongLibraryTest {

  private static final Settings CHECKED = Settings.defaults().withCrossover(false).withThreads(1);
  private static final int SIZE = 1000;

  private final List<String> warnings = new ArrayList<>();

  private final System.Logger logger =
      new System.Logger() {
        @Override
        public String getName() {
          return "warnings";
        }

        @Override
        public boolean isLoggable(Level level) {
          return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
          warnings.add(message);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
          warnings.add(MessageFormat.format(format, parameters));
        }
      };

  private CblasKernels wrongLibrary() throws UnusableLibraryException {
    MappedLibrary openBlas = DynamicLoader.load(Blas.open("panama").library().file().orElseThrow());
    SymbolLookup symbols =
        name -> openBlas.symbols().find(name.equals("cblas_dasum") ? "cblas_dnrm2" : name);
    return CblasLibrary.kernels(
        CblasLibrary.of(new MappedLibrary(symbols, false), "wrong"), logger);
  }

  private static double error(Blas blas, Precision precision) {
    Vector x = Vector.allocate(precision, SIZE);
    x.fill(1);
    return blas.asum(x) - SIZE;
  }

  @Test
  void aWrongRoutineIsComputedInJavaAndListed() throws Exception {
    Blas blas = Blas.over(wrongLibrary().open(CHECKED), CHECKED);
    assertEquals(0, error(blas, Precision.DOUBLE));
    assertEquals(0, error(blas, Precision.SINGLE));
    Matrix a = Matrix.allocate(Precision.DOUBLE, 40, 40);
    blas.gemm(1, a, a, 0, Matrix.allocate(Precision.DOUBLE, 40, 40));
    List<String> asum =
        blas.substitutes().stream()
            .map(JavaSubstitute::toString)
            .filter(text -> text.contains("first use"))
            .toList();
    assertEquals(1, asum.size(), asum::toString);
    assertTrue(asum.getFirst().startsWith("asum in double: OpenBLAS "), asum::toString);
    blas.checkRoutines();
    assertEquals(
        1,
        blas.substitutes().stream().filter(s -> s.toString().contains("first use")).count(),
        () -> "all others are right: " + blas.substitutes());
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(warnings.getFirst().contains(": asum in double returned"), warnings::toString);
  }

  @Test
  void withoutTheCheckTheWrongResultIsReturned() throws Exception {
    Settings unchecked = CHECKED.withLibraryCheck(false);
    Blas blas = Blas.over(wrongLibrary().open(unchecked), unchecked);
    assertEquals(Math.sqrt(SIZE) - SIZE, error(blas, Precision.DOUBLE), 1e-9);
    assertEquals(List.of(), warnings);
  }
}
