/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.cases;

import dev.panblas.conformance.operands.Layout;
import dev.panblas.matrix.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The cases of each routine, in both precisions.
 *
 * <p>All combinations of layouts and options are tried at small shapes, which cost little and
 * include squares, single rows and single columns. At the sizes of the {@link SizeFamily} each case
 * takes the next combination in turn. All combinations of scalars are tried at a few sizes, which
 * again take layouts and options in turn.
 */
public final class CaseTable {

  private static final List<Double> SCALARS = List.of(0.0, 1.0, -1.0, 0.7);

  private CaseTable() {}

  /** Every size, with layouts and options in turn; all scalars are 1. */
  public static List<Case> sizes(RoutineModel model) {
    return model.family() == SizeFamily.VECTOR && model.options().isEmpty()
        ? everyLayout(model, model.family().table())
        : inTurn(model, model.family().table());
  }

  /** Every size, with layouts and options in turn also for vectors: for slow rules. */
  public static List<Case> sizesInTurns(RoutineModel model) {
    return inTurn(model, model.family().table());
  }

  /**
   * Every size in one precision, which alternates, with layouts and options in turn: for slow
   * rules.
   *
   * @param turn 0 or 1, which selects the precision of the first size
   */
  public static List<Case> sizesInOnePrecision(RoutineModel model, int turn) {
    return inOnePrecision(sizesInTurns(model), turn);
  }

  /** Half of the cases of a table that has each first in one precision, then in the other. */
  private static List<Case> inOnePrecision(List<Case> cases, int turn) {
    int half = cases.size() / Precision.values().length;
    return IntStream.range(0, cases.size())
        .filter(
            i -> {
              boolean inSingle = (i % half + turn) % 2 == 0;
              return inSingle == (cases.get(i).precision() == Precision.SINGLE);
            })
        .mapToObj(cases::get)
        .toList();
  }

  /** Every combination of layouts and options at small shapes. */
  public static List<Case> layouts(RoutineModel model) {
    return everyLayout(model, model.family().small());
  }

  /** Every combination of scalars at a few sizes, with layouts and options in turn. */
  public static List<Case> scalars(RoutineModel model) {
    List<Case> cases = new ArrayList<>();
    List<List<Double>> combinations =
        product(model.scalars().stream().map(scalar -> SCALARS).toList());
    for (Case at : few(model)) {
      combinations.forEach(scalars -> cases.add(at.withScalars(scalars)));
    }
    return cases;
  }

  /** A few sizes, with layouts and options in turn: for rules that depend little on them. */
  public static List<Case> few(RoutineModel model) {
    List<List<Integer>> sizes = new ArrayList<>();
    for (int turn = 0; turn < 3; turn++) {
      sizes.addAll(model.family().few());
    }
    return inTurn(model, sizes);
  }

  /** Small shapes with every layout, and every size with layouts in turn: for rules on memory. */
  public static List<Case> memory(RoutineModel model) {
    return Stream.of(layouts(model), sizesInTurns(model)).flatMap(List::stream).toList();
  }

  /** One plain case for each option and precision, with different sizes: for refused calls. */
  public static List<Case> plain(RoutineModel model) {
    return plain(model, model.family().plain());
  }

