package dev.panblas.backend;

import dev.panblas.spi.LibraryInfo;

/** Puts a library in words. */
final class Libraries {

  private Libraries() {}

  static String describe(LibraryInfo library) {
    StringBuilder text = new StringBuilder(library.name());
    library.version().ifPresent(version -> text.append(' ').append(version));
    library.core().ifPresent(core -> text.append(" for ").append(core));
    text.append(", ").append(library.threads());
    text.append(library.threads() == 1 ? " thread" : " threads");
    library.file().ifPresent(file -> text.append(", from ").append(file));
    return text.toString();
  }
}
