/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.file;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The native jar {@code org.bytedeco:openblas} of a platform: OpenBLAS and its dependencies. */
public final class OpenBlasJar {

  private OpenBlasJar() {}

  /**
   * The jar of a platform.
   *
   * @param anchor a class of the calling module
   * @param platform the platform
   * @return the jar, or empty if it is not found
   */
  public static Optional<NativeJar> find(Class<?> anchor, Platform platform) {
    return NativeJar.find(
        anchor,
        "org.bytedeco.openblas." + platform.toString().replace('-', '.'),
        "org/bytedeco/openblas/" + platform,
        files(platform));
  }

  /**
   * The libraries in the jar, each after its dependencies, OpenBLAS last. Not all of them have a
   * search path for their dependencies, so they must be loaded in this order.
   *
   * @param platform the platform
   * @return the files' names
   */
  public static List<String> files(Platform platform) {
    return switch (platform.system()) {
      case LINUX ->
          Stream.of("libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0")
              // On arm64 long double has quadruple precision, so libquadmath is not needed.
              .filter(
                  name -> !(name.startsWith("libquadmath") && platform.machine().equals("arm64")))
              .toList();
      case MACOS ->
          List.of(
              "libgcc_s.1.1.dylib",
              "libquadmath.0.dylib",
              "libgfortran.5.dylib",
              "libopenblas.0.dylib");
      case WINDOWS -> List.of("libopenblas.dll");
    };
  }
}
