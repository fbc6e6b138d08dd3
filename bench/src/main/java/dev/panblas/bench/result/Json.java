package dev.panblas.bench.result;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;

/** Records as JSON. */
public final class Json {

  private static final Gson COMPACT = new GsonBuilder().disableHtmlEscaping().create();

  private static final Gson INDENTED =
      new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create();

  private Json() {}

  /**
   * One line.
   *
   * @param value what to write
   * @return JSON without line breaks; what is null is left out
   */
  public static String line(Object value) {
    return COMPACT.toJson(value);
  }

  /**
   * For a file.
   *
   * @param value what to write
   * @return indented JSON with every key
   */
  public static String text(Object value) {
    return INDENTED.toJson(value) + "\n";
  }

  /**
   * Reads a record.
   *
   * @param json its JSON
   * @param type the record's class
   * @param <T> its type
   * @return the record
   * @throws JsonParseException if it is not one
   */
  public static <T> T read(String json, Class<T> type) {
    T value = COMPACT.fromJson(json, type);
    if (value == null) {
      throw new JsonParseException("nothing where a " + type.getSimpleName() + " should be");
    }
    return value;
  }
}
