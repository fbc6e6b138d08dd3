/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoresTest {

  private static final Set<String> HASWELL =
      Set.of("pni", "ssse3", "sse4_2", "avx", "avx2", "fma", "avx512f");

  /** The kernels of any other core would end the process. */
  @Test
  void listsOnlyCoresWhoseInstructionsTheProcessorHas() {
    assertEquals(List.of(), Cores.of(Set.of("fpu", "sse2")));
    assertEquals(
        List.of("Prescott", "Core2", "Nehalem", "Sandybridge", "Haswell", "Zen"),
        Cores.of(HASWELL));
  }
}
