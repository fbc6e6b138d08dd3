/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.panblas.NaiveKernels;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Refused calls on symmetric, triangular, band and packed matrices and on batches. */
class StructureChecksTest {

  private static final Blas BLAS = Blas.over(new NaiveKernels());
  private static final Triangle UPPER = Triangle.UPPER;
  private static final Diagonal UNIT = Diagonal.UNIT;
  private static final Transposition NONE = Transposition.NONE;
  private static final Side LEFT = Side.LEFT;

  private static final Matrix SINGLES = Matrix.allocate(Precision.SINGLE, 2, 2);
  private static final Vector SINGLE = Vector.allocate(Precision.SINGLE, 2);

  private static Matrix matrix(int rows, int columns) {
    return Matrix.allocate(Precision.DOUBLE, rows, columns);
  }

  private static Vector vector(int size) {
    return Vector.allocate(Precision.DOUBLE, size);
  }

  private static MatrixBatch batch(int count, int rows, int columns) {
    return MatrixBatch.allocate(Arena.ofAuto(), Precision.DOUBLE, count, rows, columns);
  }

  private static Arguments refused(String message, Executable call) {
    return Arguments.of(message, call);
  }

  static Stream<Arguments> calls() {
    return Stream.of(level1(), symmetric(), triangular(), band(), packed(), batches())
        .flatMap(List::stream);
  }

  private static List<Arguments> level1() {
    Vector x = vector(2);
    Vector y = vector(2);
    Vector repeated = Vector.wrap(x.segment(), Precision.DOUBLE, 2, 0, 0);
    Vector readOnly = Vector.wrap(y.segment().asReadOnly(), Precision.DOUBLE, 2, 0, 1);
    ModifiedGivens h = ModifiedGivens.IDENTITY;
    return List.of(
        refused(
            "rot: x has 2 elements but y has 3 elements (x 2 double, y 3 double)",
            () -> BLAS.rot(x, vector(3), 1, 0)),
        refused(
            "rot: x (2 double) must be writable, but is read-only: copy it first",
            () -> BLAS.rot(readOnly, x, 1, 0)),
        refused(
            "rot: output y (2 double) must not overlap x (2 double)",
            () -> BLAS.rot(x, x.reversed(), 1, 0)),
        refused(
            "rotm: the operands mix double and single precision (x 2 double, y 2 single)",
            () -> BLAS.rotm(x, SINGLE, h)),
        refused(
            "rotm: output x (2 double) must not overlap itself (a stride is 0 or too small)",
            () -> BLAS.rotm(repeated, y, h)),
        refused(
            "rotm: y (2 double) must be writable, but is read-only: copy it first",
            () -> BLAS.rotm(x, readOnly, h)),
        refused(
            "axpby: x has 2 elements but y has 1 elements (x 2 double, y 1 double)",
            () -> BLAS.axpby(1, x, 1, vector(1))),
        refused(
            "axpby: output y (2 double) must not overlap x (2 double), except that elements with"
                + " equal indices may be one",
            () -> BLAS.axpby(1, x, 1, x.reversed())),
        refused(
            "axpby: output y (2 double) must not overlap itself (a stride is 0 or too small)",
            () -> BLAS.axpby(1, y, 1, repeated)),
        refused(
            "dsdot: the operands mix single and double precision (x 2 single, y 2 double)",
            () -> BLAS.dsdot(SINGLE, y)),
        refused(
            "sdsdot: x has 2 elements but y has 3 elements (x 2 double, y 3 double)",
            () -> BLAS.sdsdot(1, x, vector(3))));
  }

