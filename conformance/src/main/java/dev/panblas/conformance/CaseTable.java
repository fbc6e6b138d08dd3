package dev.panblas.conformance;

import dev.panblas.matrix.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cases of each routine, in both precisions.
 *
 * <p>How they cover: layouts in their full product over all operands, at small shapes, square ones
 * and single rows and columns among them, where they cost little. Sizes with one dimension all, in
 * every layout; with two, all pairs up to 65; with three, all triples up to 5 and a Latin square of
 * the larger (each pair of sizes meets in each two dimensions), and a few long and thin ones behind
 * a cache's or a block's end. Along the sizes, the combinations of layouts take turns, so that each
 * is met about equally often. Scalars in their full product, again with layouts in turns.
 */
final class CaseTable {

  /** Small, one either side of the widths of registers and unrolled loops, and primes. */
  private static final List<Integer> SIZES =
      List.of(1, 2, 3, 4, 5, 7, 8, 9, 13, 15, 16, 17, 31, 63, 64, 65);

  /** Behind a page, a cache's way, and where libraries begin to share work among threads. */
  private static final List<Integer> LONG_VECTORS =
      List.of(127, 129, 255, 257, 1021, 1023, 1025, 4099, 10_007);

  private static final List<List<Integer>> LONG_MATRICES =
      List.of(
          List.of(163, 25),
          List.of(164, 64),
          List.of(25, 163),
          List.of(1, 1031),
          List.of(1031, 1),
          List.of(257, 129),
          List.of(3, 1025),
          List.of(1025, 3));

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

  private static final List<Integer> TINY = List.of(1, 2, 3, 4, 5);
  private static final List<Double> SCALARS = List.of(0.0, 1.0, -1.0, 0.7);

  private CaseTable() {}

  /** Every size, layouts in turns, alpha = beta = 1. */
  static List<Case> sizes(RoutineModel model) {
    return model.sizes().size() == 1
        ? everyLayout(model, vectorSizes())
        : inTurns(model, sizeTable(model.sizes().size()));
  }

  /** Every combination of layouts at small shapes, alpha = beta = 1. */
  static List<Case> layouts(RoutineModel model) {
    return everyLayout(model, smallShapes(model.sizes().size()));
  }

  /** Every combination of alpha and beta, at a few sizes, layouts in turns. */
  static List<Case> scalars(RoutineModel model) {
    List<Case> cases = new ArrayList<>();
    List<Double> betas = model.hasBeta() ? SCALARS : List.of(1.0);
    for (Case at : few(model)) {
      for (double alpha : SCALARS) {
        for (double beta : betas) {
          cases.add(at.withScalars(alpha, beta));
        }
      }
    }
    return cases;
  }

  /** A few sizes, up to a few hundred elements, layouts in turns: for what depends on neither. */
  static List<Case> few(RoutineModel model) {
    List<List<Integer>> sizes = new ArrayList<>();
    for (int turn = 0; turn < 3; turn++) {
      sizes.addAll(
          switch (model.sizes().size()) {
            case 1 -> List.of(List.of(1), List.of(5), List.of(17), List.of(64), List.of(131));
            case 2 -> List.of(List.of(1, 4), List.of(5, 3), List.of(16, 17), List.of(33, 65));
            default ->
                List.of(List.of(1, 3, 2), List.of(4, 4, 4), List.of(5, 3, 7), List.of(17, 9, 33));
          });
    }
    return inTurns(model, sizes);
  }

  /** At a few sizes with every layout, and at larger ones with layouts in turns: for memory. */
  static List<Case> memory(RoutineModel model) {
    return Stream.of(layouts(model), sizes(model)).flatMap(List::stream).toList();
  }

  /** One plain case a precision, with sizes that differ from one another: for refused calls. */
  static List<Case> plain(RoutineModel model) {
    List<Integer> sizes = List.of(5, 3, 7).subList(0, model.sizes().size());
    return Stream.of(Precision.values()).map(p -> Case.plain(model, p, sizes)).toList();
  }

