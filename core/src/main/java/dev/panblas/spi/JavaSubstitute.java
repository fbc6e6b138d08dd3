/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import dev.panblas.matrix.Precision;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A routine that a backend computes in plain Java although its library has a function for it, or
 * the backend a kernel in Java.
 *
 * @param routine the routine
 * @param precisions the precisions in which it is computed in Java, at least one
 * @param reason what is wrong with the function or kernel: one clause without a full stop
 */
public record JavaSubstitute(Routine routine, Set<Precision> precisions, String reason) {

  /**
   * Copies the set.
   *
   * @throws IllegalArgumentException if there is no precision
   */
  public JavaSubstitute {
    precisions = Set.copyOf(precisions);
    if (precisions.isEmpty()) {
      throw new IllegalArgumentException("precisions must not be empty");
    }
  }

  /**
   * A routine that is computed in Java in both precisions.
   *
   * @param routine the routine
   * @param reason what is wrong with the library's functions
   */
  public JavaSubstitute(Routine routine, String reason) {
    this(routine, EnumSet.allOf(Precision.class), reason);
  }

  /**
   * Whether a function is replaced.
   *
   * @param other a routine
   * @param precision a precision
   * @return true if the routine is computed in Java in this precision
   */
  public boolean replaces(Routine other, Precision precision) {
    return routine == other && precisions.contains(precision);
  }

  /** {@return one clause: {@code sum in single: the native library leaves out elements}} */
  @Override
  public String toString() {
    String which =
        precisions.size() == Precision.values().length
            ? ""
            : precisions.stream()
                .map(Precision::toString)
                .sorted()
                .collect(Collectors.joining(" and ", " in ", ""));
    return routine + which + ": " + reason;
  }
}
