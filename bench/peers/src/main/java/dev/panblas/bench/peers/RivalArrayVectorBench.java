/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.panblas.bench.ForkReport;
import dev.panblas.bench.ProductCheck;
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

/** How long do an inner product and an axpy of Java arrays take in netlib, on one thread? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Benchmark)
public class RivalArrayVectorBench {

  /** The library. */
  @Param({"netlib-JNI", "netlib-Java", "PanblasBlas"})
  public String rival = "";

  /** The elements of each vector. */
  @Param({"2", "4", "8", "16", "32", "256", "4096", "65536"})
  public int n;

  private NetlibRival netlib;
  private double[] x = {};
  private double[] y = {};
  private double[] start = {};

  /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
  public RivalArrayVectorBench() {}

  /** Creates the operands and checks the first result of each routine. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    netlib = NetlibRival.onOneThread(rival);
    ForkReport.write(netlib.library());
    x = random.doubles(n, -1, 1).toArray();
    start = random.doubles(n, -1, 1).toArray();
    y = start.clone();
    ProductCheck.requireDot(rival, view(x), view(y), dot());
    axpy();
    ProductCheck.requireSum(rival, view(x), view(start), view(y));
  }

  /** Restores the result of axpy. */
  @Setup(Level.Iteration)
  public void restore() {
    System.arraycopy(start, 0, y, 0, n);
  }

  private Vector view(double[] array) {
    return Vector.over(array, 0, n, 1);
  }

  /**
   * The inner product of x and y.
   *
   * @return the sum
   */
  @Benchmark
  public double dot() {
    return netlib.blas().ddot(n, x, 1, y, 1);
  }

  /**
   * y := x + y.
   *
   * @return y
   */
  @Benchmark
  public double[] axpy() {
    netlib.blas().daxpy(n, 1, x, 1, y, 1);
    return y;
  }
}
