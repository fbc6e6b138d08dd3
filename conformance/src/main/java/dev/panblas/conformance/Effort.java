/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import java.time.Duration;
import java.util.Locale;

/**
 * How many random calls the kit makes, and for how long it calls from many threads.
 *
 * @param randomCalls how many random calls to make by one caller, valid and invalid together, and
 *     how many by 1, 200 and 800 callers together
 * @param threads how long many threads call at once, with one thread for each call and again with
 *     the thread count of the settings; half as long for large products
 * @param seed of the random calls
 * @param limit how long a rule may take; a rule that has not ended by then has failed
 */
public record Effort(int randomCalls, Duration threads, long seed, Duration limit) {

  private static final String PREFIX = "panblas.conformance.";

  /** Many times what the slowest rule takes on a slow machine. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** The largest value of {@code panblas.conformance.seconds} and {@code .limit}. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * An exhaustive run: twice 100,000 random calls; 20 s with one thread for each call, 20 s with
   * all, and 10 s of large products.
   */
  public static final Effort FULL = new Effort(100_000, Duration.ofSeconds(20), 1, LIMIT);

  /**
   * An ordinary build: twice 2,000 random calls; 0.5 s with one thread for each call, 0.5 s with
   * all, and 0.25 s of large products.
   */
  public static final Effort SHORT = new Effort(2_000, Duration.ofMillis(500), 1, LIMIT);

  /**
   * An effort.
   *
   * @throws IllegalArgumentException if {@code randomCalls} is less than 1, or {@code threads} or
   *     {@code limit} is not positive
   */
  public Effort {
    if (randomCalls < 1 || !threads.isPositive() || !limit.isPositive()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "randomCalls must be >= 1, threads and limit must be > 0, but were %d, %s and %s",
              randomCalls,
              threads,
              limit));
    }
  }

  /**
   * The effort that the system property {@code panblas.conformance.effort} names, {@code full} or
   * {@code short}, by default {@link #SHORT}. The properties {@code panblas.conformance.calls},
   * {@code .seconds}, {@code .seed} and {@code .limit} (in seconds) change its parts.
   *
   * @return the effort
   * @throws IllegalArgumentException if a property has a value that is not allowed
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
        seconds("seconds", threads),
        property("seed", seed, Long.MIN_VALUE, Long.MAX_VALUE),
        seconds("limit", limit));
  }

  private static Duration seconds(String name, Duration standard) {
    return System.getProperty(PREFIX + name, "").isBlank()
        ? standard
        : Duration.ofSeconds(property(name, 1, 1, LONGEST.toSeconds()));
  }

  /** For a rule with one kind of call: half of the time. */
  Effort half() {
    return new Effort(randomCalls, threads.dividedBy(2), seed, limit);
  }

  private static long property(String name, long standard, long least, long most) {
    String value = System.getProperty(PREFIX + name);
    if (value == null || value.isBlank()) {
      return standard;
    }
    String rule =
        String.format(
            Locale.ROOT,
            "-D%s%s must be a whole number from %d to %d, but was %s",
            PREFIX,
            name,
            least,
            most,
            value);
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
