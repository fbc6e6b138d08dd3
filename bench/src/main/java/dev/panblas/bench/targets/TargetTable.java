/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.targets;

import static dev.panblas.matrix.Precision.DOUBLE;
import static dev.panblas.matrix.Precision.SINGLE;

import dev.panblas.bench.result.Row;
import dev.panblas.bench.result.RowResult;
import dev.panblas.bench.targets.Measurements.Figure;
import dev.panblas.matrix.Precision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** The targets: each with its bounds in each column, and the figure that it compares with them. */
public final class TargetTable {

  /** The products of a step over 10,000 samples of a 64-25-64 network: 5 of 2 m n p. */
  static final double STEP_FLOPS = 5 * 2.0 * 10_000 * 64 * 25;

  /** The activations of such a step, and those of the row of sigmoids. */
  private static final double STEP_SIGMOIDS = 10_000.0 * (64 + 25);

  private static final double ROW_SIGMOIDS = 10_000.0 * 64;

  private TargetTable() {}

  /**
   * The bounds of a figure.
   *
   * @param least what must be reached
   * @param aim what should be reached; equal to the bound if nothing more is asked
   */
  public record Bounds(double least, double aim) {

    /** The verdict on a figure. */
    String verdict(double figure) {
      if (figure < least) {
        return "**missed**";
      }
      return figure >= aim ? "reached, and the aim" : "reached";
    }
  }

  /** How figures and bounds are written. */
  public enum Unit {
    /** A speedup. */
    TIMES("%.2f", 1),
    /** A share. */
    PERCENT("%.0f%%", 100);

    private final String format;
    private final double factor;

    Unit(String format, double factor) {
      this.format = format;
      this.factor = factor;
    }

    /**
     * A figure as text.
     *
     * @param value the figure
     * @return the value with its unit
     */
    public String text(double value) {
      return String.format(Locale.ROOT, format, factor * value);
    }
  }

  /**
   * A target.
   *
   * @param what a phrase
   * @param unit of figure and bounds
   * @param bounds one for each column
   * @param figure computes the figure of a column
   */
  public record Goal(
      String what, Unit unit, Map<Column, Bounds> bounds, Function<Measurements, Figure> figure) {

    /** The bounds are copied. */
    public Goal {
      bounds = Map.copyOf(bounds);
    }
  }

  /**
   * The targets of the step.
   *
   * @return in the order of the table
   */
  public static List<Goal> ofStep() {
    return List.of(
        goal(
            "cost and gradient, double, against the fastest rival",
            Unit.TIMES,
            bounds(4.5, 6),
            bounds(2.5, 3.2),
            bounds(2.2, 2.5),
            results -> againstRivals(results, subject -> TargetRows.step(subject, DOUBLE))),
        goal(
            "cost and gradient, single",
            Unit.TIMES,
            bounds(3, 3.7),
            bounds(2.2, 2.9),
            bounds(1.8, 2),
            results -> againstRivals(results, subject -> TargetRows.step(subject, SINGLE))),
        goal(
            "backpropagation, double",
            Unit.TIMES,
            bounds(4, 5),
            bounds(2.5, 3),
            bounds(2, 2.3),
            results -> againstRivals(results, subject -> TargetRows.backprop(subject, DOUBLE))),
        goal(
            "backpropagation, single",
            Unit.TIMES,
            bounds(2.5, 3),
            bounds(2, 2.5),
            bounds(1.4, 1.7),
            results -> againstRivals(results, subject -> TargetRows.backprop(subject, SINGLE))),
        everywhere(
            "share of the limit, step, double",
            Unit.PERCENT,
            bounds(0.65, 0.75),
            results -> shareOfLimit(results, DOUBLE)),
        everywhere(
            "share of the limit, step, single",
            Unit.PERCENT,
            bounds(0.65, 0.75),
            results -> shareOfLimit(results, SINGLE)),
        goal(
            "the step on `vector` without any native library, double, against PyTorch",
            Unit.TIMES,
            bounds(3, 5),
            bounds(2, 3),
            bounds(1.7, 2),
            results -> againstPyTorch(results, TargetRows.step(TargetRows.VECTOR, DOUBLE))),
        larger(TargetRows.LARGER.get(0)),
        larger(TargetRows.LARGER.get(1)),
        larger(TargetRows.LARGER.get(2)),
        everywhere(
            "training of 400 iterations, whole process, CPU seconds against PyTorch with the same"
                + " L-BFGS iterations",
            Unit.TIMES,
            bounds(2, 3),
            results ->
                againstRival(
                    results,
                    TargetRows.training("PyTorch"),
                    TargetRows.training(TargetRows.TRAIN_COMMAND))),
        everywhere(
            "single against double, step",
            Unit.TIMES,
            bounds(1.8, 2),
            results ->
                results.ratio(
                    TargetRows.step(TargetRows.PANBLAS, DOUBLE),
                    TargetRows.step(TargetRows.PANBLAS, SINGLE))));
  }

