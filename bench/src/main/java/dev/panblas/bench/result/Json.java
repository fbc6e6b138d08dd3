/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.result;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;

/** Writes and reads records as one line of JSON. */
public final class Json {

  private static final Gson COMPACT = new GsonBuilder().disableHtmlEscaping().create();

  private Json() {}

  /**
   * Writes a record.
   *
   * @param value the record
   * @return JSON without line breaks and without null values
   */
  public static String line(Object value) {
    return COMPACT.toJson(value);
  }

  /**
   * Reads a record.
   *
   * @param json its JSON
   * @param type the record's class
   * @param <T> its type
   * @return the record
   * @throws JsonParseException if it is not JSON of that type
   */
  public static <T> T read(String json, Class<T> type) {
    T value = COMPACT.fromJson(json, type);
    if (value == null) {
      throw new JsonParseException("expected a " + type.getSimpleName() + ", but got nothing");
    }
    return value;
  }
}
