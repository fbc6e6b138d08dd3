package dev.panblas.blas.javacpp;

import dev.panblas.cblas.CblasKernels;
import dev.panblas.library.NativeArtifacts;
import dev.panblas.library.Platform;
import dev.panblas.library.UnusableLibraryException;
import dev.panblas.spi.Availability;
import dev.panblas.spi.Availability.Ready;
import dev.panblas.spi.Availability.Unavailable;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.Settings;
import java.io.IOException;
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
    try {
      return new Ready(Presets.open().libraryWith(settings.threads()));
    } catch (UnusableLibraryException unusable) {
      return unusable.toAvailability();
    } catch (IOException noCache) {
      return new Unavailable(
          String.valueOf(noCache.getMessage()),
          "give it a cache that it can use",
          Optional.of(noCache));
    } catch (IllegalCallerException forbidden) {
      return new Unavailable(
          "native access is forbidden (" + forbidden.getMessage() + ")",
          "allow it with --enable-native-access=dev.panblas.blas.javacpp,org.bytedeco.javacpp,"
              + "org.bytedeco.openblas, or =ALL-UNNAMED on the class path",
          Optional.of(forbidden));
    } catch (LinkageError broken) {
      return new Unavailable(
          "its native libraries cannot be loaded (" + broken + ")",
          "install what the message names; on Linux they need glibc 2.34 or newer and libstdc++",
          Optional.of(broken));
    }
  }

  @Override
  public BlasKernels open(Settings settings) {
    try {
      CblasKernels kernels = Presets.open();
      kernels.setThreads(settings.threads());
      return kernels;
    } catch (UnusableLibraryException | IOException failed) {
      throw new IllegalStateException("javacpp was ready but is no longer: " + failed, failed);
    }
  }
}
