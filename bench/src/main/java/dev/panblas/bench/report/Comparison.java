/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.report;

import dev.panblas.autoencoder.Schedule;
import dev.panblas.bench.ArrayViews;
import dev.panblas.bench.CallTimes;
import dev.panblas.bench.result.Results;
import dev.panblas.bench.result.Row;
import dev.panblas.bench.result.RowResult;
import dev.panblas.bench.run.Plan;
import dev.panblas.bench.run.Question;
import dev.panblas.matrix.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Who is faster at what: a task that Panblas and another library, or another backend, were timed
 * with in the same run.
 *
 * @param task a phrase
 * @param own Panblas, as a phrase
 * @param rival the other, as a phrase
 * @param speedup how many times as fast as the other Panblas is
 */
public record Comparison(String task, String own, String rival, Estimate speedup) {

  /** An interval whose ends have this ratio, or a larger one, says too little. */
  private static final double WIDEST = 2;

  static final List<String> HEADING =
      List.of("task", "compared", "faster", "times as fast", "95% interval");

  private static final String PANBLAS = "Panblas";

  /**
   * All comparisons of a run.
   *
   * @param results a run
   * @return those whose rows were timed
   */
  public static List<Comparison> of(Results results) {
    List<Comparison> all = new ArrayList<>();
    for (RowResult result : results.of(Question.GEMM.label())) {
      Row row = result.row();
      if (!row.subject().equals(Plan.MAIN_BACKEND)
          && Precision.DOUBLE.name().equals(row.parameter("precision"))) {
        int n = Report.size(row);
        add(
            all,
            results,
            "product of n x n matrices, n = " + n,
            name(Plan.MAIN_BACKEND),
            Plan.gemm(Plan.MAIN_BACKEND, n, Precision.DOUBLE),
            name(row.subject()),
            row);
      }
    }
    addTask(
        all,
        results,
        "backprop",
        "backpropagation, 64-25-64",
        Plan.backprop(Plan.MAIN_BACKEND, Schedule.TILED));
    addTask(
        all,
        results,
        "step",
        "cost and gradient, 64-25-64",
        Plan.step(Plan.MAIN_BACKEND, Schedule.TILED));
    add(
        all,
        results,
        "cost and gradient, 784-196-784",
        PANBLAS,
        Plan.largeStep(),
        Plan.NUMPY,
        Plan.scriptLargeStep(Plan.NUMPY));
    addTask(all, results, "training", "training of 400 iterations", Plan.training());
    for (Question question : Plan.ARRAY_QUESTIONS) {
      for (int n : Plan.arraySizes(question)) {
        for (String rival : Plan.ARRAY_RIVALS) {
          add(
              all,
              results,
              String.format(
                  Locale.ROOT, "%s of Java arrays, 1 thread, n = %d", question.routine(), n),
              PANBLAS,
              Plan.array(question, ArrayViews.KEPT, n),
              rival,
              Plan.arrayOfRival(question, rival, n));
        }
      }
    }
    for (int n : Plan.CALLERS_SIZES) {
      add(
          all,
          results,
          String.format(Locale.ROOT, "%d callers of gemm, n = %d", CallTimes.CALLERS, n),
          PANBLAS,
          Plan.callers(Plan.MAIN_BACKEND, n),
          Plan.CALLERS_RIVAL,
          Plan.callers(Plan.CALLERS_RIVAL, n));
    }
    return all;
  }

  /** Compares a row with those of scripts in each form and of rival JVM libraries. */
  private static void addTask(
      List<Comparison> all, Results results, String question, String task, Row own) {
    for (String script : List.of(Plan.NUMPY, Plan.OCTAVE)) {
      for (String form : List.of(Plan.LOOP, Plan.WHOLE, Plan.TUNED)) {
        String name = form.equals(Plan.WHOLE) ? "whole arrays" : form;
        add(
            all,
            results,
            task,
            PANBLAS,
            own,
            script + ", " + name,
            Plan.script(question, script, form));
      }
    }
    for (String rival : Plan.JVM_RIVALS) {
      Row row = Row.of(question, rival, "precision", Precision.DOUBLE.name());
      add(all, results, task, PANBLAS, own, rival, row);
    }
  }

  private static void add(
      List<Comparison> all,
      Results results,
      String task,
      String own,
      Row ownRow,
      String rival,
      Row rivalRow) {
    Targets.ratio(results, rivalRow, ownRow)
        .ifPresent(speedup -> all.add(new Comparison(task, own, rival, speedup)));
  }

  private static String name(String subject) {
    return Plan.isBackend(subject) ? PANBLAS + " (" + subject + ")" : subject;
  }

  /**
   * Whether the run decides who is faster.
   *
   * @return whether there is an interval, narrower than a factor of two and without 1
   */
  public boolean isDecided() {
    return speedup.hasInterval() && !isTooWide() && !speedup.straddles(1);
  }

  private boolean isTooWide() {
    return speedup.high() >= WIDEST * speedup.low();
  }

  /**
   * Who is faster.
   *
   * @return its name, or why the run does not decide it
   */
  public String faster() {
    if (!speedup.hasInterval()) {
      return "cannot be decided from one round";
    }
    if (isTooWide()) {
      return "cannot be decided on this busy machine";
    }
    if (speedup.straddles(1)) {
      return "no difference found";
    }
    return speedup.value() > 1 ? own : rival;
  }

  /**
   * The cells of the comparison. Ratios are those of the faster one, so they are above 1.
   *
   * @return one for each title of the heading
   */
  List<String> cells() {
    boolean rivalIsFaster = isDecided() && speedup.value() < 1;
    Estimate ratio =
        rivalIsFaster
            ? new Estimate(1 / speedup.value(), 1 / speedup.high(), 1 / speedup.low())
            : speedup;
    return List.of(
        task,
        own + " and " + rival,
        faster(),
        isDecided() ? String.format(Locale.ROOT, "%.2f", ratio.value()) : "",
        ratio.hasInterval()
            ? String.format(Locale.ROOT, "%.2f to %.2f", ratio.low(), ratio.high())
            : "");
  }

  /**
   * The comparisons as a table.
   *
   * @param results a run
   * @return the heading and the rows
   */
  public static List<List<String>> table(Results results) {
    List<List<String>> rows = new ArrayList<>(List.of(HEADING));
    of(results).forEach(comparison -> rows.add(comparison.cells()));
    return rows;
  }
}
