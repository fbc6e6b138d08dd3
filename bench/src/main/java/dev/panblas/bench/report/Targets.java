/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.report;

import dev.panblas.autoencoder.Schedule;
import dev.panblas.bench.ForkReport;
import dev.panblas.bench.report.Target.Measured;
import dev.panblas.bench.report.Target.Unit;
import dev.panblas.bench.result.Circumstances;
import dev.panblas.bench.result.Results;
import dev.panblas.bench.result.Row;
import dev.panblas.bench.result.RowResult;
import dev.panblas.bench.run.Plan;
import dev.panblas.matrix.Precision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The targets of the autoencoder's step, and those of the division of calls. Unless a target says
 * otherwise they are for double precision, 64-25-64, 10,000 samples and all processors.
 */
public final class Targets {

  /** The products of a backpropagation over 10,000 samples of a 64-25-64 network: 3 of 2 m n p. */
  public static final double BACKPROP_FLOPS = 3 * 2.0 * Plan.SAMPLES * 64 * 25;

  private static final double PEAK_FLOPS = 2.0 * Plan.PEAK_SIZE * Plan.PEAK_SIZE * Plan.PEAK_SIZE;

  private static final Row TILED = Plan.backprop(Plan.MAIN_BACKEND, Schedule.TILED);
  private static final Row STEP = Plan.step(Plan.MAIN_BACKEND, Schedule.TILED);
  private static final Row PEAK = Plan.gemm(Plan.MAIN_BACKEND, Plan.PEAK_SIZE, Precision.DOUBLE);

  private Targets() {}

  /**
   * All targets.
   *
   * @return in the order of the report
   */
  public static List<Target> all() {
    return Stream.concat(ofStep().stream(), DivisionTargets.all().stream()).toList();
  }

  private static List<Target> ofStep() {
    return List.of(
        faster(
            "backprop, TILED, against NumPy's whole-array form",
            4.5,
            6,
            Plan.script("backprop", Plan.NUMPY, Plan.WHOLE),
            TILED),
        faster(
            "backprop, TILED, against NumPy's per-sample loop",
            90,
            120,
            Plan.script("backprop", Plan.NUMPY, Plan.LOOP),
            TILED),
        faster(
            "cost and gradient, TILED, against NumPy's",
            6,
            9,
            Plan.script("step", Plan.NUMPY, Plan.WHOLE),
            STEP),
        faster(
            "backprop, TILED against BATCHED, both Panblas, same backend",
            2,
            3,
            Plan.backprop(Plan.MAIN_BACKEND, Schedule.BATCHED),
            TILED),
        faster(
            "backprop, TILED, single precision against double",
            1.6,
            2,
            TILED,
            TILED.with("precision", Precision.SINGLE.name())),
        faster(
            "backprop, TILED on 2 threads against 1",
            1.7,
            1.9,
            Plan.onThreads(TILED, 1),
            Plan.onThreads(TILED, 2)),
        faster(
            "400-iteration training against NumPy with SciPy L-BFGS-B, same data, same start",
            5,
            8,
            Plan.script("training", Plan.NUMPY, Plan.WHOLE),
            Plan.training()),
        new Target(
            "share of the DGEMM rate (n = 512) that the backprop's products reach",
            Unit.PERCENT,
            false,
            0.45,
            OptionalDouble.of(0.60),
            results ->
                ratio(results, PEAK, TILED)
                    .<Measured>map(
                        ratio ->
                            new Measured.Figure(
                                ratio.map(value -> value * BACKPROP_FLOPS / PEAK_FLOPS)))
                    .orElseGet(() -> missing(results, PEAK, TILED))),
        faster(
            "784-196-784, 10,000 samples, cost and gradient, against NumPy",
            1.1,
            1.4,
            Plan.scriptLargeStep(Plan.NUMPY),
            Plan.largeStep()),
        new Target(
            "gemm at n = 256 and above, panama against javacpp on the same library file: largest"
                + " difference",
            Unit.DEVIATION,
            true,
            0.03,
            OptionalDouble.empty(),
            Targets::bindingDifference),
        new Target(
            "time of a step per sample, from 10^3 to 10^6 samples: largest over smallest",
            Unit.DEVIATION,
            true,
            0.15,
            OptionalDouble.empty(),
            Targets::growth),
        new Target(
            "memory besides the data, 10^6 samples against 10^4",
            Unit.TIMES,
            true,
            1,
            OptionalDouble.empty(),
            Targets::memory),
        new Target(
            "400-iteration training",
            Unit.SECONDS,
            true,
            4,
            OptionalDouble.empty(),
            results -> time(results, Plan.training())),
        new Target(
            "gemm of n = 2",
            Unit.NANOSECONDS,
            true,
            25e-9,
            OptionalDouble.empty(),
            results -> time(results, Plan.call(Plan.MAIN_BACKEND, 2))),
        new Target(
            "gemm of n = 8",
            Unit.NANOSECONDS,
            true,
            130e-9,
            OptionalDouble.empty(),
            results -> time(results, Plan.call(Plan.MAIN_BACKEND, 8))));
  }

  private static Target faster(String what, double bound, double goal, Row slower, Row faster) {
    Function<Results, Measured> measure =
        results ->
            ratio(results, slower, faster)
                .<Measured>map(Measured.Figure::new)
                .orElseGet(() -> missing(results, slower, faster));
    return new Target(what, Unit.TIMES, false, bound, OptionalDouble.of(goal), measure);
  }

