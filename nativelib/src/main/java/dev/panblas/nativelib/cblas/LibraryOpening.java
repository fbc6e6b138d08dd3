/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import dev.panblas.nativelib.call.ProcessState;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.foreign.ForeignCalls;
import dev.panblas.nativelib.load.AddressSpace;

/** The first opening of a library, which must neither change the process nor end it. */
public final class LibraryOpening {

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
    return ProcessState.preserve(
        () -> {
          // On the thread that opens, after glibc has mapped 64 MiB for its first allocation.
          AddressSpace.require(new ForeignCalls());
          CblasKernels kernels = opening.open();
          kernels.takeWorkBuffer();
          return kernels;
        });
  }
}
