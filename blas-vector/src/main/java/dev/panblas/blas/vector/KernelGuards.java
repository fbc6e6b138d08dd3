/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import dev.panblas.matrix.Precision;
import dev.panblas.spi.JavaSubstitute;
import dev.panblas.spi.Routine;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The guards of the kernels of one precision. */
final class KernelGuards {

  static final KernelGuards DOUBLE = new KernelGuards(Precision.DOUBLE);
  static final KernelGuards FLOAT = new KernelGuards(Precision.SINGLE);

  private static final System.Logger LOGGER = System.getLogger(KernelGuards.class.getName());

  private static final int MOST_ROWS = 8;
  private static final int MOST_VECTORS = 3;

  private final Precision precision;
  private final KernelGuard[] tiles = new KernelGuard[MOST_ROWS * MOST_VECTORS];
  private final KernelGuard small =
      new KernelGuard(
          "small products", KernelGuard.FLOOR, KernelGuard.WARM_UP, KernelGuard.PAUSE, this::warn);

  private KernelGuards(Precision precision) {
    this.precision = precision;
    for (int rows = 1; rows <= MOST_ROWS; rows++) {
      for (int vectors = 1; vectors <= MOST_VECTORS; vectors++) {
        guard(rows, vectors, KernelGuard.FLOOR, KernelGuard.WARM_UP, KernelGuard.PAUSE);
      }
    }
  }

  private static int index(int rows, int vectors) {
    return (rows - 1) * MOST_VECTORS + vectors - 1;
  }

  /** The guard of the kernel of tiles of so many rows and vectors. */
  KernelGuard tile(int rows, int vectors) {
    return tiles[index(rows, vectors)];
  }

  /** The guard of the kernel of small products. */
  KernelGuard small() {
    return small;
  }

  /** Guards the kernel of such tiles anew. */
  void guard(int rows, int vectors, double floor, int warmUp, long pause) {
    String name = "tiles of " + rows + "x" + vectors + " vectors";
    tiles[index(rows, vectors)] = new KernelGuard(name, floor, warmUp, pause, this::warn);
  }

  private void warn() {
    substitutes().forEach(line -> LOGGER.log(System.Logger.Level.WARNING, line.toString()));
  }

  /** The kernels that are replaced, as one substitute of gemm. */
  Stream<JavaSubstitute> substitutes() {
    List<String> replaced =
        Stream.concat(Stream.of(tiles), Stream.of(small))
            .filter(KernelGuard::isReplaced)
            .map(KernelGuard::name)
            .toList();
    if (replaced.isEmpty()) {
      return Stream.empty();
    }
    String reason =
        replaced.stream()
            .collect(
                Collectors.joining(", ", "the JVM has compiled these kernels to slow code: ", ""));
    return Stream.of(new JavaSubstitute(Routine.GEMM, Set.of(precision), reason));
  }
}
