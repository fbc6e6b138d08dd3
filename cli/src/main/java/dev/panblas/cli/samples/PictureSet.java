/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import dev.panblas.cli.shared.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Pictures in an order that depends neither on the file system nor on the locale. */
public sealed interface PictureSet permits ImageFolder, ImageArray {

  /** A picture that is read when it is needed. {@code toString} names it in messages. */
  interface Source {

    /**
     * Its name.
     *
     * @return such as {@code a.png}
     */
    String name();

    /**
     * The SHA-256 of what it is read from: the bytes of its file, or its pixels.
     *
     * @return 32 bytes
     * @throws IOException if it cannot be read
     */
    byte[] hash() throws IOException;

    /**
     * Reads it.
     *
     * @param settings whether it is read in colour, and its filter
     * @return pixels in the range that the filter needs
     * @throws InputException if it cannot be read, or the settings do not fit it
     */
    Picture read(PatchSettings settings) throws InputException;
  }

  /**
   * The location.
   *
   * @return the folder or the file
   */
  Path path();

  /**
   * The pictures.
   *
   * @return at least one
   */
  List<? extends Source> pictures();

  /**
   * What the pictures are read from.
   *
   * @return such as {@code mat}
   */
  String format();

  /**
   * The SHA-256 of what they are read from.
   *
   * @return in hexadecimal
   * @throws IOException if a file cannot be read
   */
  String hash() throws IOException;
}
