/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import java.util.SplittableRandom;
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

/** How long does a square product take, by size, backend, precision and threads? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Benchmark)
public class GemmBench {

  /** The backend's name. */
  @Param({"panama", "javacpp", "reference"})
  public String backend = "";

  /** The thread count; 0 for that of the settings. */
  @Param(Backends.DEFAULT_THREADS)
  public int threads;

  /** The operands' precision. */
  @Param public Precision precision = Precision.DOUBLE;

  /** The operands' rows and columns. */
  @Param({"2", "4", "8", "16", "32", "64", "128", "256", "512", "1024"})
  public int n;

  private Blas blas;
  private Matrix a;
  private Matrix b;
  private Matrix c;

  /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
  public GemmBench() {}

  /** Creates the operands, which a product only reads, and checks the first result. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    blas = Backends.open(backend, threads);
    a = Operands.matrix(random, precision, n, n);
    b = Operands.matrix(random, precision, n, n);
    c = Matrix.allocate(precision, n, n);
    blas.gemm(1, a, b, 0, c);
    ProductCheck.require(backend, a, b, c);
  }

  /**
   * c := a b.
   *
   * @return c
   */
  @Benchmark
  public Matrix gemm() {
    blas.gemm(1, a, b, 0, c);
    return c;
  }
}
