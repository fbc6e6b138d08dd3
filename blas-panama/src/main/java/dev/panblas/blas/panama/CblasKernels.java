package dev.panblas.blas.panama;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.SerialSection;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.locks.Lock;

/**
 * The routines, each one call into C.
 *
 * <p>A handle costs nothing if it is a constant, and a constant belongs to a class, not to an
 * object. So that a process can still use two libraries, {@link Binding} defines this class anew
 * for each as a hidden class, which finds its library in its class data. Its name in this package
 * is only the model and is never initialised.
 */
final class CblasKernels implements BlasKernels {

  private static final Library LIBRARY = Binding.library(MethodHandles.lookup());

  private static final ValueLayout INT = ValueLayout.JAVA_INT;
  private static final ValueLayout REAL = ValueLayout.JAVA_DOUBLE;
  private static final ValueLayout POINTER = ValueLayout.ADDRESS;

  private static final MethodHandle SWAP = subroutine("?swap", INT, POINTER, INT, POINTER, INT);
  private static final MethodHandle SCAL = subroutine("?scal", INT, REAL, POINTER, INT);
  private static final MethodHandle COPY = subroutine("?copy", INT, POINTER, INT, POINTER, INT);
  private static final MethodHandle AXPY =
      subroutine("?axpy", INT, REAL, POINTER, INT, POINTER, INT);
  private static final MethodHandle DOT = function("?dot", REAL, INT, POINTER, INT, POINTER, INT);
  private static final MethodHandle NRM2 = function("?nrm2", REAL, INT, POINTER, INT);
  private static final MethodHandle ASUM = function("?asum", REAL, INT, POINTER, INT);
  // Libraries differ in the result's width; an index fits the lower half of each.
  private static final MethodHandle IAMAX = function("i?amax", INT, INT, POINTER, INT);
  private static final MethodHandle GEMV =
      subroutine("?gemv", INT, INT, INT, INT, REAL, POINTER, INT, POINTER, INT, REAL, POINTER, INT);
  private static final MethodHandle GER =
      subroutine("?ger", INT, INT, INT, REAL, POINTER, INT, POINTER, INT, POINTER, INT);
  private static final MethodHandle GEMM =
      subroutine(
          "?gemm", INT, INT, INT, INT, INT, INT, REAL, POINTER, INT, POINTER, INT, REAL, POINTER,
          INT);

  // CBLAS's enumerations.
  private static final int ROW_MAJOR = 101;
  private static final int COLUMN_MAJOR = 102;
  private static final int AS_IT_IS = 111;
  private static final int TRANSPOSED = 112;

  /** Products of at most this many multiplications stay on OpenBLAS's calling thread. */
  private static final long MOST_UNTHREADED = 1L << 18;

  CblasKernels() {}

  private static MethodHandle subroutine(String name, MemoryLayout... arguments) {
    return LIBRARY.bind("cblas_" + name, FunctionDescriptor.ofVoid(arguments));
  }

  private static MethodHandle function(
      String name, MemoryLayout result, MemoryLayout... arguments) {
    return LIBRARY.bind("cblas_" + name, FunctionDescriptor.of(result, arguments));
  }

  @Override
  public LibraryInfo library() {
    return LIBRARY.info(LIBRARY.vendor().threads());
  }

  private static boolean isSingle(Operand operand) {
    return operand.precision() == Precision.SINGLE;
  }

  private static int stride(Vector x) {
    return (int) x.stride();
  }

  private static int order(boolean byRows) {
    return byRows ? ROW_MAJOR : COLUMN_MAJOR;
  }

  /** How an operand stands in memory: as the output does if it can, since it is then as it is. */
  private static boolean byRows(Matrix a, boolean outputByRows) {
    return outputByRows ? a.isRowMajor() : !a.isColumnMajor();
  }

  private static int leadingDimension(Matrix a, boolean byRows) {
    return (int) (byRows ? a.rowStride() : a.columnStride());
  }

