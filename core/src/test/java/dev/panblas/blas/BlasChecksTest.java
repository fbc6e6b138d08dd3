/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.panblas.NaiveKernels;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Refused calls and their messages. */
class BlasChecksTest {

  private static final Blas BLAS = Blas.over(new NaiveKernels());

  private static Matrix matrix(int rows, int columns) {
    return Matrix.allocate(Precision.DOUBLE, rows, columns);
  }

  private static Vector vector(int size) {
    return Vector.allocate(Precision.DOUBLE, size);
  }

  private static final Matrix SINGLES = Matrix.allocate(Precision.SINGLE, 2, 2);
  private static final Vector SINGLE = Vector.allocate(Precision.SINGLE, 2);

  private static Arguments refused(String message, Executable call) {
    return Arguments.of(message, call);
  }

  static Stream<Arguments> calls() {
    Matrix c = matrix(2, 2);
    Matrix square = matrix(2, 2);
    Matrix memory = matrix(4, 4);
    Vector x = vector(2);
    Matrix readOnly =
        Matrix.wrap(matrix(2, 2).segment().asReadOnly(), Precision.DOUBLE, 2, 2, 0, 2, 1);
    Matrix repeated = Matrix.wrap(matrix(1, 2).segment(), Precision.DOUBLE, 2, 2, 0, 0, 1);
    return Stream.of(
        refused(
            "gemm: a has 64 columns but b has 32 rows (a 128x64 double, b 32x10 double)",
            () -> BLAS.gemm(1, matrix(128, 64), matrix(32, 10), 0, matrix(128, 10))),
        refused(
            "gemm: a has 3 rows but c has 2 rows (a 3x2 double, c 2x2 double)",
            () -> BLAS.gemm(1, matrix(3, 2), square, 0, c)),
        refused(
            "gemm: b has 3 columns but c has 2 columns (b 2x3 double, c 2x2 double)",
            () -> BLAS.gemm(1, square, matrix(2, 3), 0, c)),
        refused(
            "gemm: the operands mix double and single precision (a 2x2 double, b 2x2 single)",
            () -> BLAS.gemm(1, square, SINGLES, 0, c)),
        refused(
            "gemm: output c (2x2 double) must not overlap a (2x2 double)",
            () -> BLAS.gemm(1, c, square, 0, c)),
        refused(
            "gemm: output c (2x2 double) must not overlap b (2x2 double)",
            () -> BLAS.gemm(1, square, memory.block(1, 1, 2, 2), 0, memory.block(2, 2, 2, 2))),
        refused(
            "gemm: c (2x2 double) must be writable, but is read-only: copy it first",
            () -> BLAS.gemm(1, square, square, 0, readOnly)),
        refused(
            "gemm: output c (2x2 double) must not overlap itself (a stride is 0 or too small)",
            () -> BLAS.gemm(1, square, square, 0, repeated)),
        refused(
            "gemv: a has 2 columns but x has 3 elements (a 2x2 double, x 3 double)",
            () -> BLAS.gemv(1, square, vector(3), 0, x)),
        refused(
            "gemv: a has 2 rows but y has 3 elements (a 2x2 double, y 3 double)",
            () -> BLAS.gemv(1, square, x, 0, vector(3))),
        refused(
            "gemv: the operands mix double and single precision (a 2x2 double, x 2 single)",
            () -> BLAS.gemv(1, square, SINGLE, 0, x)),
        refused(
            "gemv: output y (2 double) must not overlap a (2x2 double)",
            () -> BLAS.gemv(1, square, x, 0, square.column(1))),
        refused(
            "gemv: output y (2 double) must not overlap x (2 double)",
            () -> BLAS.gemv(1, square, x, 0, x.reversed())),
        refused(
            "ger: a has 2 rows but x has 3 elements (a 2x2 double, x 3 double)",
            () -> BLAS.ger(1, vector(3), x, square)),
        refused(
            "ger: a has 2 columns but y has 1 elements (a 2x2 double, y 1 double)",
            () -> BLAS.ger(1, x, vector(1), square)),
        refused(
            "ger: output a (2x2 double) must not overlap y (2 double)",
            () -> BLAS.ger(1, x, square.row(0), square)),
        refused(
            "dot: x has 2 elements but y has 3 elements (x 2 double, y 3 double)",
            () -> BLAS.dot(x, vector(3))),
        refused(
            "axpy: the operands mix double and single precision (x 2 double, y 2 single)",
            () -> BLAS.axpy(1, x, SINGLE)),
        refused(
            "copy: output y (2 double) must not overlap x (2 double), except that elements with"
                + " equal indices may be one",
            () -> BLAS.copy(square.row(1), square.column(0))),
        refused(
            "swap: x (2 double) must be writable, but is read-only: copy it first",
            () -> BLAS.swap(readOnly.row(0), x)),
        refused(
            "swap: y (2 double) must be writable, but is read-only: copy it first",
            () -> BLAS.swap(x, readOnly.row(0))),
        refused(
            "scal: output x (2 double) must not overlap itself (a stride is 0 or too small)",
            () -> BLAS.scal(2, repeated.column(0))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void aWrongCallIsRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void aNullOperandIsRefused() {
    assertEquals(
        "gemm: b is null",
        assertThrows(
                NullPointerException.class,
                () -> BLAS.gemm(1, matrix(1, 1), (Matrix) null, 0, matrix(1, 1)))
            .getMessage());
  }

  @Test
  void anOperandInAClosedArenaIsRefused() {
    Matrix closed;
    try (Arena arena = Arena.ofConfined()) {
      closed = Matrix.allocate(arena, Precision.DOUBLE, 2, 2);
    }
    assertEquals(
        "gemm: c (2x2 double) was freed: its arena is closed",
        assertThrows(
                IllegalStateException.class,
                () -> BLAS.gemm(1, matrix(2, 2), matrix(2, 2), 0, closed))
            .getMessage());
    assertEquals(
        "asum: x (2 double) was freed: its arena is closed",
        assertThrows(IllegalStateException.class, () -> BLAS.asum(closed.row(1))).getMessage());
  }

  @Test
  void anOperandConfinedToAnotherThreadIsRefused() throws InterruptedException {
    String[] message = new String[1];
    try (Arena arena = Arena.ofConfined()) {
      Vector x = Vector.allocate(arena, Precision.DOUBLE, 2);
      Thread other =
          new Thread(
              () ->
                  message[0] =
                      assertThrows(WrongThreadException.class, () -> BLAS.nrm2(x)).getMessage());
      other.start();
      other.join();
    }
    assertEquals(
        "nrm2: x (2 double) belongs to a confined arena of another thread; ",
        message[0].substring(0, message[0].indexOf("Thread[")));
  }

  @Test
  void aRefusedCallWritesNothing() {
    Matrix memory = matrix(4, 4);
    memory.fill(5);
    assertThrows(
        IllegalArgumentException.class, () -> BLAS.gemm(1, matrix(4, 4), memory, 0, memory));
    double[] expected = new double[16];
    Arrays.fill(expected, 5);
    assertArrayEquals(expected, memory.toDoubleArray(Order.ROW_MAJOR));
  }

  @Test
  void interleavedOperandsDoNotOverlap() {
    Matrix memory = matrix(3, 6);
    memory.fill(1);
    BLAS.gemv(1, memory.block(0, 0, 3, 3), vector(3), 0, memory.column(4));
    BLAS.axpy(2, memory.column(0), memory.column(1));
    assertEquals("[1. 3. 1. 1. 0. 1.]", memory.row(2).toString());
  }
}
