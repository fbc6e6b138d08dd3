/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The library that a backend runs on.
 *
 * @param name the native library's name, or {@code Java}
 * @param version its version; empty if unknown
 * @param file the file it was loaded from; empty for plain Java
 * @param configuration its build options, as it reports them; empty if unknown
 * @param core the processor family for which it chose its kernels; empty if unknown
 * @param threads how many threads the library itself uses for a call, 1 or more; empty if unknown.
 *     Panblas's own threads are those of {@link Settings#threads()}
 */
public record LibraryInfo(
    String name,
    Optional<String> version,
    Optional<Path> file,
    Optional<String> configuration,
    Optional<String> core,
    OptionalInt threads) {

  /**
   * The thread count in words.
   *
   * @return such as {@code 1 thread}, {@code 4 threads} or {@code unknown thread count}
   */
  public String threadsText() {
    if (threads.isEmpty()) {
      return "unknown thread count";
    }
    int count = threads.getAsInt();
    return count + (count == 1 ? " thread" : " threads");
  }

  /** {@return one clause with name, version, core, thread count and file} */
  @Override
  public String toString() {
    return name
        + version.map(text -> " " + text).orElse("")
        + core.map(text -> " for " + text).orElse("")
        + ", "
        + threadsText()
        + file.map(path -> ", from " + path).orElse("");
  }
}
