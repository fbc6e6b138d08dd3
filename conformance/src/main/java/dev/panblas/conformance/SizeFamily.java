package dev.panblas.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The sizes that a routine's operands are made from, and the tables of sizes that are tried. */
enum SizeFamily {
  /** Vectors of n elements. */
  VECTOR("n") {
    @Override
    List<List<Integer>> table() {
      return Stream.concat(SIZES.stream(), LONG_VECTORS.stream()).map(List::of).toList();
    }
  },
  /** A square of n rows. */
  SQUARE("n") {
    @Override
    List<List<Integer>> table() {
      return Stream.concat(SIZES.stream(), LONG_SQUARES.stream()).map(List::of).toList();
    }
  },
  /** m rows and n columns. */
  RECTANGLE("m", "n") {
    @Override
    List<List<Integer>> table() {
      return Stream.concat(pairs(SIZES).stream(), LONG_RECTANGLES.stream()).toList();
    }
  },
  /** n rows of a product with k terms. */
  RANK("n", "k") {
    @Override
    List<List<Integer>> table() {
      return Stream.concat(pairs(SIZES).stream(), LONG_RECTANGLES.stream()).toList();
    }
  },
  /** A product of m x k and k x n. */
  PRODUCT("m", "n", "k") {
    @Override
    List<List<Integer>> table() {
      return Stream.of(triples(TINY), latinSquare(), LONG_PRODUCTS).flatMap(List::stream).toList();
    }
  },
  /** n rows with k diagonals on a side. */
  HALF_BAND("n", "k") {
    @Override
    List<List<Integer>> table() {
      return crossed(
          Stream.concat(SIZES.stream(), LONG_SQUARES.stream()).map(List::of).toList(),
          List.of(List.of(0), List.of(1), List.of(2), List.of(5), List.of(17)));
    }

    @Override
    int canBeEmpty() {
      return 1;
    }
  },
  /** m rows and n columns with kl diagonals below and ku above the main one. */
  BAND("m", "n", "kl", "ku") {
    @Override
    List<List<Integer>> table() {
      return crossed(
          Stream.concat(pairs(FEWER).stream(), LONG_RECTANGLES.stream()).toList(), DIAGONALS);
    }

    @Override
    int canBeEmpty() {
      return 2;
    }
  },
  /** A batch of b products of m x k and k x n. */
  BATCH("b", "m", "n", "k") {
    @Override
    List<List<Integer>> table() {
      return crossed(List.of(List.of(1), List.of(2), List.of(5)), triples(BATCHED));
    }
  };

  /** Small, one either side of the widths of registers and unrolled loops, and primes. */
  private static final List<Integer> SIZES =
      List.of(1, 2, 3, 4, 5, 7, 8, 9, 13, 15, 16, 17, 31, 63, 64, 65);

  private static final List<Integer> TINY = List.of(1, 2, 3, 4, 5);
  private static final List<Integer> FEWER = List.of(1, 2, 3, 5, 8, 17, 33);
  private static final List<Integer> BATCHED = List.of(1, 2, 4, 7, 17);

  /** Behind a page, a cache's way, and where libraries begin to share work among threads. */
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

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes lists that cannot change
  private final List<String> names;

  SizeFamily(String... names) {
    this.names = List.of(names);
  }

  List<String> names() {
    return names;
  }

  /** How many of the sizes, from the first, make operands empty when they are 0. */
  int canBeEmpty() {
    return names.size();
  }

  /** Every size worth trying. */
  abstract List<List<Integer>> table();

  /** Small shapes, for what costs a case in every layout: square ones, single rows and columns. */
  List<List<Integer>> small() {
    return switch (this) {
      case VECTOR, SQUARE -> List.of(List.of(1), List.of(2), List.of(5), List.of(19));
      case RECTANGLE, RANK ->
          List.of(List.of(5, 3), List.of(4, 4), List.of(1, 5), List.of(5, 1), List.of(1, 1));
      case PRODUCT ->
          List.of(
              List.of(5, 3, 7),
              List.of(4, 4, 4),
              List.of(1, 5, 3),
              List.of(5, 1, 3),
              List.of(5, 3, 1),
              List.of(1, 1, 1));
      case HALF_BAND ->
          List.of(List.of(5, 2), List.of(1, 0), List.of(4, 0), List.of(3, 5), List.of(9, 3));
      case BAND ->
          List.of(
              List.of(5, 4, 2, 1),
              List.of(4, 5, 0, 2),
              List.of(5, 5, 1, 0),
              List.of(3, 3, 0, 0),
              List.of(2, 6, 3, 4),
              List.of(1, 5, 1, 1),
              List.of(5, 1, 1, 1));
      case BATCH ->
          List.of(
              List.of(3, 2, 4, 3), List.of(1, 3, 3, 3), List.of(4, 1, 2, 1), List.of(2, 1, 1, 1));
    };
  }

  /** A few sizes, up to some hundred elements: for what depends on size little. */
  List<List<Integer>> few() {
    return switch (this) {
      case VECTOR, SQUARE ->
          List.of(List.of(1), List.of(5), List.of(17), List.of(64), List.of(131));
      case RECTANGLE, RANK ->
          List.of(List.of(1, 4), List.of(5, 3), List.of(16, 17), List.of(33, 65));
      case PRODUCT ->
          List.of(List.of(1, 3, 2), List.of(4, 4, 4), List.of(5, 3, 7), List.of(17, 9, 33));
      case HALF_BAND -> List.of(List.of(1, 1), List.of(5, 2), List.of(17, 4), List.of(65, 9));
      case BAND ->
          List.of(
              List.of(1, 4, 0, 2),
              List.of(5, 3, 1, 1),
              List.of(16, 17, 3, 2),
              List.of(33, 65, 4, 9));
      case BATCH -> List.of(List.of(1, 3, 2, 5), List.of(4, 4, 4, 4), List.of(3, 7, 5, 9));
    };
  }

  /** One shape whose sizes differ from one another: for calls that are refused. */
  List<Integer> plain() {
    return switch (this) {
      case VECTOR, SQUARE -> List.of(5);
      case RECTANGLE, RANK -> List.of(5, 3);
      case PRODUCT -> List.of(5, 3, 7);
      case HALF_BAND -> List.of(6, 2);
      case BAND -> List.of(5, 3, 1, 2);
      case BATCH -> List.of(2, 5, 3, 7);
    };
  }

  /** Shapes far behind every block's end, for results that are judged by a checksum. */
  List<List<Integer>> large() {
    return switch (this) {
      case VECTOR -> List.of(List.of(100_003));
      case SQUARE -> List.of(List.of(511), List.of(770));
      case RECTANGLE -> List.of(List.of(300, 513), List.of(641, 250));
      case RANK -> List.of(List.of(513, 300), List.of(250, 641));
      case PRODUCT ->
          List.of(List.of(301, 257, 513), List.of(64, 25, 10_000), List.of(513, 640, 70));
      case HALF_BAND -> List.of(List.of(2000, 33));
      case BAND -> List.of(List.of(1500, 1700, 40, 25));
      case BATCH -> List.of(List.of(9, 70, 80, 90));
    };
  }

  /** Small more often than not. */
  List<Integer> draw(Random random) {
    return IntStream.range(0, names.size())
        .map(size -> random.nextInt(1 << (1 + random.nextInt(this == VECTOR ? 9 : 5))))
        .boxed()
        .toList();
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
