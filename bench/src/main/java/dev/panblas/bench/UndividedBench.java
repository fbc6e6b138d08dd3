/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.backend.Selection;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.spi.BlasKernels;
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
 * How much slower is a large product on one thread in the short library calls of the division than
 * in one library call?
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Benchmark)
public class UndividedBench {

  /** The library calls of a product. */
  public enum Calls {
    /** One: the kernels are called directly. */
    ONE,
    /** Those of the facade on one thread. */
    SHORT
  }

  /** The backend's name. */
  @Param("panama")
  public String backend = "";

  /** The library calls. */
  @Param public Calls calls = Calls.ONE;

  /** The operands' precision. */
  @Param public Precision precision = Precision.DOUBLE;

  /** The operands' rows and columns. */
  @Param({"2000", "4000", "8000"})
  public int n;

  private Runnable product;

  /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
  public UndividedBench() {}

  /** Creates the operands, which a product only reads, and checks the first result. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    BlasKernels kernels = Selection.make(Backends.settings(backend, 1)).open();
    Blas blas = Blas.over(kernels);
    ForkReport.write(kernels.library());
    Matrix a = Operands.matrix(random, precision, n, n);
    Matrix b = Operands.matrix(random, precision, n, n);
    Matrix c = Matrix.allocate(precision, n, n);
    product =
        switch (calls) {
          case ONE -> () -> kernels.gemm(1, a, b, 0, c);
          case SHORT -> () -> blas.gemm(1, a, b, 0, c);
        };
    product.run();
    RoutineCall.requireProduct(backend, a, b, c);
  }

  /** C := A B. */
  @Benchmark
  public void gemm() {
    product.run();
  }
}
