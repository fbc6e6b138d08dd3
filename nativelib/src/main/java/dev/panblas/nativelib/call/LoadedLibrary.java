/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.call;

import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.symbol.CFunction;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A native library that the system's loader has loaded.
 *
 * @param symbols its functions
 * @param name its name in messages
 * @param file the file that it was loaded from; empty if the system does not report it
 * @param isNew whether Panblas mapped it; false if the program had it mapped before
 */
public record LoadedLibrary(SymbolLookup symbols, String name, Optional<Path> file, boolean isNew)
    implements NativeFunctions {

  /**
   * The library of a lookup, named by its file.
   *
   * @param mapped the library
   * @param asked its name if the system does not report the file
   * @param symbol a function that it must have
   * @return the library
   * @throws UnusableLibraryException if it does not have that function
   */
  public static LoadedLibrary of(MappedLibrary mapped, String asked, String symbol)
      throws UnusableLibraryException {
    LoadedLibrary library =
        new LoadedLibrary(mapped.symbols(), asked, Optional.empty(), mapped.isNew());
    Optional<Path> file = DynamicLoader.fileOf(library.find(symbol));
    String name = file.map(Path::getFileName).map(Path::toString).orElse(asked);
    return new LoadedLibrary(mapped.symbols(), name, file, mapped.isNew());
  }

  @Override
  public boolean has(String symbol) {
    return symbols.find(symbol).isPresent();
  }

  @Override
  public MethodHandle bind(CFunction function) throws UnusableLibraryException {
    return Downcalls.handle(find(function.name()), function);
  }

  private MemorySegment find(String symbol) throws UnusableLibraryException {
    return symbols.find(symbol).orElseThrow(() -> missing(symbol));
  }

  @Override
  public UnusableLibraryException missing(String symbol) {
    return new UnusableLibraryException(
        name + " has no function " + symbol,
        "name a complete library with the CBLAS interface, such as libopenblas.so.0");
  }
}
