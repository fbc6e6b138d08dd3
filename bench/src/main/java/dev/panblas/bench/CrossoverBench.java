package dev.panblas.bench;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Settings;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Up to what size is a call faster in Java than in the native library, and does the facade choose
 * the faster of the two at every size?
 *
 * <p>Each routine runs through the facade on square or equally long operands: by the library alone,
 * in Java alone, and with the crossover. Nothing needs restoring: outputs are overwritten by the
 * next call, or hardly change. The product is compared with the library's before timing starts; the
 * conformance kit checks all of them. The limits of {@code Crossover} come from here. No run of
 * {@code panblas bench} includes this; CONTRIBUTING says how to run one class.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Benchmark)
public class CrossoverBench {

  /** What computes the calls. */
  public enum Path {
    /** The native library at every size. */
    NATIVE,
    /** Java at every size. */
    JAVA,
    /** Java up to the crossover, then the library. */
    CHOSEN
  }

  /** What computes the calls. */
  @Param public Path path = Path.CHOSEN;

  /** The native backend's name. */
  @Param("panama")
  public String backend = "";

  /** The operands' precision. */
  @Param({"DOUBLE", "SINGLE"})
  public Precision precision = Precision.DOUBLE;

  /** Rows and columns, or elements. */
  @Param({"1", "2", "3", "4", "5", "7", "8", "9", "12", "16", "17", "20", "24", "31", "32", "33"})
  public int n;

  private Blas blas;
  private Matrix a;
  private Matrix b;
  private Matrix c;
  private Vector x;
  private Vector y;

  /** Made by JMH, which sets the parameters and then calls {@link #prepare}. */
  public CrossoverBench() {}

  /** Makes the operands and checks a product of theirs. */
  @Setup
  public void prepare() {
    Settings settings = Settings.current().withBackend(backend).withThreads(1);
    Blas library = Blas.open(settings.withCrossover(false));
    blas =
        switch (path) {
          case NATIVE -> library;
          case JAVA -> Blas.over(new SmallKernels());
          case CHOSEN -> Blas.open(settings.withCrossover(true));
        };
    a = Matrix.allocate(precision, n, n);
    b = Matrix.allocate(precision, n, n);
    c = Matrix.allocate(precision, n, n);
    x = Vector.allocate(precision, n);
    y = Vector.allocate(precision, n);
    for (int i = 0; i < n; i++) {
      x.set(i, i % 5 - 2);
      for (int j = 0; j < n; j++) {
        a.set(i, j, (i + 2 * j) % 7 - 3);
        b.set(i, j, (3 * i + j) % 5 - 2);
      }
    }
    Matrix expected = Matrix.allocate(precision, n, n);
    library.gemm(1, a, b, 0, expected);
    blas.gemm(1, a, b, 0, c);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (c.get(i, j) != expected.get(i, j)) { // whole numbers: nothing is rounded
          throw new IllegalStateException(
              path + " gives " + c.get(i, j) + ", the library " + expected.get(i, j));
        }
      }
    }
  }

  /** C := A B, row-major. */
  @Benchmark
  public void gemm() {
    blas.gemm(1, a, b, 0, c);
  }

  /** C := A B', so that no row of the second factor is contiguous. */
  @Benchmark
  public void gemmTransposed() {
    blas.gemm(1, a, b.transposed(), 0, c);
  }

  /** y := A x. */
  @Benchmark
  public void gemv() {
    blas.gemv(1, a, x, 0, y);
  }

  /** y := alpha x + y. */
  @Benchmark
  public void axpy() {
    blas.axpy(Float.MIN_NORMAL, x, y);
  }

  /**
   * The inner product.
   *
   * @return x' x
   */
  @Benchmark
  public double dot() {
    return blas.dot(x, x);
  }

  /** x := 1 x. */
  @Benchmark
  public void scal() {
    blas.scal(1, x);
  }

  /** y := x. */
  @Benchmark
  public void copy() {
    blas.copy(x, y);
  }

  /**
   * The sum of absolute values.
   *
   * @return it
   */
  @Benchmark
  public double asum() {
    return blas.asum(x);
  }
}
