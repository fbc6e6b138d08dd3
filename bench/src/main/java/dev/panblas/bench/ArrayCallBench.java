/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Settings;
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
 * How long does a call on Java arrays take, and the same call on native memory? A view of an array
 * is part of the call, because programs that keep their numbers in arrays make it there. Nothing is
 * restored: the next call overwrites the result, or changes it little. This benchmark is not part
 * of a run. Its times determine the bounds in {@code CriticalKernels}: {@code java -cp
 * 'bench/target/modules/*' org.openjdk.jmh.Main ArrayCallBench}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Benchmark)
public class ArrayCallBench {

  /** Where the operands are. */
  public enum Memory {
    /** In native memory, in views that are made before. */
    NATIVE,
    /** In Java arrays. */
    ARRAYS
  }

  /** Where the operands are. */
  @Param public Memory memory = Memory.ARRAYS;

  /** The native backend's name. */
  @Param("panama")
  public String backend = "";

  /** The thread count. */
  @Param("1")
  public int threads = 1;

  /** Rows and columns, or elements. */
  @Param({"2", "4", "8", "16", "32", "64", "96", "101", "102", "128", "256", "512"})
  public int n;

  private Blas blas;
  private double[] left;
  private double[] right;
  private double[] product;
  private Matrix a;
  private Matrix b;
  private Matrix c;
  private Vector x;
  private Vector y;

  /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
  public ArrayCallBench() {}

  /** Creates the operands. There are matrices if n is at most 2,000. */
  @Setup
  public void prepare() {
    blas = Blas.open(Settings.current().withBackend(backend).withThreads(threads));
    int rows = n <= 2_000 ? n : 1;
    left = new double[rows * n];
    right = new double[rows * n];
    product = new double[rows * n];
    for (int i = 0; i < left.length; i++) {
      left[i] = i % 7 - 3;
      right[i] = i % 5 - 2;
    }
    a = Matrix.allocate(Precision.DOUBLE, rows, n).copyFrom(left, Order.ROW_MAJOR);
    b = Matrix.allocate(Precision.DOUBLE, rows, n).copyFrom(right, Order.ROW_MAJOR);
    c = Matrix.allocate(Precision.DOUBLE, rows, n);
    x = a.row(0);
    y = c.row(0);
  }

  private boolean isNative() {
    return memory == Memory.NATIVE;
  }

  private Matrix square(Matrix inNative, double[] array) {
    return isNative() ? inNative : Matrix.rowMajor(array, 0, n, n, n);
  }

  private Vector vector(Vector inNative, double[] array) {
    return isNative() ? inNative : Vector.over(array, 0, n, 1);
  }

  /** C := A B. */
  @Benchmark
  public void gemm() {
    blas.gemm(1, square(a, left), square(b, right), 0, square(c, product));
  }

  /** y := alpha x + y. */
  @Benchmark
  public void axpy() {
    blas.axpy(Float.MIN_NORMAL, vector(x, left), vector(y, product));
  }

  /**
   * The inner product.
   *
   * @return x' y
   */
  @Benchmark
  public double dot() {
    return blas.dot(vector(x, left), vector(y, product));
  }
}
