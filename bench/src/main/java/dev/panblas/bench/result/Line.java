/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.result;

import com.google.gson.JsonParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of JSON that a measuring process prints: the times of a row in this round, the reason why
 * it has none, or a note for the report.
 *
 * @param row the row, or null in a note
 * @param seconds the time of one operation in each repetition, or null
 * @param circumstances library and runtime, or null
 * @param failure why there are no times, or null
 * @param note a sentence for the report, or null
 * @param cpuSeconds the CPU time of all threads in one operation, or null if it was not measured
 * @param others the share of the processors that other processes took, or null if it is unknown
 */
public record Line(
    @Nullable Row row,
    @Nullable List<Double> seconds,
    @Nullable Circumstances circumstances,
    @Nullable String failure,
    @Nullable String note,
    @Nullable Double cpuSeconds,
    @Nullable Double others) {

  /**
   * Times.
   *
   * @param row the row
   * @param seconds the time of each repetition
   * @param circumstances library and runtime
   * @return the line
   */
  public static Line of(Row row, List<Double> seconds, @Nullable Circumstances circumstances) {
    return new Line(row, seconds, circumstances, null, null, null, null);
  }

  /**
   * A failure.
   *
   * @param row the row
   * @param failure its reason
   * @return the line
   */
  public static Line ofFailure(Row row, String failure) {
    return new Line(row, null, null, failure, null, null, null);
  }

  /**
   * This line with the CPU time of an operation.
   *
   * @param each seconds
   * @return the changed line
   */
  public Line withCpuSeconds(double each) {
    return new Line(row, seconds, circumstances, failure, note, each, others);
  }

  /**
   * This line with the share of other processes.
   *
   * @param share of the processors
   * @return the changed line
   */
  public Line withOthers(double share) {
    return new Line(row, seconds, circumstances, failure, note, cpuSeconds, share);
  }

  /**
   * Reads a line.
   *
   * @param json the printed line
   * @return the line
   * @throws JsonParseException if it is not JSON, has neither row nor note, has a row with neither
   *     times nor failure, or has a time that is not positive
   */
  public static Line parse(String json) {
    Line line = Json.read(json, Line.class);
    if (line.row == null ? line.note == null : line.failure == null && !line.hasTimes()) {
      throw new JsonParseException(
          "a line must have a row with positive seconds or a failure, or a note, but was: " + json);
    }
    return line;
  }

  private boolean hasTimes() {
    return seconds != null
        && !seconds.isEmpty()
        && seconds.stream().allMatch(time -> time > 0 && Double.isFinite(time));
  }
}
