/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.npy;

import java.io.IOException;
import java.io.Serial;

/**
 * Thrown if {@link NpyFile} or {@link NpzFile} cannot read a file: it is not a .npy or .npz file,
 * is damaged, or has an unsupported type or rank. The message names the file, for an archive the
 * array too, the problem and the remedy.
 */
public final class NpyFormatException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  NpyFormatException(String name, String problem) {
    super(name + " " + problem);
  }

  NpyFormatException(String name, String problem, Throwable cause) {
    super(name + " " + problem, cause);
  }
}