  // ---- level 1

  @Override
  public void swap(Vector x, Vector y) {
    try {
      SWAP.invokeExact(isSingle(x), x.size(), x.segment(), stride(x), y.segment(), stride(y));
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  @Override
  public void scal(double alpha, Vector x) {
    try {
      SCAL.invokeExact(isSingle(x), x.size(), alpha, x.segment(), stride(x));
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  @Override
  public void copy(Vector x, Vector y) {
    try {
      COPY.invokeExact(isSingle(x), x.size(), x.segment(), stride(x), y.segment(), stride(y));
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  @Override
  public void axpy(double alpha, Vector x, Vector y) {
    try {
      AXPY.invokeExact(
          isSingle(x), x.size(), alpha, x.segment(), stride(x), y.segment(), stride(y));
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  @Override
  public double dot(Vector x, Vector y) {
    try {
      return (double)
          DOT.invokeExact(isSingle(x), x.size(), x.segment(), stride(x), y.segment(), stride(y));
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  @Override
  public double nrm2(Vector x) {
    try {
      return (double) NRM2.invokeExact(isSingle(x), x.size(), x.segment(), stride(x));
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  @Override
  public double asum(Vector x) {
    try {
      return (double) ASUM.invokeExact(isSingle(x), x.size(), x.segment(), stride(x));
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  @Override
  public int iamax(Vector x) {
    try {
      return (int) IAMAX.invokeExact(isSingle(x), x.size(), x.segment(), stride(x));
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  // ---- level 2

  @Override
  public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
    boolean byRows = a.isRowMajor();
    int lda = leadingDimension(a, byRows);
    try {
      GEMV.invokeExact(
          isSingle(a),
          order(byRows),
          AS_IT_IS,
          a.rows(),
          a.columns(),
          alpha,
          a.segment(),
          lda,
          x.segment(),
          stride(x),
          beta,
          y.segment(),
          stride(y));
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  @Override
  public void ger(double alpha, Vector x, Vector y, Matrix a) {
    boolean byRows = a.isRowMajor();
    int lda = leadingDimension(a, byRows);
    try {
      GER.invokeExact(
          isSingle(a),
          order(byRows),
          a.rows(),
          a.columns(),
          alpha,
          x.segment(),
          stride(x),
          y.segment(),
          stride(y),
          a.segment(),
          lda);
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  // ---- level 3

  @Override
  public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    if (mayRace((long) c.rows() * c.columns() * a.columns())) {
      Lock lock = SerialSection.lock();
      lock.lock();
      try {
        multiply(alpha, a, b, beta, c);
      } finally {
        lock.unlock();
      }
    } else {
      multiply(alpha, a, b, beta, c);
    }
  }

  /**
   * Whether the library would give this product to several threads, and get it wrong if another
   * ran.
   */
  private static boolean mayRace(long multiplications) {
    return multiplications > MOST_UNTHREADED
        && LIBRARY.vendor().racesWhenThreaded()
        && LIBRARY.vendor().threads() > 1;
  }

  private static void multiply(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    boolean byRows = c.isRowMajor();
    boolean aByRows = byRows(a, byRows);
    boolean bByRows = byRows(b, byRows);
    int order = order(byRows);
    int transA = aByRows == byRows ? AS_IT_IS : TRANSPOSED;
    int transB = bByRows == byRows ? AS_IT_IS : TRANSPOSED;
    int m = c.rows();
    int n = c.columns();
    int k = a.columns();
    int lda = leadingDimension(a, aByRows);
    int ldb = leadingDimension(b, bByRows);
    int ldc = leadingDimension(c, byRows);
    try {
      GEMM.invokeExact(
          isSingle(c),
          order,
          transA,
          transB,
          m,
          n,
          k,
          alpha,
          a.segment(),
          lda,
          b.segment(),
          ldb,
          beta,
          c.segment(),
          ldc);
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }
}
