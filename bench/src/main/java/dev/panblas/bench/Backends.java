package dev.panblas.bench;

import dev.panblas.blas.Blas;
import dev.panblas.spi.Settings;

/** Opens the backend that a benchmark names, and no other. */
final class Backends {

  /** The backend whose results are taken for right. */
  static final String REFERENCE = "reference";

  /** What JMH takes a number of threads by default: the settings'. */
  static final String DEFAULT_THREADS = "0";

  private Backends() {}

  /**
   * Opens a backend.
   *
   * @param backend its name
   * @param threads how many threads it may use, or 0 for what the settings say
   * @throws dev.panblas.backend.BackendUnavailableException if it is not ready: a benchmark of
   *     another would answer a different question
   */
  static Blas open(String backend, int threads) {
    Settings settings = Settings.current().withBackend(backend).withThreads(threads(threads));
    Blas blas = Blas.open(settings);
    ForkReport.tell(blas.library());
    return blas;
  }

  /** How many threads a parameter stands for, where 0 is what the settings say. */
  static int threads(int threads) {
    return threads == 0 ? Settings.current().threads() : threads;
  }

  /** The reference, on one thread; it is not what is measured, so nothing is told of it. */
  static Blas reference() {
    return Blas.open(Settings.current().withBackend(REFERENCE).withThreads(1));
  }
}
