package dev.panblas.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/**
 * Records as JSON: indented, with null for what is not known, so that every key is always there.
 */
final class Json {

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create();

  private Json() {}

  static String of(Record value) {
    return GSON.toJson(value) + "\n";
  }
}
