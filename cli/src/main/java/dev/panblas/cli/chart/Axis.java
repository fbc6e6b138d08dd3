/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An axis: its range and the values at which it has labels.
 *
 * @param title a phrase
 * @param low its lower end
 * @param high its upper end, larger
 * @param isLogarithmic whether equal distances are equal ratios; then low is positive
 * @param ticks the values with labels
 */
public record Axis(
    String title, double low, double high, boolean isLogarithmic, List<Double> ticks) {

  private static final int MOST_TICKS = 12;

  /** The digits of a decade that have labels, from the most to the fewest. */
  private static final List<List<Integer>> DIGITS =
      List.of(List.of(1, 2, 3, 4, 6, 8), List.of(1, 2, 5), List.of(1));

  /** The ticks are copied. */
  public Axis {
    ticks = List.copyOf(ticks);
  }

  /**
   * A linear axis with labels at round numbers.
   *
   * @param title a phrase
   * @param low its lower end
   * @param high its upper end
   * @return the axis
   */
  public static Axis linear(String title, double low, double high) {
    return linear(title, low, high, 0);
  }

  /**
   * A linear axis of what is counted, such as iterations: each label is a whole number.
   *
   * @param title a phrase
   * @param low its lower end
   * @param high its upper end
   * @return the axis
   */
  public static Axis counting(String title, int low, int high) {
    return linear(title, low, high, 1);
  }

  private static Axis linear(String title, double low, double high, double leastStep) {
    double top = high > low ? high : low + 1;
    double rough = (top - low) / 8;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    double step =
        Math.max(leastStep, power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10));
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= top * (1 + 1e-9); i++) {
      ticks.add(i * step);
    }
    return new Axis(title, low, top, false, ticks);
  }

  /**
   * A logarithmic axis with labels at the same digits of each decade: many on a short axis, fewer
   * on a long one.
   *
   * @param title a phrase
   * @param low its lower end, positive
   * @param high its upper end
   * @return the axis
   */
  public static Axis logarithmic(String title, double low, double high) {
    double top = high > low ? high : 2 * low;
    for (List<Integer> digits : DIGITS) {
      List<Double> ticks = new ArrayList<>();
      for (int power = (int) Math.floor(Math.log10(low)); Math.pow(10, power) <= top; power++) {
        for (int digit : digits) {
          double tick = new BigDecimal(digit).scaleByPowerOfTen(power).doubleValue();
          if (tick >= low && tick <= top) {
            ticks.add(tick);
          }
        }
      }
      if (ticks.size() <= MOST_TICKS || digits.equals(DIGITS.getLast())) {
        return new Axis(title, low, top, true, ticks);
      }
    }
    throw new AssertionError("the last of the lists must return");
  }

  /**
   * A logarithmic axis with labels at given values.
   *
   * @param title a phrase
   * @param ticks increasing and positive; the first and the last are the ends
   * @return the axis
   */
  public static Axis logarithmic(String title, List<Double> ticks) {
    double high = ticks.getLast();
    double low = ticks.getFirst();
    return new Axis(title, low, high > low ? high : 2 * low, true, ticks);
  }

  /** The place of a value: 0 at the lower end, 1 at the upper end. */
  double place(double value) {
    return isLogarithmic
        ? Math.log(value / low) / Math.log(high / low)
        : (value - low) / (high - low);
  }

  /** Whether a value can be drawn. */
  boolean contains(double value) {
    return value >= low * (1 - 1e-9) - 1e-12 && value <= high * (1 + 1e-9);
  }

  /**
   * A number as a label.
   *
   * @param value the number
   * @return at most four digits; with an exponent below 0.0001 and from 10,000,000 on
   */
  public static String label(double value) {
    if (value != 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e7)) {
      return String.format(Locale.ROOT, "%.3g", value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }
}
