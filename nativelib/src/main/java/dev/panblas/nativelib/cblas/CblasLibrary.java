/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import dev.panblas.nativelib.call.Downcalls;
import dev.panblas.nativelib.call.LoadedLibrary;
import dev.panblas.nativelib.call.MappedLibrary;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.symbol.CFunction;
import dev.panblas.nativelib.vendor.Vendor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Checks that loaded libraries have the CBLAS interface. */
public final class CblasLibrary {

  private static final String DOT = "cblas_ddot";

  /** The declaration with 64-bit integers, which is safe to call for both widths. */
  private static final CFunction WIDE_DOT =
      CFunction.parse(
          "double cblas_ddot(long n, const double* x, long incx, const double* y, long incy)");

  private CblasLibrary() {}

  /**
   * A loaded library, checked for CBLAS.
   *
   * @param mapped the library
   * @param asked its name if the system does not report the file
   * @return the library with the width of its integers
   * @throws UnusableLibraryException if it does not have the interface, or is incomplete
   */
  public static LoadedLibrary of(MappedLibrary mapped, String asked)
      throws UnusableLibraryException {
    LoadedLibrary library = LoadedLibrary.of(mapped, asked, DOT);
    Vendor.requireParts(library);
    return hasWideIntegers(library) ? library.withWideIntegers() : library;
  }

  /**
   * Whether its {@code int} has 64 bits. The call is correct in both cases: the lower half of the
   * length is 2, the whole is negative, which is no error in BLAS but an empty vector. The result
   * is 25 if the function read 32 bits, and 0 if it read 64.
   */
  private static boolean hasWideIntegers(LoadedLibrary library) throws UnusableLibraryException {
    MethodHandle dot = library.bind(WIDE_DOT);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, 3, 4);
      return (double) dot.invokeExact(0xFFFFFFFF_00000002L, x, 1L, x, 1L) == 0;
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  /**
   * The kernels on a library.
   *
   * @param library one that {@link #of} has checked
   * @return the kernels
   * @throws UnusableLibraryException if it lacks a routine of the standard
   */
  public static CblasKernels kernels(LoadedLibrary library) throws UnusableLibraryException {
    return kernels(library, RoutineChecks.LOGGER);
  }

  /**
   * The routines on a library, with a logger for the warnings about wrong routines.
   *
   * @param library the library
   * @param logger receives a warning for each routine that is wrong when it is first used
   * @return the kernels
   * @throws UnusableLibraryException if it lacks a routine of the standard
   */
  public static CblasKernels kernels(LoadedLibrary library, System.Logger logger)
      throws UnusableLibraryException {
    return CblasKernels.on(library, Vendor.of(library), library.file(), library.isNew(), logger);
  }
}
