/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.panblas.bench.CallTimes;
import dev.panblas.bench.ForkReport;
import dev.panblas.bench.ProductCheck;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.spi.LibraryInfo;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many products per second do many callers of netlib get on a library with one thread, and how
 * long do the slowest calls take?
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Threads(CallTimes.CALLERS)
@State(Scope.Benchmark)
public class RivalCallersBench {

  /** The library. */
  @Param("netlib-JNI")
  public String rival = "";

  /** The operands' precision: only double, which all rivals support. */
  @Param("DOUBLE")
  public Precision precision = Precision.DOUBLE;

  /** The operands' rows and columns. */
  @Param({"64", "256", "512"})
  public int n;

  private Rival library;
  private CallTimes times;
  private double[] a = {};
  private double[] b = {};

  /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
  public RivalCallersBench() {}

  /** Creates the operands, which all products read, and checks the first result. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    library = Rival.of(rival);
    LibraryInfo onOneThread = OpenBlasThreads.setToOne(library.library());
    ForkReport.write(onOneThread);
    times = new CallTimes(onOneThread);
    a = random.doubles((long) n * n, -1, 1).toArray();
    b = random.doubles((long) n * n, -1, 1).toArray();
    Rival.Product product = library.product(a, b, n);
    product.multiply();
    ProductCheck.require(rival, matrix(a), matrix(b), matrix(product.result()));
  }

  private Matrix matrix(double[] rows) {
    return Matrix.allocate(Precision.DOUBLE, n, n).copyFrom(rows, Order.ROW_MAJOR);
  }

  /** A caller, with a result of its own. */
  @State(Scope.Thread)
  public static class Caller {

    private final CallTimes.OfThread times = new CallTimes.OfThread();
    private Rival.Product product;

    /** Created by JMH. */
    public Caller() {}

    /**
     * Allocates the result.
     *
     * @param shared the operands
     */
    @Setup
    public void prepare(RivalCallersBench shared) {
      product = shared.library.product(shared.a, shared.b, shared.n);
    }

    /** Removes the times of the warm-up. */
    @TearDown(Level.Iteration)
    public void endIteration() {
      times.endIteration();
    }

    /**
     * Adds the times.
     *
     * @param shared the operands
     */
    @TearDown
    public void report(RivalCallersBench shared) {
      shared.times.add(times);
    }
  }

  /**
   * c := a b.
   *
   * @param caller has the product
   * @return operands and product
   */
  @Benchmark
  public Object gemm(Caller caller) {
    long begin = System.nanoTime();
    caller.product.multiply();
    caller.times.add(System.nanoTime() - begin);
    return caller.product;
  }
}
