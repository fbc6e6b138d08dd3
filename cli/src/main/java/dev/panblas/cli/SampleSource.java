package dev.panblas.cli;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/** Where samples come from. */
sealed interface SampleSource {

  /**
   * Reads them.
   *
   * @param arena the owner of the samples
   * @param precision of the samples
   * @param seed of whatever is left to chance
   * @return one sample a row, from 0 to 1
   * @throws InputException if what was named cannot be used
   * @throws IOException if reading fails
   */
  Matrix read(Arena arena, Precision precision, Seed seed) throws InputException, IOException;

  /** The folder or the file. */
  Path path();

  /**
   * Patches of images.
   *
   * @param path a folder of PNG and JPEG files
   * @param patches how they are cut and scaled
   * @param count how many
   */
  record Images(Path path, PatchSampler patches, int count) implements SampleSource {

    @Override
    public Matrix read(Arena arena, Precision precision, Seed seed) throws InputException {
      return patches.sample(arena, precision, ImageFolder.open(path), count, seed.patches());
    }
  }

  /**
   * A {@code .npy} file of samples x features.
   *
   * @param path the file
   */
  record Array(Path path) implements SampleSource {

    @Override
    public Matrix read(Arena arena, Precision precision, Seed seed)
        throws InputException, IOException {
      return SampleFile.read(arena, path, precision);
    }
  }
}
