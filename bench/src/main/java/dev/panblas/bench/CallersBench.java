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

/** How many products per second do many callers get, and how long do the slowest calls take? */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Threads(CallTimes.CALLERS)
@State(Scope.Benchmark)
public class CallersBench {

  /** The backend's name. */
  @Param("panama")
  public String backend = "";

  /** The operands' precision. */
  @Param("DOUBLE")
  public Precision precision = Precision.DOUBLE;

  /** The operands' rows and columns. */
  @Param({"64", "256", "512"})
  public int n;

  private Blas blas;
  private CallTimes times;
  private Matrix a;
  private Matrix b;
  private Matrix expected;

  /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
  public CallersBench() {}

  /** Creates the operands, which all products read, and checks the first result. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    blas = Backends.open(backend, 0);
    times = new CallTimes(blas.library());
    a = Operands.matrix(random, precision, n, n);
    b = Operands.matrix(random, precision, n, n);
    expected = Matrix.allocate(precision, n, n);
    blas.gemm(1, a, b, 0, expected);
    ProductCheck.require(backend, a, b, expected);
  }

  /** A caller, with a result of its own. */
  @State(Scope.Thread)
  public static class Caller {

    private final CallTimes.OfThread times = new CallTimes.OfThread();
    private Matrix c;

    /** Created by JMH. */
    public Caller() {}

    /**
     * Allocates the result.
     *
     * @param shared the operands
     */
    @Setup
    public void prepare(CallersBench shared) {
      c = Matrix.allocate(shared.precision, shared.n, shared.n);
    }

    /** Removes the times of the warm-up. */
    @TearDown(Level.Iteration)
    public void endIteration() {
      times.endIteration();
    }

    /**
     * Checks the last result, which must have the same bits as the first one, and adds the times.
     *
     * @param shared the operands
     */
    @TearDown
    public void report(CallersBench shared) {
      if (c.segment().mismatch(shared.expected.segment()) >= 0) {
        throw new IllegalStateException(
            shared.backend + ": the product must be the same in every call, but was not");
      }
      shared.times.add(times);
    }
  }

  /**
   * C := A B.
   *
   * @param caller has C
   * @return C
   */
  @Benchmark
  public Matrix gemm(Caller caller) {
    long begin = System.nanoTime();
    blas.gemm(1, a, b, 0, caller.c);
    caller.times.add(System.nanoTime() - begin);
    return caller.c;
  }
}
