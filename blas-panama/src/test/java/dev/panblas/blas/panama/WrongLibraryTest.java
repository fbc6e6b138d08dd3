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
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** OpenBLAS with one wrong function: asum leaves out the last element if there are more than 64. */
@SuppressWarnings("restricted") // a stub that a library calls, and the memory that it is given
class WrongLibraryTest {

  private static final Settings CHECKED = Settings.defaults().withCrossover(false).withThreads(1);

  private static final int SIZE = 1000;

  /** Called through the stub. */
  @SuppressWarnings("unused")
  private static double sumOfTooFew(int n, MemorySegment x, int stride) {
    MemorySegment elements = x.reinterpret((long) n * stride * Double.BYTES);
    double sum = 0;
    for (int i = 0; i < (n > 64 ? n - 1 : n); i++) {
      sum += Math.abs(elements.getAtIndex(ValueLayout.JAVA_DOUBLE, (long) i * stride));
    }
    return sum;
  }

  private static CblasKernels wrongLibrary()
      throws ReflectiveOperationException, UnusableLibraryException {
    FunctionDescriptor type =
        FunctionDescriptor.of(
            ValueLayout.JAVA_DOUBLE,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT);
    MemorySegment wrong =
        Linker.nativeLinker()
            .upcallStub(
                MethodHandles.lookup()
                    .findStatic(WrongLibraryTest.class, "sumOfTooFew", type.toMethodType()),
                type,
                Arena.global());
    MappedLibrary openBlas = DynamicLoader.load(Blas.open("panama").library().file().orElseThrow());
    SymbolLookup symbols =
        name -> name.equals("cblas_dasum") ? Optional.of(wrong) : openBlas.symbols().find(name);
    return CblasLibrary.kernels(CblasLibrary.of(new MappedLibrary(symbols, false), "wrong"));
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
  }

  @Test
  void withoutTheCheckTheWrongResultIsReturned() throws Exception {
    Settings unchecked = CHECKED.withLibraryCheck(false);
    Blas blas = Blas.over(wrongLibrary().open(unchecked), unchecked);
    assertEquals(-1, error(blas, Precision.DOUBLE));
  }
}