  /**
   * The targets of the products of {@code vector}, on one thread, against OpenBLAS with the same
   * vector width in the same process. Each figure is the smallest of its sizes and both precisions.
   *
   * @return in the order of the table
   */
  public static List<Goal> ofVector() {
    return List.of(
        goal(
            "gemm, n = 32, 64",
            Unit.PERCENT,
            bounds(0.80, 0.90),
            bounds(0.65, 0.80),
            bounds(0.85, 0.95),
            results -> againstLibrary(results, TargetRows.SMALL_SIZES)),
        goal(
            "gemm, n = 128 to 1000",
            Unit.PERCENT,
            bounds(0.95, 1.05),
            bounds(0.75, 0.90),
            bounds(0.85, 0.92),
            results -> againstLibrary(results, TargetRows.USUAL_SIZES)),
        everywhere(
            "gemm, worst process against the median",
            Unit.PERCENT,
            bounds(0.90, 0.90),
            TargetTable::worstProcess),
        everywhere(
            "gemm, k = 16 to 64, m = n = 512; syrk and trsm at 512; against its own gemm",
            Unit.PERCENT,
            bounds(0.60, 0.80),
            TargetTable::partsAgainstGemm),
        everywhere(
            "gemm, n = 1000, two threads against one",
            Unit.TIMES,
            bounds(1.8, 1.8),
            results ->
                smallest(
                    precision -> "" + precision,
                    precision ->
                        results.ratio(
                            TargetRows.gemm(TargetRows.VECTOR, TargetRows.LARGE_SIZE, precision, 1),
                            TargetRows.gemm(
                                TargetRows.VECTOR, TargetRows.LARGE_SIZE, precision, 2)))),
        everywhere(
            "gemm of arrays, n = 2 to 1024, double, against netlib's VectorBLAS",
            Unit.PERCENT,
            bounds(1, 1),
            TargetTable::againstNetlib));
  }

  private static Bounds bounds(double least, double aim) {
    return new Bounds(least, aim);
  }

  private static Goal goal(
      String what,
      Unit unit,
      Bounds amd,
      Bounds intel,
      Bounds avx2,
      Function<Measurements, Figure> figure) {
    return new Goal(
        what,
        unit,
        Map.of(Column.AVX512_AMD, amd, Column.AVX512_INTEL, intel, Column.AVX2, avx2),
        figure);
  }

  private static Goal everywhere(
      String what, Unit unit, Bounds bounds, Function<Measurements, Figure> figure) {
    return goal(what, unit, bounds, bounds, bounds, figure);
  }

  private static Goal larger(List<Integer> layers) {
    return goal(
        String.format(
            Locale.ROOT,
            "cost and gradient, %d-%d-%d, double, against the fastest rival",
            layers.getFirst(),
            layers.getLast(),
            layers.getFirst()),
        Unit.TIMES,
        bounds(1.2, 1.6),
        bounds(1.05, 1.3),
        bounds(1.1, 1.3),
        results -> againstRivals(results, subject -> TargetRows.step(subject, layers)));
  }

  private static Figure againstRivals(Measurements results, Function<String, Row> row) {
    return results.againstFastest(
        TargetRows.RIVALS.stream().map(row), row.apply(TargetRows.PANBLAS));
  }

  private static Figure againstPyTorch(Measurements results, Row own) {
    return againstRival(results, TargetRows.step("PyTorch", DOUBLE), own);
  }

  private static Figure againstRival(Measurements results, Row rival, Row own) {
    return results.againstFastest(Stream.of(rival), own);
  }

