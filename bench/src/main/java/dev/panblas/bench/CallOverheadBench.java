/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long does a call take on each backend when there is almost nothing to compute? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Benchmark)
public class CallOverheadBench {

  /** The backend's name. */
  @Param({"panama", "javacpp", "reference"})
  public String backend = "";

  /** The operands' precision. */
  @Param({"DOUBLE"})
  public Precision precision = Precision.DOUBLE;

  /** The size of each dimension. */
  @Param({"1", "2", "3", "4", "6", "8", "12", "16"})
  public int n;

  private Blas blas;
  private Matrix a;
  private Matrix b;
  private Matrix c;
  private Vector x;
  private Vector y;
  private Vector start;

  /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
  public CallOverheadBench() {}

  /** Creates the operands and checks each routine's first result. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    blas = Backends.open(backend, 0);
    a = Operands.matrix(random, precision, n, n);
    b = Operands.matrix(random, precision, n, n);
    c = Matrix.allocate(precision, n, n);
    x = Operands.vector(random, precision, n);
    start = Operands.vector(random, precision, n);
    y = Vector.allocate(precision, n);
    gemm();
    ProductCheck.require(backend, a, b, c);
    gemv();
    ProductCheck.require(backend, a, x.asColumn(), y.asColumn());
    y.copyFrom(start);
    ProductCheck.requireDot(backend, x, y, dot());
    axpy();
    ProductCheck.requireSum(backend, x, start, y);
  }

  /** Restores the result of axpy. */
  @Setup(Level.Iteration)
  public void restore() {
    y.copyFrom(start);
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

  /**
   * y := a x.
   *
   * @return y
   */
  @Benchmark
  public Vector gemv() {
    blas.gemv(1, a, x, 0, y);
    return y;
  }

  /**
   * The dot product of x and y.
   *
   * @return the sum
   */
  @Benchmark
  public double dot() {
    return blas.dot(x, y);
  }

  /**
   * y := x + y.
   *
   * @return y
   */
  @Benchmark
  public Vector axpy() {
    blas.axpy(1, x, y);
    return y;
  }
}
