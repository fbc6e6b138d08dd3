/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.panblas.spi.LibraryInfo;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The thread count of an OpenBLAS that a rival has loaded. */
final class OpenBlasThreads {

  private OpenBlasThreads() {}

  /**
   * Sets the thread count to one.
   *
   * @param library of the rival, loaded
   * @return the library with the thread count that it reports
   * @throws IllegalStateException if the rival's file is unknown or has no function for it
   */
  @SuppressWarnings("restricted") // the forks are granted native access
  static LibraryInfo setToOne(LibraryInfo library) {
    Path file = Libraries.required(library.name(), library.file());
    // The file is mapped already: this finds the same copy.
    SymbolLookup symbols = SymbolLookup.libraryLookup(file, Arena.global());
    try {
      Linker.nativeLinker()
          .downcallHandle(
              find(symbols, "openblas_set_num_threads", file),
              FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT))
          .invokeExact(1);
      int threads =
          (int)
              Linker.nativeLinker()
                  .downcallHandle(
                      find(symbols, "openblas_get_num_threads", file),
                      FunctionDescriptor.of(ValueLayout.JAVA_INT))
                  .invokeExact();
      return new LibraryInfo(
          library.name(),
          library.version(),
          library.file(),
          library.configuration(),
          library.core(),
          OptionalInt.of(threads));
    } catch (Throwable failure) {
      throw new IllegalStateException("the thread count of " + file + " cannot be set", failure);
    }
  }

  private static MemorySegment find(SymbolLookup symbols, String name, Path file) {
    return symbols
        .find(name)
        .orElseThrow(() -> new IllegalStateException(file + " has no function " + name));
  }
}
