/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.spi.JavaSubstitute;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Settings;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelGuardTest {

  /** Faster than any kernel. */
  private static final double UNREACHABLE = 1e9;

  /** More calls than a kernel without a warm-up needs to be replaced. */
  private static final int MANY_CALLS = 2000;

  private static final long MULTIPLICATIONS = 8 * 16 * 384;

  private int replacements;

  private KernelGuard guard(double floor, int warmUp, long pause) {
    return new KernelGuard("8x2", floor, warmUp, pause, () -> replacements++);
  }

  private static void call(KernelGuard guard, int calls) {
    for (int i = 0; i < calls; i++) {
      long start = guard.start(MULTIPLICATIONS);
      guard.stop(start, MULTIPLICATIONS);
    }
  }

  @Test
  void aSlowKernelIsReplacedOnce() {
    KernelGuard guard = guard(UNREACHABLE, 0, 0);
    call(guard, MANY_CALLS);
    assertTrue(guard.isReplaced());
    call(guard, MANY_CALLS);
    assertEquals(1, replacements);
  }

  @Test
  void aFastKernelIsKept() {
    KernelGuard guard = guard(0, 0, 0);
    call(guard, MANY_CALLS);
    assertFalse(guard.isReplaced());
  }

  @Test
  void noKernelIsJudgedBeforeItIsCompiled() {
    KernelGuard cold = guard(UNREACHABLE, MANY_CALLS + 1, 0);
    call(cold, MANY_CALLS);
    KernelGuard early = guard(UNREACHABLE, 0, KernelGuard.PAUSE);
    call(early, MANY_CALLS);
    assertFalse(cold.isReplaced());
    assertFalse(early.isReplaced());
  }

  @ParameterizedTest
  @EnumSource
  void aReplacementIsReportedAndKeepsTheBits(Precision precision) {
    KernelGuards guards = guards(precision);
    int vectors = Blocks.PANEL_VECTORS;
    int rows = vectors == 3 ? 3 : Blocks.tileRows(vectors, Blocks.STRIP);
    Blas blas = Blas.over(new VectorProvider().open(Settings.defaults().withThreads(1)));
    double[] expected = product(blas, precision);
    assertEquals(List.of(), blas.substitutes());
    try {
      guards.guardAll(UNREACHABLE, 0, 0);
      for (int i = 0; i < 100 && !guards.tile(rows, vectors).isReplaced(); i++) {
        assertArrayEquals(expected, product(blas, precision));
      }
      assertArrayEquals(expected, product(blas, precision));
      JavaSubstitute line = blas.substitutes().getFirst();
      assertTrue(line.replaces(Routine.GEMM, precision), line::toString);
      assertTrue(line.reason().contains(rows + "x" + vectors), line::reason);
    } finally {
      guards.guardAll(1, KernelGuard.WARM_UP, KernelGuard.PAUSE);
    }
    assertEquals(List.of(), blas.substitutes());
  }

  private static KernelGuards guards(Precision precision) {
    return precision == Precision.SINGLE ? KernelGuards.FLOAT : KernelGuards.DOUBLE;
  }

  @ParameterizedTest
  @EnumSource
  void replacedKernelsOfTilesKeepTheBits(Precision precision) {
    KernelGuards guards = guards(precision);
    double[] expected = steps(precision);
    try {
      guards.guardAll(UNREACHABLE, 0, 0);
      List<KernelGuard> ofTiles =
          Stream.concat(
                  IntStream.rangeClosed(1, 4).mapToObj(guards::sums),
                  Stream.of(KernelGuards.Loop.values()).map(guards::loop))
              .toList();
      for (KernelGuard guard : ofTiles) {
        call(guard, MANY_CALLS);
        assertTrue(guard.isReplaced(), guard::name);
      }
      assertArrayEquals(expected, steps(precision));
    } finally {
      guards.guardAll(1, KernelGuard.WARM_UP, KernelGuard.PAUSE);
    }
  }

  /** Cost and gradient of networks that need every kernel of tiles. */
  private static double[] steps(Precision precision) {
    SplittableRandom random = new SplittableRandom(9);
    int[][] shapes = {{64, 25, 170}, {17, 48, 59}, {65, 3, 33}};
    return Stream.of(shapes)
        .flatMapToDouble(shape -> TiledStepTest.steps(precision, shape, random))
        .toArray();
  }

  private static double[] product(Blas blas, Precision precision) {
    int n = 100;
    Matrix a = Matrix.allocate(precision, n, n);
    Matrix b = Matrix.allocate(precision, n, n);
    Matrix c = Matrix.allocate(precision, n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a.set(i, j, 1.0 / (1 + i + j));
        b.set(i, j, 1.0 / (1 + i + 2 * j));
      }
    }
    blas.gemm(1, a, b, 0, c);
    return c.toDoubleArray(Order.ROW_MAJOR);
  }
}
