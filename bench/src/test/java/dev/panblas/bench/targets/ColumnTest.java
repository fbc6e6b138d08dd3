/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.targets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ColumnTest {

  @Test
  void vectorsAndVendorDecide() {
    assertEquals(Optional.of(Column.AVX512_AMD), Column.own("3", "AMD EPYC 9654"));
    assertEquals(Optional.of(Column.AVX512_INTEL), Column.own("3", "INTEL(R) XEON(R)"));
    assertEquals(Optional.of(Column.AVX2), Column.own("2", "AMD EPYC 7551"));
    assertEquals(Optional.empty(), Column.own("0", "Some Processor"));
    assertEquals(Optional.empty(), Column.own(null, "Neoverse"));
  }

  @Test
  void avx2HoldsEveryLibraryAndTheJvm() {
    assertEquals(List.of("-XX:UseAVX=2"), Column.AVX2.jvmOptions());
    Map<String, String> held = Column.AVX2.environment();
    assertEquals("Haswell", held.get("OPENBLAS_CORETYPE"));
    assertEquals("avx2", held.get("ATEN_CPU_CAPABILITY"));
    assertEquals("AVX2", held.get("MKL_ENABLE_INSTRUCTIONS"));
    assertEquals("", held.get("OPENBLAS_L2_SIZE"));
  }

  @Test
  void otherColumnsRemoveWhatHoldsALibrary() {
    assertEquals(List.of(), Column.AVX512_AMD.jvmOptions());
    assertEquals("", Column.AVX512_AMD.environment().get("OPENBLAS_CORETYPE"));
    assertEquals(Column.AVX2.environment().keySet(), Column.AVX512_AMD.environment().keySet());
  }
}
