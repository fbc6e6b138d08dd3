package dev.panblas.nativelib.vendor;

import dev.panblas.nativelib.call.NativeFunctions;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.vendor.SerialSection.Turn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a library offers beside CBLAS: a name and a version, and the number of threads. Each does so
 * in its own way; the defaults serve those that offer nothing.
 */
public interface Vendor {

  /**
   * The vendor of a library, recognised by functions that no other has: a file's name proves
   * nothing.
   *
   * @param functions the library's functions
   * @param name what to call it if it is none of those that are known here
   * @return the vendor
   * @throws UnusableLibraryException if it lacks a function that every library of the vendor has
   */
  static Vendor of(NativeFunctions functions, String name) throws UnusableLibraryException {
    if (functions.has(OpenBlas.MARK)) {
      return new OpenBlas(functions);
    }
    if (functions.has(Blis.MARK)) {
      return new Blis(functions);
    }
    return () -> functions.has("ATL_buildinfo") ? "ATLAS" : name;
  }

  /**
   * What to call the library.
   *
   * @return such as {@code OpenBLAS}
   */
  String name();

  /**
   * Its version.
   *
   * @return empty if it does not say
   */
  default Optional<String> version() {
    return Optional.empty();
  }

  /**
   * How it says that it was built.
   *
   * @return empty if it does not say
   */
  default Optional<String> configuration() {
    return Optional.empty();
  }

  /**
   * The processor family for which it chose its kernels.
   *
   * @return empty if it does not say
   */
  default Optional<String> core() {
    return Optional.empty();
  }

  /**
   * How many threads a call may use now.
   *
   * @return 1 or more
   */
  default int threads() {
    return 1;
  }

  /**
   * Sets that, if the library lets itself be told: for the whole process, but in some libraries for
   * the calling thread alone.
   *
   * @param threads 1 or more
   */
  default void setThreads(int threads) {}

  /**
   * How many it would be after {@link #setThreads}.
   *
   * @param threads 1 or more
   * @return what the library makes of it
   */
  default int threadsFor(int threads) {
    return 1;
  }

  /**
   * Waits until a matrix product, other than gemm, may run.
   *
   * @return a turn to be closed after the call; null, which a try statement takes as nothing to
   *     close, if such calls may always run side by side
   */
  default @Nullable Turn productTurn() {
    return null;
  }

  /**
   * The same for gemm, which stays on the calling thread while it is small.
   *
   * @param multiplications m n k
   * @return a turn, or null
   */
  default @Nullable Turn gemmTurn(long multiplications) {
    return null;
  }

  /**
   * Up to which size a gemm stays on the calling thread.
   *
   * @return a number of multiplications, m n k, the same however many threads are set where it can
   *     be
   */
  default long gemmThreadingThreshold() {
    return threads() == 1 ? Long.MAX_VALUE : 0;
  }
}
