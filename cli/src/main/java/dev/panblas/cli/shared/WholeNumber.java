/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A whole number as an option's value. picocli's own converters report the names of Java's types.
 *
 * @param <N> Integer or Long
 */
public final class WholeNumber<N extends Number> implements ITypeConverter<N> {

  private final Class<N> type;

  /**
   * Creates a converter.
   *
   * @param type the class of Integer or Long
   */
  public WholeNumber(Class<N> type) {
    this.type = type;
  }

  @Override
  public N convert(String text) {
    if (!text.matches("[+-]?[0-9]+")) { // Java's methods accept the digits of every script
      throw refused("", text);
    }
    try {
      return type == Long.class
          ? type.cast(Long.parseLong(text))
          : type.cast(Integer.parseInt(text));
    } catch (NumberFormatException tooLarge) {
      throw refused(" from " + range(), text);
    }
  }

  private static TypeConversionException refused(String range, String text) {
    return new TypeConversionException(
        String.format(Locale.ROOT, "it must be a whole number%s, but was '%s'", range, text));
  }

  private String range() {
    return type == Long.class
        ? Long.MIN_VALUE + " to " + Long.MAX_VALUE
        : Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
  }
}
