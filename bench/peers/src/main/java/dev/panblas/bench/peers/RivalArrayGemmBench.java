/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.panblas.bench.ForkReport;
import dev.panblas.bench.ProductCheck;
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

/** How long does a square product of column-major Java arrays take in netlib, on one thread? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Benchmark)
public class RivalArrayGemmBench {

  /** The library. */
  @Param({"netlib-JNI", "netlib-Java", "PanblasBlas"})
  public String rival = "";

  /** The operands' rows and columns. */
  @Param({"2", "4", "8", "16", "32", "64", "128", "256", "512"})
  public int n;

  private NetlibRival netlib;
  private double[] a = {};
  private double[] b = {};
  private double[] c = {};

  /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
  public RivalArrayGemmBench() {}

  /** Creates the operands, which a product only reads, and checks the first result. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    netlib = NetlibRival.onOneThread(rival);
    ForkReport.write(netlib.library());
    a = random.doubles((long) n * n, -1, 1).toArray();
    b = random.doubles((long) n * n, -1, 1).toArray();
    c = new double[n * n];
    gemm();
    ProductCheck.require(rival, view(a), view(b), view(c));
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
    netlib.blas().dgemm("N", "N", n, n, n, 1, a, n, b, n, 0, c, n);
    return c;
  }
}
