/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryVariablesTest {

  @Test
  void listsTheVariablesOfTheLibrariesAlone() {
    Map<String, String> environment =
        Map.of("MKL_CBWR", "AVX2", "PATH", "/bin", "BLIS_NUM_THREADS", "2", "NO_MKL_X", "");
    LibraryVariables variables =
        LibraryVariables.of(environment, Stream.of("Haswell"), Optional.of(VectorLevel.AVX512));
    assertEquals(List.of("BLIS_NUM_THREADS=2", "MKL_CBWR=AVX2"), variables.set());
    assertNull(variables.warning(), "no variable chooses the core");
  }

  @ParameterizedTest
  @CsvSource({
    "Prescott, AVX, true",
    "Sandybridge, AVX, false",
    "Sandybridge, AVX2, true",
    "Haswell, AVX512, true",
    "Zen, AVX2, false",
    "Zen, AVX512, true",
    "SkylakeX, AVX512, false",
    "Cooperlake, AVX512, false",
    "SomeNewCore, AVX512, false"
  })
  void warnsIfTheCoreHasNarrowerVectorsThanTheProcessor(
      String core, VectorLevel processor, boolean warns) {
    Map<String, String> environment = Map.of("OPENBLAS_CORETYPE", core);
    String warning =
        LibraryVariables.of(environment, Stream.of(core), Optional.of(processor)).warning();
    if (warns) {
      assertNotNull(warning);
      assertTrue(warning.startsWith("OPENBLAS_CORETYPE=" + core + " makes"), warning);
      assertTrue(warning.contains("this processor has " + processor + ":"), warning);
    } else {
      assertNull(warning);
    }
    assertNull(
        LibraryVariables.of(environment, Stream.of(core), Optional.empty()).warning(),
        "the processor is unknown");
  }

  @Test
  void theLevelIsTheWidestWhoseFlagsTheProcessorHas() {
    assertEquals(Optional.of(VectorLevel.SSE), VectorLevel.ofFlags(Set.of("sse2")));
    assertEquals(Optional.of(VectorLevel.AVX), VectorLevel.ofFlags(Set.of("sse2", "avx", "avx2")));
    assertEquals(
        Optional.of(VectorLevel.AVX2), VectorLevel.ofFlags(Set.of("sse2", "avx", "avx2", "fma")));
    assertEquals(
        Optional.of(VectorLevel.AVX512),
        VectorLevel.ofFlags(Set.of("sse2", "avx2", "fma", "avx512f", "avx512vl")));
    assertEquals(Optional.empty(), VectorLevel.ofFlags(Set.of("asimd", "sve")));
  }
}
