/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The sizes that determine a routine's operands, and the tables of sizes that are tried. */
public final class SizeFamily {

  /** Small sizes, those on either side of register widths and unrolled loops, and primes. */
  private static final List<Integer> SIZES =
      List.of(1, 2, 3, 4, 5, 7, 8, 9, 13, 15, 16, 17, 31, 63, 64, 65);

  private static final List<Integer> TINY = List.of(1, 2, 3, 4, 5);
  private static final List<Integer> FEWER = List.of(1, 2, 3, 5, 8, 17, 33);
  private static final List<Integer> BATCHED = List.of(1, 2, 4, 7, 17);

  /** Beyond a page, beyond a way of a cache, and where libraries begin to use threads. */
  private static final List<Integer> LONG_VECTORS =
      List.of(127, 129, 255, 257, 1021, 1023, 1025, 4099, 10_007);

  private static final List<Integer> LONG_SQUARES = List.of(127, 129, 163, 164, 257);

  private static final List<List<Integer>> LONG_RECTANGLES =
      List.of(
          List.of(163, 25),
          List.of(164, 64),
          List.of(25, 163),
          List.of(1, 257),
          List.of(257, 1),
          List.of(129, 127),
          List.of(3, 255),
          List.of(255, 3));

  private static final List<List<Integer>> LONG_PRODUCTS =
      List.of(
          List.of(163, 25, 64),
          List.of(164, 25, 64),
          List.of(164, 64, 25),
          List.of(25, 64, 163),
          List.of(1, 64, 257),
          List.of(257, 1, 65),
          List.of(3, 2, 1031),
          List.of(129, 3, 127),
          List.of(3, 257, 5),
          List.of(2, 1031, 3),
          List.of(1031, 2, 3));

  private static final List<List<Integer>> DIAGONALS =
      List.of(
          List.of(0, 0), List.of(1, 1), List.of(2, 0), List.of(0, 3), List.of(4, 2), List.of(9, 9));

  /** Vectors of n elements. */
  public static final SizeFamily VECTOR =
      new SizeFamily(
          List.of("n"),
          1,
          9,
          Stream.concat(SIZES.stream(), LONG_VECTORS.stream()).map(List::of).toList(),
          List.of(List.of(1), List.of(2), List.of(5), List.of(19)),
          List.of(List.of(1), List.of(5), List.of(17), List.of(64), List.of(131)),
          List.of(5),
          List.of(List.of(100_003)),
          n -> n[0]);

  /** A square of n rows. */
  public static final SizeFamily SQUARE =
      new SizeFamily(
          List.of("n"),
          1,
          5,
          Stream.concat(SIZES.stream(), LONG_SQUARES.stream()).map(List::of).toList(),
          List.of(List.of(1), List.of(2), List.of(5), List.of(19)),
          List.of(List.of(1), List.of(5), List.of(17), List.of(64), List.of(131)),
          List.of(5),
          List.of(List.of(511), List.of(770)),
          n -> n[0] * n[0]);

  /** m rows and n columns. */
  public static final SizeFamily RECTANGLE =
      new SizeFamily(
          List.of("m", "n"),
          2,
          5,
          Stream.concat(pairs(SIZES).stream(), LONG_RECTANGLES.stream()).toList(),
          List.of(List.of(5, 3), List.of(4, 4), List.of(1, 5), List.of(5, 1), List.of(1, 1)),
          List.of(List.of(1, 4), List.of(5, 3), List.of(16, 17), List.of(33, 65)),
          List.of(5, 3),
          List.of(List.of(300, 513), List.of(641, 250)),
          n -> n[0] * n[1]);

  /** n rows of a product with k terms. */
  public static final SizeFamily RANK =
      new SizeFamily(
          List.of("n", "k"),
          2,
          5,
          Stream.concat(pairs(SIZES).stream(), LONG_RECTANGLES.stream()).toList(),
          List.of(List.of(5, 3), List.of(4, 4), List.of(1, 5), List.of(5, 1), List.of(1, 1)),
          List.of(List.of(1, 4), List.of(5, 3), List.of(16, 17), List.of(33, 65)),
          List.of(5, 3),
          List.of(List.of(513, 300), List.of(250, 641)),
          n -> n[0] * Math.max(n[0], n[1]));

