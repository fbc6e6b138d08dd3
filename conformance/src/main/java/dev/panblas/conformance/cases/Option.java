/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.cases;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import java.util.List;
import java.util.Locale;

/** An argument of a routine that is neither an operand nor a number. */
public enum Option {
  /** Which triangle is used. */
  TRIANGLE(Triangle.values()),
  /** Whether a stored matrix is transposed. */
  TRANSPOSITION(Transposition.values()),
  /** Whether the diagonal is stored. */
  DIAGONAL(Diagonal.values()),
  /** On which side the square factor is. */
  SIDE(Side.values()),
  /** Which elements of a modified rotation are given. */
  FORM(ModifiedGivens.Form.values());

  @SuppressWarnings("ImmutableEnumChecker") // List.of returns immutable lists
  private final List<Enum<?>> values;

  Option(Enum<?>... values) {
    this.values = List.of(values);
  }

  public List<Enum<?>> choices() {
    return values;
  }

  /** The value that prints as the text. */
  public Enum<?> parse(String text) {
    return values.stream()
        .filter(value -> print(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    this + " must be one of " + names() + ", but was " + text));
  }

  private List<String> names() {
    return values.stream().map(Option::print).toList();
  }

  public static String print(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name of the argument in messages. */
  public String argument() {
    return this == FORM ? "h" : toString();
  }

  /** {@return the name in the text of cases} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
