/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.result;

import dev.panblas.cli.shared.Machine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run: the content of {@code results.json}.
 *
 * @param panblas the version
 * @param date its start, in UTC
 * @param form short or full
 * @param rounds the number of rounds
 * @param machine the machine of the run
 * @param environment the environment variables that control BLAS libraries and their threads
 * @param notes sentences for the report
 * @param others the share of the processors that other processes took in each round, from 0 to 1;
 *     null or empty if it is unknown
 * @param rows the rows and their times
 */
public record Results(
    String panblas,
    String date,
    String form,
    int rounds,
    Machine machine,
    Map<String, String> environment,
    List<String> notes,
    @Nullable List<Double> others,
    List<RowResult> rows) {

  /** Lists and map are copied. */
  public Results {
    environment = new LinkedHashMap<>(environment);
    notes = List.copyOf(notes);
    others = others == null ? List.of() : List.copyOf(others);
    rows = List.copyOf(rows);
  }

  /** {@return a copy of the map} */
  @Override
  public Map<String, String> environment() {
    return new LinkedHashMap<>(environment);
  }

  /** {@return the share of other processes in each round; empty if it is unknown} */
  @Override
  public List<Double> others() {
    return others == null ? List.of() : others;
  }

  /**
   * The result of a row.
   *
   * @param row the row
   * @return the result, or empty if the row was not in the run
   */
  public Optional<RowResult> find(Row row) {
    return rows.stream().filter(result -> result.row().equals(row)).findFirst();
  }

  /**
   * The rows of a question.
   *
   * @param question its name
   * @return its rows, in the order of the run
   */
  public List<RowResult> of(String question) {
    return rows.stream().filter(result -> result.row().question().equals(question)).toList();
  }
}
