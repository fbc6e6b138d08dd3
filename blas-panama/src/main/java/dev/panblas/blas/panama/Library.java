package dev.panblas.blas.panama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.panblas.spi.LibraryInfo;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A CBLAS library that is loaded.
 *
 * @param symbols its functions
 * @param file where it was loaded from, if the system says
 * @param vendor what it is
 */
record Library(SymbolLookup symbols, Optional<Path> file, Vendor vendor) {

  /**
   * Takes a loaded library for CBLAS.
   *
   * @param asked what to call it if the system does not say which file it is
   */
  static Library of(SymbolLookup symbols, String asked) throws UnusableLibraryException {
    Optional<MemorySegment> dot = symbols.find("cblas_ddot");
    if (dot.isEmpty()) {
      throw symbols.find("cblas_ddot64_").isPresent()
          ? wideIntegers(asked)
          : missing(asked, "cblas_ddot");
    }
    Optional<Path> file = DynamicLoader.fileOf(dot.get());
    if (hasWideIntegers(dot.get())) {
      throw wideIntegers(file.map(Path::toString).orElse(asked));
    }
    String name = file.map(Path::getFileName).map(Path::toString).orElse(asked);
    try {
      return new Library(symbols, file, Vendor.of(symbols, name));
    } catch (MissingFunctionException missing) {
      throw missing(name, String.valueOf(missing.getMessage()));
    }
  }

  static UnusableLibraryException missing(String library, String symbol) {
    return new UnusableLibraryException(
        library + " has no function " + symbol,
        "name a complete library with the CBLAS interface, such as libopenblas.so.0");
  }

  private static UnusableLibraryException wideIntegers(String library) {
    return new UnusableLibraryException(
        library + " uses 64-bit integers",
        "name a build with 32-bit integers (LP64, without 64 in its name)");
  }

  /**
   * Whether its {@code int} has 64 bits, asked in a way that is safe whatever the answer: a length
   * which is 2 in its lower half, and negative as a whole. The product is 25 if 2 elements were
   * seen, 0 if none.
   */
  private static boolean hasWideIntegers(MemorySegment dot) {
    MethodHandle handle =
        Downcalls.handle(
            dot,
            FunctionDescriptor.of(JAVA_DOUBLE, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = arena.allocateFrom(JAVA_DOUBLE, 3, 4);
      return (double) handle.invokeExact(0xFFFFFFFF_00000002L, x, 1L, x, 1L) == 0;
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  LibraryInfo info(int threads) {
    return new LibraryInfo(
        vendor.name(), vendor.version(), file, vendor.configuration(), vendor.core(), threads);
  }

  /**
   * Binds a routine in both precisions. Scalars are double in both, as in the SPI: those of the
   * single routine are cast on the way in and out.
   *
   * @param name with a question mark for the letter of the precision: {@code cblas_?gemm}
   * @param descriptor that of the double routine
   * @return a handle that takes a boolean, whether to run the single routine, before the arguments
   * @throws MissingFunctionException if the library does not have it
   */
  MethodHandle bind(String name, FunctionDescriptor descriptor) {
    MemoryLayout[] arguments =
        descriptor.argumentLayouts().stream().map(Library::narrowed).toArray(MemoryLayout[]::new);
    FunctionDescriptor narrowed =
        descriptor
            .returnLayout()
            .map(result -> FunctionDescriptor.of(narrowed(result), arguments))
            .orElseGet(() -> FunctionDescriptor.ofVoid(arguments));
    MethodHandle real = function(name.replace('?', 'd'), descriptor);
    MethodHandle single = function(name.replace('?', 's'), narrowed);
    return MethodHandles.guardWithTest(
        MethodHandles.identity(boolean.class),
        MethodHandles.dropArguments(
            MethodHandles.explicitCastArguments(single, real.type()), 0, boolean.class),
        MethodHandles.dropArguments(real, 0, boolean.class));
  }

  private static MemoryLayout narrowed(MemoryLayout layout) {
    return layout.equals(JAVA_DOUBLE) ? JAVA_FLOAT : layout;
  }

  private MethodHandle function(String name, FunctionDescriptor descriptor) {
    return Downcalls.handle(find(symbols, name), descriptor);
  }

  /** Where a function is. */
  static MemorySegment find(SymbolLookup symbols, String name) {
    return symbols.find(name).orElseThrow(() -> new MissingFunctionException(name));
  }

  /** The library lacks a function; the message is its name. */
  static final class MissingFunctionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private MissingFunctionException(String name) {
      super(name);
    }
  }
}
