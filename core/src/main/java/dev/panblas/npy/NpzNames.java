/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.npy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of the entries of an archive. An array's entry has the name of the array and ".npy",
 * and is found by its name with and without that ending.
 */
final class NpzNames {

  private static final String ENDING = ".npy";

  private final List<String> names = new ArrayList<>();
  private final Map<String, String> entries = new HashMap<>();

  /** The name of an array's entry, for a name with or without the ending. */
  static String ofArray(String name) {
    return name.endsWith(ENDING) ? name : name + ENDING;
  }

  /**
   * Adds an entry, unless one of its names is that of another.
   *
   * @return the other entry
   */
  Optional<String> add(String entry) {
    String name =
        entry.endsWith(ENDING) ? entry.substring(0, entry.length() - ENDING.length()) : entry;
    for (String each : List.of(name, entry)) {
      if (entries.containsKey(each)) {
        return Optional.of(entries.get(each));
      }
    }
    names.add(name);
    entries.put(name, entry);
    entries.put(entry, entry);
    return Optional.empty();
  }

  /** The names without the ending, in the order in which the entries were added. */
  List<String> names() {
    return List.copyOf(names);
  }

  /** The entry with a name. */
  Optional<String> entry(String name) {
    return Optional.ofNullable(entries.get(name));
  }
}
