/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.autoencoder.Parameters;
import dev.panblas.npy.AtomicFile;
import dev.panblas.npy.NpyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an autoencoder's parameters as {@code .npz}, NumPy's archive of arrays: a zip with the
 * entries W1 (hidden x visible), W2 (visible x hidden), b1 (hidden) and b2 (visible), each a {@code
 * .npy} in the parameters' precision. The zip's comment names what computed it. The same parameters
 * and comment give the same bytes.
 */
final class ModelFile {

  /** The earliest time of a zip entry, as in NumPy: the bytes must not depend on the clock. */
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private ModelFile() {}

  /**
   * Writes a model. The file is complete or not there.
   *
   * @param comment of the zip
   * @throws IOException if it cannot be written
   */
  static void write(Path file, Parameters parameters, String comment) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setComment(comment);
            add(zip, "W1", entry -> NpyFile.write(entry, parameters.w1()));
            add(zip, "W2", entry -> NpyFile.write(entry, parameters.w2()));
            add(zip, "b1", entry -> NpyFile.write(entry, parameters.b1()));
            add(zip, "b2", entry -> NpyFile.write(entry, parameters.b2()));
          }
        });
  }

  private static void add(ZipOutputStream zip, String name, AtomicFile.Content array)
      throws IOException {
    ZipEntry entry = new ZipEntry(name + ".npy");
    entry.setTimeLocal(ENTRY_TIME);
    zip.putNextEntry(entry);
    array.writeTo(zip);
    zip.closeEntry();
  }
}
