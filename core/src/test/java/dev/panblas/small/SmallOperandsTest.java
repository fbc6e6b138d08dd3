package dev.panblas.small;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.NaiveKernels;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.Routine;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SmallOperandsTest {

  /** Pretends to be native, and counts what reaches it. */
  private static final class Library extends NaiveKernels {

    private int calls;

    /** Whether anything has reached it since this was last asked. */
    void requireCalled(boolean expected, String what) {
      assertEquals(expected, calls > 0, what);
      calls = 0;
    }

    @Override
    public boolean isNative() {
      return true;
    }

    @Override
    public long gemmThreadingThreshold() {
      return 42;
    }

    @Override
    public void axpy(double alpha, Vector x, Vector y) {
      calls++;
      super.axpy(alpha, x, y);
    }

    @Override
    public double dot(Vector x, Vector y) {
      calls++;
      return super.dot(x, y);
    }

    @Override
    public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
      calls++;
      super.gemv(alpha, a, x, beta, y);
    }

    @Override
    public void scal(double alpha, Vector x) {
      calls++;
      super.scal(alpha, x);
    }

    @Override
    public void copy(Vector x, Vector y) {
      calls++;
      for (int i = 0; i < x.size(); i++) {
        y.set(i, x.get(i));
      }
    }

    @Override
    public double asum(Vector x) {
      calls++;
      double sum = 0;
      for (int i = 0; i < x.size(); i++) {
        sum += Math.abs(x.get(i));
      }
      return sum;
    }

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      calls++;
      super.gemm(alpha, a, b, beta, c);
    }
  }

  private static Matrix square(Precision precision, int n) {
    Matrix matrix = Matrix.allocate(precision, n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix.set(i, j, (3 * i + j) % 7 - 3);
      }
    }
    return matrix;
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  @DisplayName("small products stay in Java, larger ones reach the library, with one result")
  void products(Precision precision) {
    for (int n = 1; n <= 9; n++) {
      Library library = new Library();
      Matrix a = square(precision, n);
      Matrix c = square(precision, n);
      Matrix expected = square(precision, n);
      SmallOperands.inJava(library).gemm(2, a, a.transposed(), -1, c);
      assertEquals(n * n * n <= Crossover.MEASURED.gemm() ? 0 : 1, library.calls, "n = " + n);
      library.gemm(2, a, a.transposed(), -1, expected);
      assertArrayEquals(
          expected.toDoubleArray(Order.ROW_MAJOR), c.toDoubleArray(Order.ROW_MAJOR), "n = " + n);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  @DisplayName("so do short vectors and longer ones")
  void vectors(Precision precision) {
    Crossover crossover = Crossover.MEASURED;
    for (int n : new int[] {1, 4, 5, 6, 7, 8, 9, 12, 13, 40}) {
      Library library = new Library();
      BlasKernels kernels = SmallOperands.inJava(library);
      Vector x = Vector.allocate(precision, n);
      Vector y = Vector.allocate(precision, n);
      x.fill(3);
      y.fill(2);
      assertEquals(6.0 * n, kernels.dot(x, y));
      library.requireCalled(n > crossover.dot(), "dot of " + n);
      kernels.axpy(-1, x, y);
      assertEquals(-1, y.get(n - 1));
      library.requireCalled(n > crossover.axpy(), "axpy of " + n);
      assertEquals(n, kernels.asum(y));
      library.requireCalled(n > crossover.asum(), "asum of " + n);
      kernels.scal(-2, y);
      assertEquals(2, y.get(n - 1));
      library.requireCalled(n > crossover.scal(), "scal of " + n);
      kernels.copy(x, y);
      assertEquals(3, y.get(n - 1));
      library.requireCalled(n > crossover.copy(), "copy of " + n);
      Matrix a = square(precision, n);
      a.fill(1);
      kernels.gemv(1, a, x, -1, y);
      assertEquals(3 * n - 3, y.get(n - 1));
      library.requireCalled((long) n * n > crossover.gemv(), "gemv of " + n);
    }
  }

  @Test
  @DisplayName("what is in Java already stays as it is, and has nothing to tell")
  void java() {
    BlasKernels kernels = new NaiveKernels();
    assertSame(kernels, SmallOperands.inJava(kernels));
    assertEquals(List.of(), SmallOperands.describe(kernels));
    BlasKernels once = SmallOperands.inJava(new Library());
    assertSame(once, SmallOperands.inJava(once));
  }

  @Test
  @DisplayName("every routine is handed on: no default hides one of the library's")
  void delegation() {
    assertEquals(EnumSet.allOf(Routine.class), Routine.implementedBy(SmallOperands.class));
  }

  @Test
  @DisplayName("the library's own facts are handed on, and the sizes are told")
  void facts() {
    BlasKernels kernels = SmallOperands.inJava(new Library());
    assertTrue(kernels.isNative());
    assertEquals(42, kernels.gemmThreadingThreshold());
    assertEquals(new Library().implemented(), kernels.implemented());
    assertEquals("loops", kernels.library().name());
    String told = String.join("; ", SmallOperands.describe(kernels));
    assertTrue(told.contains("gemm to " + Crossover.MEASURED.gemm()), told);
  }
}