  /** One plain case for each option and precision, of a given shape. */
  public static List<Case> plain(RoutineModel model, List<Integer> shape) {
    List<Case> cases = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      for (List<Enum<?>> options : options(model)) {
        cases.add(Case.plain(model, precision, shape).withOptions(options));
      }
    }
    return cases;
  }

  /** Every combination of 0 and 3 with at least one 0 among the sizes that can be empty. */
  public static List<Case> empty(RoutineModel model) {
    List<Case> cases = new ArrayList<>();
    int sizes = model.family().canBeEmpty();
    for (int zeros = 1; zeros < 1 << sizes; zeros++) {
      List<Integer> shape = new ArrayList<>();
      for (int i = 0; i < model.family().names().size(); i++) {
        shape.add(i >= sizes ? 1 : (zeros >> i & 1) == 1 ? 0 : 3);
      }
      for (Precision precision : Precision.values()) {
        for (List<Enum<?>> options : options(model)) {
          for (List<Layout> layouts : layoutCombinations(model)) {
            double beta = SCALARS.get(cases.size() % SCALARS.size());
            cases.add(
                Case.plain(model, precision, List.copyOf(shape))
                    .withOptions(options)
                    .withLayouts(layouts)
                    .with(Scalar.ALPHA, 0.7)
                    .with(Scalar.BETA, beta));
          }
        }
      }
    }
    return cases;
  }

  /** Large shapes and every option, each in one precision, with layouts in turn. */
  public static List<Case> large(RoutineModel model) {
    return ofSizesInOnePrecision(model, model.family().large());
  }

  /**
   * Each option in both precisions, with given shapes and layouts in turn; every shape occurs. An
   * option has another shape in the other precision.
   */
  public static List<Case> ofSizes(RoutineModel model, List<List<Integer>> shapes) {
    int turns = Math.max(options(model).size(), shapes.size());
    return inTurn(model, turns, turn -> shapes.get((turn + turn / turns) % shapes.size())).stream()
        .map(at -> at.with(Scalar.ALPHA, 0.7).with(Scalar.BETA, -1))
        .toList();
  }

  /** The same, but each option in one precision, which alternates. */
  public static List<Case> ofSizesInOnePrecision(RoutineModel model, List<List<Integer>> shapes) {
    return inOnePrecision(ofSizes(model, shapes), 0);
  }

  /** Given shapes in both precisions, with layouts and options in turn. */
  public static List<Case> inTurn(RoutineModel model, List<List<Integer>> shapes) {
    return inTurn(model, shapes.size(), turn -> shapes.get(turn % shapes.size()));
  }

  private static List<Case> everyLayout(RoutineModel model, List<List<Integer>> shapes) {
    List<Case> cases = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      for (List<Integer> shape : shapes) {
        for (List<Enum<?>> options : options(model)) {
          for (List<Layout> layouts : layoutCombinations(model)) {
            cases.add(
                Case.plain(model, precision, shape)
                    .withOptions(options)
                    .withLayouts(layouts)
                    .withSeed(cases.size()));
          }
        }
      }
    }
    return cases;
  }

  private static List<Case> inTurn(
      RoutineModel model, int turns, IntFunction<List<Integer>> shape) {
    List<List<Layout>> layouts = layoutCombinations(model);
    List<List<Enum<?>>> options = options(model);
    List<Case> cases = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      for (int i = 0; i < turns; i++) {
        int turn = cases.size();
        // 101 is coprime to the number of combinations: all of them occur.
        List<Layout> layout = layouts.get((int) (turn * 101L % layouts.size()));
        cases.add(
            Case.plain(model, precision, shape.apply(turn))
                .withOptions(options.get(turn % options.size()))
                .withLayouts(layout)
                .withSeed(turn));
      }
    }
    return cases;
  }

  private static List<List<Layout>> layoutCombinations(RoutineModel model) {
    return product(model.operands().stream().map(OperandModel::layouts).toList());
  }

  private static List<List<Enum<?>>> options(RoutineModel model) {
    return product(model.options().stream().map(Option::choices).toList());
  }

  /** Every combination of one of each. */
  private static <T> List<List<T>> product(List<List<T>> choices) {
    List<List<T>> combinations = List.of(List.of());
    for (List<T> of : choices) {
      List<List<T>> longer = new ArrayList<>();
      for (List<T> combination : combinations) {
        for (T choice : of) {
          List<T> one = new ArrayList<>(combination);
          one.add(choice);
          longer.add(List.copyOf(one));
        }
      }
      combinations = longer;
    }
    return combinations;
  }
}
