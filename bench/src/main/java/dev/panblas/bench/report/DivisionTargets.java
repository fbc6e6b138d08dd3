/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.report;

import dev.panblas.bench.UndividedBench.Calls;
import dev.panblas.bench.report.Target.Measured;
import dev.panblas.bench.report.Target.Unit;
import dev.panblas.bench.result.Circumstances;
import dev.panblas.bench.result.Results;
import dev.panblas.bench.result.Row;
import dev.panblas.bench.result.RowResult;
import dev.panblas.bench.run.Plan;
import dev.panblas.matrix.Precision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The targets of the division of calls over Panblas's team. */
final class DivisionTargets {

  private static final String AGAINST_LIBRARY = ", on the team against the library's threads: ";

  private DivisionTargets() {}

  /** Two rows whose times are compared, or their results. */
  private record Pair<T>(T slower, T faster) {}

  static List<Target> all() {
    return List.of(
        onTeam(
            "gemm, syrk and trsm, n = 64 and 96, double and single",
            products(n -> n < 128),
            1.1,
            1.4),
        onTeam("gemm, syrk and trsm, n = 128, double and single", products(n -> n == 128), 1, 1.2),
        onTeam(
            "gemm, syrk and trsm, n = 192 to 2000, double and single",
            products(n -> n > 128),
            0.97,
            1.03),
        new Target(
            "gemm, syrk and trsm, n = 192 to 2000, double and single"
                + AGAINST_LIBRARY
                + "smallest speed",
            Unit.PERCENT,
            false,
            0.85,
            OptionalDouble.empty(),
            results -> onTeam(results, products(n -> n > 128), DivisionTargets::smallest)),
        onTeam(
            "gemv, dot and axpy from 100,000 elements on, double and single",
            teamRows(Plan.DIVIDED_SUMS, n -> true),
            0.95,
            1),
        new Target(
            "gemm, n = 2000, 4000 and 8000, on one thread: how much slower in short library calls"
                + " than in one, largest",
            Unit.DEVIATION,
            true,
            0.05,
            OptionalDouble.of(0.03),
            results ->
                figure(
                    results, undivided(), pairs -> largest(pairs).map(slowdown -> slowdown - 1))),
        new Target(
            "gemm, n = 256, 512 and 1000, while another process keeps every processor busy: mean"
                + " time on 2 threads against 1, largest",
            Unit.TIMES,
            true,
            1.3,
            OptionalDouble.empty(),
            results -> figure(results, busyProducts(), DivisionTargets::largest)),
        new Target(
            "cost and gradient, TILED, while another process keeps every processor busy: mean time"
                + " on 2 threads against 1",
            Unit.TIMES,
            true,
            1.3,
            OptionalDouble.empty(),
            results ->
                figure(
                    results,
                    List.of(new Pair<>(Plan.busyStep(2), Plan.busyStep(1))),
                    DivisionTargets::largest)),
        new Target(
            "50 callers of gemm, n = 64, 256 and 512: throughput against netlib on a library with"
                + " one thread, mean",
            Unit.PERCENT,
            false,
            1,
            OptionalDouble.of(1.1),
            results -> figure(results, callers(), DivisionTargets::mean)));
  }

  private static Target onTeam(String what, List<Row> rows, double bound, double goal) {
    return new Target(
        what + AGAINST_LIBRARY + "mean speed",
        Unit.PERCENT,
        false,
        bound,
        OptionalDouble.of(goal),
        results -> onTeam(results, rows, DivisionTargets::mean));
  }

  private static List<Row> products(IntPredicate sizes) {
    return teamRows(Plan.DIVIDED_PRODUCTS, sizes);
  }

  private static List<Row> teamRows(List<String> routines, IntPredicate sizes) {
    List<Row> rows = new ArrayList<>();
    for (String routine : routines) {
      for (int n : Plan.divisionSizes(routine)) {
        for (Precision precision : Precision.values()) {
          if (sizes.test(n)) {
            rows.add(Plan.division(routine, n, precision));
          }
        }
      }
    }
    return rows;
  }

  private static List<Pair<Row>> undivided() {
    return Plan.UNDIVIDED_SIZES.stream()
        .map(
            n ->
                new Pair<>(
                    Plan.undivided(Calls.SHORT, n, Precision.DOUBLE),
                    Plan.undivided(Calls.ONE, n, Precision.DOUBLE)))
        .toList();
  }

