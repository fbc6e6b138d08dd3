/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutineCallTest {

  private static RoutineCall call(String routine, int n) {
    return RoutineCall.of(routine, Backends.reference(), Precision.DOUBLE, n);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gemm", "syrk", "trsm", "gemv", "dot", "axpy"})
  void theFirstResultIsRight(String routine) {
    for (int n : new int[] {1, 7, 100}) {
      RoutineCall call = call(routine, n);
      call.run();
      call.check(routine);
      call.run();
      call.restore();
      call.run();
      call.check(routine);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gemm", "syrk", "trsm", "gemv", "axpy"})
  void aResultThatWasNotComputedIsNoticed(String routine) {
    assertThrows(IllegalStateException.class, () -> call(routine, 100).check(routine));
  }

  @Test
  void manyCallsOfTrsmKeepTheSizeOfItsOperands() {
    RoutineCall call = call("trsm", 64);
    Matrix b = (Matrix) call.run();
    double first = b.get(63, 0);
    for (int i = 0; i < 10_000; i++) { // A is its own inverse: an even number of calls is none
      call.run();
    }
    assertEquals(first, b.get(63, 0), 1e-9);
  }

  @Test
  void checksTheFirstAndTheLastRow() {
    assertArrayEquals(new int[] {0}, RoutineCall.checkedRows(1));
    assertArrayEquals(new int[] {0, 1, 2}, RoutineCall.checkedRows(3));
    int[] rows = RoutineCall.checkedRows(2000);
    assertArrayEquals(
        new int[] {64, 0, 1999}, new int[] {rows.length, rows[0], rows[rows.length - 1]});
  }
}
