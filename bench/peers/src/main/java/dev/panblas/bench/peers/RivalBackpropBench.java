/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.panblas.bench.ForkReport;
import dev.panblas.bench.Network;
import dev.panblas.bench.ReferenceGradient;
import dev.panblas.bench.ReferenceStep;
import dev.panblas.matrix.Precision;
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

/**
 * How long do the backpropagation alone and a whole step of training take in rival JVM libraries, in
 * whole arrays?
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class RivalBackpropBench {

  /** Created by JMH. */
  public RivalBackpropBench() {}

  /** The library and the network. */
  @State(Scope.Benchmark)
  public abstract static class OnNetwork {

    /** The library. */
    @Param({
      "EJML", "ojAlgo", "netlib-JNI", "netlib-Java", "ND4J", "jblas", "TensorFlow",
      "TensorFlow-XLA", "PyTorch"
    })
    public String rival = "";

    /** The precision of samples and parameters. */
    @Param public Precision precision = Precision.DOUBLE;

    /** The number of visible units. */
    @Param("64")
    public int visible = 64;

    /** The number of hidden units. */
    @Param("25")
    public int hidden = 25;

    Rival.Passes passes;

    /** Created by JMH. */
    OnNetwork() {}

    final Network network() {
      return new Network(precision, 10_000, visible, hidden);
    }

    final void require(Network network, Vector expected) {
      Vector gradient = network.newGradient().theta();
      gradient.copyFrom(passes.gradient());
      network.requireGradient(rival, gradient, expected);
    }
  }

  /** The backpropagation alone: activations are given, deltas and gradient are computed. */
  @State(Scope.Benchmark)
  public static class Alone extends OnNetwork {

    /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
    public Alone() {}

    /** Computes activations and parameters and checks the first result. */
    @Setup
    public void prepare() {
      Network network = network();
      ReferenceGradient reference = ReferenceGradient.of(network);
      Rival library = Rival.of(rival);
      passes = library.passes(NetworkArrays.of(network, reference));
      passes.backprop();
      require(network, reference.gradient());
      ForkReport.write(library.library());
    }
  }

  /** A step of training: activations, cost and gradient. */
  @State(Scope.Benchmark)
  public static class Step extends OnNetwork {

    /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
    public Step() {}

    /** Creates samples and parameters and checks the first result. */
    @Setup
    public void prepare() {
      Network network = network();
      ReferenceStep reference = ReferenceStep.of(network);
      Rival library = Rival.of(rival);
      passes =
          library.passes(
              NetworkArrays.of(
                  network.samples(), network.parameters(), network.hyperparameters()));
      Network.requireCost(rival, precision, passes.step(), reference.cost());
      require(network, reference.gradient());
      ForkReport.write(library.library());
    }
  }

  /**
   * The backpropagation alone.
   *
   * @param alone its operands
   * @return the gradient in the library's own matrices
   */
  @Benchmark
  public Object backprop(Alone alone) {
    alone.passes.backprop();
    return alone.passes;
  }

  /**
   * Cost and gradient.
   *
   * @param step its operands
   * @return the cost
   */
  @Benchmark
  public double step(Step step) {
    return step.passes.step();
  }
}
