/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.call;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.panblas.nativelib.file.Elf;
import dev.panblas.nativelib.file.OpenMp;
import dev.panblas.nativelib.file.Platform;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.foreign.ForeignCalls;
import dev.panblas.nativelib.load.Mapper;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The system's loader of shared libraries. A loaded library is never unloaded, because a BLAS
 * library may have threads of its own. It is mapped in a way that keeps it from starting any.
 */
@SuppressWarnings("restricted")
public final class DynamicLoader {

  /** Empty until the first call, and on a system without dlopen. */
  private static Optional<Mapper> mapper = Optional.empty();

  private DynamicLoader() {}

  /**
   * Loads a library file. On Linux the file and its headers are checked first. Other systems have
   * libraries without a file (macOS keeps its own in a cache), so only the loader checks them.
   *
   * @param file a library file
   * @return the library
   * @throws UnusableLibraryException if it is not a library for this system, or cannot be loaded
   */
  public static MappedLibrary load(Path file) throws UnusableLibraryException {
    check(file);
    boolean isNew = !isMapped(file.toString());
    if (isNew && Platform.CURRENT.system() == Platform.OperatingSystem.LINUX) {
      mapOpenMp(file);
    }
    String refusal = refusal(file.toString());
    if (!refusal.isEmpty()) {
      throw refused(file.toString(), refusal, null);
    }
    try {
      return new MappedLibrary(SymbolLookup.libraryLookup(file, Arena.global()), isNew);
    } catch (IllegalArgumentException refused) {
      throw refused(file.toString(), "", refused);
    }
  }

  private static void check(Path file) throws UnusableLibraryException {
    if (Files.isDirectory(file)) {
      throw new UnusableLibraryException(file + " is a directory", "name the library's file in it");
    }
    if (Platform.CURRENT.system() == Platform.OperatingSystem.LINUX) {
      if (!Files.exists(file)) {
        if (isMapped(file.toString())) {
          return; // the file of a mapped library was deleted
        }
        throw new UnusableLibraryException(
            "no such file: " + file, "name a library file that exists, or a name such as openblas");
      }
      if (!Files.isRegularFile(file)) { // reading a pipe would wait for its writer
        throw new UnusableLibraryException(
            file + " is not a regular file", "name the library's own file");
      }
      try {
        Elf.check(file);
      } catch (IOException unreadable) {
        throw new UnusableLibraryException(
            file + " cannot be read (" + unreadable + ")", "make it readable", unreadable);
      }
    }
  }

  /**
   * Loads the first of the given files that the system finds on its search path.
   *
   * @param fileNames names without a folder
   * @return the library; empty if the system finds none of the files
   * @throws UnusableLibraryException if a file was found but none could be loaded
   */
  public static Optional<MappedLibrary> loadFirst(List<String> fileNames)
      throws UnusableLibraryException {
    UnusableLibraryException unusable = null;
    for (String fileName : fileNames) {
      boolean isNew = !isMapped(fileName);
      String refusal = refusal(fileName);
      if (refusal.isEmpty()) {
        try {
          SymbolLookup symbols = SymbolLookup.libraryLookup(fileName, Arena.global());
          return Optional.of(new MappedLibrary(symbols, isNew));
        } catch (IllegalArgumentException notFound) {
          continue; // this system has no dlopen, so no reason
        }
      }
      // The message for a file that was not found begins with its name. For one that was found, it
      // begins with the path or the missing dependency.
      if (unusable == null && !refusal.startsWith(": " + fileName + ":")) {
        unusable = refused(fileName, refusal, null);
      }
    }
    if (unusable != null) {
      throw unusable;
    }
    return Optional.empty();
  }

  private static UnusableLibraryException refused(
      String file, String refusal, @Nullable Throwable cause) {
    return new UnusableLibraryException(
        "the system cannot load " + file + refusal,
        "install what it needs, or name another library",
        cause);
  }

  /** Maps the OpenMP run times that a library needs and that are not mapped yet. */
  private static void mapOpenMp(Path file) throws UnusableLibraryException {
    Optional<Mapper> prepared = mapper();
    if (prepared.isPresent()) {
      for (Map.Entry<String, String> runTime : OpenMp.neededBy(file).entrySet()) {
        if (!isMapped(runTime.getKey())) {
          // If it is refused, so is the library, and that message says why.
          String _ = prepared.get().mapOnAllProcessors(runTime.getValue());
        }
      }
    }
  }

  /**
   * Maps a library.
   *
   * @return the system's error message after a colon; empty if the library was mapped, or if this
   *     system has no dlopen
   */
  private static String refusal(String file) throws UnusableLibraryException {
    Optional<Mapper> prepared = mapper();
    String message = prepared.isEmpty() ? "" : prepared.get().map(file);
    return message.isEmpty() ? "" : ": " + message;
  }

  static boolean isMapped(String file) throws UnusableLibraryException {
    Optional<Mapper> prepared = mapper();
    return prepared.isPresent() && prepared.get().isMapped(file);
  }

  private static synchronized Optional<Mapper> mapper() throws UnusableLibraryException {
    if (mapper.isEmpty()) {
      mapper = Mapper.prepare(new ForeignCalls());
    }
    return mapper;
  }

  /**
   * The functions of a library that has been loaded.
   *
   * @param file the file that it was loaded from
   * @return its functions
   * @throws IllegalArgumentException if it cannot be loaded
   */
  public static SymbolLookup loaded(Path file) {
    return SymbolLookup.libraryLookup(file, Arena.global());
  }

  /** The file that a symbol was loaded from; empty if the system does not report it. */
  static Optional<Path> fileOf(MemorySegment symbol) {
    Optional<MethodHandle> handle =
        Downcalls.ofSystem("dladdr", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    if (handle.isEmpty()) {
      return Optional.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      // Dl_info: the file's name, its base, the symbol's name, its address.
      MemorySegment info = arena.allocate(MemoryLayout.sequenceLayout(4, ADDRESS));
      int found = (int) handle.get().invokeExact(symbol, info);
      return found == 0
          ? Optional.empty()
          : Optional.of(Path.of(Downcalls.string(info.get(ADDRESS, 0))).toRealPath());
    } catch (IOException | InvalidPathException gone) {
      // The file was deleted after loading, is in a cache of the system, or has a name that cannot
      // be encoded in this locale.
      return Optional.empty();
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  /**
   * The file names that a library name may refer to, in the order in which they are tried.
   *
   * @param name such as {@code blis}
   * @return file names without a folder
   */
  public static List<String> fileNames(String name) {
    if (name.contains(".")) {
      return List.of(name);
    }
    boolean isMkl = name.equals("mkl");
    String stem = isMkl ? "mkl_rt" : name; // the part of MKL that loads the others
    List<String> versions = isMkl ? List.of(".2", ".1", "") : List.of("");
    return switch (Platform.CURRENT.system()) {
      case LINUX ->
          (isMkl ? versions : List.of("", ".0", ".3", ".4"))
              .stream().map(version -> "lib" + stem + ".so" + version).toList();
      case MACOS ->
          Stream.concat(
                  versions.stream().map(version -> "lib" + stem + version + ".dylib"),
                  Stream.of(name + ".framework/" + name))
              .toList();
      case WINDOWS ->
          versions.stream()
              .flatMap(version -> Stream.of("", "lib").map(lib -> lib + stem + version + ".dll"))
              .toList();
    };
  }
}
