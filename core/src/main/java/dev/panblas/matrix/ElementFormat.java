/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * How the elements of one operand are printed: all with the same width, as NumPy 2.4 prints them
 * with its default options. An element has the fewest digits that identify it, but at most {@value
 * #MOST_PLACES} after the point.
 */
final class ElementFormat {

  private static final int MOST_PLACES = 8;

  /** In double precision, and in single: numbers from here on are printed with an exponent. */
  private static final double LARGE = 1e8;

  private static final double LARGE_SINGLE = 1e6;

  private final Precision precision;
  private final boolean scientific;

  /** The width before the point, with the sign, and the number of digits after it. */
  private final int left;

  private final int places;

  /** The number of digits of the exponent. */
  private final int exponentDigits;

  /**
   * A format for these elements.
   *
   * @param elements all that are printed
   */
  ElementFormat(double[] elements, Precision precision) {
    this.precision = precision;
    double[] finite = Arrays.stream(elements).filter(Double::isFinite).toArray();
    this.scientific = isScientific(finite);
    int left = 0;
    int places = 0;
    int exponentDigits = 2;
    for (double element : finite) {
      BigDecimal digits = digits(element);
      left = Math.max(left, sign(element).length() + integer(digits).length());
      places = Math.max(places, scientific ? digits.precision() - 1 : Math.max(0, digits.scale()));
      exponentDigits = Math.max(exponentDigits, exponent(digits).length() - 2);
    }
    this.places = places;
    this.exponentDigits = exponentDigits;
    int right = scientific ? places + 2 + exponentDigits : places;
    for (double element : elements) {
      if (!Double.isFinite(element)) {
        left = Math.max(left, special(element).length() - right - 1);
      }
    }
    this.left = left;
  }

  /** Whether the elements are very large or small, or differ by more than a factor of 1000. */
  private boolean isScientific(double[] finite) {
    double[] sizes = Arrays.stream(finite).map(Math::abs).filter(size -> size != 0).toArray();
    if (sizes.length == 0) {
      return false;
    }
    double least = Arrays.stream(sizes).min().orElseThrow();
    double most = Arrays.stream(sizes).max().orElseThrow();
    double large = precision == Precision.SINGLE ? LARGE_SINGLE : LARGE;
    return most >= large || least < precision.round(0.0001) || precision.round(most / least) > 1000;
  }

  /** An element, at the width of all. */
  String text(double element) {
    if (!Double.isFinite(element)) {
      int right = scientific ? places + 2 + exponentDigits : places;
      return padded(special(element), left + 1 + right);
    }
    BigDecimal digits = scientific ? allDigits(element) : digits(element);
    int count = scientific ? places : Math.max(0, digits.scale());
    String text = padded(sign(element) + integer(digits), left) + "." + fraction(digits, count);
    if (!scientific) {
      return text + " ".repeat(places - count);
    }
    String exponent = exponent(digits);
    return text
        + exponent.substring(0, 2)
        + "0".repeat(exponentDigits - (exponent.length() - 2))
        + exponent.substring(2);
  }

  private static String padded(String text, int width) {
    return " ".repeat(width - text.length()) + text;
  }

  private static String special(double element) {
    return Double.isNaN(element) ? "nan" : element > 0 ? "inf" : "-inf";
  }

  /** Negative numbers and -0 have a sign. */
  private static String sign(double element) {
    return Double.doubleToRawLongBits(element) < 0 ? "-" : "";
  }

  /** The digits before the point, of which there is one if there is an exponent. */
  private String integer(BigDecimal digits) {
    return scientific
        ? digits.unscaledValue().toString().substring(0, 1)
        : digits.setScale(0, RoundingMode.DOWN).toPlainString();
  }

  /** So many digits after the point. */
  private String fraction(BigDecimal digits, int count) {
    String all =
        scientific
            ? digits.unscaledValue().toString().substring(1)
            : digits.setScale(count, RoundingMode.UNNECESSARY).toPlainString();
    all = scientific ? all : all.substring(all.length() - count);
    return all + "0".repeat(count - all.length());
  }

  /** Such as {@code e+05}. */
  private static String exponent(BigDecimal digits) {
    int exponent = digits.signum() == 0 ? 0 : digits.precision() - digits.scale() - 1;
    String value = String.valueOf(Math.abs(exponent));
    return (exponent < 0 ? "e-" : "e+") + (value.length() < 2 ? "0" : "") + value;
  }

  /**
   * The absolute value, with the fewest digits that identify it among all numbers of this
   * precision; rounded from its exact value, half to even, if these are too many.
   */
  private BigDecimal digits(double element) {
    BigDecimal digits = shortest(Math.abs(element));
    if (scientific && digits.precision() > MOST_PLACES + 1) {
      digits = rounded(element, MOST_PLACES + 1);
    } else if (!scientific && digits.scale() > MOST_PLACES) {
      digits = new BigDecimal(Math.abs(element)).setScale(MOST_PLACES, RoundingMode.HALF_EVEN);
    }
    return digits.signum() == 0 ? BigDecimal.ZERO : digits.stripTrailingZeros();
  }

  /** The digits with an exponent: those that identify the element, or further ones of its value. */
  private BigDecimal allDigits(double element) {
    BigDecimal digits = shortest(Math.abs(element));
    return digits.signum() == 0 || digits.precision() == places + 1
        ? digits
        : rounded(element, places + 1);
  }

  private static BigDecimal rounded(double element, int digits) {
    return new BigDecimal(Math.abs(element)).round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  private BigDecimal shortest(double size) {
    String text =
        precision == Precision.SINGLE ? Float.toString((float) size) : Double.toString(size);
    BigDecimal digits = new BigDecimal(text).stripTrailingZeros();
    if (digits.precision() == 2) {
      // Java prints two digits where one identifies a number, but two are nearer: 4.9E-324.
      BigDecimal one = digits.round(new MathContext(1, RoundingMode.HALF_EVEN));
      double parsed =
          precision == Precision.SINGLE ? Float.parseFloat(one.toString()) : one.doubleValue();
      if (parsed == size) {
        return one;
      }
    }
    return digits;
  }
}