  private static List<Arguments> symmetric() {
    Matrix a = matrix(2, 2);
    Matrix c = matrix(2, 2);
    Matrix wide = matrix(2, 3);
    Vector x = vector(2);
    Vector y = vector(2);
    Matrix readOnly = Matrix.wrap(c.segment().asReadOnly(), Precision.DOUBLE, 2, 2, 0, 2, 1);
    return List.of(
        refused(
            "symv: a must be square but has 2 rows and 3 columns (a 2x3 double)",
            () -> BLAS.symv(UPPER, 1, wide, x, 0, y)),
        refused(
            "symv: a has 2 columns but x has 3 elements (a 2x2 double, x 3 double)",
            () -> BLAS.symv(UPPER, 1, a, vector(3), 0, y)),
        refused(
            "symv: a has 2 rows but y has 3 elements (a 2x2 double, y 3 double)",
            () -> BLAS.symv(UPPER, 1, a, x, 0, vector(3))),
        refused(
            "symv: output y (1 double) must not overlap a (1x1 double)",
            () -> BLAS.symv(UPPER, 1, a.block(0, 0, 1, 1), x.slice(0, 1), 0, a.row(0).slice(0, 1))),
        refused(
            "symv: output y (2 double) must not overlap x (2 double)",
            () -> BLAS.symv(UPPER, 1, a, x, 0, x)),
        refused(
            "syr: a must be square but has 3 rows and 2 columns (a 3x2 double)",
            () -> BLAS.syr(UPPER, 1, x, matrix(3, 2))),
        refused(
            "syr: a has 2 rows but x has 3 elements (a 2x2 double, x 3 double)",
            () -> BLAS.syr(UPPER, 1, vector(3), a)),
        refused( // the last element is on the diagonal
            "syr: output a (3x3 double) must not overlap x (3 double)",
            () -> {
              Matrix whole = matrix(3, 3);
              BLAS.syr(UPPER, 1, whole.row(2), whole);
            }),
        refused(
            "syr2: a has 2 columns but y has 3 elements (a 2x2 double, y 3 double)",
            () -> BLAS.syr2(UPPER, 1, x, vector(3), a)),
        refused(
            "syr2: the operands mix double and single precision (a 2x2 double, x 2 single)",
            () -> BLAS.syr2(UPPER, 1, SINGLE, x, a)),
        refused(
            "syr2: a (2x2 double) must be writable, but is read-only: copy it first",
            () -> BLAS.syr2(UPPER, 0, x, y, readOnly)),
        refused(
            "symm: a must be square but has 2 rows and 3 columns (a 2x3 double)",
            () -> BLAS.symm(LEFT, UPPER, 1, wide, a, 0, c)),
        refused(
            "symm: a has 2 rows but b has 3 rows (a 2x2 double, b 3x2 double)",
            () -> BLAS.symm(LEFT, UPPER, 1, a, matrix(3, 2), 0, c)),
        refused(
            "symm: a has 2 rows but b has 3 columns (a 2x2 double, b 2x3 double)",
            () -> BLAS.symm(Side.RIGHT, UPPER, 1, a, wide, 0, c)),
        refused(
            "symm: b has 3 columns but c has 2 columns (b 2x3 double, c 2x2 double)",
            () -> BLAS.symm(LEFT, UPPER, 1, a, wide, 0, c)),
        refused(
            "symm: output c (2x2 double) must not overlap b (2x2 double)",
            () -> BLAS.symm(LEFT, UPPER, 1, a, c.transposed(), 0, c)),
        refused(
            "syrk: c must be square but has 2 rows and 3 columns (c 2x3 double)",
            () -> BLAS.syrk(UPPER, 1, a, 0, wide)),
        refused(
            "syrk: a has 3 rows but c has 2 rows (a 3x1 double, c 2x2 double)",
            () -> BLAS.syrk(UPPER, 1, matrix(3, 1), 0, c)),
        refused(
            "syrk: the operands mix single and double precision (a 2x2 single, c 2x2 double)",
            () -> BLAS.syrk(UPPER, 1, SINGLES, 0, c)),
        refused(
            "syrk: output c (2x2 double) must not overlap a (2x2 double)",
            () -> BLAS.syrk(UPPER, 1, c, 0, c)),
        refused(
            "syr2k: a has 3 columns but b has 2 columns (a 2x3 double, b 2x2 double)",
            () -> BLAS.syr2k(UPPER, 1, wide, a, 0, c)),
        refused(
            "syr2k: a has 2 rows but b has 3 rows (a 2x2 double, b 3x2 double)",
            () -> BLAS.syr2k(UPPER, 1, a, matrix(3, 2), 0, c)),
        refused(
            "gemmt: c must be square but has 2 rows and 3 columns (c 2x3 double)",
            () -> BLAS.gemmt(UPPER, 1, a, matrix(2, 3), 0, wide)),
        refused(
            "gemmt: a has 3 columns but b has 2 rows (a 2x3 double, b 2x2 double)",
            () -> BLAS.gemmt(UPPER, 1, wide, a, 0, c)),
        refused(
            "omatcopy: a has 3 columns but b has 2 columns (a 2x3 double, b 2x2 double)",
            () -> BLAS.omatcopy(1, wide, c)),
        refused(
            "omatcopy: a has 2 rows but b has 3 rows (a 2x2 double, b 3x2 double)",
            () -> BLAS.omatcopy(1, a, matrix(3, 2))),
        refused(
            "omatcopy: output b (2x2 double) must not overlap a (2x2 double), except that elements"
                + " with equal indices may be one",
            () -> BLAS.omatcopy(1, c, c.transposed())));
  }

