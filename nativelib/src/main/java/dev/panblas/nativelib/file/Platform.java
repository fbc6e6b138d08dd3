/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.file;

import java.util.Locale;

/**
 * The operating system and the machine, with the names that native jars use.
 *
 * @param system the operating system
 * @param machine such as {@code x86_64}
 */
public record Platform(OperatingSystem system, String machine) {

  /** Operating systems that differ in how they name and find libraries. */
  public enum OperatingSystem {
    /** {@code lib*.so}, followed by a version. */
    LINUX("linux"),
    /** {@code lib*.dylib}. */
    MACOS("macosx"),
    /** {@code *.dll}. */
    WINDOWS("windows");

    private final String folder;

    OperatingSystem(String folder) {
      this.folder = folder;
    }
  }

  /** The platform of this JVM. */
  public static final Platform CURRENT =
      of(System.getProperty("os.name"), System.getProperty("os.arch"));

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