  /** A product of m x k and k x n. */
  public static final SizeFamily PRODUCT =
      new SizeFamily(
          List.of("m", "n", "k"),
          3,
          5,
          Stream.of(triples(TINY), latinSquare(), LONG_PRODUCTS).flatMap(List::stream).toList(),
          List.of(
              List.of(5, 3, 7),
              List.of(4, 4, 4),
              List.of(1, 5, 3),
              List.of(5, 1, 3),
              List.of(5, 3, 1),
              List.of(1, 1, 1)),
          List.of(List.of(1, 3, 2), List.of(4, 4, 4), List.of(5, 3, 7), List.of(17, 9, 33)),
          List.of(5, 3, 7),
          List.of(List.of(301, 257, 513), List.of(64, 25, 10_000), List.of(513, 640, 70)),
          n -> Math.max(n[0] * n[1], Math.max(n[0], n[1]) * n[2]));

  /** n rows with k diagonals on one side. */
  public static final SizeFamily HALF_BAND =
      new SizeFamily(
          List.of("n", "k"),
          1,
          5,
          crossed(
              Stream.concat(SIZES.stream(), LONG_SQUARES.stream()).map(List::of).toList(),
              List.of(List.of(0), List.of(1), List.of(2), List.of(5), List.of(17))),
          List.of(List.of(5, 2), List.of(1, 0), List.of(4, 0), List.of(3, 5), List.of(9, 3)),
          List.of(List.of(1, 1), List.of(5, 2), List.of(17, 4), List.of(65, 9)),
          List.of(6, 2),
          List.of(List.of(2000, 33)),
          n -> n[0] * Math.max(n[0], n[1] + 1));

  /** m rows and n columns with kl diagonals below and ku above the main one. */
  public static final SizeFamily BAND =
      new SizeFamily(
          List.of("m", "n", "kl", "ku"),
          2,
          5,
          crossed(
              Stream.concat(pairs(FEWER).stream(), LONG_RECTANGLES.stream()).toList(), DIAGONALS),
          List.of(
              List.of(5, 4, 2, 1),
              List.of(4, 5, 0, 2),
              List.of(5, 5, 1, 0),
              List.of(3, 3, 0, 0),
              List.of(2, 6, 3, 4),
              List.of(1, 5, 1, 1),
              List.of(5, 1, 1, 1)),
          List.of(
              List.of(1, 4, 0, 2),
              List.of(5, 3, 1, 1),
              List.of(16, 17, 3, 2),
              List.of(33, 65, 4, 9)),
          List.of(5, 3, 1, 2),
          List.of(List.of(1500, 1700, 40, 25)),
          n -> Math.max(n[0], n[2] + n[3] + 1) * n[1]);

  /** A batch of b products of m x k and k x n. */
  public static final SizeFamily BATCH =
      new SizeFamily(
          List.of("b", "m", "n", "k"),
          4,
          5,
          crossed(List.of(List.of(1), List.of(2), List.of(5)), triples(BATCHED)),
          List.of(
              List.of(3, 2, 4, 3), List.of(1, 3, 3, 3), List.of(4, 1, 2, 1), List.of(2, 1, 1, 1)),
          List.of(List.of(1, 3, 2, 5), List.of(4, 4, 4, 4), List.of(3, 7, 5, 9)),
          List.of(2, 5, 3, 7),
          List.of(List.of(9, 70, 80, 90)),
          n ->
              (long)
                  Arrays.stream(n)
                      .mapToDouble(size -> Math.max(1, size))
                      .reduce(1, (x, y) -> x * y));