  private static List<Pair<Row>> busyProducts() {
    return Plan.BUSY_SIZES.stream()
        .map(n -> new Pair<>(Plan.busyGemm(n, 2), Plan.busyGemm(n, 1)))
        .toList();
  }

  private static List<Pair<Row>> callers() {
    return Plan.CALLERS_SIZES.stream()
        .map(
            n ->
                new Pair<>(Plan.callers(Plan.CALLERS_RIVAL, n), Plan.callers(Plan.MAIN_BACKEND, n)))
        .toList();
  }

  /** The figure of rows on the team and on the library's threads. */
  private static Measured onTeam(
      Results results, List<Row> rows, Function<List<Pair<RowResult>>, Estimate> figure) {
    for (Row row : rows) {
      Optional<String> wrong = wrongThreads(results, row, 1);
      if (wrong.isEmpty()) {
        wrong = wrongThreads(results, Plan.onLibraryThreads(row), results.machine().cores());
      }
      if (wrong.isPresent()) {
        return new Measured.Missing(wrong.get());
      }
    }
    return figure(
        results,
        rows.stream().map(row -> new Pair<>(Plan.onLibraryThreads(row), row)).toList(),
        figure);
  }

  /** The error if the library of a row reported another thread count than it must have. */
  private static Optional<String> wrongThreads(Results results, Row row, int threads) {
    return results
        .find(row)
        .filter(RowResult::isComplete)
        .map(RowResult::circumstances)
        .map(DivisionTargets::threads)
        .filter(reported -> reported != threads)
        .map(
            reported ->
                String.format(
                    Locale.ROOT,
                    "the library's thread count must be %d, but was %d, in %s",
                    threads,
                    reported,
                    row));
  }

  private static @Nullable Integer threads(Circumstances circumstances) {
    return circumstances.library() == null ? null : circumstances.library().threads();
  }

  /** The figure of the pairs of which a row is in the run: the short form runs fewer sizes. */
  private static Measured figure(
      Results results, List<Pair<Row>> pairs, Function<List<Pair<RowResult>>, Estimate> figure) {
    List<Pair<RowResult>> timed = new ArrayList<>();
    for (Pair<Row> pair : pairs) {
      Optional<RowResult> slower = results.find(pair.slower());
      Optional<RowResult> faster = results.find(pair.faster());
      if (slower.isEmpty() && faster.isEmpty()) {
        continue;
      }
      if (!Stream.of(slower, faster)
          .allMatch(each -> each.filter(RowResult::isComplete).isPresent())) {
        return Targets.missing(results, pair.slower(), pair.faster());
      }
      timed.add(new Pair<>(slower.get(), faster.get()));
    }
    return timed.isEmpty()
        ? Targets.missing(results, pairs.getFirst().faster())
        : new Measured.Figure(figure.apply(timed));
  }

  /** The geometric mean of the speedups, computed in each round. */
  private static Estimate mean(List<Pair<RowResult>> pairs) {
    List<Double> means = new ArrayList<>();
    int rounds =
        pairs.stream()
            .flatMap(pair -> Stream.of(pair.slower(), pair.faster()))
            .mapToInt(result -> result.medians().size())
            .min()
            .orElseThrow();
    for (int i = 0; i < rounds; i++) {
      int round = i;
      means.add(
          Math.exp(
              pairs.stream()
                  .mapToDouble(
                      pair ->
                          Math.log(
                              pair.slower().medians().get(round)
                                  / pair.faster().medians().get(round)))
                  .average()
                  .orElseThrow()));
    }
    return Estimate.of(means);
  }

  private static Estimate smallest(List<Pair<RowResult>> pairs) {
    return speedups(pairs).min(Comparator.comparingDouble(Estimate::value)).orElseThrow();
  }

  private static Estimate largest(List<Pair<RowResult>> pairs) {
    return speedups(pairs).max(Comparator.comparingDouble(Estimate::value)).orElseThrow();
  }

  private static Stream<Estimate> speedups(List<Pair<RowResult>> pairs) {
    return pairs.stream().map(pair -> Estimate.ofSpeedup(pair.slower(), pair.faster()));
  }
}
