package dev.panblas.npy;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/**
 * A file is not what {@link NpyFile} can take: no .npy file, a damaged one, or one of another type
 * or rank. The message is one sentence that names the file, what was found and what to do.
 */
public final class NpyFormatException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  NpyFormatException(Path file, String problem) {
    super(file + " " + problem);
  }
}
