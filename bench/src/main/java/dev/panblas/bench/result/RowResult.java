/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A row and its times.
 *
 * @param row what was timed
 * @param rounds the repetitions of each round in seconds, in the rounds' order; empty for a failed
 *     round
 * @param circumstances library and runtime, as the last round reported them
 * @param failure why a round failed, or null if none did
 */
public record RowResult(
    Row row,
    List<List<Double>> rounds,
    @Nullable Circumstances circumstances,
    @Nullable String failure) {

  /** The rounds are copied. */
  public RowResult {
    rounds = List.copyOf(rounds);
  }

  /**
   * Whether every round of this row has times.
   *
   * @return whether its ratios are valid
   */
  public boolean isComplete() {
    return failure == null && !rounds.isEmpty() && rounds.stream().noneMatch(List::isEmpty);
  }

  /**
   * Each round's median.
   *
   * @return as many as there are rounds with times
   */
  public List<Double> medians() {
    return rounds.stream().filter(times -> !times.isEmpty()).map(RowResult::median).toList();
  }

  /**
   * The median of the rounds' medians.
   *
   * @return seconds
   * @throws NoSuchElementException if there is no time at all
   */
  public double seconds() {
    return median(medians());
  }

  /**
   * Another round.
   *
   * @param line the line of the round
   * @return this result with that round at its end
   */
  public RowResult plus(Line line) {
    List<List<Double>> more = new ArrayList<>(rounds);
    more.add(line.seconds() == null ? List.of() : List.copyOf(line.seconds()));
    return new RowResult(
        row,
        more,
        line.circumstances() == null ? circumstances : line.circumstances(),
        failure == null ? line.failure() : failure);
  }

  /**
   * The median: the middle value, or the mean of the two in the middle.
   *
   * @param values in any order
   * @return their median
   * @throws NoSuchElementException if there are none
   */
  public static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new NoSuchElementException("a median needs >= 1 value");
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
  }
}
