/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.optimize;

import java.io.IOException;
import java.io.Serial;

/**
 * Thrown if {@link Checkpoint} cannot read a stream: it is not a checkpoint, is damaged, or has
 * another version of the format. The message is a clause with the problem, such as {@code is
 * damaged: it ends too early}.
 */
public final class CheckpointFormatException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  CheckpointFormatException(String problem) {
    super(problem);
  }
}
