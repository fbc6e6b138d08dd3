/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import dev.panblas.cli.data.ArrayFile;
import dev.panblas.cli.shared.InputException;
import dev.panblas.matrix.Precision;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Optional;

/** A source of samples. */
public sealed interface SampleSource {

  /** The side of a patch in pixels by default. */
  int DEFAULT_PATCH = 8;

  /** The number of patches by default. */
  int DEFAULT_SAMPLES = 10_000;

  /**
   * The default: patches of the photographs that come with Panblas.
   *
   * @return the source
   */
  static SampleSource standard() {
    PatchSettings patches = new PatchSettings(DEFAULT_PATCH, false, Whitening.OLSHAUSEN);
    return new Images(photographs(), new PatchSampler(patches), DEFAULT_SAMPLES);
  }

  /**
   * The folder of the photographs that come with Panblas, below the root that the launcher sets.
   *
   * @return the folder
   */
  static Path photographs() {
    return Path.of(System.getProperty("panblas.home", ""), "data", "natural-images");
  }

  /**
   * Reads the samples.
   *
   * @param arena the owner of the samples
   * @param precision of the samples
   * @param seed of the random choice of patches
   * @return the samples, and how they were made
   * @throws InputException if the folder or the file cannot be used
   * @throws IOException if reading fails
   */
  Samples read(Arena arena, Precision precision, Seed seed) throws InputException, IOException;

  /**
   * The location of the samples.
   *
   * @return the folder or the file
   */
  Path path();

  /**
   * The number by which all values of a file are divided.
   *
   * @return more than 0; empty if they are used as they are
   */
  default Optional<Double> divisor() {
    return Optional.empty();
  }

  /**
   * Patches of images.
   *
   * @param path a folder of PNG and JPEG files
   * @param patches cuts and scales the patches
   * @param count the number of patches
   */
  record Images(Path path, PatchSampler patches, int count) implements SampleSource {

    @Override
    public Samples read(Arena arena, Precision precision, Seed seed)
        throws InputException, IOException {
      return patches.sample(arena, precision, ImageFolder.open(path), count, seed);
    }
  }

  /**
   * Patches of the pictures of an array.
   *
   * @param file the file, and how it is read
   * @param patches cuts and scales the patches
   * @param count the number of patches
   */
  record Pictures(ArrayFile file, PatchSampler patches, int count) implements SampleSource {

    @Override
    public Path path() {
      return file.path();
    }

    @Override
    public Optional<Double> divisor() {
      return file.divisor();
    }

    @Override
    public Samples read(Arena arena, Precision precision, Seed seed)
        throws InputException, IOException {
      return patches.sample(arena, precision, ImageArray.open(file), count, seed);
    }
  }

  /**
   * A file of samples x features.
   *
   * @param file the file, and how it is read
   */
  record Array(ArrayFile file) implements SampleSource {

    @Override
    public Path path() {
      return file.path();
    }

    @Override
    public Optional<Double> divisor() {
      return file.divisor();
    }

    @Override
    public Samples read(Arena arena, Precision precision, Seed seed)
        throws InputException, IOException {
      ArrayFile.Content content = file.read(arena, precision);
      return new Samples(content.samples(), Optional.empty(), content.format(), content.fileHash());
    }
  }
}
