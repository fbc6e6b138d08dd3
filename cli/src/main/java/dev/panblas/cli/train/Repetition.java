/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.panblas.cli.shared.Errors;
import dev.panblas.cli.shared.InputException;
import dev.panblas.cli.shared.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** An earlier run of {@code panblas train}, as its {@code summary.json} describes it. */
final class Repetition {

  /** What the bits of a result depend on, besides settings: the keys of each kind. */
  private static final Map<String, List<String>> CAUSES = causes();

  private final Path file;
  private final JsonObject summary;

  private Repetition(Path file, JsonObject summary) {
    this.file = file;
    this.summary = summary;
  }

  private static Map<String, List<String>> causes() {
    Map<String, List<String>> causes = new LinkedHashMap<>();
    causes.put("data", List.of("sha256.data", "sha256.samples", "sha256.init"));
    causes.put(
        "library",
        List.of(
            "library.name",
            "library.version",
            "library.core",
            "sha256.library",
            "kernels",
            "backend.vectors",
            "settings.crossover",
            "settings.libraryCheck"));
    causes.put("machine", List.of("machine.processor", "machine.os", "machine.architecture"));
    causes.put("JDK", List.of("machine.jdk"));
    causes.put("Panblas", List.of("panblas", "commit"));
    causes.put("threads", List.of("backend.threads.count", "library.threads"));
    return causes;
  }

  /**
   * Reads a summary.
   *
   * @throws InputException if the file is not one of a run that can be repeated
   * @throws IOException if it cannot be read
   */
  static Repetition read(Path file) throws InputException, IOException {
    String problem;
    try {
      JsonElement content = JsonParser.parseString(Files.readString(file));
      Repetition repetition =
          new Repetition(
              file, content.isJsonObject() ? content.getAsJsonObject() : new JsonObject());
      boolean isWhole =
          repetition.find("command.options") instanceof JsonObject options
              && options.asMap().values().stream().allMatch(JsonElement::isJsonPrimitive)
              && repetition.find("costs") instanceof JsonArray costs
              && !costs.isEmpty()
              && repetition.find("result.stopReason").isJsonPrimitive()
              && repetition.find("result.iterations") instanceof JsonPrimitive iterations
              && iterations.isNumber()
              && iterations.getAsString().matches("[0-9]{1,9}")
              && repetition.find("sha256.parameters").isJsonPrimitive();
      if (isWhole) {
        return repetition;
      }
      problem = "it has no command.options, costs, result or sha256";
    } catch (NoSuchFileException missing) {
      throw new InputException("--repeat must name a summary.json, but there is no file " + file);
    } catch (CharacterCodingException wrong) {
      problem = "it is not text in UTF-8";
    } catch (JsonParseException wrong) {
      problem = Errors.message(wrong).lines().findFirst().orElse("it is not JSON");
    }
    throw new InputException(
        String.format(
            Locale.ROOT,
            "%s does not describe a run that can be repeated (%s): name a summary.json that panblas"
                + " train has written",
            file,
            problem));
  }

  /** The options of the run, each with its value. */
  Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    ((JsonObject) find("command.options"))
        .entrySet()
        .forEach(option -> options.put(option.getKey(), option.getValue().getAsString()));
    return options;
  }

  /** The last iteration of a run that was stopped by a signal. */
  OptionalInt lastIteration() {
    return find("result.stopReason").getAsString().equals("cancelled")
        ? OptionalInt.of(find("result.iterations").getAsInt())
        : OptionalInt.empty();
  }

  /**
   * Prints whether the bits of all costs and parameters agree, and what differs between the runs.
   *
   * @return whether the bits agree
   */
  boolean compare(Summary repeated, PrintWriter out) {
    JsonObject now = JsonParser.parseString(Json.of(repeated)).getAsJsonObject();
    boolean agrees =
        find("costs").equals(find(now, "costs"))
            && find("sha256.parameters").equals(find(now, "sha256.parameters"));
    if (agrees) {
      out.printf(
          Locale.ROOT,
          "repeat   the bits agree with %s: all %d costs and all parameters%n",
          file,
          repeated.costs().size());
    } else {
      out.println("repeat   " + difference(now));
    }
    List<String> equal = new ArrayList<>();
    CAUSES.forEach(
        (cause, keys) -> {
          List<String> different =
              keys.stream().filter(key -> !find(key).equals(find(now, key))).toList();
          if (different.isEmpty()) {
            equal.add(cause);
          }
          for (String key : different) {
            out.printf(
                Locale.ROOT,
                "differs  %s: %s was %s, is %s%n",
                cause,
                key,
                text(find(key)),
                text(find(now, key)));
          }
        });
    out.println("equal    " + (equal.isEmpty() ? "nothing" : String.join(", ", equal)));
    out.flush();
    return agrees;
  }

  private String difference(JsonObject now) {
    JsonArray before = (JsonArray) find("costs");
    JsonArray after = (JsonArray) find(now, "costs");
    int common = Math.min(before.size(), after.size());
    for (int i = 0; i < common; i++) {
      if (!before.get(i).equals(after.get(i))) {
        return String.format(
            Locale.ROOT,
            "the bits differ from %s from iteration %d on: the cost was %s, is %s",
            file,
            i,
            before.get(i),
            after.get(i));
      }
    }
    return before.size() == after.size()
        ? "the costs agree with " + file + ", but the bits of the parameters differ"
        : String.format(
            Locale.ROOT,
            "the costs agree with %s, but there were %d iterations and are %d",
            file,
            before.size() - 1,
            after.size() - 1);
  }

  private static String text(JsonElement value) {
    return value.isJsonPrimitive() ? value.getAsString() : value.toString();
  }

  private JsonElement find(String path) {
    return find(summary, path);
  }

  /** The value of a path such as {@code machine.jdk}, or JSON's null. */
  private static JsonElement find(JsonObject object, String path) {
    JsonElement value = object;
    for (String key : path.split("\\.", -1)) {
      JsonElement next = value instanceof JsonObject parent ? parent.get(key) : null;
      value = next == null ? JsonNull.INSTANCE : next;
    }
    return value;
  }
}
