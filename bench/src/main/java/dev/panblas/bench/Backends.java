/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.blas.Blas;
import dev.panblas.spi.Settings;

/** Opens the backend of a benchmark. */
final class Backends {

  /** The backend whose results are the expected ones. */
  static final String REFERENCE = "reference";

  /** The default of a thread count parameter: 0 selects the thread count of the settings. */
  static final String DEFAULT_THREADS = "0";

  private Backends() {}

  /**
   * Opens a backend.
   *
   * @param backend its name
   * @param threads the thread count, or 0 for that of the settings
   * @throws dev.panblas.backend.BackendUnavailableException if it is not ready
   */
  static Blas open(String backend, int threads) {
    Blas blas = Blas.open(settings(backend, threads));
    ForkReport.write(blas.library());
    return blas;
  }

  /** The settings of a backend with a thread count, or 0 for that of the settings. */
  static Settings settings(String backend, int threads) {
    return Settings.current().withBackend(backend).withThreads(threads(threads));
  }

  /** The thread count of a parameter. */
  static int threads(int threads) {
    return threads == 0 ? Settings.current().threads() : threads;
  }

  /** The reference on one thread, which is neither timed nor reported. */
  static Blas reference() {
    return Blas.open(Settings.current().withBackend(REFERENCE).withThreads(1));
  }
}
