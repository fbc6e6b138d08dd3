/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.fommil.netlib.BLAS;
import com.github.fommil.netlib.F2jBLAS;
import com.github.fommil.netlib.NativeSystemBLAS;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Compares the class that netlib-java finds, in {@code panblas-netlib-java}, with F2J. */
class OlderInterfaceTest {

  private static final BLAS F2J = new F2jBLAS();
  private static final BLAS NATIVE = new NativeSystemBLAS();

  @TestFactory
  @DisplayName("results equal those of F2J within rounding")
  Stream<DynamicTest> results() {
    return ComparisonTest.methods(BLAS.class)
        .map(
            method ->
                DynamicTest.dynamicTest(
                    ComparisonTest.name(method),
                    () -> ComparisonTest.compareResults(method, F2J, NATIVE)));
  }

  @Test
  @DisplayName("all routines except rotg and rotmg are native")
  void nativeRoutines() {
    Set<String> inherited =
        ComparisonTest.methods(BLAS.class).map(Method::getName).collect(Collectors.toSet());
    ComparisonTest.methods(NativeSystemBLAS.class).map(Method::getName).forEach(inherited::remove);
    assertEquals(Set.of("drotg", "drotmg", "srotg", "srotmg"), inherited);
  }

  @Test
  @DisplayName("iamax counts from 1, as in Fortran, and sdsdot without terms is its addend")
  void fortran() {
    assertEquals(2, NATIVE.idamax(2, new double[] {1, -2}, 1));
    assertEquals(0, NATIVE.isamax(0, new float[0], 1));
    assertEquals(3, NATIVE.sdsdot(0, 3, new float[0], 1, new float[0], 1));
  }

  @Test
  @DisplayName("lsame compares as F2J does")
  void lsame() {
    for (String cb : new String[] {"N", "n", "T"}) {
      assertEquals(F2J.lsame("N", cb), NATIVE.lsame("N", cb), cb);
    }
  }
}
