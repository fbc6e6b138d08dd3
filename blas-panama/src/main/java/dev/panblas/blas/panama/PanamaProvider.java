package dev.panblas.blas.panama;

import dev.panblas.nativelib.cblas.CblasAvailability;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.Settings;

/**
 * Backend {@code panama}: a CBLAS library through the Foreign Function and Memory API.
 *
 * <p>The library is the one that {@link Settings#library()} asks for, a file or a name such as
 * {@code blis}; otherwise OpenBLAS from the native jar {@code org.bytedeco:openblas}; otherwise the
 * system's OpenBLAS. Several libraries may be open in one process. A library's thread count is its
 * own and holds for the whole process: whoever opened it last has set it. After version 0.9 of
 * BLIS, and in AMD's, it holds for the calling thread instead: threads other than the one that
 * opened the backend have what the environment's {@code BLIS_NUM_THREADS} says.
 *
 * <p>On Linux a library file's headers are checked before it is loaded, since the system's loader
 * kills the process over a truncated file. What a library itself needs, and what the system finds
 * by name, it loads unchecked.
 */
public final class PanamaProvider implements BlasProvider {

  /** Has no effect before the first question. */
  public PanamaProvider() {}

  @Override
  public String name() {
    return "panama";
  }

  @Override
  public int priority() {
    return 300;
  }

  @Override
  public Availability probe(Settings settings) {
    return CblasAvailability.probe(
        () -> Libraries.open(settings), settings, "dev.panblas.nativelib");
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the library has gone since the probe
   */
  @Override
  public BlasKernels open(Settings settings) {
    try {
      return Libraries.open(settings).open(settings);
    } catch (UnusableLibraryException unusable) {
      throw new IllegalStateException(unusable.getMessage(), unusable);
    }
  }
}
