/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.vendor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The cores of OpenBLAS that a processor can run. */
final class Cores {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  /** Each core with the instructions that its kernels use, as Linux names them. */
  private static final String TABLE =
      """
      Prescott pni
      Core2 ssse3
      Nehalem sse4_2
      Sandybridge avx
      Haswell avx2 fma
      Zen avx2 fma
      SkylakeX avx512f avx512cd avx512bw avx512dq avx512vl
      Cooperlake avx512f avx512cd avx512bw avx512dq avx512vl avx512_bf16
      SapphireRapids avx512f avx512cd avx512bw avx512dq avx512vl avx512_bf16 amx_bf16
      """;

  private Cores() {}

  /** The cores of this processor; none if the system does not report its instructions. */
  static List<String> ofThisProcessor() {
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(line -> of(Set.of(words(line).distinct().toArray(String[]::new))))
          .orElseGet(List::of);
    } catch (IOException unknown) {
      return List.of();
    }
  }

  static List<String> of(Set<String> instructions) {
    return TABLE
        .lines()
        .map(line -> words(line).toList())
        .filter(core -> instructions.containsAll(core.subList(1, core.size())))
        .map(List::getFirst)
        .toList();
  }

  private static Stream<String> words(String line) {
    return Stream.of(line.split("\\s+", -1));
  }
}