  private static List<Arguments> triangular() {
    Matrix a = matrix(2, 2);
    Matrix b = matrix(2, 3);
    return List.of(
        refused(
            "trmv: a must be square but has 2 rows and 3 columns (a 2x3 double)",
            () -> BLAS.trmv(UPPER, UNIT, b, vector(3))),
        refused(
            "trmv: a has 2 columns but x has 3 elements (a 2x2 double, x 3 double)",
            () -> BLAS.trmv(UPPER, UNIT, a, vector(3))),
        refused(
            "trsv: the operands mix double and single precision (a 2x2 double, x 2 single)",
            () -> BLAS.trsv(UPPER, UNIT, a, SINGLE)),
        refused(
            "trsv: output x (2 double) must not overlap a (2x2 double)",
            () -> BLAS.trsv(UPPER, Diagonal.NON_UNIT, a, a.diagonal())),
        refused(
            "trmm: a must be square but has 2 rows and 3 columns (a 2x3 double)",
            () -> BLAS.trmm(LEFT, UPPER, UNIT, 1, b, b)),
        refused(
            "trmm: a has 2 rows but b has 3 columns (a 2x2 double, b 2x3 double)",
            () -> BLAS.trmm(Side.RIGHT, UPPER, UNIT, 1, a, b)),
        refused(
            "trmm: output b (2x2 double) must not overlap a (2x2 double)",
            () -> BLAS.trmm(LEFT, UPPER, UNIT, 1, a, a)),
        refused(
            "trsm: a has 2 rows but b has 3 rows (a 2x2 double, b 3x2 double)",
            () -> BLAS.trsm(LEFT, UPPER, UNIT, 0, a, matrix(3, 2))));
  }