  /**
   * The limit of a step over the time of a step. The limit is the time of its products at the best
   * rate of any product in the column, and of its activations as the autoencoder computes them,
   * both divided over all processors.
   */
  private static Figure shareOfLimit(Measurements results, Precision precision) {
    Row step = TargetRows.step(TargetRows.PANBLAS, precision);
    Row sigmoid = TargetRows.sigmoid(precision);
    OptionalDouble seconds = results.seconds(step);
    OptionalDouble activations = results.seconds(sigmoid);
    Optional<BestRate> best = bestRate(results, precision);
    if (seconds.isEmpty() || activations.isEmpty() || best.isEmpty()) {
      return new Figure.Missing(
          seconds.isEmpty()
              ? results.why(step)
              : activations.isEmpty() ? results.why(sigmoid) : "no product was timed");
    }
    double limit =
        STEP_FLOPS / best.get().flopsPerSecond
            + activations.getAsDouble() * STEP_SIGMOIDS / ROW_SIGMOIDS / processors();
    return new Figure.Value(
        limit / seconds.getAsDouble(),
        "",
        String.format(
            Locale.ROOT,
            "limit %.2f ms: %.0f GF/s in %s",
            1e3 * limit,
            best.get().flopsPerSecond / 1e9,
            best.get().row));
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** The best rate of a product, on all processors. */
  private record BestRate(Row row, double flopsPerSecond) {}

  private static Optional<BestRate> bestRate(Measurements results, Precision precision) {
    return results
        .timed(
            row ->
                row.question().equals("gemm")
                    && precision.name().equals(row.parameter("precision")))
        .map(
            row -> {
              double threads = TargetRows.number(row, "threads", processors());
              double rate = TargetRows.flops(row) / results.seconds(row).orElseThrow();
              return new BestRate(row, rate * processors() / threads);
            })
        .max((one, other) -> Double.compare(one.flopsPerSecond, other.flopsPerSecond));
  }

  private static Figure smallest(
      Function<Precision, String> name, Function<Precision, Figure> figure) {
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (Precision precision : Precision.values()) {
      figures.put(name.apply(precision), figure.apply(precision));
    }
    return Measurements.smallest(figures);
  }

  private static Figure smallestOf(
      List<Integer> sizes, Function<Precision, IntFunction<Figure>> figure) {
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (Precision precision : Precision.values()) {
      for (int n : sizes) {
        figures.put("n = " + n + ", " + precision, figure.apply(precision).apply(n));
      }
    }
    return Measurements.smallest(figures);
  }

  private static Figure againstLibrary(Measurements results, List<Integer> sizes) {
    return smallestOf(sizes, precision -> n -> againstLibrary(results, n, precision));
  }

  /** The rate of {@code vector} as a share of OpenBLAS's, on one thread. */
  static Figure againstLibrary(Measurements results, int n, Precision precision) {
    return results.ratio(
        TargetRows.gemm(TargetRows.LIBRARY, n, precision, 1),
        TargetRows.gemm(TargetRows.VECTOR, n, precision, 1));
  }

  private static Figure worstProcess(Measurements results) {
    List<Integer> sizes = new ArrayList<>(TargetRows.SMALL_SIZES);
    sizes.addAll(TargetRows.USUAL_SIZES);
    return smallestOf(
        sizes,
        precision ->
            n -> {
              Row row = TargetRows.gemm(TargetRows.VECTOR, n, precision, 1);
              List<Double> times = results.times(row);
              return results.seconds(row).isEmpty()
                  ? new Figure.Missing(results.why(row))
                  : new Figure.Value(RowResult.median(times) / Collections.max(times), "", "");
            });
  }

  private static Figure partsAgainstGemm(Measurements results) {
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (Precision precision : Precision.values()) {
      Row gemm = TargetRows.gemm(TargetRows.VECTOR, TargetRows.PART_SIZE, precision, 1);
      for (int k : TargetRows.SHORT_SUMS) {
        Row row =
            TargetRows.gemm(
                TargetRows.VECTOR, TargetRows.PART_SIZE, TargetRows.PART_SIZE, k, precision);
        double share = TargetRows.flops(row) / TargetRows.flops(gemm);
        figures.put("k = " + k + ", " + precision, results.ratio(gemm, row, share, ""));
      }
      for (String routine : List.of("syrk", "trsm")) { // half of the operations of gemm
        Row row = TargetRows.part(routine, TargetRows.VECTOR, precision);
        figures.put(routine + ", " + precision, results.ratio(gemm, row, 0.5, ""));
      }
    }
    return Measurements.smallest(figures);
  }

  private static Figure againstNetlib(Measurements results) {
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (int n : TargetRows.ALL_SIZES) {
      figures.put(
          "n = " + n,
          againstRival(
              results,
              TargetRows.arrayGemm(TargetRows.NETLIB_JAVA, n),
              TargetRows.arrayGemm(TargetRows.VECTOR, n)));
    }
    return Measurements.smallest(figures);
  }
}
