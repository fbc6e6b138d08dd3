/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A reading of the time that processors have spent, in the clock ticks of Linux. Two readings show
 * the share of the processors that other processes took between them. Time that the host of a
 * virtual machine took for others (steal) counts as theirs.
 *
 * @param busy the time of all processors that was not idle, since the machine's start
 * @param all the time of all processors
 * @param own the time of this process and of its children that have ended
 */
public record Load(long busy, long all, long own) {

  /** The share of the processors above which a row is not measured. */
  public static final double MOST_OF_OTHERS = 0.10;

  private static final double TICKS_PER_SECOND =
      100; // USER_HZ, the same in every Linux for the JVM

  private static final Path MACHINE = Path.of("/proc/stat");
  private static final Path PROCESS = Path.of("/proc/self/stat");

  /**
   * The fields of the machine's first line: user, nice, system, idle, iowait, irq, softirq, steal.
   */
  private static final int FIELDS = 8;

  private static final int IDLE = 3;
  private static final int WAITING = 4;

  /** The first of utime, stime, cutime and cstime, counted from the field after the name. */
  private static final int OWN = 11;

  /**
   * Reads the times.
   *
   * @return the times, or empty on a system without {@code /proc/stat}
   */
  public static Optional<Load> now() {
    try {
      return Optional.of(parse(Files.readString(MACHINE), Files.readString(PROCESS)));
    } catch (IOException noLinux) {
      return Optional.empty();
    }
  }

  /**
   * Parses the two files.
   *
   * @param machine the content of {@code /proc/stat}
   * @param process the content of {@code /proc/self/stat}
   * @return the times
   */
  static Load parse(String machine, String process) {
    String[] fields = machine.lines().findFirst().orElseThrow().split(" +");
    long[] ticks = Arrays.stream(fields).skip(1).limit(FIELDS).mapToLong(Long::parseLong).toArray();
    long all = Arrays.stream(ticks).sum();
    // The name is in parentheses and may contain spaces.
    String[] ofProcess = process.substring(process.lastIndexOf(')') + 2).split(" ");
    long own = Arrays.stream(ofProcess).skip(OWN).limit(4).mapToLong(Long::parseLong).sum();
    return new Load(all - ticks[IDLE] - ticks[WAITING], all, own);
  }

  /**
   * The share of the processors that other processes took.
   *
   * @param later a later reading of the same process
   * @return from 0 to 1, or empty if no tick lies between the two readings
   */
  public OptionalDouble othersUntil(Load later) {
    long ticks = later.all - all;
    if (ticks <= 0) {
      return OptionalDouble.empty();
    }
    double others = (later.busy - busy) - (later.own - own);
    return OptionalDouble.of(Math.clamp(others / ticks, 0, 1)); // readings are not at one instant
  }

  /**
   * The CPU time of this process and of its children that have ended.
   *
   * @param later a later reading of the same process
   * @return seconds
   */
  public double ownSecondsUntil(Load later) {
    return (later.own - own) / TICKS_PER_SECOND;
  }
}
