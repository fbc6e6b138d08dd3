/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.file;

import java.util.List;
import java.util.Optional;

/** The native jar {@code org.bytedeco:mkl}, with classifier {@code linux-x86_64-redist}: MKL. */
public final class MklJar {

  /** Loads the others, which it looks for in its own folder, when it is first called. */
  private static final String LOADER = "libmkl_rt.so.2";

  private static final List<String> FILES =
      List.of(
          "libiomp5.so",
          "libmkl_core.so.2",
          "libmkl_intel_lp64.so.2",
          "libmkl_intel_thread.so.2",
          "libmkl_def.so.2",
          "libmkl_mc3.so.2",
          "libmkl_avx2.so.2",
          "libmkl_avx512.so.2",
          LOADER);

  private MklJar() {}

  /**
   * The jar of a platform.
   *
   * @param anchor a class of the calling module
   * @param platform the platform
   * @return the jar; empty if it is not found, or the platform is another one
   */
  public static Optional<NativeJar> find(Class<?> anchor, Platform platform) {
    return platform.toString().equals("linux-x86_64")
        ? NativeJar.find(
            anchor,
            "org.bytedeco.mkl.linux.x86_64.redist",
            "org/bytedeco/mkl/linux-x86_64",
            List.of(LOADER))
        : Optional.empty();
  }

  /**
   * The libraries in the jar: those of BLAS, and last the one to load.
   *
   * @return the files' names
   */
  public static List<String> files() {
    return FILES;
  }
}
