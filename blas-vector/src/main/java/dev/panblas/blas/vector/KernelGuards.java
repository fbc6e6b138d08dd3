/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import dev.panblas.matrix.Precision;
import dev.panblas.spi.JavaSubstitute;
import dev.panblas.spi.Routine;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** The vectors in a row of the widest kernel of {@link DoubleSumKernels}. */
  private static final int MOST_VECTORS_OF_SUMS = 4;

  /** Loops over elements that the autoencoder's step calls. */
  enum Loop {
    SIGMOID("sigmoids"),
    SUM("sums of activations"),
    ERROR("output deltas"),
    HIDDEN_DELTA("hidden deltas"),
    SPLIT_DELTA("hidden deltas and slopes"),
    LONE_COLUMN("products with a lone column");

    private final String words;

    Loop(String words) {
      this.words = words;
    }
  }

  private final Precision precision;
  private final KernelGuard[] tiles = new KernelGuard[MOST_ROWS * MOST_VECTORS];
  private final KernelGuard[] sums = new KernelGuard[MOST_VECTORS_OF_SUMS];
  private final Map<Loop, KernelGuard> loops = new EnumMap<>(Loop.class);
  private KernelGuard small;

  private KernelGuards(Precision precision) {
    this.precision = precision;
    this.small = guard("small products", KernelGuard.FLOOR, KernelGuard.WARM_UP, KernelGuard.PAUSE);
    guardAll(1, KernelGuard.WARM_UP, KernelGuard.PAUSE);
  }

  /** Guards all kernels anew, with multiples of their floors. */
  void guardAll(double factor, int warmUp, long pause) {
    double floor = factor * KernelGuard.FLOOR;
    small = guard(small.name(), floor, warmUp, pause);
    for (int rows = 1; rows <= MOST_ROWS; rows++) {
      for (int vectors = 1; vectors <= MOST_VECTORS; vectors++) {
        String name = "tiles of " + rows + "x" + vectors + " vectors";
        tiles[index(rows, vectors)] = guard(name, floor, warmUp, pause);
      }
    }
    for (int vectors = 1; vectors <= MOST_VECTORS_OF_SUMS; vectors++) {
      String name = "products of the autoencoder with " + vectors + " vectors in a row";
      sums[vectors - 1] = guard(name, floor, warmUp, pause);
    }
    for (Loop loop : Loop.values()) {
      double floorOfLoop = factor * KernelGuard.FLOOR_OF_LOOPS;
      loops.put(loop, guard(loop.words, floorOfLoop, warmUp, pause));
    }
  }

  private KernelGuard guard(String name, double floor, int warmUp, long pause) {
    return new KernelGuard(name, floor, warmUp, pause, this::warn);
  }

  private static int index(int rows, int vectors) {
    return (rows - 1) * MOST_VECTORS + vectors - 1;
  }

  /** The guard of the kernel of tiles of so many rows and vectors. */
  KernelGuard tile(int rows, int vectors) {
    return tiles[index(rows, vectors)];
  }

  /** The guard of the kernels of the autoencoder's products with so many vectors in a row. */
  KernelGuard sums(int vectors) {
    return sums[vectors - 1];
  }

  /** The guard of a loop over elements. */
  KernelGuard loop(Loop loop) {
    return Objects.requireNonNull(loops.get(loop));
  }

  /** The guard of the kernel of small products. */
  KernelGuard small() {
    return small;
  }

  /** All guards. */
  Stream<KernelGuard> all() {
    return Stream.of(Stream.of(tiles), Stream.of(sums), loops.values().stream(), Stream.of(small))
        .flatMap(guards -> guards);
  }

  private void warn() {
    substitutes().forEach(line -> LOGGER.log(System.Logger.Level.WARNING, line.toString()));
  }

  /** The kernels that are replaced, as one substitute of gemm. */
  Stream<JavaSubstitute> substitutes() {
    List<String> replaced = all().filter(KernelGuard::isReplaced).map(KernelGuard::name).toList();
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
