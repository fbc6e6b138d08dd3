/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.javacpp;

import dev.panblas.nativelib.cblas.CblasAvailability;
import dev.panblas.nativelib.file.NativeArtifacts;
import dev.panblas.nativelib.file.Platform;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.spi.Availability;
import dev.panblas.spi.Availability.Unavailable;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.Settings;
import java.util.Optional;

/**
 * The backend {@code javacpp}: the OpenBLAS of the jar {@code org.bytedeco:openblas}, called
 * through JavaCPP's presets (its generated Java bindings).
 *
 * <p>It loads the same file as the backend panama does by default, so both use one copy of OpenBLAS
 * with one set of threads. If the program has loaded JavaCPP's OpenBLAS before, that copy is used;
 * {@link dev.panblas.spi.LibraryInfo#file()} returns its file.
 *
 * <p>OpenBLAS runs with one thread, unless {@link Settings#libraryThreads()} requests more: the
 * first opening in a process decides.
 *
 * <p>JNI does not keep the arenas of a call open. Another thread may close a shared arena, so a
 * call with an operand in one goes to the same function of the same library through the Foreign
 * Function and Memory API; closing the arena then throws an exception.
 */
public final class JavaCppProvider implements BlasProvider {

  // This class uses no class of JavaCPP. It can therefore be loaded without JavaCPP's jars, and
  // reports that they are missing.

  private static final String PRESETS = "org.bytedeco.openblas.global.openblas_nolapack";

  /** Called by {@link java.util.ServiceLoader}. Loads nothing. */
  public JavaCppProvider() {}

  @Override
  public String name() {
    return "javacpp";
  }

  @Override
  public int priority() {
    return 200;
  }

  @Override
  public Availability probe(Settings settings) {
    Optional<Settings.Request> library = settings.library();
    if (library.isPresent()) {
      return new Unavailable(
          "it can run only the OpenBLAS of its jar, but "
              + library.get().source()
              + " requests "
              + library.get().value(),
          "remove that setting, or choose the backend panama, which runs any CBLAS library",
          Optional.empty());
    }
    try {
      Class.forName(PRESETS, false, getClass().getClassLoader());
    } catch (ClassNotFoundException | NoClassDefFoundError absent) {
      return new Unavailable(
          "JavaCPP's presets of OpenBLAS are missing (" + absent + ")",
          "add org.bytedeco:openblas and org.bytedeco:javacpp without a classifier, and "
              + NativeArtifacts.toAdd(Platform.CURRENT, "openblas", "javacpp"),
          Optional.of(absent));
    }
    return CblasAvailability.probe(
        () -> Presets.open(settings),
        settings,
        "dev.panblas.nativelib,org.bytedeco.javacpp,org.bytedeco.openblas");
  }

  @Override
  public BlasKernels open(Settings settings) {
    try {
      return Presets.open(settings).open(settings);
    } catch (UnusableLibraryException failed) {
      throw new IllegalStateException(
          failed.getMessage() + "; to fix it, " + failed.remedy(), failed);
    }
  }
}
