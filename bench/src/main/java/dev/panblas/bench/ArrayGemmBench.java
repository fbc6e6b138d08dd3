/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
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

/** How long does a square product of column-major Java arrays take on one thread? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Benchmark)
public class ArrayGemmBench {

  /** The backend's name. */
  @Param({"panama", "javacpp", "reference"})
  public String backend = "";

  /** When the views over the arrays are made. */
  @Param public ArrayViews views = ArrayViews.KEPT;

  /** The operands' rows and columns. */
  @Param({"2", "4", "8", "16", "32", "64", "128", "256", "512"})
  public int n;

  private Blas blas;
  private double[] a = {};
  private double[] b = {};
  private double[] c = {};
  private Matrix viewOfA;
  private Matrix viewOfB;
  private Matrix viewOfC;

  /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
  public ArrayGemmBench() {}

  /** Creates the operands, which a product only reads, and checks the first result. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    blas = Backends.open(backend, 1);
    a = random.doubles((long) n * n, -1, 1).toArray();
    b = random.doubles((long) n * n, -1, 1).toArray();
    c = new double[n * n];
    viewOfA = view(a);
    viewOfB = view(b);
    viewOfC = view(c);
    gemm();
    ProductCheck.require(backend, viewOfA, viewOfB, viewOfC);
  }

  private Matrix view(double[] array) {
    return Matrix.columnMajor(array, 0, n, n, n);
  }

  /**
   * c := a b.
   *
   * @return c
   */
  @Benchmark
  public double[] gemm() {
    if (views == ArrayViews.KEPT) {
      blas.gemm(1, viewOfA, viewOfB, 0, viewOfC);
    } else {
      blas.gemm(1, view(a), view(b), 0, view(c));
    }
    return c;
  }
}
