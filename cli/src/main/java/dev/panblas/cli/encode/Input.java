/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.encode;

import dev.panblas.cli.data.ArrayFile;
import dev.panblas.cli.data.DataOptions;
import dev.panblas.cli.model.Model;
import dev.panblas.cli.model.ModelFile;
import dev.panblas.cli.samples.ImageArray;
import dev.panblas.cli.samples.ImageFolder;
import dev.panblas.cli.samples.PictureSet;
import dev.panblas.cli.samples.Preprocessing;
import dev.panblas.cli.shared.InputException;
import dev.panblas.matrix.Matrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name a model and what it is applied to. */
final class Input {

  @Option(
      names = "--model",
      paramLabel = "FILE.npz",
      required = true,
      description =
          "The model: model.npz of panblas train, or for --data any archive of numpy.savez with"
              + " W1, W2, b1 and b2.")
  private Path model;

  @Mixin private final DataOptions dataOptions = new DataOptions();

  @Option(
      names = "--images",
      paramLabel = "DIR|FILE.mat",
      description =
          "Apply it to the patches of this folder's PNG and JPEG files, or of the pictures in a"
              + " .mat file (height x width x count), with the model's preprocessing: all patches"
              + " side by side without gaps from the upper left corner, row after row, the pictures"
              + " sorted by name. A narrower rest at the right and the lower edge is left out.")
  private @Nullable Path images;

  @SuppressWarnings("NullAway.Init") // picocli sets the options
  Input() {}

  /** Checks that there is one input, and reads the model. */
  Model model(Arena arena) throws InputException, IOException {
    boolean hasData = dataOptions.array().isPresent();
    if (hasData == (images != null)) {
      throw new InputException(
          "exactly one of --data and --images must be given, but "
              + (hasData ? "both are" : "neither is"));
    }
    return ModelFile.read(arena, model);
  }

  /** Refuses to replace the model or the input by a result. */
  void requireOther(Path output) throws InputException, IOException {
    requireOther(output, "--model", model);
    requireOther(output, "--data", dataOptions.path());
    requireOther(output, "--images", images);
    if (images != null && Files.isDirectory(images)) {
      for (Path picture : ImageFolder.open(images).files()) {
        requireOther(output, "--images", picture);
      }
    }
  }

  private static void requireOther(Path output, String option, @Nullable Path input)
      throws InputException, IOException {
    if (input != null && Files.exists(output) && Files.isSameFile(output, input)) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "a result must not replace an input, but %s is one (%s): choose another --out",
              output,
              option));
    }
  }

  /** The pictures, or empty if the input is an array. */
  Optional<PictureSet> pictures() throws InputException, IOException {
    Optional<ArrayFile> array = dataOptions.pictures(images);
    if (array.isPresent()) {
      return Optional.of(ImageArray.open(array.get()));
    }
    return images == null ? Optional.empty() : Optional.of(ImageFolder.open(images));
  }

  /** The preprocessing of pictures. */
  Preprocessing preprocessing(Model read) throws InputException {
    return read.preprocessing()
        .orElseThrow(
            () ->
                new InputException(
                    model
                        + " does not say how pictures become samples, because it was trained on an"
                        + " array or made by hand: use --data"));
  }

  /** The array, in the model's precision. */
  Matrix array(Arena arena, Model read) throws InputException, IOException {
    ArrayFile array = dataOptions.array().orElseThrow();
    Matrix samples = array.read(arena, read.precision()).samples();
    if (samples.columns() != read.visible()) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "samples for %s must have %d features, but those of %s have %d: choose the array or"
                  + " the model that fits",
              model,
              read.visible(),
              array.path(),
              samples.columns()));
    }
    return samples;
  }
}