  private final List<String> names;
  private final int canBeEmpty;
  private final int drawnBits;
  private final List<List<Integer>> table;
  private final List<List<Integer>> small;
  private final List<List<Integer>> few;
  private final List<Integer> plain;
  private final List<List<Integer>> large;
  private final Volume volume;

  /** How much the check of a call has to do. */
  private interface Volume {
    /** The elements of the largest matrix without its packing; the multiplications of a batch. */
    long of(long[] sizes);
  }

  /**
   * A family.
   *
   * @param names of the sizes, such as m and n
   * @param canBeEmpty how many of them, from the first, make operands empty when they are 0
   * @param drawnBits the logarithm of the largest size in a random call
   * @param table all sizes that are tried
   * @param small shapes that cost little, for every combination of layouts
   * @param few sizes up to a few hundred elements, for rules that depend little on size
   * @param plain one shape whose sizes differ, for calls that are refused
   * @param large shapes far larger than any block
   * @param volume how much the check of a call has to do
   */
  private SizeFamily(
      List<String> names,
      int canBeEmpty,
      int drawnBits,
      List<List<Integer>> table,
      List<List<Integer>> small,
      List<List<Integer>> few,
      List<Integer> plain,
      List<List<Integer>> large,
      Volume volume) {
    this.names = names;
    this.canBeEmpty = canBeEmpty;
    this.drawnBits = drawnBits;
    this.table = table;
    this.small = small;
    this.few = few;
    this.plain = plain;
    this.large = large;
    this.volume = volume;
  }

  /** The names of the sizes. */
  public List<String> names() {
    return names;
  }

  /** How many of the sizes, from the first, make operands empty when they are 0. */
  public int canBeEmpty() {
    return canBeEmpty;
  }

  /** All sizes that are tried. */
  public List<List<Integer>> table() {
    return table;
  }

  /** Small shapes, which include squares, single rows and single columns. */
  public List<List<Integer>> small() {
    return small;
  }

  /** A few sizes, up to a few hundred elements. */
  public List<List<Integer>> few() {
    return few;
  }

  /** One shape whose sizes differ from one another. */
  public List<Integer> plain() {
    return plain;
  }

  /** Shapes far larger than any block. */
  public List<List<Integer>> large() {
    return large;
  }

  /** Draws sizes; small ones are more frequent. */
  public List<Integer> draw(Random random) {
    return IntStream.range(0, names.size())
        .map(size -> random.nextInt(1 << (1 + random.nextInt(drawnBits))))
        .boxed()
        .toList();
  }

  /** The elements of the largest matrix without its packing; the multiplications of a batch. */
  public long volume(List<Integer> sizes) {
    return volume.of(sizes.stream().mapToLong(Integer::longValue).toArray());
  }

  private static List<List<Integer>> pairs(List<Integer> sizes) {
    List<List<Integer>> pairs = new ArrayList<>();
    sizes.forEach(m -> sizes.forEach(n -> pairs.add(List.of(m, n))));
    return pairs;
  }

  private static List<List<Integer>> triples(List<Integer> sizes) {
    List<List<Integer>> triples = new ArrayList<>();
    sizes.forEach(m -> sizes.forEach(n -> sizes.forEach(k -> triples.add(List.of(m, n, k)))));
    return triples;
  }

  /** Each pair of sizes in each two places. */
  private static List<List<Integer>> latinSquare() {
    List<List<Integer>> square = new ArrayList<>();
    for (int i = 0; i < SIZES.size(); i++) {
      for (int j = 0; j < SIZES.size(); j++) {
        square.add(List.of(SIZES.get(i), SIZES.get(j), SIZES.get((i + j) % SIZES.size())));
      }
    }
    return square;
  }

  private static List<List<Integer>> crossed(
      List<List<Integer>> firsts, List<List<Integer>> seconds) {
    List<List<Integer>> crossed = new ArrayList<>();
    for (List<Integer> first : firsts) {
      for (List<Integer> second : seconds) {
        crossed.add(Stream.concat(first.stream(), second.stream()).toList());
      }
    }
    return crossed;
  }
}
