package dev.panblas.bench.result;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code results.json} holds: one run.
 *
 * @param panblas the version
 * @param date when it began, in UTC
 * @param form short or full
 * @param rounds how many were done
 * @param machine what it ran on
 * @param environment the variables that steer BLAS libraries and their threads, as they were set
 * @param notes what the report should say besides
 * @param rows what was timed
 */
public record Results(
    String panblas,
    String date,
    String form,
    int rounds,
    Machine machine,
    Map<String, String> environment,
    List<String> notes,
    List<RowResult> rows) {

  /** Lists and map are copied. */
  public Results {
    environment = new LinkedHashMap<>(environment);
    notes = List.copyOf(notes);
    rows = List.copyOf(rows);
  }

  /** {@return a copy of the map} */
  @Override
  public Map<String, String> environment() {
    return new LinkedHashMap<>(environment);
  }

  /**
   * What came of a row.
   *
   * @param row the row
   * @return its result, or empty if it was not in the run
   */
  public Optional<RowResult> find(Row row) {
    return rows.stream().filter(result -> result.row().equals(row)).findFirst();
  }

  /**
   * The rows of a question.
   *
   * @param question its name
   * @return in the order they were run
   */
  public List<RowResult> of(String question) {
    return rows.stream().filter(result -> result.row().question().equals(question)).toList();
  }
}