  /**
   * How many times as fast one row is as another.
   *
   * @param results a run
   * @param slower the row whose time is divided
   * @param faster the row whose time divides
   * @return the ratio, or empty if one of the two rows failed in a round or was not run
   */
  static Optional<Estimate> ratio(Results results, Row slower, Row faster) {
    Optional<RowResult> first = results.find(slower).filter(RowResult::isComplete);
    Optional<RowResult> second = results.find(faster).filter(RowResult::isComplete);
    return first.flatMap(
        numerator -> second.map(denominator -> Estimate.ofSpeedup(numerator, denominator)));
  }

  /**
   * Why there is no figure.
   *
   * @param results a run
   * @param rows of which one is missing or incomplete
   * @return the reason
   */
  static Measured missing(Results results, Row... rows) {
    for (Row row : rows) {
      Optional<RowResult> result = results.find(row);
      if (result.isEmpty()) {
        return new Measured.Missing(whyAbsent(results, row));
      }
      if (!result.get().isComplete()) {
        return new Measured.Missing(row + ": " + result.get().failure());
      }
    }
    throw new AssertionError("a row must be missing or incomplete, but all are complete");
  }

  /** The note about the subject or its question, if there is one; otherwise a clause on the row. */
  private static String whyAbsent(Results results, Row row) {
    String ofSubject = row.subject() + " was not timed";
    String ofQuestion = row.subject() + "'s " + row.question() + " was not timed";
    return results.notes().stream()
        .filter(note -> note.startsWith(ofSubject) || note.startsWith(ofQuestion))
        .findFirst()
        .orElse(row + " was not in this run");
  }

  private static Measured time(Results results, Row row) {
    return results
        .find(row)
        .filter(RowResult::isComplete)
        .<Measured>map(result -> new Measured.Figure(Estimate.of(result.medians())))
        .orElseGet(() -> missing(results, row));
  }

  private static Measured bindingDifference(Results results) {
    List<Estimate> differences = new ArrayList<>();
    for (int n : Plan.LARGE_SIZES) {
      Row own = Plan.gemm(Plan.MAIN_BACKEND, n, Precision.DOUBLE);
      Row other = Plan.gemm(Plan.OTHER_BINDING, n, Precision.DOUBLE);
      if (results.find(own).isEmpty()) {
        continue; // the short form runs fewer sizes
      }
      Optional<Estimate> ratio = ratio(results, own, other);
      if (ratio.isEmpty()) {
        return missing(results, own, other);
      }
      if (!haveSameLibrary(results, own, other)) {
        return new Measured.Missing("the two ran on different library files");
      }
      differences.add(difference(ratio.get()));
    }
    return differences.stream()
        .max(Comparator.comparingDouble(Estimate::value))
        .<Measured>map(Measured.Figure::new)
        .orElseGet(() -> new Measured.Missing("gemm was not in this run"));
  }

  /** The distance of a ratio from 1. */
  private static Estimate difference(Estimate ratio) {
    double low = Math.min(Math.abs(ratio.low() - 1), Math.abs(ratio.high() - 1));
    double high = Math.max(Math.abs(ratio.low() - 1), Math.abs(ratio.high() - 1));
    return new Estimate(Math.abs(ratio.value() - 1), ratio.straddles(1) ? 0 : low, high);
  }

  private static boolean haveSameLibrary(Results results, Row one, Row other) {
    Optional<String> first = checksum(results, one);
    return first.isPresent() && first.equals(checksum(results, other));
  }

  private static Optional<String> checksum(Results results, Row row) {
    return results
        .find(row)
        .map(RowResult::circumstances)
        .map(Circumstances::library)
        .map(Circumstances.Library::sha256);
  }

  private static Measured growth(Results results) {
    List<List<Double>> perSample = new ArrayList<>();
    for (int count : Plan.ROW_COUNTS) {
      Optional<RowResult> result = results.find(Plan.step(count)).filter(RowResult::isComplete);
      if (result.isEmpty()) {
        return missing(results, Plan.step(count));
      }
      perSample.add(result.get().medians().stream().map(time -> time / count).toList());
    }
    // The mean of all rounds decides which counts are the extremes: one round would select noise.
    Comparator<List<Double>> byMean = Comparator.comparingDouble(each -> Estimate.of(each).value());
    Estimate spread =
        Estimate.ofRatio(Collections.max(perSample, byMean), Collections.min(perSample, byMean));
    return new Measured.Figure(spread.map(value -> value - 1));
  }

  private static Measured memory(Results results) {
    OptionalDouble large = workspace(results, Plan.ROW_COUNTS.getLast());
    OptionalDouble usual = workspace(results, Plan.SAMPLES);
    if (large.isEmpty() || usual.isEmpty()) {
      return new Measured.Missing("no fork reported its memory");
    }
    double ratio = large.getAsDouble() / usual.getAsDouble();
    return new Measured.Figure(new Estimate(ratio, ratio, ratio)); // counted, not timed
  }

  private static OptionalDouble workspace(Results results, int rows) {
    return results
        .find(Plan.step(rows))
        .map(RowResult::circumstances)
        .map(circumstances -> circumstances.fact(ForkReport.WORKSPACE))
        .map(bytes -> OptionalDouble.of(Double.parseDouble(bytes)))
        .orElseGet(OptionalDouble::empty);
  }
}
