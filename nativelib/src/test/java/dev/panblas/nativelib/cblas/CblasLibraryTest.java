/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.nativelib.call.LoadedLibrary;
import dev.panblas.nativelib.call.MappedLibrary;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.symbol.CFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names and integers of libraries, as functions in Java that are called through C. */
class CblasLibraryTest {

  private static final CFunction IAMAX =
      CFunction.parse("int cblas_idamax(int n, const double* x, int incx)");
  private static final CFunction ANY = CFunction.parse("int some_get_threads()");

  /** A dot product of a build with 32-bit or 64-bit integers. */
  @SuppressWarnings("unused") // called by C
  private static double dot(int n, MemorySegment x, int incx, MemorySegment y, int incy) {
    return n <= 0 ? 0 : 9 + 16;
  }

  @SuppressWarnings("unused") // called by C
  private static double dot64(long n, MemorySegment x, long incx, MemorySegment y, long incy) {
    return n <= 0 ? 0 : 9 + 16;
  }

  /** Returns a value that depends on all arguments; in 64 bits a negative increment is kept. */
  @SuppressWarnings("unused") // called by C
  private static int iamax(int n, MemorySegment x, int incx) {
    return 100 * n + incx;
  }

  @SuppressWarnings("unused") // called by C
  private static long iamax64(long n, MemorySegment x, long incx) {
    return 100 * n + incx;
  }

  @SuppressWarnings("unused") // called by C
  private static int threads() {
    return 7;
  }

  @SuppressWarnings("restricted")
  private static MemorySegment function(String method, MemoryLayout result, MemoryLayout... types)
      throws ReflectiveOperationException {
    FunctionDescriptor descriptor = FunctionDescriptor.of(result, types);
    MethodHandle handle =
        MethodHandles.lookup()
            .findStatic(CblasLibraryTest.class, method, descriptor.toMethodType());
    return Linker.nativeLinker().upcallStub(handle, descriptor, Arena.global());
  }

  private static MappedLibrary library(String spelling, boolean isWide)
      throws ReflectiveOperationException {
    MemoryLayout number = isWide ? ValueLayout.JAVA_LONG : ValueLayout.JAVA_INT;
    MemoryLayout pointer = ValueLayout.ADDRESS;
    String suffix = isWide ? "64" : "";
    Map<String, MemorySegment> functions = new HashMap<>();
    functions.put(
        spelling.replace("*", "cblas_ddot"),
        function(
            "dot" + suffix, ValueLayout.JAVA_DOUBLE, number, pointer, number, pointer, number));
    functions.put(
        spelling.replace("*", "cblas_idamax"),
        function("iamax" + suffix, number, number, pointer, number));
    functions.put("some_get_threads", function("threads", ValueLayout.JAVA_INT));
    SymbolLookup lookup = name -> Optional.ofNullable(functions.get(name));
    return new MappedLibrary(lookup, true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "*_",
        "*64_",
        "*_64_",
        "*_64",
        "scipy_*",
        "scipy_*64_",
        "*$NEWLAPACK",
        "*$NEWLAPACK$ILP64"
      })
  void everyKnownSpellingAndBothWidthsOfIntegersAreFound(String spelling) throws Throwable {
    for (boolean isWide : new boolean[] {false, true}) {
      LoadedLibrary library = CblasLibrary.of(library(spelling, isWide), "some");
      assertEquals(isWide, library.hasWideIntegers());
      assertTrue(library.has("cblas_idamax"));
      int index = (int) library.bind(IAMAX).invokeExact(3, MemorySegment.NULL, -2);
      assertEquals(298, index);
      int threads = (int) library.bind(ANY).invokeExact();
      assertEquals(7, threads, "functions of the vendor keep their name and their integers");
    }
  }

  @Test
  void aRoutineOfAnotherSpellingIsNotTaken() throws Exception {
    MappedLibrary narrow = library("*", false);
    MappedLibrary wide = library("*64_", true);
    MappedLibrary both =
        new MappedLibrary(
            name ->
                name.equals("cblas_idamax")
                    ? Optional.empty()
                    : narrow.symbols().or(wide.symbols()).find(name),
            true);
    LoadedLibrary library = CblasLibrary.of(both, "some");
    assertEquals(false, library.hasWideIntegers());
    assertEquals(false, library.has("cblas_idamax"), "cblas_idamax64_ has other integers");
  }

  @Test
  void aLibraryWithoutCblasIsRefused() {
    UnusableLibraryException refused =
        assertThrows(
            UnusableLibraryException.class,
            () -> CblasLibrary.of(new MappedLibrary(name -> Optional.empty(), true), "some"));
    assertEquals("some has no function cblas_ddot", refused.getMessage());
  }
}
