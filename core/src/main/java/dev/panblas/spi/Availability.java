package dev.panblas.spi;

import java.util.Optional;

/** A provider's answer to whether it can run here. */
public sealed interface Availability {

  /**
   * It can.
   *
   * @param library what it would run on
   */
  record Ready(LibraryInfo library) implements Availability {}

  /**
   * It cannot. Reason and remedy are read by people, side by side: each is one clause without a
   * full stop, with the values that matter.
   *
   * @param reason what is missing or wrong: {@code no such file: lib/libopenblas.so}
   * @param remedy what to do about it: {@code set -Dpanblas.library to an existing file}
   * @param cause the exception behind it, if there was one
   */
  record Unavailable(String reason, String remedy, Optional<Throwable> cause)
      implements Availability {}
}
