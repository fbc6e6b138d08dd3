package dev.panblas.conformance;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import java.util.List;
import java.util.Locale;

/** What a routine can be told beside operands and numbers. */
enum Option {
  /** Which triangle is meant. */
  TRIANGLE(Triangle.values()),
  /** Whether a stored matrix is transposed. */
  TRANSPOSITION(Transposition.values()),
  /** Whether the diagonal is stored. */
  DIAGONAL(Diagonal.values()),
  /** Where the square factor stands. */
  SIDE(Side.values()),
  /** Which elements of a modified rotation are given. */
  FORM(ModifiedGivens.Form.values());

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes lists that cannot change
  private final List<Enum<?>> values;

  Option(Enum<?>... values) {
    this.values = List.of(values);
  }

  List<Enum<?>> choices() {
    return values;
  }

  /** The value that prints as the text. */
  Enum<?> parse(String text) {
    return values.stream()
        .filter(value -> print(value).equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(this + " is one of " + names() + ", not " + text));
  }

  private List<String> names() {
    return values.stream().map(Option::print).toList();
  }

  static String print(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What messages call the argument. */
  String argument() {
    return this == FORM ? "h" : toString();
  }

  /** {@return the name as cases have it} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
