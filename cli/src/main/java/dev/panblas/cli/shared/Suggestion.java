/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that a user may have wanted to type. */
public final class Suggestion {

  private static final int SHORTEST_BEGINNING = 3;

  private Suggestion() {}

  /**
   * The name that a mistyped word is the beginning of, or the nearest one that differs from it in
   * at most a third of its letters. Case and leading hyphens do not count.
   *
   * @param word the word
   * @param names all names
   * @return one of the names, or empty if none is near
   */
  public static Optional<String> of(String word, Collection<String> names) {
    String typed = letters(word);
    Optional<String> completed =
        names.stream()
            .filter(name -> typed.length() >= SHORTEST_BEGINNING)
            .filter(name -> letters(name).startsWith(typed))
            .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    int most = Math.max(1, (typed.length() + 1) / 3);
    return completed.or(
        () ->
            names.stream()
                .filter(name -> distance(typed, letters(name)) <= most)
                .min(
                    Comparator.comparingInt((String name) -> distance(typed, letters(name)))
                        .thenComparing(Comparator.naturalOrder())));
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceFirst("^-+", "");
  }

  /** Levenshtein's distance: the fewest letters to insert, delete or replace. */
  private static int distance(String one, String other) {
    int[] previous = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] current = new int[other.length() + 1];
      current[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[other.length()];
  }
}
