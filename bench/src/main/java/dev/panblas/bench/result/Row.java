/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.result;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row: one measurement of a run.
 *
 * @param question what is timed, such as {@code gemm}
 * @param subject the backend or the rival, such as {@code panama} or {@code NumPy}
 * @param parameters the other parameters, such as {@code n=512}
 */
public record Row(String question, String subject, SortedMap<String, String> parameters) {

  /** The parameters are copied. */
  public Row {
    parameters = new TreeMap<>(parameters);
  }

  /**
   * A row.
   *
   * @param question what is timed
   * @param subject the backend or the rival
   * @param parameters names and values, alternating
   * @return the row
   */
  public static Row of(String question, String subject, Object... parameters) {
    SortedMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      map.put(parameters[i].toString(), parameters[i + 1].toString());
    }
    return new Row(question, subject, map);
  }

  /**
   * This row with one more parameter, or another value of a parameter.
   *
   * @param name the parameter's name
   * @param value its value
   * @return the changed row
   */
  public Row with(String name, Object value) {
    SortedMap<String, String> map = new TreeMap<>(parameters);
    map.put(name, value.toString());
    return new Row(question, subject, map);
  }

  /**
   * The value of a parameter.
   *
   * @param name its name
   * @return its value, or null if the row does not set it
   */
  public @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  /** {@return a copy of the map} */
  @Override
  public SortedMap<String, String> parameters() {
    return new TreeMap<>(parameters);
  }

  /** {@return one line: {@code gemm, panama, n=512, precision=DOUBLE}} */
  @Override
  public String toString() {
    return question + ", " + subject + text(parameters);
  }

  private static String text(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> ", " + parameter.getKey() + "=" + parameter.getValue())
        .collect(Collectors.joining());
  }
}
