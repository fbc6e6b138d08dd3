/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.vendor;

import dev.panblas.nativelib.call.NativeFunctions;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.vendor.SerialSection.Turn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The functions of a library beyond CBLAS: name, version and thread count. They differ between
 * libraries; the defaults are for a library without them.
 */
public interface Vendor {

  /**
   * The vendor of a library, recognised by functions that only its libraries have. The file name is
   * not used.
   *
   * @param functions the library's functions
   * @param name the name of a library of an unknown vendor
   * @return the vendor
   * @throws UnusableLibraryException if a function is missing that every library of the vendor has
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
   * The name of the library.
   *
   * @return such as {@code OpenBLAS}
   */
  String name();

  /**
   * The version of the library.
   *
   * @return empty if unknown
   */
  default Optional<String> version() {
    return Optional.empty();
  }

  /**
   * The build options, as the library reports them.
   *
   * @return empty if unknown
   */
  default Optional<String> configuration() {
    return Optional.empty();
  }

  /**
   * The processor family for which the library chose its kernels.
   *
   * @return empty if unknown
   */
  default Optional<String> core() {
    return Optional.empty();
  }

  /**
   * The current thread count of the library.
   *
   * @return 1 or more
   */
  default int threads() {
    return 1;
  }

  /**
   * Sets the thread count, if the library has a function for it: for the whole process or, in some
   * libraries, for the calling thread.
   *
   * @param threads 1 or more
   */
  default void setThreads(int threads) {}

  /**
   * The thread count that {@link #setThreads} would result in.
   *
   * @param threads 1 or more
   * @return 1 or more
   */
  default int threadsFor(int threads) {
    return 1;
  }

  /**
   * Waits until a level 3 routine other than gemm may run.
   *
   * @return a turn to be closed after the call; null if such calls may run concurrently (a try
   *     statement ignores null)
   */
  default @Nullable Turn productTurn() {
    return null;
  }

  /**
   * Waits until a gemm may run. A small gemm is computed on the calling thread and need not wait.
   *
   * @param multiplications m n k
   * @return a turn, or null
   */
  default @Nullable Turn gemmTurn(long multiplications) {
    return null;
  }

  /**
   * The largest gemm that is computed on the calling thread whatever the thread count.
   *
   * @return the number of multiplications, m n k
   */
  default long gemmThreadingThreshold() {
    return threads() == 1 ? Long.MAX_VALUE : 0;
  }
}
