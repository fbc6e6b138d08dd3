/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import dev.panblas.cli.shared.InputException;
import dev.panblas.cli.shared.Sha256;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The PNG and JPEG files of a folder, recognised by their extension in any case, without hidden
 * files and without subfolders. They are sorted by the bytes of their names, so that neither their
 * order nor the patches depend on the file system or the locale.
 *
 * @param path the folder
 * @param files its images, at least one
 */
public record ImageFolder(Path path, List<Path> files) implements PictureSet {

  private static final List<String> EXTENSIONS = List.of(".png", ".jpg", ".jpeg");

  /**
   * Lists a folder. The images are read later, one at a time.
   *
   * @param path the folder
   * @return its images
   * @throws InputException if it is not a folder, cannot be listed, or contains no image
   */
  public static ImageFolder open(Path path) throws InputException {
    if (Files.notExists(path)) {
      throw new InputException(
          "There is no folder " + path + ": name a folder of PNG or JPEG files.");
    }
    if (!Files.isDirectory(path)) {
      throw new InputException(path + " is not a folder: name the folder of the images.");
    }
    try (Stream<Path> entries = Files.list(path)) {
      List<Path> files =
          entries
              .filter(ImageFolder::isImage)
              .sorted(Comparator.comparing(ImageFolder::bytes))
              .toList();
      if (files.isEmpty()) {
        throw new InputException(
            "The folder "
                + path
                + " contains no PNG or JPEG file ("
                + String.join(", ", EXTENSIONS)
                + "): name another.");
      }
      return new ImageFolder(path, files);
    } catch (IOException e) {
      throw new InputException(
          "The folder " + path + " cannot be listed (" + e + "): check its permissions.", e);
    }
  }

  /**
   * The SHA-256 of the text that {@code sha256sum} prints for the images, one line each: it changes
   * with their content, their names and their order.
   */
  @Override
  public String hash() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Path file : files) {
      String name = bytes(file);
      lines.append(Sha256.hex(Sha256.of(file))).append("  ");
      lines.append(name.substring(name.lastIndexOf('/') + 1)).append('\n');
    }
    return Sha256.hex(Sha256.of(lines.toString().getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Override
  public List<Source> pictures() {
    return files.stream().<Source>map(ImageInFolder::new).toList();
  }

  @Override
  public String format() {
    return "pictures";
  }

  private record ImageInFolder(Path file) implements Source {

    @Override
    public String name() {
      return ImageFolder.name(file);
    }

    @Override
    public byte[] hash() throws IOException {
      return Sha256.of(file);
    }

    @Override
    public Picture read(PatchSettings settings) throws InputException {
      if (settings.whitening() == Whitening.GIVEN) {
        throw new InputException(
            "pictures that are whitened already must be in a .mat file, but "
                + file
                + " is a picture of a folder: give the file with --images");
      }
      return ImageFile.read(file, settings.colour());
    }

    @Override
    public String toString() {
      return file.toString();
    }
  }

  private static boolean isImage(Path file) {
    String name = name(file).toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && EXTENSIONS.stream().anyMatch(name::endsWith)
        && Files.isRegularFile(file);
  }

  /** The bytes of the name, each as a character. In the C locale, different bytes decode alike. */
  private static String bytes(Path file) {
    String escaped = file.toUri().getRawPath().replace("+", "%2B");
    return URLDecoder.decode(escaped, StandardCharsets.ISO_8859_1);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
