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
 * system's OpenBLAS. Several libraries may be open in one process.
 *
 * <p>A library runs with one thread, unless {@link Settings#libraryThreads()} requests more: the
 * first opening in a process decides. BLIS after version 0.9, AMD's BLIS, and OpenBLAS built for
 * OpenMP have a count for each calling thread; if the environment sets another count, that of the
 * library is unknown and calls are not divided. The same holds for a library of another vendor that
 * can start threads.
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
