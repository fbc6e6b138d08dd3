package dev.panblas.conformance;

import dev.panblas.blas.Blas;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.Settings;

/**
 * A backend under test.
 *
 * @param blas the backend behind its front
 * @param threads the same with another number of the library's own threads
 * @param allThreads how many of these are to be had
 * @param effort how long to look for faults that are rare
 */
public record Subject(Blas blas, Opener threads, int allThreads, Effort effort) {

  /** Opens the backend once more. */
  public interface Opener {

    /**
     * With another number of the library's own threads, which may hold for the whole process.
     *
     * @param threads 1 or more
     * @return the backend behind its front
     */
    Blas open(int threads);
  }

  /**
   * Opens a provider that is ready.
   *
   * @param provider the backend
   * @param settings library and threads
   * @param effort how long to look for faults that are rare
   * @return the subject
   */
  public static Subject of(BlasProvider provider, Settings settings, Effort effort) {
    return new Subject(
        Blas.over(provider.open(settings)),
        threads -> Blas.over(provider.open(settings.withThreads(threads))),
        settings.threads(),
        effort);
  }

  /**
   * A backend that has no threads of its own.
   *
   * @param blas the backend behind its front
   * @param effort how long to look for faults that are rare
   * @return the subject
   */
  public static Subject of(Blas blas, Effort effort) {
    return new Subject(blas, threads -> blas, 1, effort);
  }
}
