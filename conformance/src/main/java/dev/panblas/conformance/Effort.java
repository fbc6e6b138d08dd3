/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import java.time.Duration;

/**
 * How long to look for rare faults.
 *
 * @param randomCalls how many random calls to make, valid and invalid together
 * @param threads how long many threads call at once, for each number of the library's own threads;
 *     half as long for large products
 * @param seed of the random calls
 */
public record Effort(int randomCalls, Duration threads, long seed) {

  private static final String PREFIX = "panblas.conformance.";

  /** The longest that many threads call. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * An exhaustive run: a hundred thousand calls; twenty seconds with one library thread, twenty
   * with all, and ten of large products.
   */
  public static final Effort FULL = new Effort(100_000, Duration.ofSeconds(20), 1);

  /** An ordinary build: every rule with all its cases, two thousand calls, and 1.25 seconds. */
  public static final Effort SHORT = new Effort(2_000, Duration.ofMillis(500), 1);

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if there is less than one call, or no time
   */
  public Effort {
    if (randomCalls < 1 || threads.isNegative() || threads.isZero()) {
      throw new IllegalArgumentException(
          "an effort must have >= 1 call and some time, but had "
              + randomCalls
              + " calls and "
              + threads);
    }
  }

  /**
   * The effort that the system property {@code panblas.conformance.effort} names, {@code full} or
   * {@code short}, by default {@link #SHORT}. The properties {@code panblas.conformance.calls},
   * {@code .seconds} and {@code .seed} change its parts.
   *
   * @return the effort
   * @throws IllegalArgumentException if a property has no such value
   */
  public static Effort current() {
    return named(System.getProperty(PREFIX + "effort", "short")).changedByProperties();
  }

  private static Effort named(String name) {
    return switch (name.strip()) {
      case "full" -> FULL;
      case "short", "" -> SHORT;
      default ->
          throw new IllegalArgumentException(
              "-D" + PREFIX + "effort must be full or short, but was " + name);
    };
  }

  /**
   * This effort, with the parts that system properties change.
   *
   * @return the effort
   * @throws IllegalArgumentException if a property is not a whole number, or out of range
   */
  public Effort changedByProperties() {
    return new Effort(
        (int) property("calls", randomCalls, 1, Integer.MAX_VALUE),
        System.getProperty(PREFIX + "seconds", "").isBlank()
            ? threads
            : Duration.ofSeconds(property("seconds", 1, 1, LONGEST.toSeconds())),
        property("seed", seed, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  /** For a rule that looks for one thing only. */
  Effort half() {
    return new Effort(randomCalls, threads.dividedBy(2), seed);
  }

  private static long property(String name, long standard, long least, long most) {
    String value = System.getProperty(PREFIX + name);
    if (value == null || value.isBlank()) {
      return standard;
    }
    String rule =
        "-D%s%s must be a whole number from %d to %d, but was %s"
            .formatted(PREFIX, name, least, most, value);
    long number;
    try {
      number = Long.parseLong(value.strip());
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(rule, notANumber);
    }
    if (number < least || number > most) {
      throw new IllegalArgumentException(rule);
    }
    return number;
  }
}
