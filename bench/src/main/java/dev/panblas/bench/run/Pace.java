package dev.panblas.bench.run;

/**
 * How long a fork takes.
 *
 * @param warmups iterations that are not counted
 * @param networkWarmups the same for a network, which the JVM takes longer to compile
 * @param repetitions iterations that are
 * @param millis the length of one
 */
public record Pace(int warmups, int networkWarmups, int repetitions, int millis) {

  /** A second and a fifth; near two seconds for a network. */
  public static final Pace SHORT = new Pace(3, 6, 3, 200);

  /** Five seconds. */
  public static final Pace FULL = new Pace(5, 5, 5, 500);
}
