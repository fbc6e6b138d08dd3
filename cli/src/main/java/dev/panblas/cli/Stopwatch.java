package dev.panblas.cli;

/** Takes the times of phases that follow one another. */
final class Stopwatch {

  private long last = System.nanoTime();

  /** The seconds since the last lap, or since the beginning. */
  double lap() {
    long now = System.nanoTime();
    double seconds = (now - last) / 1e9;
    last = now;
    return seconds;
  }
}
