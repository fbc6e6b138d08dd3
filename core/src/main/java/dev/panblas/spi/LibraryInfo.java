/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The library that a backend runs on.
 *
 * @param name the native library's name, or {@code Java}
 * @param version its version; empty if unknown
 * @param file the file it was loaded from; empty for plain Java
 * @param configuration its build options, as it reports them; empty if unknown
 * @param core the processor family for which it chose its kernels; empty if unknown
 * @param threads how many threads a call may use, 1 or more
 */
public record LibraryInfo(
    String name,
    Optional<String> version,
    Optional<Path> file,
    Optional<String> configuration,
    Optional<String> core,
    int threads) {

  /** {@return one clause with name, version, core, thread count and file} */
  @Override
  public String toString() {
    return name
        + version.map(text -> " " + text).orElse("")
        + core.map(text -> " for " + text).orElse("")
        + ", "
        + threads
        + (threads == 1 ? " thread" : " threads")
        + file.map(path -> ", from " + path).orElse("");
  }
}
