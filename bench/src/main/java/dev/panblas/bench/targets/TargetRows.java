/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.targets;

import dev.panblas.bench.OwnOperations;
import dev.panblas.bench.result.Row;
import dev.panblas.bench.run.Plan;
import dev.panblas.matrix.Precision;
import java.util.List;
import java.util.stream.Stream;

/** The rows of the targets. Runs and tables find rows by the same methods. */
final class TargetRows {

  /** Panblas as its users start it. */
  static final String PANBLAS = Plan.MAIN_BACKEND;

  static final String VECTOR = Plan.VECTOR;
  static final String LIBRARY = OwnOperations.LIBRARY_ALONE;
  static final String ON_MKL = OwnOperations.ON_MKL;
  static final String TRAIN_COMMAND = "panblas train";
  static final String NETLIB_JAVA = "netlib-Java";

  /** The rivals that compute steps, those first that may be the fastest. */
  static final List<String> RIVALS = Plan.JVM_RIVALS.reversed();

  /** The networks of the table besides 64-25-64: visible and hidden units. */
  static final List<List<Integer>> LARGER =
      List.of(List.of(784, 196), List.of(784, 64), List.of(64, 256));

  static final List<Integer> SMALL_SIZES = List.of(32, 64);
  static final List<Integer> USUAL_SIZES = List.of(128, 256, 512, 1000);
  static final List<Integer> SHORT_SUMS = List.of(16, 32, 64);

  /** The size of the products with short sums, of syrk and of trsm. */
  static final int PART_SIZE = 512;

  /** The size on two threads. */
  static final int LARGE_SIZE = 1000;

  static final List<Integer> ALL_SIZES = List.of(2, 4, 8, 16, 32, 64, 128, 256, 512, 1024);

  static final int ITERATIONS = 400;

  private TargetRows() {}

  /** Cost and gradient, 64-25-64, 10,000 samples, on all processors. */
  static Row step(String subject, Precision precision) {
    return Row.of("step", subject, "precision", precision.name());
  }

  /** Cost and gradient of another network in double. */
  static Row step(String subject, List<Integer> layers) {
    return step(subject, Precision.DOUBLE)
        .with("visible", layers.getFirst())
        .with("hidden", layers.getLast());
  }

  /** The backpropagation alone. */
  static Row backprop(String subject, Precision precision) {
    return Row.of("backprop", subject, "precision", precision.name());
  }

  /** The same on one thread. */
  static Row onOneThread(Row row) {
    return row.with("threads", 1);
  }

  /** A product of square matrices on some threads. */
  static Row gemm(String subject, int n, Precision precision, int threads) {
    return Row.of("gemm", subject, "n", n, "precision", precision.name(), "threads", threads);
  }

  /** A product of square matrices on all processors. */
  static Row gemm(String subject, int n, Precision precision) {
    return Plan.gemm(subject, n, precision);
  }

  /** A product of m x k and k x n on one thread. */
  static Row gemm(String subject, int m, int n, int k, Precision precision) {
    return gemm(subject, n, precision, 1).with("m", m).with("k", k);
  }

  /** syrk or trsm on one thread. */
  static Row part(String routine, String subject, Precision precision) {
    return Row.of(routine, subject, "n", PART_SIZE, "precision", precision.name(), "threads", 1);
  }

  /** A product of Java arrays in double on one thread. */
  static Row arrayGemm(String subject, int n) {
    return Row.of("array-gemm", subject, "n", n);
  }

  /** A layer of 10,000 x 64 sigmoids on one thread. */
  static Row sigmoid(Precision precision) {
    return Row.of("sigmoid", PANBLAS, "precision", precision.name());
  }

  /** A training in a process of its own. */
  static Row training(String subject) {
    return Row.of("training", subject, "iterations", ITERATIONS);
  }

  /** The products of one precision that are timed in one process, on one thread and on two. */
  static List<Row> gemms(Precision precision) {
    Stream<Row> both =
        Stream.of(VECTOR, LIBRARY)
            .flatMap(
                subject ->
                    Stream.of(
                            Stream.concat(SMALL_SIZES.stream(), USUAL_SIZES.stream())
                                .map(n -> gemm(subject, n, precision, 1)),
                            SHORT_SUMS.stream()
                                .map(k -> gemm(subject, PART_SIZE, PART_SIZE, k, precision)),
                            Stream.of( // two shapes of a tile of the step
                                gemm(subject, 160, 64, 25, precision),
                                gemm(subject, 160, 25, 64, precision)),
                            Stream.of(gemm(subject, LARGE_SIZE, precision, 2)))
                        .flatMap(rows -> rows));
    Stream<Row> parts = Stream.of("syrk", "trsm").map(routine -> part(routine, VECTOR, precision));
    return Stream.of(both, parts, Stream.of(sigmoid(precision))).flatMap(rows -> rows).toList();
  }

  /** The floating-point operations of a product. */
  static double flops(Row gemm) {
    double n = number(gemm, "n", 0);
    return 2 * number(gemm, "m", n) * n * number(gemm, "k", n);
  }

  static double number(Row row, String parameter, double usual) {
    String value = row.parameter(parameter);
    return value == null ? usual : Double.parseDouble(value);
  }
}
