/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;

/** Records as indented JSON that has every key: an unknown value is null. */
public final class Json {

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create();

  private Json() {}

  /**
   * A record as JSON.
   *
   * @param value the record
   * @return the text, with a line break at its end
   */
  public static String of(Record value) {
    return GSON.toJson(value) + "\n";
  }

  /**
   * A record from JSON. A key that is missing is null.
   *
   * @param text the JSON
   * @param type the record's class; its components may be null
   * @param <T> the record
   * @return the record
   * @throws JsonParseException if the text is not JSON, or a value has another type
   */
  public static <T extends Record> T parse(String text, Class<T> type) {
    T value = GSON.fromJson(text, type);
    if (value == null) {
      throw new JsonParseException("it is empty");
    }
    return value;
  }
}
