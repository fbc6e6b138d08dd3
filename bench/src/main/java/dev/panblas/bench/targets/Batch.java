/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.targets;

import dev.panblas.bench.result.Row;
import dev.panblas.bench.run.Plan;
import dev.panblas.bench.run.TimedProcess.Pace;
import dev.panblas.matrix.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Rows that one process times.
 *
 * @param program what the process runs
 * @param rows at least one
 * @param pace how long each row is timed
 * @param isOnOneThread whether every library in the process has one thread
 */
record Batch(Program program, List<Row> rows, Pace pace, boolean isOnOneThread) {

  /** What a process runs. */
  enum Program {
    /** Rows of this project. */
    OWN,
    /** Rows of rival JVM libraries. */
    RIVALS,
    /** A training by the command {@code panblas train}. */
    TRAIN_COMMAND,
    /** A training with the same optimiser on a rival JVM library. */
    RIVAL_TRAINING
  }

  /** The processes in which products are timed in each round: kernels may differ by process. */
  private static final int PRODUCT_PROCESSES = 2;

  private static final Pace NETWORKS = new Pace(600, 5, 60);
  private static final Pace LARGER = new Pace(300, 3, 100);
  private static final Pace PRODUCTS = new Pace(60, 5, 10);
  private static final Pace QUICK = new Pace(2, 1, 2);

  Batch {
    rows = List.copyOf(rows);
  }

  /**
   * Which processes run.
   *
   * @param isFirstRound whether this is the first round
   * @param isOwnColumn whether libraries are not held to another core
   * @param hasRivals whether there are rival JVM libraries
   * @param isQuick whether to time only so much that everything runs once
   */
  record Choice(boolean isFirstRound, boolean isOwnColumn, boolean hasRivals, boolean isQuick) {}

  /**
   * The processes of a round in one column.
   *
   * @param choice which ones
   * @param isWorthwhile whether a row of a rival may still be the fastest
   */
  static List<Batch> of(Choice choice, Predicate<Row> isWorthwhile) {
    List<Batch> batches = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      batches.add(own(networks(TargetRows.PANBLAS, precision), NETWORKS));
    }
    batches.add(own(List.of(TargetRows.step(TargetRows.VECTOR, Precision.DOUBLE)), NETWORKS));
    if (!choice.isQuick) {
      batches.add(own(larger(TargetRows.PANBLAS), LARGER));
    }
    if (choice.hasRivals) {
      batches.addAll(rivals(choice.isQuick, isWorthwhile));
    }
    if (choice.isFirstRound && (choice.isOwnColumn || !choice.isQuick)) {
      batches.addAll(onOneThread(choice.hasRivals));
    }
    for (int i = 0; i < (choice.isQuick ? 1 : PRODUCT_PROCESSES); i++) {
      for (Precision precision : Precision.values()) {
        batches.add(own(TargetRows.gemms(precision), PRODUCTS));
      }
    }
    batches.add(own(arrayGemms(TargetRows.VECTOR), PRODUCTS));
    if (choice.hasRivals) {
      batches.add(ofRival(arrayGemms(TargetRows.NETLIB_JAVA), PRODUCTS));
    }
    if (choice.isFirstRound && choice.hasRivals && !choice.isQuick) {
      for (Precision precision : Precision.values()) {
        batches.add(ofRival(networks(TargetRows.ON_MKL, precision), NETWORKS));
      }
    }
    if (choice.isFirstRound && choice.isOwnColumn && !choice.isQuick) {
      batches.addAll(allSizes(choice.hasRivals));
    }
    if (!choice.isQuick) {
      batches.add(training(Program.TRAIN_COMMAND, TargetRows.TRAIN_COMMAND));
      if (choice.hasRivals) {
        batches.add(training(Program.RIVAL_TRAINING, Plan.PYTORCH));
      }
    }
    return batches.stream()
        .filter(batch -> !batch.rows.isEmpty())
        .map(batch -> choice.isQuick ? batch.at(QUICK) : batch)
        .toList();
  }

  private Batch at(Pace other) {
    return new Batch(program, rows, other, isOnOneThread);
  }

  private static Batch own(List<Row> rows, Pace pace) {
    return new Batch(Program.OWN, rows, pace, false);
  }

  private static Batch ofRival(List<Row> rows, Pace pace) {
    return new Batch(Program.RIVALS, rows, pace, false);
  }

  private static Batch training(Program program, String subject) {
    return new Batch(program, List.of(TargetRows.training(subject)), LARGER, false);
  }

  private static List<Row> networks(String subject, Precision precision) {
    return List.of(TargetRows.step(subject, precision), TargetRows.backprop(subject, precision));
  }

  private static List<Row> larger(String subject) {
    return TargetRows.LARGER.stream().map(layers -> TargetRows.step(subject, layers)).toList();
  }

  private static List<Row> arrayGemms(String subject) {
    return TargetRows.ALL_SIZES.stream().map(n -> TargetRows.arrayGemm(subject, n)).toList();
  }

  private static List<Batch> rivals(boolean isQuick, Predicate<Row> isWorthwhile) {
    List<Batch> batches = new ArrayList<>();
    for (String rival : TargetRows.RIVALS) {
      for (Precision precision : Precision.values()) {
        batches.add(
            ofRival(networks(rival, precision).stream().filter(isWorthwhile).toList(), NETWORKS));
      }
      if (!isQuick) {
        batches.add(ofRival(larger(rival).stream().filter(isWorthwhile).toList(), LARGER));
      }
    }
    return batches;
  }

  private static List<Batch> onOneThread(boolean hasRivals) {
    List<Batch> batches = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      for (String subject :
          hasRivals ? List.of(TargetRows.PANBLAS, Plan.PYTORCH) : List.of(TargetRows.PANBLAS)) {
        batches.add(
            new Batch(
                subject.equals(TargetRows.PANBLAS) ? Program.OWN : Program.RIVALS,
                networks(subject, precision).stream().map(TargetRows::onOneThread).toList(),
                NETWORKS,
                true));
      }
    }
    return batches;
  }

  /** The products of all sizes on all processors: in single precision where oneDNN has them. */
  private static List<Batch> allSizes(boolean hasRivals) {
    List<Batch> batches = new ArrayList<>();
    for (String subject : List.of(TargetRows.PANBLAS, TargetRows.VECTOR)) {
      for (Precision precision : Precision.values()) {
        batches.add(own(allSizes(subject, precision), PRODUCTS));
      }
    }
    if (hasRivals) {
      batches.add(ofRival(allSizes(TargetRows.ON_MKL, Precision.DOUBLE), PRODUCTS));
      for (String rival : TargetRows.RIVALS) {
        batches.add(ofRival(allSizes(rival, Precision.DOUBLE), PRODUCTS));
      }
      batches.add(ofRival(allSizes(Plan.ONE_DNN, Precision.SINGLE), PRODUCTS));
    }
    return batches;
  }

  private static List<Row> allSizes(String subject, Precision precision) {
    return TargetRows.ALL_SIZES.stream().map(n -> TargetRows.gemm(subject, n, precision)).toList();
  }
}
