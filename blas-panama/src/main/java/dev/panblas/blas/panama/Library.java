package dev.panblas.blas.panama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.panblas.cblas.CblasKernels;
import dev.panblas.library.NativeFunctions;
import dev.panblas.library.OpenBlas;
import dev.panblas.library.UnusableLibraryException;
import dev.panblas.library.Vendor;
import dev.panblas.matrix.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A CBLAS library that is loaded.
 *
 * @param symbols its functions
 * @param name what to call it in a message
 * @param file where it was loaded from, if the system says
 */
record Library(SymbolLookup symbols, String name, Optional<Path> file) implements NativeFunctions {

  /**
   * Takes a loaded library for CBLAS.
   *
   * @param asked what to call it if the system does not say which file it is
   */
  static Library of(SymbolLookup symbols, String asked) throws UnusableLibraryException {
    Library library = new Library(symbols, asked, Optional.empty());
    if (library.has("cblas_ddot64_") && !library.has("cblas_ddot")) {
      throw wideIntegers(asked);
    }
    MemorySegment dot = library.find("cblas_ddot");
    Optional<Path> file = DynamicLoader.fileOf(dot);
    if (hasWideIntegers(dot)) {
      throw wideIntegers(file.map(Path::toString).orElse(asked));
    }
    return new Library(
        symbols, file.map(Path::getFileName).map(Path::toString).orElse(asked), file);
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

  CblasKernels kernels() throws UnusableLibraryException {
    return CblasKernels.on(this, vendor(), file);
  }

  /** Told by the functions that each alone has, since a file's name proves nothing. */
  private Vendor vendor() throws UnusableLibraryException {
    if (has(OpenBlas.MARK)) {
      return new OpenBlas(this);
    }
    return has(Blis.MARK) ? new Blis(this) : () -> has("ATL_buildinfo") ? "ATLAS" : name;
  }

  @Override
  public boolean has(String function) {
    return symbols.find(function).isPresent();
  }

  @Override
  public MethodHandle bind(String function, MethodType type, Precision pointedTo)
      throws UnusableLibraryException {
    return Downcalls.handle(find(function), NativeFunctions.descriptor(type));
  }

  private MemorySegment find(String function) throws UnusableLibraryException {
    return symbols.find(function).orElseThrow(() -> missing(function));
  }

  @Override
  public UnusableLibraryException missing(String function) {
    return new UnusableLibraryException(
        name + " has no function " + function,
        "name a complete library with the CBLAS interface, such as libopenblas.so.0");
  }

  @Override
  public String string(MemorySegment text) {
    return Downcalls.string(text);
  }
}
