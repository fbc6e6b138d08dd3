/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package com.github.fommil.netlib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.netlib.testing.Child;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Programs on netlib-java, each in a process of its own, because it chooses its library once. */
class NativeSystemBLASTest {

  @Test
  @DisplayName("MTJ computes on Panblas's OpenBLAS, and no other BLAS is in the process")
  void mtj() throws Exception {
    for (Child child : Child.onEachJava(Map.of(), List.of(), MtjProgram.class)) {
      List<String> out = child.end();
      assertEquals("com.github.fommil.netlib.NativeSystemBLAS", Child.value(out, "class"));
      assertEquals("F2jLAPACK", Child.value(out, "lapack"));
      assertEquals(
          "** On entry to 'DGEMM' parameter number 8 had an illegal value",
          Child.value(out, "refused"));
      String file = Child.value(out, "file");
      String text = Child.value(out, "text");
      assertTrue(text.startsWith("NativeSystemBLAS on OpenBLAS 0."), text);
      assertTrue(text.contains(" in " + file + " ("), text);
      if (System.getProperty("os.name").equals("Linux")) {
        assertEquals(file, Child.value(out, "maps"));
      }
    }
  }

  @Test
  @DisplayName("if the library cannot be used, a warning says why, and F2J computes")
  void fallback() throws Exception {
    List<String> options = List.of("-Dpanblas.library=/absent/libopenblas.so");
    for (Child child : Child.onOneJava(Map.of(), options, MtjProgram.class)) {
      List<String> out = child.end();
      assertEquals("com.github.fommil.netlib.F2jBLAS", Child.value(out, "class"));
      assertTrue(
          out.stream().anyMatch(line -> line.contains("/absent/libopenblas.so")), out::toString);
    }
  }
}
