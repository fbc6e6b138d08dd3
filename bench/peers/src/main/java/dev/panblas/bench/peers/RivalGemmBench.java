/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.panblas.bench.ForkReport;
import dev.panblas.bench.ProductCheck;
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

/** How long does a product of square matrices take in rival JVM libraries? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Benchmark)
public class RivalGemmBench {

  /** The library. */
  @Param({"EJML", "ojAlgo", "netlib-JNI", "netlib-Java", "ND4J", "jblas", "TensorFlow", "TensorFlow-XLA", "PyTorch"})
  public String rival = "";

  /** The operands' precision: that of oneDNN is single, that of all others double. */
  @Param("DOUBLE")
  public Precision precision = Precision.DOUBLE;

  /** The operands' rows and columns. */
  @Param({"2", "4", "8", "16", "32", "64", "128", "256", "512", "1024"})
  public int n;

  private Rival.Product product;

  /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
  public RivalGemmBench() {}

  /** Creates the operands, which a product only reads, and checks the first result. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    double[] a = random.doubles((long) n * n, -1, 1).toArray();
    double[] b = random.doubles((long) n * n, -1, 1).toArray();
    Rival library = Rival.of(rival);
    product = library.product(a, b, n);
    product.multiply();
    ProductCheck.require(rival, matrix(a), matrix(b), matrix(product.result()));
    ForkReport.write(library.library());
  }

  private Matrix matrix(double[] rows) {
    return Matrix.allocate(precision, n, n).copyFrom(rows, Order.ROW_MAJOR);
  }

  /**
   * c := a b.
   *
   * @return operands and product
   */
  @Benchmark
  public Object gemm() {
    product.multiply();
    return product;
  }
}
