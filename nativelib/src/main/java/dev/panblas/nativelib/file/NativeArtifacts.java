/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** The Maven coordinates of the native jars, for messages that say what to add. */
public final class NativeArtifacts {

  private static final String VERSIONS = "versions.properties";

  /** The classifiers of the jars of {@code org.bytedeco}. */
  private static final Set<String> PLATFORMS =
      Set.of("linux-x86_64", "linux-arm64", "macosx-x86_64", "macosx-arm64", "windows-x86_64");

  private NativeArtifacts() {}

  /**
   * The dependencies that provide native libraries of {@code org.bytedeco}.
   *
   * @param platform the platform of the program
   * @param artifacts such as {@code openblas}
   * @return such as {@code org.bytedeco:openblas:0.3.31-1.5.13:linux-x86_64, or
   *     dev.panblas:panblas-openblas-platform:1.0.0, which has the native jars of all platforms}
   * @throws IllegalArgumentException if the version of an artifact is unknown
   */
  public static String toAdd(Platform platform, String... artifacts) {
    if (!PLATFORMS.contains(platform.toString())) {
      return "a native library for " + platform + ", for which there is no jar";
    }
    Properties versions = versions();
    return Arrays.stream(artifacts)
        .map(name -> "org.bytedeco:" + name + ":" + version(versions, name) + ":" + platform)
        .collect(
            Collectors.joining(
                " and ",
                "",
                ", or dev.panblas:panblas-openblas-platform:"
                    + version(versions, "panblas")
                    + ", which has the native jars of all platforms"));
  }

  private static String version(Properties versions, String name) {
    String version = versions.getProperty(name);
    if (version == null) {
      throw new IllegalArgumentException(VERSIONS + " must have a version of " + name);
    }
    return version;
  }

  private static Properties versions() {
    Properties versions = new Properties();
    try (InputStream in = NativeArtifacts.class.getResourceAsStream(VERSIONS)) {
      if (in == null) {
        throw new IllegalStateException(
            VERSIONS + " must be beside " + NativeArtifacts.class.getName() + ", but is missing");
      }
      versions.load(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return versions;
  }
}
