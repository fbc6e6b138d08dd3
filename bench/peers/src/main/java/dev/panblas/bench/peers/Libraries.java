package dev.panblas.bench.peers;

import dev.panblas.spi.LibraryInfo;
import java.nio.file.Path;
import java.util.Optional;

/** What a peer says of itself. */
final class Libraries {

  private Libraries() {}

  /**
   * A library.
   *
   * @param name its name
   * @param type a class of it, whose jar tells the version
   * @param file the native library that it runs on, if there is one
   */
  static LibraryInfo of(String name, Class<?> type, Optional<Path> file) {
    return new LibraryInfo(
        name,
        jar(type),
        file,
        Optional.empty(),
        Optional.empty(),
        Runtime.getRuntime().availableProcessors());
  }

  /** The jar's name: few of these jars have a manifest that tells more. */
  private static Optional<String> jar(Class<?> type) {
    return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
        .map(source -> Path.of(source.getLocation().getPath()).getFileName())
        .map(Path::toString);
  }
}
