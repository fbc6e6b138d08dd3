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

  /** The backpropagation alone: activations are given, deltas and gradient are computed. */
  @State(Scope.Benchmark)
  public static class Alone {

    /** The library. */
    @Param({"EJML", "ojAlgo", "netlib-JNI", "netlib-Java", "ND4J", "PyTorch"})
    public String rival = "";

    private Rival.Backprop backprop;

    /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
    public Alone() {}

    /** Computes activations and parameters and checks the first result. */
    @Setup
    public void prepare() {
      Network network = NetworkArrays.network(Precision.DOUBLE);
      ReferenceGradient reference = ReferenceGradient.of(network);
      Rival library = Rival.of(rival);
      backprop = library.backprop(NetworkArrays.of(network, reference));
      backprop.run();
      network.requireGradient(rival, Vector.of(backprop.gradient()), reference.gradient());
      ForkReport.write(library.library());
    }
  }

  /** A step of training: activations, cost and gradient. */
  @State(Scope.Benchmark)
  public static class Step {

    /** The library. */
    @Param("PyTorch")
    public String rival = "";

    /** The precision of samples and parameters. */
    @Param public Precision precision = Precision.DOUBLE;

    private Rival.Step step;

    /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
    public Step() {}

    /** Creates samples and parameters and checks the first result. */
    @Setup
    public void prepare() {
      Network network = NetworkArrays.network(precision);
      ReferenceStep reference = ReferenceStep.of(network);
      if (!(Rival.of(rival) instanceof Rival.OfSteps library)) {
        throw new IllegalArgumentException("the rival must compute steps, but was " + rival);
      }
      step = library.step(network);
      Network.requireCost(rival, precision, step.run(), reference.cost());
      Vector gradient = network.newGradient().theta();
      gradient.copyFrom(step.gradient());
      network.requireGradient(rival, gradient, reference.gradient());
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
    alone.backprop.run();
    return alone.backprop;
  }

  /**
   * Cost and gradient.
   *
   * @param step its operands
   * @return the cost
   */
  @Benchmark
  public double step(Step step) {
    return step.step.run();
  }
}
