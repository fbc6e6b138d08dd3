/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import dev.panblas.nativelib.file.Dependencies;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.foreign.ForeignCalls;
import dev.panblas.nativelib.load.AddressSpace;
import dev.panblas.nativelib.load.Mapper;
import dev.panblas.nativelib.load.SystemCalls;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Loads the library before netlib does, so that it starts no threads, and sets how many it has.
 * Netlib then gets the same library from the system.
 */
final class LibraryLoading {

  /** The first version of Java that can call C. */
  private static final int FOREIGN_MEMORY = 22;

  private final SystemCalls calls;
  private final Mapper mapper;
  private Runnable restoreThreads = () -> {};

  LibraryLoading() throws UnusableLibraryException {
    calls = Runtime.version().feature() >= FOREIGN_MEMORY ? foreign() : jna();
    Optional<Mapper> prepared = Mapper.prepare(calls);
    if (prepared.isEmpty()) {
      throw new UnusableLibraryException(
          "a library cannot be loaded for netlib on this system, which has no dlopen",
          "use Linux or macOS");
    }
    mapper = prepared.get();
  }

  // The two in methods of their own, so that neither class is needed for the other.

  private static SystemCalls foreign() {
    return new ForeignCalls();
  }

  private static SystemCalls jna() throws UnusableLibraryException {
    try {
      return new JnaCalls();
    } catch (LinkageError missing) {
      throw new UnusableLibraryException(
          "below Java "
              + FOREIGN_MEMORY
              + " C functions are called through JNA, which cannot be used ("
              + missing
              + ")",
          "add net.java.dev.jna:jna, and set java.io.tmpdir to a folder that is not mounted noexec",
          missing);
    }
  }

  /**
   * Loads a library.
   *
   * @param files the library, after the files that must be loaded before it
   * @param symbols the functions that it must have
   */
  void load(List<Path> files, Set<String> symbols) throws UnusableLibraryException {
    AddressSpace.require(calls);
    for (Path file : files) {
      String refusal = mapper.map(file.toString());
      if (!refusal.isEmpty()) {
        throw new UnusableLibraryException(
            "the system cannot load " + file + ": " + refusal,
            "install what it needs, or name another library");
      }
    }
    Path library = files.get(files.size() - 1);
    long handle = mapper.mapped(library.toString());
    List<String> missing =
        symbols.stream().filter(symbol -> mapper.find(handle, symbol) == 0).toList();
    if (!missing.isEmpty()) {
      throw new UnusableLibraryException(
          String.format(
              Locale.ROOT,
              "a library for netlib must have every function that netlib calls, but %s lacks %d of"
                  + " %d: %s%s (netlib would call a null pointer)",
              library,
              missing.size(),
              symbols.size(),
              String.join(", ", missing.subList(0, Math.min(5, missing.size()))),
              missing.size() > 5 ? ", ..." : ""),
          "name a library with BLAS and LAPACK, such as libopenblas.so.0");
    }
  }

  /**
   * Sets the threads of a loaded library.
   *
   * @param file its file
   * @param threads 1 or more
   */
  Installation.Library withThreads(Path file, int threads) throws UnusableLibraryException {
    long library = mapper.mapped(file.toString());
    long set = mapper.find(library, "openblas_set_num_threads");
    if (set == 0) {
      if (!Dependencies.areSingleThreaded(file)) {
        throw new UnusableLibraryException(
            "the thread count of a library for netlib must be known, but "
                + file
                + " can start threads and is not OpenBLAS",
            "name an OpenBLAS, or a library that has no threads");
      }
      return new Installation.Library(
          file, String.valueOf(file.getFileName()), Optional.empty(), 1);
    }
    String configuration = text(library, "openblas_get_config").orElse("OpenBLAS");
    if (configuration.contains("USE64BITINT")) {
      throw new UnusableLibraryException(
          file + " has integers of 64 bits, but netlib passes integers of 32 bits",
          "name an OpenBLAS whose integers have 32 bits");
    }
    long get = mapper.find(library, "openblas_get_num_threads");
    if (get == 0) {
      throw new UnusableLibraryException(
          "the thread count of a library for netlib must be known, but "
              + file
              + " does not say it",
          "name another version of OpenBLAS");
    }
    int before = (int) calls.call(get);
    restoreThreads = () -> calls.call(set, before);
    calls.call(set, threads);
    int has = (int) calls.call(get);
    if (has != threads) {
      restoreThreads.run();
      throw new UnusableLibraryException(
          "the library must have the "
              + threads
              + " threads of "
              + Setting.howToSet(Setting.LIBRARY_THREADS)
              + ", but "
              + file
              + " allows "
              + has,
          "set it to at most " + has + ", or remove it");
    }
    String[] words = configuration.split("\\s+", 3);
    return new Installation.Library(
        file,
        words.length > 1 ? words[0] + " " + words[1] : configuration,
        text(library, "openblas_get_corename"),
        threads);
  }

  /** Sets the threads of the library as they were before {@link #withThreads}. */
  void restoreThreads() {
    restoreThreads.run();
  }

  private Optional<String> text(long library, String function) {
    long address = mapper.find(library, function);
    return address == 0 ? Optional.empty() : Optional.of(calls.string(calls.call(address)).strip());
  }
}
