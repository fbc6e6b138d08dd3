package dev.panblas.blas.panama;

import java.util.Locale;

/**
 * The operating system and the machine, as native jars name them.
 *
 * @param system the operating system
 * @param machine such as {@code x86_64}
 */
record Platform(OperatingSystem system, String machine) {

  /** Operating systems, told apart by how they name and find libraries. */
  enum OperatingSystem {
    LINUX("linux"),
    MACOS("macosx"),
    WINDOWS("windows");

    private final String folder;

    OperatingSystem(String folder) {
      this.folder = folder;
    }
  }

  static final Platform CURRENT = of(System.getProperty("os.name"), System.getProperty("os.arch"));

  static Platform of(String name, String machine) {
    String lower = name.toLowerCase(Locale.ROOT);
    OperatingSystem system =
        lower.startsWith("windows")
            ? OperatingSystem.WINDOWS
            : lower.startsWith("mac") ? OperatingSystem.MACOS : OperatingSystem.LINUX;
    return new Platform(
        system,
        switch (machine) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm64";
          default -> machine;
        });
  }

  /** {@return such as {@code linux-x86_64}} */
  @Override
  public String toString() {
    return system.folder + "-" + machine;
  }
}