  /** Every combination of 0 and 3 with at least one 0, in every layout. */
  static List<Case> empty(RoutineModel model) {
    List<Case> cases = new ArrayList<>();
    int dimensions = model.sizes().size();
    for (int zeros = 1; zeros < 1 << dimensions; zeros++) {
      List<Integer> sizes = new ArrayList<>();
      for (int i = 0; i < dimensions; i++) {
        sizes.add((zeros >> i & 1) == 1 ? 0 : 3);
      }
      for (Precision precision : Precision.values()) {
        for (List<Layout> layouts : layoutCombinations(model)) {
          Case plain = Case.plain(model, precision, sizes).withLayouts(layouts);
          cases.add(plain.withScalars(0.7, SCALARS.get(cases.size() % SCALARS.size())));
        }
      }
    }
    return cases;
  }

  private static List<Case> everyLayout(RoutineModel model, List<List<Integer>> shapes) {
    List<Case> cases = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      for (List<Integer> shape : shapes) {
        for (List<Layout> layouts : layoutCombinations(model)) {
          cases.add(
              Case.plain(model, precision, shape).withLayouts(layouts).withSeed(cases.size()));
        }
      }
    }
    return cases;
  }

  private static List<Case> inTurns(RoutineModel model, List<List<Integer>> sizes) {
    List<List<Layout>> layouts = layoutCombinations(model);
    int turn = 0;
    List<Case> cases = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      for (List<Integer> shape : sizes) {
        // A step that shares no factor with the number of combinations meets each of them.
        List<Layout> inTurn = layouts.get((int) (turn * 101L % layouts.size()));
        cases.add(Case.plain(model, precision, shape).withLayouts(inTurn).withSeed(turn));
        turn++;
      }
    }
    return cases;
  }

  private static List<List<Layout>> layoutCombinations(RoutineModel model) {
    List<List<Layout>> combinations = List.of(List.of());
    for (OperandModel operand : model.operands()) {
      List<List<Layout>> longer = new ArrayList<>();
      for (List<Layout> combination : combinations) {
        for (Layout layout : operand.layouts()) {
          List<Layout> one = new ArrayList<>(combination);
          one.add(layout);
          longer.add(List.copyOf(one));
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  private static List<List<Integer>> vectorSizes() {
    return Stream.of(SIZES, LONG_VECTORS).flatMap(List::stream).map(List::of).toList();
  }

  private static List<List<Integer>> sizeTable(int dimensions) {
    List<List<Integer>> table = new ArrayList<>();
    if (dimensions == 2) {
      SIZES.forEach(m -> SIZES.forEach(n -> table.add(List.of(m, n))));
      table.addAll(LONG_MATRICES);
      return table;
    }
    TINY.forEach(m -> TINY.forEach(n -> TINY.forEach(k -> table.add(List.of(m, n, k)))));
    for (int i = 0; i < SIZES.size(); i++) {
      for (int j = 0; j < SIZES.size(); j++) {
        table.add(List.of(SIZES.get(i), SIZES.get(j), SIZES.get((i + j) % SIZES.size())));
      }
    }
    table.addAll(LONG_PRODUCTS);
    return table;
  }

  private static List<List<Integer>> smallShapes(int dimensions) {
    return switch (dimensions) {
      case 1 -> List.of(List.of(1), List.of(2), List.of(5), List.of(19));
      case 2 -> List.of(List.of(5, 3), List.of(4, 4), List.of(1, 5), List.of(5, 1), List.of(1, 1));
      default ->
          List.of(
              List.of(5, 3, 7),
              List.of(4, 4, 4),
              List.of(1, 5, 3),
              List.of(5, 1, 3),
              List.of(5, 3, 1),
              List.of(1, 1, 1));
    };
  }
}