  private static List<Arguments> band() {
    Matrix a = matrix(3, 2);
    Vector x = vector(2);
    Vector y = vector(2);
    return List.of(
        refused(
            "gbmv: kl and ku must be >= 0, but were -1 and 3",
            () -> BLAS.gbmv(NONE, -1, 3, 1, a, x, 0, y)),
        refused(
            "gbmv: kl and ku must be >= 0, but were 3 and -1",
            () -> BLAS.gbmv(NONE, 3, -1, 1, a, x, 0, y)),
        refused(
            "gbmv: a has 3 rows but kl = 1 and ku = 2 make 4 diagonals (a 3x2 double)",
            () -> BLAS.gbmv(NONE, 1, 2, 1, a, x, 0, y)),
        refused(
            "gbmv: a has 3 rows but kl = 2147483647 and ku = 2147483647 make 4294967295 diagonals"
                + " (a 3x2 double)",
            () -> BLAS.gbmv(NONE, Integer.MAX_VALUE, Integer.MAX_VALUE, 1, a, x, 0, y)),
        refused(
            "gbmv: a has 2 columns but x has 5 elements (a 3x2 double, x 5 double)",
            () -> BLAS.gbmv(NONE, 1, 1, 1, a, vector(5), 0, y)),
        refused(
            "gbmv: a has 2 columns but y has 5 elements (a 3x2 double, y 5 double)",
            () -> BLAS.gbmv(Transposition.TRANSPOSED, 1, 1, 1, a, x, 0, vector(5))),
        refused(
            "gbmv: the operands mix double and single precision (a 3x2 double, y 2 single)",
            () -> BLAS.gbmv(NONE, 1, 1, 1, a, x, 0, SINGLE)),
        refused(
            "gbmv: the operands mix double and single precision (a 3x2 double, x 2 single)",
            () -> BLAS.gbmv(Transposition.TRANSPOSED, 1, 1, 1, a, SINGLE, 0, y)),
        refused(
            "gbmv: output y (1 double) must not overlap a (3x2 double)",
            () -> BLAS.gbmv(NONE, 1, 1, 1, a, x, 0, a.row(0).slice(1, 1))),
        refused(
            "sbmv: a must have a row for the main diagonal but has 0 rows (a 0x2 double)",
            () -> BLAS.sbmv(UPPER, 1, matrix(0, 2), x, 0, y)),
        refused(
            "sbmv: a has 2 columns but x has 3 elements (a 3x2 double, x 3 double)",
            () -> BLAS.sbmv(UPPER, 1, a, vector(3), 0, y)),
        refused(
            "sbmv: a has 2 columns but y has 3 elements (a 3x2 double, y 3 double)",
            () -> BLAS.sbmv(UPPER, 1, a, x, 0, vector(3))),
        refused(
            "tbmv: a must have a row for the main diagonal but has 0 rows (a 0x0 double)",
            () -> BLAS.tbmv(UPPER, NONE, UNIT, matrix(0, 0), vector(0))),
        refused(
            "tbmv: a has 2 columns but x has 3 elements (a 3x2 double, x 3 double)",
            () -> BLAS.tbmv(UPPER, NONE, UNIT, a, vector(3))),
        refused(
            "tbsv: output x (2 double) must not overlap a (3x2 double)",
            () -> BLAS.tbsv(UPPER, NONE, Diagonal.NON_UNIT, a, a.row(2))));
  }

  private static List<Arguments> packed() {
    Vector ap = vector(3);
    Vector x = vector(2);
    Vector y = vector(2);
    return List.of(
        refused(
            "spmv: ap must have n(n + 1)/2 = 3 elements for n = 2 elements of x but has 4 (ap 4"
                + " double, x 2 double)",
            () -> BLAS.spmv(UPPER, 1, vector(4), x, 0, y)),
        refused(
            "spmv: x has 2 elements but y has 3 elements (x 2 double, y 3 double)",
            () -> BLAS.spmv(UPPER, 1, ap, x, 0, vector(3))),
        refused(
            "spmv: the operands mix double and single precision (ap 3 double, x 2 single)",
            () -> BLAS.spmv(UPPER, 1, ap, SINGLE, 0, Vector.allocate(Precision.SINGLE, 2))),
        refused(
            "spmv: output y (2 double) must not overlap ap (3 double)",
            () -> BLAS.spmv(UPPER, 1, ap, x, 0, ap.slice(1, 2))),
        refused( // 65536 * 65537 / 2 exceeds 32 bits
            "tpmv: ap must have n(n + 1)/2 = 2147516416 elements for n = 65536 elements of x but"
                + " has 0 (ap 0 double, x 65536 double)",
            () -> BLAS.tpmv(UPPER, NONE, UNIT, vector(0), vector(65_536))),
        refused(
            "tpsv: output x (2 double) must not overlap ap (3 double)",
            () -> BLAS.tpsv(UPPER, NONE, UNIT, ap, ap.slice(0, 2))),
        refused(
            "spr: ap must have n(n + 1)/2 = 6 elements for n = 3 elements of x but has 3 (ap 3"
                + " double, x 3 double)",
            () -> BLAS.spr(UPPER, 1, vector(3), ap)),
        refused(
            "spr: output ap (3 double) must not overlap x (2 double)",
            () -> BLAS.spr(UPPER, 1, ap.slice(0, 2), ap)),
        refused(
            "spr2: x has 2 elements but y has 3 elements (x 2 double, y 3 double)",
            () -> BLAS.spr2(UPPER, 1, x, vector(3), ap)),
        refused(
            "spr2: output ap (3 double) must not overlap y (2 double)",
            () -> BLAS.spr2(UPPER, 1, x, ap.slice(1, 2), ap)));
  }

