/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.vendor;

import dev.panblas.nativelib.call.Downcalls;
import dev.panblas.nativelib.call.NativeFunctions;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.symbol.CFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Intel's MKL. The functions in lower case are Fortran's: they take addresses, and a number ends
 * the process.
 */
final class Mkl implements Vendor {

  /** A function that only MKL has. */
  static final String MARK = "MKL_Get_Version_String";

  private static final Pattern VERSION = Pattern.compile("Version ([0-9][0-9.]*)");
  private static final int LONGEST = 256;

  private final String configuration;
  private final IntSupplier getThreads;
  private final IntConsumer setThreads;

  Mkl(NativeFunctions functions) throws UnusableLibraryException {
    configuration = describe(functions);
    getThreads = functions.function(IntSupplier.class, "int MKL_Get_Max_Threads()");
    setThreads = functions.function(IntConsumer.class, "void MKL_Set_Num_Threads(int threads)");
  }

  private static String describe(NativeFunctions functions) throws UnusableLibraryException {
    MethodHandle describe =
        functions.bind(CFunction.parse("void " + MARK + "(char* text, int length)"));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocate(LONGEST);
      describe.invokeExact(text, LONGEST - 1);
      return text.getString(0).strip();
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  @Override
  public String name() {
    return "MKL";
  }

  @Override
  public Optional<String> version() {
    return VERSION
        .matcher(configuration)
        .results()
        .map((MatchResult found) -> found.group(1))
        .findFirst();
  }

  @Override
  public Optional<String> configuration() {
    return Optional.of(configuration);
  }

  @Override
  public OptionalInt threads() {
    return OptionalInt.of(getThreads.getAsInt());
  }

  @Override
  public void setThreads(int threads) {
    setThreads.accept(threads);
  }

  @Override
  public OptionalInt threadsFor(int threads) {
    return OptionalInt.of(threads);
  }
}
