/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.panblas.bench.ForkReport;
import dev.panblas.bench.Network;
import dev.panblas.bench.ReferenceGradient;
import dev.panblas.matrix.Vector;
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

/** How long does the backpropagation alone take in rival JVM libraries, in whole arrays? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Benchmark)
public class RivalBackpropBench {

  /** The library. */
  @Param({"EJML", "ojAlgo", "netlib-JNI", "netlib-Java", "ND4J"})
  public String rival = "";

  private Rival.Backprop backprop;

  /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
  public RivalBackpropBench() {}

  /** Computes activations and parameters and checks the first result. */
  @Setup
  public void prepare() {
    Network network = NetworkArrays.network();
    ReferenceGradient reference = ReferenceGradient.of(network);
    Rival library = Rival.of(rival);
    backprop = library.backprop(NetworkArrays.of(network, reference));
    backprop.run();
    network.requireGradient(rival, Vector.of(backprop.gradient()), reference.gradient());
    ForkReport.write(library.library());
  }

  /**
   * The backpropagation alone.
   *
   * @return the gradient in the library's own matrices
   */
  @Benchmark
  public Object backprop() {
    backprop.run();
    return backprop;
  }
}