  private static List<Arguments> batches() {
    MatrixBatch a = batch(3, 2, 4);
    MatrixBatch b = batch(3, 4, 2);
    MatrixBatch c = batch(3, 2, 2);
    MatrixBatch singles = MatrixBatch.allocate(Arena.ofAuto(), Precision.SINGLE, 3, 4, 2);
    return List.of(
        refused(
            "gemmBatch: a has 3 matrices but b has 2 matrices (a 3 times 2x4 double, b 2 times 4x2"
                + " double)",
            () -> BLAS.gemmBatch(1, a, batch(2, 4, 2), 0, c)),
        refused(
            "gemmBatch: a has 3 matrices but c has 4 matrices (a 3 times 2x4 double, c 4 times 2x2"
                + " double)",
            () -> BLAS.gemmBatch(1, a, b, 0, batch(4, 2, 2))),
        refused(
            "gemmBatch: a has 4 columns but b has 2 rows (a 3 times 2x4 double, b 3 times 2x4"
                + " double)",
            () -> BLAS.gemmBatch(1, a, a, 0, c)),
        refused(
            "gemmBatch: a has 2 rows but c has 3 rows (a 3 times 2x4 double, c 3 times 3x2 double)",
            () -> BLAS.gemmBatch(1, a, b, 0, batch(3, 3, 2))),
        refused(
            "gemmBatch: b has 2 columns but c has 3 columns (b 3 times 4x2 double, c 3 times 2x3"
                + " double)",
            () -> BLAS.gemmBatch(1, a, b, 0, batch(3, 2, 3))),
        refused(
            "gemmBatch: the operands mix double and single precision (a 3 times 2x4 double, b 3"
                + " times 4x2 single)",
            () -> BLAS.gemmBatch(1, a, singles, 0, c)),
        refused(
            "gemmBatch: output c (3 times 2x2 double) must not overlap itself (a stride is 0 or too"
                + " small)",
            () -> BLAS.gemmBatch(1, a, b, 0, MatrixBatch.repeat(matrix(2, 2), 3))),
        refused(
            "gemmBatch: output c (3 times 2x2 double) must not overlap b (3 times 2x2 double)",
            () -> BLAS.gemmBatch(1, batch(3, 2, 2), MatrixBatch.repeat(c.matrix(2), 3), 0, c)),
        refused(
            "gemmBatch: c (1 times 2x2 double) must be writable, but is read-only: copy it first",
            () ->
                BLAS.gemmBatch(
                    1,
                    batch(1, 2, 2),
                    batch(1, 2, 2),
                    0,
                    MatrixBatch.wrap(
                        c.segment().asReadOnly(), Precision.DOUBLE, 1, 2, 2, 0, 4, 2, 1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void aWrongCallIsRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  static Stream<Arguments> callsWithNull() {
    Matrix a = matrix(2, 2);
    Matrix b = matrix(2, 2);
    Vector ap = vector(3);
    Vector x = vector(2);
    Vector y = vector(2);
    return Stream.of(
        refused("rotmg: precision is null", () -> BLAS.rotmg(null, 1, 1, 1, 1)),
        refused("rotm: h is null", () -> BLAS.rotm(x, y, null)),
        refused("rotm: y is null", () -> BLAS.rotm(x, null, ModifiedGivens.IDENTITY)),
        refused("gbmv: transposition is null", () -> BLAS.gbmv(null, 0, 1, 1, a, x, 0, y)),
        refused("gbmv: a is null", () -> BLAS.gbmv(NONE, 0, 1, 1, null, x, 0, y)),
        refused("symv: triangle is null", () -> BLAS.symv(null, 1, a, x, 0, y)),
        refused("symv: y is null", () -> BLAS.symv(UPPER, 1, a, x, 0, null)),
        refused("sbmv: triangle is null", () -> BLAS.sbmv(null, 1, a, x, 0, y)),
        refused("spmv: triangle is null", () -> BLAS.spmv(null, 1, ap, x, 0, y)),
        refused("spmv: ap is null", () -> BLAS.spmv(UPPER, 1, null, x, 0, y)),
        refused("trmv: triangle is null", () -> BLAS.trmv(null, UNIT, a, x)),
        refused("trmv: diagonal is null", () -> BLAS.trmv(UPPER, null, a, x)),
        refused("trsv: diagonal is null", () -> BLAS.trsv(UPPER, null, a, x)),
        refused("tbmv: triangle is null", () -> BLAS.tbmv(null, NONE, UNIT, a, x)),
        refused("tbmv: transposition is null", () -> BLAS.tbmv(UPPER, null, UNIT, a, x)),
        refused("tbsv: diagonal is null", () -> BLAS.tbsv(UPPER, NONE, null, a, x)),
        refused("tpmv: transposition is null", () -> BLAS.tpmv(UPPER, null, UNIT, ap, x)),
        refused("tpsv: diagonal is null", () -> BLAS.tpsv(UPPER, NONE, null, ap, x)),
        refused("syr: triangle is null", () -> BLAS.syr(null, 1, x, a)),
        refused("syr2: triangle is null", () -> BLAS.syr2(null, 1, x, y, a)),
        refused("spr: triangle is null", () -> BLAS.spr(null, 1, x, ap)),
        refused("spr2: triangle is null", () -> BLAS.spr2(null, 1, x, y, ap)),
        refused("symm: side is null", () -> BLAS.symm(null, UPPER, 1, a, a, 0, b)),
        refused("symm: triangle is null", () -> BLAS.symm(LEFT, null, 1, a, a, 0, b)),
        refused("syrk: triangle is null", () -> BLAS.syrk(null, 1, a, 0, b)),
        refused("syr2k: triangle is null", () -> BLAS.syr2k(null, 1, a, a, 0, b)),
        refused("trmm: side is null", () -> BLAS.trmm(null, UPPER, UNIT, 1, a, b)),
        refused("trmm: triangle is null", () -> BLAS.trmm(LEFT, null, UNIT, 1, a, b)),
        refused("trsm: diagonal is null", () -> BLAS.trsm(LEFT, UPPER, null, 1, a, b)),
        refused("gemmt: triangle is null", () -> BLAS.gemmt(null, 1, a, a, 0, b)),
        refused("gemmBatch: b is null", () -> BLAS.gemmBatch(1, batch(1, 1, 1), null, 0, null)),
        refused("omatcopy: b is null", () -> BLAS.omatcopy(1, a, null)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("callsWithNull")
  void nullIsRefused(String message, Executable call) {
    assertEquals(message, assertThrows(NullPointerException.class, call).getMessage());
  }

  @Test
  void aBatchInAClosedArenaIsRefused() {
    MatrixBatch closed;
    try (Arena arena = Arena.ofConfined()) {
      closed = MatrixBatch.allocate(arena, Precision.DOUBLE, 3, 2, 2);
    }
    assertEquals(
        "gemmBatch: c (3 times 2x2 double) was freed: its arena is closed",
        assertThrows(
                IllegalStateException.class,
                () -> BLAS.gemmBatch(1, batch(3, 2, 2), batch(3, 2, 2), 0, closed))
            .getMessage());
  }

  @Test
  void aRefusedCallWritesNothing() {
    Matrix b = matrix(2, 2);
    b.fill(5);
    List<Executable> calls =
        List.of(
            () -> BLAS.trmm(LEFT, UPPER, UNIT, 0, matrix(3, 3), b),
            () -> BLAS.trsm(LEFT, UPPER, UNIT, 0, SINGLES, b),
            () -> BLAS.syrk(UPPER, 0, matrix(3, 1), 0, b),
            () -> BLAS.gemmt(UPPER, 1, b, matrix(2, 2), 0, b),
            () -> BLAS.omatcopy(1, b.transposed(), b),
            () -> BLAS.symv(UPPER, 0, matrix(2, 2), vector(1), 0, b.row(0)),
            () -> BLAS.spmv(UPPER, 0, vector(2), vector(2), 0, b.row(0)),
            () -> BLAS.gbmv(NONE, 5, 5, 0, matrix(2, 2), vector(2), 0, b.row(0)),
            () -> BLAS.axpby(0, vector(3), 0, b.row(0)));
    for (Executable call : calls) {
      assertThrows(IllegalArgumentException.class, call);
      assertArrayEquals(new double[] {5, 5, 5, 5}, b.toDoubleArray(Order.ROW_MAJOR));
    }
  }
}
