package dev.panblas.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.LibraryInfo;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call on plain layouts leaves no garbage, so that a million small calls cost no collection. */
class BlasAllocationTest {

  private static final int CALLS = 10_000;

  /** Kernels that do nothing: what is counted is the front's own. */
  private static final class Idle implements BlasKernels {
    @Override
    public LibraryInfo library() {
      return new LibraryInfo(
          "idle", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1);
    }

    @Override
    public void axpy(double alpha, Vector x, Vector y) {}

    @Override
    public double dot(Vector x, Vector y) {
      return 0;
    }

    @Override
    public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {}

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {}
  }

  /** By reflection, since the module does not read java.management. */
  private static long allocated() throws ReflectiveOperationException {
    Object threads =
        Class.forName("java.lang.management.ManagementFactory")
            .getMethod("getThreadMXBean")
            .invoke(null);
    return (long)
        Class.forName("com.sun.management.ThreadMXBean")
            .getMethod("getCurrentThreadAllocatedBytes")
            .invoke(threads);
  }

  @ParameterizedTest
  @EnumSource
  void plainLayoutsAllocateNothing(Precision precision) throws ReflectiveOperationException {
    Blas blas = Blas.over(new Idle());
    Matrix a = Matrix.allocate(precision, 5, 4).transposed();
    Matrix b = Matrix.allocate(precision, 9, 9).block(1, 1, 5, 6);
    Matrix c = Matrix.allocate(precision, 4, 6);
    Matrix flipped = a.transposed();
    Vector y = Vector.allocate(precision, 5).reversed();
    Vector x = c.column(2);
    Vector diagonal = a.diagonal();
    Runnable calls =
        () -> {
          blas.gemm(1, a, b, 0, c);
          blas.gemv(1, flipped, x, 1, y);
          blas.axpy(2, x, diagonal);
          blas.dot(x, diagonal);
        };
    calls.run(); // loads classes
    long before = allocated();
    for (int i = 0; i < CALLS; i++) {
      calls.run();
    }
    assertEquals(0, (allocated() - before) / CALLS);
  }
}
