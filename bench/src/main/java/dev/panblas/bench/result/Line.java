package dev.panblas.bench.result;

import com.google.gson.JsonParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a process that measures prints, a line of JSON each: a row's times in this round, or why it
 * has none; or a note for the report.
 *
 * @param row what was timed, or null in a note
 * @param seconds for one operation, once for each repetition; or null
 * @param circumstances on what; or null
 * @param failure why there are no times, or null
 * @param note a sentence for the report, or null
 */
public record Line(
    @Nullable Row row,
    @Nullable List<Double> seconds,
    @Nullable Circumstances circumstances,
    @Nullable String failure,
    @Nullable String note) {

  /**
   * Times.
   *
   * @param row what was timed
   * @param seconds each repetition's
   * @param circumstances on what
   * @return the line
   */
  public static Line of(Row row, List<Double> seconds, @Nullable Circumstances circumstances) {
    return new Line(row, seconds, circumstances, null, null);
  }

  /**
   * No times.
   *
   * @param row what should have been timed
   * @param failure why it was not
   * @return the line
   */
  public static Line ofFailure(Row row, String failure) {
    return new Line(row, null, null, failure, null);
  }

  /**
   * Reads a line.
   *
   * @param json as it was printed
   * @return what it says
   * @throws JsonParseException if it is none: no JSON, neither row nor note, or a row that has
   *     neither times nor a failure, or a time that is not positive
   */
  public static Line parse(String json) {
    Line line = Json.read(json, Line.class);
    if (line.row == null ? line.note == null : line.failure == null && !line.hasTimes()) {
      throw new JsonParseException(
          "a line has a row with positive seconds or a failure, or a note, but this is: " + json);
    }
    return line;
  }

  private boolean hasTimes() {
    return seconds != null
        && !seconds.isEmpty()
        && seconds.stream().allMatch(time -> time > 0 && Double.isFinite(time));
  }
}
