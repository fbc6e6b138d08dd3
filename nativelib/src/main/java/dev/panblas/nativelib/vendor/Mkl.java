/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.vendor;

import dev.panblas.nativelib.call.Downcalls;
import dev.panblas.nativelib.call.DynamicLoader;
import dev.panblas.nativelib.call.NativeFunctions;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.symbol.CFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Intel's MKL. The functions in lower case are Fortran's: they take addresses, and a number ends
 * the process.
 */
final class Mkl implements Vendor {

  /** A function that only MKL has. */
  static final String MARK = "MKL_Get_Version_String";

  private static final Pattern VERSION =
      Pattern.compile("Version ([0-9][0-9.]*)(?: Update ([0-9]+))?");
  private static final int LONGEST = 256;

  private final String configuration;
  private final IntSupplier getThreads;
  private final IntConsumer setThreads;

  /** The library that loads the others on its first call. */
  private static final Pattern LOADER = Pattern.compile("(lib)?mkl_rt([.].*)");

  /** The libraries that it loads on each processor, if no variable selects another layer. */
  private static final List<String> PARTS =
      List.of("mkl_core", "mkl_intel_lp64", "mkl_intel_thread");

  /**
   * Refuses an incomplete MKL: its first call would end the process.
   *
   * @param file the library's file
   * @throws UnusableLibraryException if another file that the library loads cannot be found
   */
  static void requireParts(Path file) throws UnusableLibraryException {
    Matcher loader = LOADER.matcher(file.getFileName().toString());
    if (!loader.matches()
        || System.getenv("MKL_INTERFACE_LAYER") != null
        || System.getenv("MKL_THREADING_LAYER") != null) {
      return;
    }
    for (String part : PARTS) {
      String name = Objects.requireNonNullElse(loader.group(1), "") + part + loader.group(2);
      if (!Files.exists(file.resolveSibling(name))
          && DynamicLoader.loadFirst(List.of(name)).isEmpty()) {
        throw new UnusableLibraryException(
            file + " needs " + name + ", which is not in its folder and not found by the system",
            "install all of MKL");
      }
    }
  }

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
        .map(
            (MatchResult found) ->
                found.group(2) == null ? found.group(1) : found.group(1) + "." + found.group(2))
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
