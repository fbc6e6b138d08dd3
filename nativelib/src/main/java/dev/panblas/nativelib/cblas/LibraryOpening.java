/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Triangle;
import dev.panblas.nativelib.call.AddressSpace;
import dev.panblas.nativelib.call.ProcessState;
import dev.panblas.nativelib.file.UnusableLibraryException;
import java.lang.foreign.Arena;

/** The first opening of a library, which must neither change the process nor end it. */
public final class LibraryOpening {

  /** A product so small that no library divides it over threads. */
  private static final int SMALL = 32;

  private LibraryOpening() {}

  /**
   * Opens a library if the process has memory for it. On return the library has its first work
   * buffer, and the state of the process and of the calling thread is unchanged.
   *
   * @param opening loads the library
   * @return the kernels
   * @throws UnusableLibraryException if it cannot be used, or the process has no memory for it
   */
  public static CblasKernels run(CblasAvailability.Opening opening)
      throws UnusableLibraryException {
    AddressSpace.require();
    return ProcessState.preserve(
        () -> {
          CblasKernels kernels = opening.open();
          takeWorkBuffer(kernels);
          return kernels;
        });
  }

  /** OpenBLAS keeps a buffer for later calls. Every call of its syrk uses one. */
  private static void takeWorkBuffer(CblasKernels kernels) {
    try (Arena arena = Arena.ofConfined()) {
      Matrix a = Matrix.allocate(arena, Precision.DOUBLE, SMALL, SMALL);
      Matrix c = Matrix.allocate(arena, Precision.DOUBLE, SMALL, SMALL);
      kernels.syrk(Triangle.UPPER, 1, a, 0, c);
    }
  }
}
