/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.vendor;

import dev.panblas.nativelib.call.LoadedLibrary;
import dev.panblas.nativelib.file.Dependencies;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.spi.CoreChoice;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The functions of a library beyond CBLAS: name, version and thread count. They differ between
 * libraries; the defaults are for a library without them.
 */
public interface Vendor {

  /**
   * The vendor of a library, recognised by functions that only its libraries have. The file name is
   * not used.
   *
   * @param library the library
   * @return the vendor
   * @throws UnusableLibraryException if a function is missing that every library of the vendor has
   */
  static Vendor of(LoadedLibrary library) throws UnusableLibraryException {
    if (library.has(FlexiBlas.MARK)) {
      return new FlexiBlas(library);
    }
    if (library.has(OpenBlas.MARK)) {
      boolean hasLocks = library.file().filter(Dependencies::haveLocks).isPresent();
      return new OpenBlas(library, hasLocks);
    }
    if (library.has(Blis.MARK)) {
      return new Blis(library);
    }
    if (library.has(Mkl.MARK)) {
      return new Mkl(library);
    }
    boolean isSingleThreaded = library.file().filter(Dependencies::areSingleThreaded).isPresent();
    return new Unmarked(
        library.has("ATL_buildinfo")
            ? "ATLAS"
            : library.has("CBLAS_CallFromC") ? "Netlib" : library.name(),
        isSingleThreaded ? OptionalInt.of(1) : OptionalInt.empty());
  }

  /**
   * Refuses a library whose first call would end the process.
   *
   * @param library the library, of which no function has been called
   * @throws UnusableLibraryException if files are missing that it loads itself
   */
  static void requireParts(LoadedLibrary library) throws UnusableLibraryException {
    if (library.has(Mkl.MARK) && library.file().isPresent()) {
      Mkl.requireParts(library.file().get());
    }
  }

  /**
   * A library without functions that ask for or set its threads.
   *
   * @param name the name
   * @param threads 1 if the library cannot start threads, otherwise empty
   */
  record Unmarked(String name, OptionalInt threads) implements Vendor {}

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
   * The cores whose kernels the library has and this processor can run.
   *
   * @return empty if that is not known
   */
  default Optional<CoreChoice> coreChoice() {
    return Optional.empty();
  }

  /**
   * The thread count of a call. Each call asks the library.
   *
   * @return 1 or more; empty if unknown
   */
  OptionalInt threads();

  /**
   * Sets the thread count, if the library has a function for it.
   *
   * @param threads 1 or more
   * @throws UnusableLibraryException if no thread can be started to see whether the count applies
   *     to every calling thread
   */
  default void setThreads(int threads) throws UnusableLibraryException {}

  /**
   * The thread count that {@link #setThreads} would result in. Sets nothing.
   *
   * @param threads 1 or more
   * @return 1 or more; empty if it is unknown before it is set
   */
  default OptionalInt threadsFor(int threads) {
    return threads();
  }

  /**
   * Whether level 3 calls must not run concurrently when the library has more than one thread.
   *
   * @return true for releases in which concurrent calls may give wrong results
   */
  default boolean racesWhenThreaded() {
    return false;
  }

  /**
   * Whether level 2 and 3 calls take a work buffer. The library has a fixed number of them, and
   * ends the process when none is left.
   *
   * @return true for OpenBLAS, and for a library that may call it
   */
  default boolean hasWorkBuffers() {
    return false;
  }

  /**
   * Whether a vector may be too long for a work buffer: a level 2 call on it, except gemv, would
   * write beyond the end of the buffer.
   *
   * @param bytes the length of the vector times the size of an element
   * @return true if such a vector must not be passed to the library
   */
  default boolean exceedsWorkBuffer(long bytes) {
    return bytes > longestInWorkBuffer();
  }

  /**
   * The longest vector for which {@link #exceedsWorkBuffer} is false.
   *
   * @return its length in bytes
   */
  default long longestInWorkBuffer() {
    return Long.MAX_VALUE;
  }

  /**
   * Whether several threads may call the library at once.
   *
   * @return false for a build that assigns its work buffers without a lock
   */
  default boolean allowsManyCallers() {
    return true;
  }
}
