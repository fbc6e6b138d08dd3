/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A decimal number as an option's value. Java's notations, such as 3f and 0x1p1, are refused. */
public final class DecimalNumber implements ITypeConverter<Double> {

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  /** Creates a converter. */
  public DecimalNumber() {}

  @Override
  public Double convert(String text) {
    double value = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (!Double.isFinite(value)) {
      throw new TypeConversionException(
          "it must be a decimal number such as 0.01 or 1e-4, but was '" + text + "'");
    }
    return value;
  }
}
