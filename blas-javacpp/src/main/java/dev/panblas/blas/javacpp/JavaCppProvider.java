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
 * through JavaCPP's presets.
 *
 * <p>It maps the same file as the backend panama does when that takes its library from the jar, so
 * that one copy with one set of threads serves both. If the program has loaded JavaCPP's OpenBLAS
 * itself before, that copy is used, and {@link dev.panblas.spi.LibraryInfo#file()} says so.
 *
 * <p>The number of threads is the process's: what the last one to open asks for holds for all.
 *
 * <p>Operands are handed over as bare addresses. An arena that another thread closes while a call
 * uses its memory ends the JVM; blas-panama refuses such a close.
 */
public final class JavaCppProvider implements BlasProvider {

  // No JavaCPP class is named here: without its jars, this one must still load to say so.

  private static final String PRESETS = "org.bytedeco.openblas.global.openblas_nolapack";

  /** Made by {@link java.util.ServiceLoader}. */
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
          "it always runs the OpenBLAS of its jar, but "
              + library.get().source()
              + " asks for "
              + library.get().value(),
          "withdraw that, or take the backend panama, which runs any CBLAS library",
          Optional.empty());
    }
    try {
      Class.forName(PRESETS, false, getClass().getClassLoader());
    } catch (ClassNotFoundException | NoClassDefFoundError absent) {
      return new Unavailable(
          "JavaCPP's presets of OpenBLAS are not there (" + absent + ")",
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
      throw new IllegalStateException("javacpp was ready but is no longer: " + failed, failed);
    }
  }
}
