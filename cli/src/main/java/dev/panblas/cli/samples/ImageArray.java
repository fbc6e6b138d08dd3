/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import dev.panblas.cli.data.ArrayFile;
import dev.panblas.cli.data.PictureStack;
import dev.panblas.cli.shared.InputException;
import dev.panblas.cli.shared.Sha256;
import dev.panblas.matrix.Vector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The grey pictures of an array.
 *
 * @param path the file
 * @param stack its pictures
 */
public record ImageArray(Path path, PictureStack stack) implements PictureSet {

  /**
   * Reads an array.
   *
   * @param file the file, and how it is read
   * @return its pictures
   * @throws InputException if it has none
   * @throws IOException if it cannot be read
   */
  public static ImageArray open(ArrayFile file) throws InputException, IOException {
    return new ImageArray(file.path(), file.readPictures());
  }

  @Override
  public List<Source> pictures() {
    return IntStream.range(0, stack.count()).<Source>mapToObj(Slice::new).toList();
  }

  @Override
  public String format() {
    return stack.format();
  }

  @Override
  public String hash() {
    return stack.fileHash();
  }

  private final class Slice implements Source {

    private final int index;

    Slice(int index) {
      this.index = index;
    }

    /** Counted from 1, as in MATLAB. */
    @Override
    public String name() {
      return stack.name() + "-" + (index + 1);
    }

    @Override
    public byte[] hash() {
      double[] pixels = stack.pixels().apply(index);
      return Sha256.of(Vector.over(pixels, 0, pixels.length, 1));
    }

    @Override
    public Picture read(PatchSettings settings) throws InputException {
      if (settings.colour()) {
        throw new InputException(
            "patches in colour must be cut from pictures in colour, but those of "
                + path
                + " are grey: leave out --colour");
      }
      double[] pixels = stack.pixels().apply(index);
      for (int i = 0; i < pixels.length; i++) {
        if (!settings.whitening().accepts(pixels[i])) {
          throw new InputException(
              String.format(
                  Locale.ROOT,
                  "the pixels of %s must be %s, but row %d, column %d (from 1) is %s: %s",
                  this,
                  settings.whitening() == Whitening.GIVEN ? "finite" : "in [0, 1]",
                  i / stack.width() + 1,
                  i % stack.width() + 1,
                  pixels[i],
                  settings.whitening() == Whitening.GIVEN
                      ? "replace the value"
                      : "scale them with --divide-by, or use --whiten given if they are whitened"));
        }
      }
      return new Picture(List.of(new GreyImage(stack.width(), stack.height(), pixels)));
    }

    @Override
    public String toString() {
      return name() + " in " + path;
    }
  }
}
