package dev.panblas.blas.javacpp;

import dev.panblas.spi.Availability;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JavaCPP's OpenBLAS cannot be had here. */
final class NotReadyException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final String reason;
  private final String remedy;

  NotReadyException(String reason, String remedy, @Nullable Throwable cause) {
    super(reason, cause);
    this.reason = reason;
    this.remedy = remedy;
  }

  Availability.Unavailable availability() {
    return new Availability.Unavailable(reason, remedy, Optional.ofNullable(getCause()));
  }
}
