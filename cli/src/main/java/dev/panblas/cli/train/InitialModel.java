/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.cli.model.Model;
import dev.panblas.cli.model.ModelFile;
import dev.panblas.cli.shared.InputException;
import dev.panblas.cli.shared.Sha256;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/**
 * The model that a training goes on from.
 *
 * @param file its file
 * @param hash the file's SHA-256
 * @param model its parameters and preprocessing
 */
record InitialModel(Path file, String hash, Model model) {

  static InitialModel read(Path file) throws InputException, IOException {
    Model model = ModelFile.read(Arena.ofAuto(), file);
    return new InitialModel(file, Sha256.hex(Sha256.of(file)), model);
  }

  /**
   * Checks the width of the samples.
   *
   * @throws InputException if it is not that of the model
   */
  void requireFeatures(int features, Path source) throws InputException {
    if (features != model.visible()) {
      throw new InputException(
          "the samples must have the "
              + model.visible()
              + " features of "
              + file
              + ", but those of "
              + source
              + " have "
              + features
              + ": choose other samples, or leave out --init");
    }
  }
}
