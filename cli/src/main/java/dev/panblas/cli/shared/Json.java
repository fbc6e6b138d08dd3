/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/** Writes records as indented JSON that has every key: an unknown value is null. */
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
}
