/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.exact;

import dev.panblas.matrix.Precision;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compares results with expected values, and reports the worst error. */
public final class Judgement {

  private final Precision precision;
  private int judged;
  private int wrong;
  private double worst = -1;
  private @Nullable String message;
  private int noticed;
  private double worstNoticed = -1;
  private @Nullable String warning;

  /**
   * Judges results in one precision.
   *
   * @param precision of the results
   */
  public Judgement(Precision precision) {
    this.precision = precision;
  }

  /**
   * Judges a result.
   *
   * @param name of the result, for the message
   * @param expected the value with its bound
   * @param computed the result
   */
  public void judge(String name, Element expected, double computed) {
    judge(() -> name, expected, computed);
  }

  /**
   * Judges a result.
   *
   * @param name of the result, called only if it is wrong
   * @param expected the value with its bound
   * @param computed the result
   */
  public void judge(Supplier<String> name, Element expected, double computed) {
    double error = expected.error(computed);
    judge(name, expected.displayed(), computed, error, expected.bound(precision));
    double level = expected.warningLevel(precision);
    if (error > level) {
      noticed++;
      if (error / level > worstNoticed) {
        worstNoticed = error / level;
        warning =
            String.format(
                Locale.ROOT,
                "%s: expected %s, got %s, error %.3g, warning level %.3g",
                name.get(),
                expected.displayed(),
                computed,
                error,
                level);
      }
    }
  }

  /**
   * Judges a result by a bound that was derived elsewhere.
   *
   * @param name of the result, called only if it is wrong
   * @param expected the value in the message
   * @param computed the result
   * @param error its absolute error
   * @param bound the error allowed
   */
  public void judge(
      Supplier<String> name, double expected, double computed, double error, double bound) {
    judged++;
    // A bound that was derived from the result may be infinite; an infinite error is wrong all the
    // same.
    if (error <= bound && Double.isFinite(error)) {
      return;
    }
    wrong++;
    // The error as a multiple of the bound; infinite if the result must be exact.
    double excess = Double.isFinite(error) ? error / bound : Double.POSITIVE_INFINITY;
    if (excess > worst) {
      worst = excess;
      message =
          String.format(
              Locale.ROOT,
              "%s: expected %s, got %s, error %.3g, bound %.3g",
              name.get(),
              expected,
              computed,
              error,
              bound);
    }
  }

  /**
   * The warning about results that are within their bounds.
   *
   * @return the result that is furthest beyond the {@linkplain Element#warningLevel warning level},
   *     or empty if none is
   */
  public Optional<String> warning() {
    return Optional.ofNullable(warning)
        .map(
            worst ->
                String.format(
                    Locale.ROOT,
                    "%d of %d elements have errors in one direction, the worst is %s",
                    noticed,
                    judged,
                    worst));
  }

  /**
   * Fails if a result was out of bounds.
   *
   * @throws AssertionError with the worst result, if there is one
   */
  public void require() {
    if (message != null) {
      throw new AssertionError(
          wrong == 1 && judged == 1
              ? message
              : String.format(
                  Locale.ROOT,
                  "%d of %d elements are wrong, the worst is %s",
                  wrong,
                  judged,
                  message));
    }
  }
}
