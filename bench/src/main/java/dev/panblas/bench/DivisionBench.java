/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Precision;
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

/**
 * How long does a call of a routine take on Panblas's team, or on the library's own threads? The
 * property {@code panblas.library.threads} gives threads to the library, which then computes the
 * undivided call.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Benchmark)
public class DivisionBench {

  /** The backend's name. */
  @Param("panama")
  public String backend = "";

  /** The routine. */
  @Param({"gemm", "syrk", "trsm", "gemv", "dot", "axpy"})
  public String routine = "";

  /** The rows and columns of the matrices; the elements of the vectors of dot and axpy. */
  @Param("1000")
  public int n;

  /** The operands' precision. */
  @Param public Precision precision = Precision.DOUBLE;

  /** The thread count of Panblas; 0 for that of the settings. */
  @Param(Backends.DEFAULT_THREADS)
  public int threads;

  private RoutineCall call;

  /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
  public DivisionBench() {}

  /** Creates the operands and checks the first result. */
  @Setup
  public void prepare() {
    Blas blas = Backends.open(backend, threads);
    call = RoutineCall.of(routine, blas, precision, n);
    call.run();
    call.check(backend + ", " + routine);
  }

  /** Restores what the calls have overwritten. */
  @Setup(Level.Iteration)
  public void restore() {
    call.restore();
  }

  /**
   * Calls the routine.
   *
   * @return its result
   */
  @Benchmark
  public Object call() {
    return call.run();
  }
}
