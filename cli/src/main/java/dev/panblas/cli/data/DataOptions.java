/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.data;

import dev.panblas.cli.shared.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name an array of samples and say how it is read. */
public final class DataOptions {

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "The samples: an array, samples x features, of values from 0 to 1, in a file of NumPy"
              + " (.npy), MNIST (idx), MATLAB (.mat, v5 to v7) or CSV, also in gzip. The format is"
              + " found by its content.")
  private @Nullable Path data;

  @Option(
      names = "--divide-by",
      paramLabel = "N",
      description =
          "Divide all values of the array by this number, such as 255 for bytes. Default: they"
              + " are used as they are.")
  private @Nullable Double divisor;

  @Option(
      names = "--variable",
      paramLabel = "NAME",
      description = "The variable of a .mat file. Default: the only one.")
  private @Nullable String variable;

  @Option(names = "--header", description = "The first line of a CSV file has names, not numbers.")
  private boolean header;

  /** Creates the options, all without a value. */
  public DataOptions() {}

  /**
   * The file of --data.
   *
   * @return its path, or null
   */
  public @Nullable Path path() {
    return data;
  }

  /**
   * The array of --data.
   *
   * @return the file and how it is read, or empty without --data
   * @throws InputException if an option has a wrong value
   */
  public Optional<ArrayFile> array() throws InputException {
    return data == null ? Optional.empty() : Optional.of(file(data));
  }

  /**
   * The array of pictures that --images names.
   *
   * @param images the value of --images, or null
   * @return the file and how it is read, or empty if it is a folder
   * @throws InputException if an option needs a file or has a wrong value
   */
  public Optional<ArrayFile> pictures(@Nullable Path images) throws InputException {
    if (images != null && Files.isRegularFile(images)) {
      return Optional.of(file(images));
    }
    if (data == null && (divisor != null || variable != null || header)) {
      throw new InputException(
          "--divide-by, --variable and --header must be given with an array, but the samples are"
              + " pictures of a folder: name an array with --data, or a .mat file with --images, or"
              + " leave them out");
    }
    return Optional.empty();
  }

  private ArrayFile file(Path path) throws InputException {
    if (divisor != null && !(divisor > 0)) {
      throw new InputException("--divide-by must be > 0, but was " + divisor);
    }
    return new ArrayFile(path, Optional.ofNullable(divisor), Optional.ofNullable(variable), header);
  }
}
