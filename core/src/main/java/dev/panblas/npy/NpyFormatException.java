/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.npy;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/**
 * Thrown if {@link NpyFile} cannot read a file: it is not a .npy file, is damaged, or has an
 * unsupported type or rank. The message names the file, the problem and the remedy.
 */
public final class NpyFormatException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  NpyFormatException(Path file, String problem) {
    super(file + " " + problem);
  }
}
