/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.panblas.matrix.ModifiedGivens.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModifiedGivensTest {

  @ParameterizedTest
  @CsvSource({
    "IDENTITY, 1, 0, 0, 1",
    "UNIT_DIAGONAL, 1, 3, 4, 1",
    "UNIT_ANTIDIAGONAL, 2, -1, 1, 5",
    "FULL, 2, 3, 4, 5"
  })
  void theFormReplacesElements(Form form, double h11, double h21, double h12, double h22) {
    ModifiedGivens h = new ModifiedGivens(form, 2, 3, 4, 5);
    assertEquals(h11, h.h11());
    assertEquals(h21, h.h21());
    assertEquals(h12, h.h12());
    assertEquals(h22, h.h22());
    assertEquals(new ModifiedGivens(form, h11, h21, h12, h22), h);
  }

  @Test
  void allIdentitiesAreEqual() {
    assertEquals(new ModifiedGivens(Form.IDENTITY, 7, 7, 7, 7), ModifiedGivens.IDENTITY);
  }

  @ParameterizedTest
  @CsvSource({"-2, IDENTITY", "-1, FULL", "0, UNIT_DIAGONAL", "1, UNIT_ANTIDIAGONAL"})
  void formsHaveTheFlagsOfBlas(int flag, Form form) {
    assertEquals(flag, form.flag());
    assertSame(form, Form.of(flag));
  }

  @Test
  void otherFlagsAreRefused() {
    assertEquals(
        "the flag of rotm must be -2, -1, 0 or 1, but was 2",
        assertThrows(IllegalArgumentException.class, () -> Form.of(2)).getMessage());
  }
}
