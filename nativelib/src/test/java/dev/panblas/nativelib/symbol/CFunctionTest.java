/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.symbol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CFunctionTest {

  @Test
  void parsesADeclaration() {
    CFunction function =
        CFunction.parse("double cblas_ddot(int n, const double* x, int incx, const double*, int)");
    assertEquals(
        new CFunction(
            CType.DOUBLE,
            "cblas_ddot",
            List.of(CType.INT, CType.DOUBLE_POINTER, CType.INT, CType.DOUBLE_POINTER, CType.INT)),
        function);
    assertEquals("double cblas_ddot(int, double*, int, double*, int)", function.toString());
    assertEquals(List.of(), CFunction.parse("char* openblas_get_config()").parameters());
  }

  @Test
  void parsesFortranSymbols() {
    CFunction function = CFunction.parse("void dscal_(long n, double* a, double* x, long incx)");
    assertEquals("dscal_", function.name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "f()",
        "int f",
        "int f(int n",
        "int f(size_t n)",
        "short f(int n)",
        "int f(int n,int m)"
      })
  void rejectsOtherTextAndQuotesIt(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> CFunction.parse(text));
    assertTrue(refused.getMessage().contains(text), refused.getMessage());
  }

  @Test
  void theHeaderDeclaresBothFunctionsOfEachRoutine() {
    for (String routine : CblasHeader.routines()) {
      CFunction ofFloat = CblasHeader.function(routine, true);
      CFunction ofDouble = CblasHeader.function(routine, false);
      assertEquals(CblasHeader.symbol(routine, true), ofFloat.name());
      assertEquals(CblasHeader.symbol(routine, false), ofDouble.name());
      assertEquals(ofFloat.toString().replace(ofFloat.name(), ""), withFloat(ofDouble));
      assertTrue(ofFloat.parameters().contains(CType.FLOAT_POINTER), ofFloat::toString);
    }
    assertEquals("cblas_isamax", CblasHeader.symbol("iamax", true));
    assertEquals(
        "'gem' is not one of " + CblasHeader.routines(),
        assertThrows(IllegalArgumentException.class, () -> CblasHeader.symbol("gem", true))
            .getMessage());
  }

  private static String withFloat(CFunction ofDouble) {
    return ofDouble.toString().replace(ofDouble.name(), "").replace("double", "float");
  }
}
