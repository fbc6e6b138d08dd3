/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
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

/**
 * How does the order of the operands in memory affect the product of a gradient's shape, 64 x
 * 10,000 by 10,000 x 64?
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Benchmark)
public class LayoutBench {

  private static final int SIDE = 64;
  private static final int SAMPLES = 10_000;

  /** The backend's name. */
  @Param({"panama", "javacpp", "reference"})
  public String backend = "";

  /** The order of the left operand. */
  @Param public Order left = Order.ROW_MAJOR;

  /** The order of the right operand. */
  @Param public Order right = Order.ROW_MAJOR;

  private Blas blas;
  private Matrix a;
  private Matrix b;
  private Matrix c;

  /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
  public LayoutBench() {}

  /** Creates the operands, the same numbers in each order, and checks the first result. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    blas = Backends.open(backend, 0);
    a = inOrder(left, Operands.matrix(random, Precision.DOUBLE, SIDE, SAMPLES));
    b = inOrder(right, Operands.matrix(random, Precision.DOUBLE, SAMPLES, SIDE));
    c = Matrix.allocate(Precision.DOUBLE, SIDE, SIDE);
    blas.gemm(1, a, b, 0, c);
    ProductCheck.require(backend, a, b, c);
  }

  private static Matrix inOrder(Order order, Matrix rowMajor) {
    return order == Order.ROW_MAJOR
        ? rowMajor
        : Matrix.allocate(
                rowMajor.precision(),
                /* rows= */ rowMajor.columns(),
                /* columns= */ rowMajor.rows())
            .transposed()
            .copyFrom(rowMajor);
  }

  /**
   * c := a b.
   *
   * @return c
   */
  @Benchmark
  public Matrix gemm() {
    blas.gemm(1, a, b, 0, c);
    return c;
  }
}
