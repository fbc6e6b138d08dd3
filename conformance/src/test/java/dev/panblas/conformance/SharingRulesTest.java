/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.CaseTable;
import dev.panblas.conformance.cases.Fault;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.conformance.cases.Scalar;
import dev.panblas.conformance.cases.Sharing.Meeting;
import dev.panblas.conformance.models.RoutineModels;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.spi.Routine;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rules 17, 45 and THREADS-14 try every kind of shared memory that a routine can have. */
class SharingRulesTest {

  /** The routines with an output and another operand. */
  private static final Set<Routine> ROUTINES =
      routines(model -> model.hasOutputs() && model.operands().size() > 1);

  /** The routines that use all elements of their operands, each for several results. */
  private static final Set<Routine> WITHOUT_HARMLESS_PLACE =
      EnumSet.of(
          Routine.ROT,
          Routine.GEMV,
          Routine.GER,
          Routine.SPMV,
          Routine.SPR,
          Routine.SPR2,
          Routine.GEMM,
          Routine.GEMM_BATCH);

  private static Set<Routine> routines(Predicate<RoutineModel> condition) {
    return RoutineModels.ALL.stream()
        .filter(condition)
        .map(RoutineModel::routine)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Routine.class)));
  }

  private static Set<Routine> without(Set<Routine> others) {
    Set<Routine> rest = EnumSet.copyOf(ROUTINES);
    rest.removeAll(others);
    return rest;
  }

  @Test
  void refusalsHaveAHarmfulPlaceForEveryRoutineAndOption() {
    assertEquals(
        ROUTINES,
        routines(
            model ->
                ROUTINES.contains(model.routine())
                    && CaseTable.plain(model).stream()
                        .filter(at -> !changesNothing(at))
                        .noneMatch(at -> Fault.of(Fault.Wrong.OVERLAP, at).isEmpty())));
  }

  private static boolean changesNothing(Case at) {
    return at.model().routine() == Routine.ROTM && at.form() == ModifiedGivens.Form.IDENTITY;
  }

  @Test
  void harmfulPlacesAreTriedForEveryRoutine() {
    assertEquals(ROUTINES, routines(model -> has(model, Meeting.HARMFUL, at -> true)));
  }

  @Test
  void harmlessPlacesAreTriedForEveryRoutineThatHasOne() {
    Predicate<Case> computes = at -> at.rounded(Scalar.ALPHA) != 0 && !changesNothing(at);
    assertEquals(
        without(WITHOUT_HARMLESS_PLACE),
        routines(
            model -> has(model, Meeting.HARMLESS, computes) || model.routine() == Routine.ROTM));
    assertEquals(
        without(EnumSet.of(Routine.ROT)),
        routines(model -> has(model, Meeting.HARMLESS, at -> true)));
  }

  @Test
  void largeCallsHaveHarmlessPlaces() {
    Set<Routine> found = EnumSet.noneOf(Routine.class);
    for (Case at : SharingRules.largeCases()) {
      if (!SharingRules.harmlessPlaces(at).isEmpty()) {
        found.add(at.model().routine());
      }
    }
    assertEquals(SharingRules.LARGE, found);
  }

  private static boolean has(RoutineModel model, Meeting meeting, Predicate<Case> condition) {
    return ROUTINES.contains(model.routine())
        && SharingRules.cases(model).stream()
            .filter(condition)
            .anyMatch(at -> !SharingRules.places(at, meeting).isEmpty());
  }
}
