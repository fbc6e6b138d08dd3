package dev.panblas.spi;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a backend runs on.
 *
 * @param name the library: {@code OpenBLAS}
 * @param version its version, or empty if it does not say
 * @param file the file it was loaded from, or empty if there is none (plain Java)
 * @param configuration how it says that it was built, or empty
 * @param core the processor family it chose its kernels for, or empty
 * @param threads how many threads a call may use, 1 or more
 */
public record LibraryInfo(
    String name,
    Optional<String> version,
    Optional<Path> file,
    Optional<String> configuration,
    Optional<String> core,
    int threads) {

  /** {@return one clause: {@code OpenBLAS 0.3.31 for Zen, 2 threads, from lib/libopenblas.so.0}} */
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
