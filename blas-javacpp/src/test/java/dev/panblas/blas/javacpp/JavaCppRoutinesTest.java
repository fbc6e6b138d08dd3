/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.javacpp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.panblas.blas.Blas;
import dev.panblas.spi.Routine;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which routines the backend implements. The conformance kit tests the results. */
class JavaCppRoutinesTest {

  @Test
  void runsTheRoutinesOfThePresetsThatOpenBlasComputesCorrectly() {
    Set<Routine> standard = EnumSet.allOf(Routine.class);
    standard.removeIf(Routine::isExtension);
    standard.removeAll(EnumSet.of(Routine.ROTMG, Routine.DSDOT, Routine.SDSDOT));
    assertEquals(standard, Blas.open("javacpp").implemented());
  }

  @Test
  void theChecksFindNoOtherRoutineWrong() {
    Blas blas = Blas.open("javacpp");
    blas.checkRoutines();
    assertEquals(
        0,
        blas.substitutes().stream().filter(s -> s.toString().contains("first use")).count(),
        () -> blas.substitutes().toString());
  }
}
