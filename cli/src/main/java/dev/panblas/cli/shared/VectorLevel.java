/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The vector instructions of x86 processors, the narrowest first. */
enum VectorLevel {
  SSE(
      "SSE",
      "sse2",
      "katmai coppermine northwood prescott banias atom core2 penryn dunnington nehalem athlon"
          + " opteron opteron_sse3 barcelona bobcat nano"),
  AVX("AVX", "avx", "sandybridge bulldozer piledriver steamroller"),
  AVX2("AVX2", "avx2 fma", "haswell zen excavator"),
  AVX512("AVX-512", "avx512f avx512vl", "skylakex cooperlake sapphirerapids");

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private final String text;
  private final String flags;
  private final String cores;

  /**
   * A level.
   *
   * @param text its name
   * @param flags the flags of Linux that a processor of this level has
   * @param cores the names of OpenBLAS's kernels that use these instructions, in lower case
   */
  VectorLevel(String text, String flags, String cores) {
    this.text = text;
    this.flags = flags;
    this.cores = cores;
  }

  /** The level of this processor; empty if it is not an x86, or the system is not Linux. */
  static Optional<VectorLevel> ofProcessor() {
    if (!Files.isReadable(PROCESSORS)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .flatMap(line -> ofFlags(words(line.substring(line.indexOf(':') + 1))));
    } catch (IOException unknown) {
      return Optional.empty(); // only a warning depends on it
    }
  }

  static Optional<VectorLevel> ofFlags(Set<String> flags) {
    return last(level -> flags.containsAll(words(level.flags)));
  }

  /**
   * The level of OpenBLAS's kernels for a core, such as {@code Haswell}; empty if it is unknown.
   */
  static Optional<VectorLevel> ofCore(String core) {
    String name = core.toLowerCase(Locale.ROOT);
    return last(level -> words(level.cores).contains(name));
  }

  private static Set<String> words(String text) {
    return Set.copyOf(List.of(text.split("\\s+")));
  }

  private static Optional<VectorLevel> last(Predicate<VectorLevel> condition) {
    return Arrays.stream(values()).filter(condition).reduce((lower, higher) -> higher);
  }

  @Override
  public String toString() {
    return text;
  }
}
