/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
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
 * Up to which size is a call faster in Java than in the native library, and do programs get the
 * faster of the two at every size?
 *
 * <p>Each routine of the facade is called on square matrices or on vectors of equal length: in the
 * library alone, in Java alone, and with the crossover. Nothing is restored: the next call
 * overwrites the result, or changes it little. The product is compared with the library's before
 * timing; the conformance kit checks all routines. This benchmark is not part of a run. Its times
 * determine the sizes in {@code Crossover} and, by the library's core and the bits of a vector, in
 * {@code FasterProducts} of module {@code blas-vector}: {@code java -cp 'bench/target/modules/*'
 * org.openjdk.jmh.Main CrossoverBench}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector"})
@State(Scope.Benchmark)
public class CrossoverBench {

  /** Where a call is computed. */
  public enum Path {
    /** In the native library at every size. */
    NATIVE,
    /** In loops of the facade at every size. */
    JAVA,
    /** In the backend {@code vector} at every size. */
    VECTOR,
    /** In Java up to the crossover, as in programs. */
    CHOSEN
  }

  /** Where a call is computed. */
  @Param public Path path = Path.CHOSEN;

  /** The native backend's name. */
  @Param("panama")
  public String backend = "";

  /** The operands' precision. */
  @Param({"DOUBLE", "SINGLE"})
  public Precision precision = Precision.DOUBLE;

  /** Whether the operands are in Java arrays. */
  @Param({"false", "true"})
  public boolean arrays;

  /** Rows and columns, or elements. */
  @Param({
    "1", "2", "3", "4", "5", "7", "8", "9", "12", "16", "17", "20", "24", "31", "32", "33", "48",
    "64", "96", "128", "192", "256"
  })
  public int n;

  private Blas blas;
  private Matrix a;
  private Matrix b;
  private Matrix c;
  private Vector x;
  private Vector y;

  /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
  public CrossoverBench() {}

  /** Creates the operands and checks a product. */
  @Setup
  public void prepare() {
    Settings settings = Settings.current().withBackend(backend).withThreads(1);
    Blas library = Blas.open(settings.withCrossover(false));
    blas =
        switch (path) {
          case NATIVE -> library;
          case JAVA -> Blas.over(new SmallKernels());
          case VECTOR -> Blas.open(settings.withBackend("vector"));
          case CHOSEN -> Blas.open(settings.withCrossover(true));
        };
    a = matrix();
    b = matrix();
    c = matrix();
    x = matrix().row(0);
    y = matrix().row(0);
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
        if (c.get(i, j) != expected.get(i, j)) { // whole numbers are not rounded
          throw new IllegalStateException(
              path + " computed " + c.get(i, j) + ", but the library " + expected.get(i, j));
        }
      }
    }
  }

  private Matrix matrix() {
    if (!arrays) {
      return Matrix.allocate(precision, n, n);
    }
    return precision == Precision.SINGLE
        ? Matrix.rowMajor(new float[n * n], 0, n, n, n)
        : Matrix.rowMajor(new double[n * n], 0, n, n, n);
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
   * @return the sum
   */
  @Benchmark
  public double asum() {
    return blas.asum(x);
  }
}
