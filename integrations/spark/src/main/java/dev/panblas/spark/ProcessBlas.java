/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import dev.panblas.blas.Blas;
import org.jspecify.annotations.Nullable;

/** The backend of this process, for the driver and for all tasks. */
final class ProcessBlas {

  private static @Nullable Blas blas;

  private ProcessBlas() {}

  /** Opens the backend at the first call, and after a call that failed. */
  static synchronized Blas open() {
    if (blas == null) {
      blas = Blas.open();
    }
    return blas;
  }
}
