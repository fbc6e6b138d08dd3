package dev.panblas.bench.run;

/**
 * How long a fork takes.
 *
 * @param warmups iterations that are not counted
 * @param repetitions iterations that are
 * @param millis the length of one
 */
public record Pace(int warmups, int repetitions, int millis) {

  /** A second and a fifth. */
  public static final Pace SHORT = new Pace(3, 3, 200);

  /** Five seconds. */
  public static final Pace FULL = new Pace(5, 5, 500);
}
