/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static dev.panblas.conformance.RoutineRules.each;
import static dev.panblas.conformance.RoutineRules.rule;
import static dev.panblas.conformance.RoutineRules.ruleOfTeam;

import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.CaseTable;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.conformance.trials.AlignedArena;
import dev.panblas.conformance.trials.ArithmeticMode;
import dev.panblas.conformance.trials.AutomaticArena;
import dev.panblas.conformance.trials.Repeated;
import dev.panblas.conformance.trials.Trial;
import dev.panblas.matrix.Precision;
import java.lang.foreign.Arena;
import java.util.List;

/** Rules 35 to 38: repeated calls, and the effects of a call on its thread and process. */
final class RepetitionRules {

  /** The stack of a thread that makes calls, in bytes. Many thread pools have such stacks. */
  private static final long SMALL_STACK = 512 << 10;

  private RepetitionRules() {}

  static List<Rule> of(RoutineModel model) {
    return List.of(
        rule(
            model,
            35,
            "the same call gives the same bits again, also in other memory of the same alignment",
            each(() -> CaseTable.few(model), RepetitionRules::requireSameBits)),
        rule(
            model,
            36,
            "a call leaves nothing that changes the bits of another call",
            each(() -> CaseTable.few(model), RepetitionRules::requireNothingLeft)),
        rule(
            model,
            37,
            "a call leaves the thread's floating-point mode unchanged",
            each(() -> CaseTable.few(model), RepetitionRules::requireSameMode)),
        ruleOfTeam(
            model,
            38,
            "a call gives the same bits on a thread with a stack of 512 KiB and on a virtual"
                + " thread",
            each(() -> ordinaryAndLarger(model), RepetitionRules::requireSameBitsOnSmallStack)));
  }

  private static List<Case> ordinaryAndLarger(RoutineModel model) {
    List<List<Integer>> few = model.family().few();
    List<Integer> larger =
        model.routine().level() == 1 ? List.of(10_007) : DivisionRules.sizes(model).get(0);
    return CaseTable.inTurn(model, List.of(few.get(few.size() - 1), larger));
  }

  private static void requireSameBits(Subject subject, Case at) {
    try (Arena arena = new AlignedArena(subject.arena())) {
      Repeated call = Repeated.of(subject.blas(), Trial.of(arena, at));
      call.requireSameBits("a second time");
      call.requireSameBits(Trial.of(arena, at), "in other memory of the same alignment");
    }
  }

  /** Makes a call with NaN, one in the other precision and a refused one before each repetition. */
  private static void requireNothingLeft(Subject subject, Case at) {
    try (Arena arena = subject.arena()) {
      Repeated call = Repeated.of(subject.blas(), Trial.of(arena, at));
      Trial nan = Trial.of(arena, at.withSizes(larger(at.sizes())));
      nan.fill(true, Double.NaN);
      nan.fill(false, Double.NaN);
      nan.call(subject.blas());
      call.requireSameBits("after a call of NaN");
      Precision other = at.precision() == Precision.SINGLE ? Precision.DOUBLE : Precision.SINGLE;
      Trial.of(arena, at.withPrecision(other)).call(subject.blas());
      call.requireSameBits("after a call in " + other + " precision");
      requireRefused(subject, Trial.of(arena, at));
      call.requireSameBits("after a refused call");
    }
  }

  private static List<Integer> larger(List<Integer> sizes) {
    return sizes.stream().map(size -> size + 3).toList();
  }

  private static void requireRefused(Subject subject, Trial trial) {
    trial.pass(0, null);
    try {
      trial.call(subject.blas());
    } catch (NullPointerException refused) {
      return;
    }
    throw new AssertionError("a call with null for an operand must be refused");
  }

  private static void requireSameMode(Subject subject, Case at) {
    ArithmeticMode.requireUsual("before the call");
    try (Arena arena = subject.arena()) {
      Trial.of(arena, at).call(subject.blas());
    }
    ArithmeticMode.requireUsual("after the call");
  }

  private static void requireSameBitsOnSmallStack(Subject subject, Case at)
      throws InterruptedException {
    try (Arena arena = new AutomaticArena()) {
      Repeated call = Repeated.of(subject.blas(), Trial.of(arena, at));
      call.requireSameBitsOn(
          Thread.ofPlatform().stackSize(SMALL_STACK), "on a stack of 512 KiB", false);
      call.requireSameBitsOn(Thread.ofVirtual(), "from a virtual thread", false);
    }
  }
}
