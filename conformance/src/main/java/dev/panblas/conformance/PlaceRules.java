/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static dev.panblas.conformance.RoutineRules.each;
import static dev.panblas.conformance.RoutineRules.eachWithWarning;
import static dev.panblas.conformance.RoutineRules.judged;
import static dev.panblas.conformance.RoutineRules.rule;

import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.CaseTable;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.conformance.cases.SizeFamily;
import dev.panblas.conformance.operands.FencedMemory;
import dev.panblas.conformance.operands.GuardedOperand;
import dev.panblas.conformance.operands.Kind;
import dev.panblas.conformance.trials.Trial;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Rules 34 and 39: the offset of operands in a cache line, and the distance of their elements. */
final class PlaceRules {

  /**
   * Distances of neighbours: the first does not fit 32 bits, twice the second does not, and nor do
   * the bytes of a few times the third.
   */
  private static final List<Long> DISTANCES =
      List.of((1L << 31) + 11, (1L << 30) + 7, (1L << 27) + 3);

  /** The seed of a case with the second distance. */
  private static final long HALF_OF_INT = 1;

  /** More than the bytes from the first to the last element of an operand. */
  private static final long LARGEST = 1L << 42;

  private PlaceRules() {}

  static List<Rule> of(RoutineModel model) {
    return List.of(
        rule(
            model,
            34,
            "operands at each offset of a cache line give a result within the error bound; other"
                + " bits than at the first offset are a warning",
            eachWithWarning(() -> longEnough(model), PlaceRules::requireAtEachOffset)),
        rule(
            model,
            39,
            "elements more than 2^31 elements apart give a result within the error bound",
            spread(model)));
  }

  /** Beyond the sizes at which kernels treat the elements before a cache line separately. */
  private static List<Case> longEnough(RoutineModel model) {
    List<List<Integer>> few = model.family().few();
    List<List<Integer>> sizes = new ArrayList<>(few.subList(few.size() - 1, few.size()));
    if (model.family() == SizeFamily.VECTOR) {
      sizes.addAll(List.of(List.of(1025), List.of(4099), List.of(1021)));
    } else if (model.family() == SizeFamily.RECTANGLE && model.routine().level() == 2) {
      sizes.addAll(List.of(List.of(3, 1025), List.of(1025, 3)));
    }
    return CaseTable.inTurn(model, sizes);
  }

  private static Optional<String> requireAtEachOffset(Subject subject, Case at) {
    int offsets = GuardedOperand.CACHE_LINE / at.precision().bytes();
    try (Arena arena = subject.arena()) {
      List<Trial> trials =
          IntStream.range(0, offsets)
              .mapToObj(offset -> Trial.atOffset(arena, at, offset))
              .toList();
      int different = Trial.requireResults(subject.blas(), trials);
      return different == 0
          ? Optional.empty()
          : Optional.of(
              String.format(
                  Locale.ROOT,
                  "the bits at %d of %d other offsets are not those at the first",
                  different,
                  offsets - 1));
    }
  }

  private static Rule.Check spread(RoutineModel model) {
    Rule.Check check = each(() -> spreadCases(model), PlaceRules::requireSpread);
    return judged(
        PlaceRules::requireSpread,
        (subject, findings) ->
            FencedMemory.obstacleToReserving(LARGEST)
                .ifPresentOrElse(findings::leaveOut, () -> check.on(subject, findings)));
  }

  private static List<Case> spreadCases(RoutineModel model) {
    List<Case> cases = new ArrayList<>();
    // A library has other kernels for small sizes.
    for (List<Integer> size : List.of(model.family().plain(), large(model))) {
      cases.addAll(CaseTable.inTurn(model, Collections.nCopies(DISTANCES.size(), size)));
    }
    // The facade copies most layouts, but not these unless the distance is the first one.
    for (int distance = 0; distance < DISTANCES.size(); distance++) {
      int seed = distance;
      CaseTable.plain(model).forEach(at -> cases.add(at.withSeed(seed)));
    }
    CaseTable.plain(model, large(model)).forEach(at -> cases.add(at.withSeed(HALF_OF_INT)));
    return cases;
  }

  /** The largest of few sizes, except for packed triangles: they would exceed the address space. */
  private static List<Integer> large(RoutineModel model) {
    return model.operands().stream().anyMatch(operand -> operand.kind() == Kind.PACKED)
        ? model.family().plain()
        : model.family().few().getLast();
  }

  private static void requireSpread(Subject subject, Case at) {
    try (Arena arena = subject.arena()) {
      long distance = DISTANCES.get(Math.floorMod(at.seed(), DISTANCES.size()));
      Trial.spread(arena, at, distance).requireResult(subject.blas());
    }
  }
}
