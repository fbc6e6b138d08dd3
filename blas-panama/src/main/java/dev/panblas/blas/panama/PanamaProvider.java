/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.panama;

import dev.panblas.nativelib.cblas.CblasAvailability;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.Settings;

/**
 * The backend {@code panama}: a CBLAS library, called through the Foreign Function and Memory API.
 *
 * <p>The library is the one that {@link Settings#library()} requests, a file or a name such as
 * {@code blis}; otherwise OpenBLAS from the native jar {@code org.bytedeco:openblas}; otherwise the
 * system's OpenBLAS. Several libraries may be open in one process. A library has one thread count
 * for the process, which each opening sets. BLIS after version 0.9, and AMD's BLIS, have one for
 * each calling thread: threads other than the one that opened the backend use {@code
 * BLIS_NUM_THREADS} of the environment.
 *
 * <p>On Linux the headers of a library file are checked before it is loaded, because loading a
 * truncated file ends the process. Dependencies, and libraries that the system finds by name, are
 * not checked.
 */
public final class PanamaProvider implements BlasProvider {

  /** Called by {@link java.util.ServiceLoader}. Loads nothing. */
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
   * @throws IllegalStateException if the library can no longer be opened
   */
  @Override
  public BlasKernels open(Settings settings) {
    try {
      return Libraries.open(settings).open(settings);
    } catch (UnusableLibraryException unusable) {
      throw new IllegalStateException(
          unusable.getMessage() + "; to fix it, " + unusable.remedy(), unusable);
    }
  }
}
