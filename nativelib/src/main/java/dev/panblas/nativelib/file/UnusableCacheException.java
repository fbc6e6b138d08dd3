/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.file;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The cache for native libraries cannot be used. Another folder may be usable. */
public final class UnusableCacheException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  UnusableCacheException(Path folder, String why, @Nullable Throwable cause) {
    this(
        String.format(
            Locale.ROOT,
            "the cache for native libraries, %s, %s%s",
            folder,
            why,
            cause == null ? "" : " (" + cause + ")"),
        cause);
  }

  private UnusableCacheException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** This exception, with the reason why a temporary folder cannot be used either. */
  UnusableCacheException and(IOException temporary) {
    boolean saysWhy = temporary instanceof UnusableCacheException;
    return new UnusableCacheException(
        getMessage()
            + "; a temporary folder cannot be used either: "
            + (saysWhy ? temporary.getMessage() : temporary),
        this);
  }
}
