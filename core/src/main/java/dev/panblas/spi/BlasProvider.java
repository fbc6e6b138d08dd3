package dev.panblas.spi;

/**
 * A backend, found by {@link java.util.ServiceLoader}. Declare it with {@code provides} in {@code
 * module-info.java} and, for programs on the class path, in {@code META-INF/services}.
 *
 * <p>Making a provider must be free of side effects: nothing is loaded before {@link #probe}.
 */
public interface BlasProvider {

  /**
   * The name by which it is asked for: short, lower case.
   *
   * @return such as {@code panama}
   */
  String name();

  /**
   * Who goes first when nobody was asked for: higher before lower. Panblas's own are panama 300,
   * javacpp 200, reference 0.
   *
   * @return the priority
   */
  int priority();

  /**
   * Whether it can run here with these settings. It tries in earnest: the library is loaded, and
   * its symbols are looked up, so that {@link #open} succeeds afterwards. What goes wrong is an
   * answer, not an exception.
   *
   * @param settings which library, how many threads
   * @return ready, or why not and what to do
   */
  Availability probe(Settings settings);

  /**
   * The kernels. Called after a {@link #probe} with the same settings that said ready.
   *
   * @param settings which library, how many threads
   * @return the kernels, usable from any thread, for as long as the process lives; {@link
   *     BlasKernels#settings} returns the settings given here
   */
  BlasKernels open(Settings settings);
}
