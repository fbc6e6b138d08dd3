package dev.panblas.conformance;

import java.time.Duration;

/**
 * How long to look for faults that are rare.
 *
 * @param randomCalls how many random calls to make, valid and invalid together
 * @param threads how long many threads call at once, for each number of the library's own threads;
 *     half as long for large products
 * @param seed from which the random calls are drawn
 */
public record Effort(int randomCalls, Duration threads, long seed) {

  private static final String PREFIX = "panblas.conformance.";

  /** The longest that many threads call. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * What a build takes: a hundred thousand calls; twenty seconds with one thread of the library's,
   * twenty with all, and ten of large products.
   */
  public static final Effort FULL = new Effort(100_000, Duration.ofSeconds(20), 1);

  /** What is enough to see that the rules run. */
  public static final Effort SHORT = new Effort(2_000, Duration.ofMillis(500), 1);

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if there is less than one call, or no time
   */
  public Effort {
    if (randomCalls < 1 || threads.isNegative() || threads.isZero()) {
      throw new IllegalArgumentException(
          "an effort needs a call and some time, not " + randomCalls + " and " + threads);
    }
  }

  /**
   * {@link #FULL}, or what the system properties {@code panblas.conformance.calls}, {@code
   * .seconds} and {@code .seed} say.
   *
   * @return the effort
   * @throws IllegalArgumentException if a property is not a whole number, or out of range
   */
  public static Effort current() {
    return new Effort(
        (int) property("calls", FULL.randomCalls, 1, Integer.MAX_VALUE),
        Duration.ofSeconds(property("seconds", FULL.threads.toSeconds(), 1, LONGEST.toSeconds())),
        property("seed", FULL.seed, Long.MIN_VALUE, Long.MAX_VALUE));
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
    String wrong = "-D" + PREFIX + name + "=" + value + ": this is a whole number";
    long number;
    try {
      number = Long.parseLong(value.strip());
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(wrong, notANumber);
    }
    if (number < least || number > most) {
      throw new IllegalArgumentException(wrong + " from " + least + " to " + most);
    }
    return number;
  }
}
