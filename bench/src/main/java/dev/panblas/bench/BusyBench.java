/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long do a product and a step take while another process keeps every processor busy? The time
 * is the mean of {@value #CALLS} calls, not a median: a call that waits for a thread without a
 * processor takes several times as long as the others.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 1, time = 1, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 1, time = 1, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Benchmark)
public class BusyBench {

  /** The calls of an invocation, which is longer than an iteration: there is one in each. */
  public static final int CALLS = 200;

  private final BackpropBench network = new BackpropBench();
  private @Nullable BusyProcess busy;

  /** Created by JMH. */
  public BusyBench() {}

  /**
   * Starts the other process.
   *
   * @throws IOException if it cannot be started
   */
  @Setup
  public void start() throws IOException {
    busy = new BusyProcess();
  }

  /**
   * Ends the other process.
   *
   * @throws IOException if it does not end
   */
  @TearDown
  public void end() throws IOException {
    if (busy != null) {
      busy.close();
    }
  }

  /**
   * C := A B.
   *
   * @param product its operands
   */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public void gemm(GemmBench product) {
    for (int call = 0; call < CALLS; call++) {
      product.gemm();
    }
  }

  /**
   * Cost and gradient.
   *
   * @param step its operands
   * @return the sum of the costs
   */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public double step(BackpropBench.Step step) {
    double costs = 0;
    for (int call = 0; call < CALLS; call++) {
      costs += network.step(step);
    }
    return costs;
  }
}
