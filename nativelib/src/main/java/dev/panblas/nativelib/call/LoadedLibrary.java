/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.call;

import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.symbol.CFunction;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A native library that the system's loader has loaded.
 *
 * @param symbols its functions
 * @param name its name in messages
 * @param file the file that it was loaded from; empty if the system does not report it
 * @param isNew whether Panblas mapped it; false if the program had it mapped before
 * @param hasWideIntegers whether each {@code int} of its CBLAS functions has 64 bits
 * @param takesArrays whether its functions take Java arrays; see {@link #onArrays}
 */
public record LoadedLibrary(
    Symbols symbols,
    String name,
    Optional<Path> file,
    boolean isNew,
    boolean hasWideIntegers,
    boolean takesArrays)
    implements NativeFunctions {

  /**
   * The library of a lookup, named by its file, with 32-bit integers.
   *
   * @param mapped the library
   * @param asked its name if the system does not report the file
   * @param symbol a function that it must have
   * @return the library
   * @throws UnusableLibraryException if it does not have that function
   */
  public static LoadedLibrary of(MappedLibrary mapped, String asked, String symbol)
      throws UnusableLibraryException {
    Symbols symbols = Symbols.of(mapped.symbols(), symbol);
    LoadedLibrary library =
        new LoadedLibrary(symbols, asked, Optional.empty(), mapped.isNew(), false, false);
    Optional<Path> file = DynamicLoader.fileOf(library.find(symbol));
    String name = file.map(Path::getFileName).map(Path::toString).orElse(asked);
    return new LoadedLibrary(symbols, name, file, mapped.isNew(), false, false);
  }

  /**
   * The same library with 64-bit integers.
   *
   * @return the library
   */
  public LoadedLibrary withWideIntegers() {
    return new LoadedLibrary(symbols, name, file, isNew, true, takesArrays);
  }

  @Override
  public Optional<NativeFunctions> onArrays() {
    return Optional.of(new LoadedLibrary(symbols, name, file, isNew, hasWideIntegers, true));
  }

  @Override
  public boolean has(String symbol) {
    return symbols.find(symbol).isPresent();
  }

  @Override
  public MethodHandle bind(CFunction function) throws UnusableLibraryException {
    MemorySegment address = find(function.name());
    Linker.Option[] options =
        takesArrays ? new Linker.Option[] {Linker.Option.critical(true)} : new Linker.Option[0];
    return hasWideIntegers && Symbols.isCblas(function.name())
        ? MethodHandles.explicitCastArguments(
            Downcalls.handle(address, function.withWideIntegers(), options),
            Downcalls.methodType(function))
        : Downcalls.handle(address, function, options);
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
