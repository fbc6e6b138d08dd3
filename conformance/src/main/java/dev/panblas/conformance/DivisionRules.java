/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static dev.panblas.conformance.RoutineRules.each;
import static dev.panblas.conformance.RoutineRules.judged;

import dev.panblas.blas.Blas;
import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.CaseTable;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.conformance.cases.SizeFamily;
import dev.panblas.conformance.models.RoutineModels;
import dev.panblas.conformance.trials.AlignedArena;
import dev.panblas.conformance.trials.AutomaticArena;
import dev.panblas.conformance.trials.ClosingArena;
import dev.panblas.conformance.trials.OccupiedTeam;
import dev.panblas.conformance.trials.Repeated;
import dev.panblas.conformance.trials.Trial;
import dev.panblas.conformance.trials.WholeNumbers;
import dev.panblas.matrix.Precision;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Threading;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Rules for calls that are divided among threads: THREADS-4 and the following. */
final class DivisionRules {

  private static final Set<Routine> SUMS =
      EnumSet.of(
          Routine.DOT,
          Routine.DSDOT,
          Routine.SDSDOT,
          Routine.ASUM,
          Routine.SUM,
          Routine.NRM2,
          Routine.IAMAX);

  /** All routines whose calls are divided. */
  static final Set<Routine> ROUTINES = EnumSet.copyOf(SUMS);

  static {
    ROUTINES.addAll(
        EnumSet.of(
            Routine.ROT,
            Routine.ROTM,
            Routine.SWAP,
            Routine.SCAL,
            Routine.COPY,
            Routine.AXPY,
            Routine.AXPBY,
            Routine.GEMV,
            Routine.GER,
            Routine.SYMV,
            Routine.SYR,
            Routine.SYR2,
            Routine.TRMV,
            Routine.TRSV));
    ROUTINES.addAll(
        EnumSet.of(
            Routine.GEMM,
            Routine.SYMM,
            Routine.SYRK,
            Routine.SYR2K,
            Routine.TRMM,
            Routine.TRSM,
            Routine.GEMMT,
            Routine.GEMM_BATCH,
            Routine.OMATCOPY));
  }

  /** One thread, even and uneven shares, and more than most machines have processors. */
  private static final int[] THREAD_COUNTS = {1, 2, 3, 7};

  /** The thread count of a call that is made again. */
  private static final int THREADS = 3;

  private static final int ROUNDS = 6;

  private DivisionRules() {}

  static List<Rule> all() {
    return List.of(
        rule(
            4,
            "a large call is within the error bound and writes nothing else, with 1, 2, 3 and 7"
                + " threads",
            each(DivisionRules::casesInOnePrecision, DivisionRules::requireResults)),
        rule(
            5,
            "the same call with the same thread count gives the same bits, also while other threads"
                + " call",
            sameBits(DivisionRules::fewCases, DivisionRules::requireSameBitsBesideOthers)),
        rule(
            6,
            "a call gives the same bits from a virtual thread and from an interrupted thread, which"
                + " stays interrupted",
            sameBits(DivisionRules::fewCases, DivisionRules::requireSameBitsOnOtherThreads)),
        rule(
            7,
            "a call gives the same bits on operands in confined, shared and automatic arenas",
            sameBits(DivisionRules::fewCases, DivisionRules::requireSameBitsInOtherArenas)),
        rule(
            8,
            "sums, norms, inner products and iamax give the same bits with any thread count",
            sameBits(() -> cases(SUMS), DivisionRules::requireSameBitsOfThreadCounts)),
        rule(
            9,
            "when another thread closes an operand's arena during a call, closing is refused or the"
                + " calls end with IllegalStateException, and later calls are right",
            closedArena()),
        rule(
            10,
            "small whole numbers, ordinary and subnormal, give the exact result with 1, 3 and 7"
                + " threads",
            each(DivisionRules::wholeCases, DivisionRules::requireExactResults)),
        rule(
            11,
            "views of one backend with different thread counts, used at once, give the bits that"
                + " each gives alone",
            sameBits(DivisionRules::casesOfViews, DivisionRules::requireSameBitsOfViews)));
  }

  private static Rule rule(int number, String title, Rule.Check check) {
    return new Rule("THREADS", number, title, check);
  }

  /** Calls of every divided routine, large enough for seven threads. */
  private static List<Case> cases(Set<Routine> routines) {
    return RoutineModels.ALL.stream()
        .filter(model -> routines.contains(model.routine()))
        .flatMap(model -> CaseTable.ofSizes(model, sizes(model)).stream())
        .toList();
  }

  private static List<Case> casesInOnePrecision() {
    return RoutineModels.ALL.stream()
        .filter(model -> ROUTINES.contains(model.routine()))
        .flatMap(model -> CaseTable.ofSizesInOnePrecision(model, sizes(model)).stream())
        .toList();
  }

  static List<List<Integer>> sizes(RoutineModel model) {
    SizeFamily family = model.family();
    boolean isLevel2 = model.routine() == Routine.GEMV || model.routine() == Routine.GER;
    if (family == SizeFamily.VECTOR) {
      return List.of(List.of(120_011));
    } else if (isLevel2) {
      return List.of(List.of(301, 257), List.of(3, 40_009));
    } else if (family == SizeFamily.SQUARE) {
      return List.of(List.of(521));
    } else if (family == SizeFamily.RECTANGLE) {
      return List.of(List.of(107, 101));
    } else if (family == SizeFamily.RANK) {
      return List.of(List.of(139, 101));
    } else if (family == SizeFamily.PRODUCT) {
      return List.of(List.of(101, 97, 103), List.of(11, 131, 701));
    }
    return List.of(List.of(33, 29, 31, 37), List.of(2, 101, 97, 103));
  }

  private static void requireResults(Subject subject, Case at) {
    try (Arena arena = new AutomaticArena()) {
      Trial.of(arena, at).requireResults(subject.blas(), THREAD_COUNTS);
    }
  }

  /** A check of bits, which depend on the backend if it divides calls itself. */
  private static Rule.Check sameBits(Supplier<List<Case>> cases, RoutineRules.Judge judge) {
    Rule.Check check = each(cases, judge);
    return judged(
        judge,
        (subject, findings) -> {
          Threading threading = subject.kernels().threading();
          switch (threading) {
            case CALLING_THREAD -> check.on(subject.withThreads(THREADS), findings);
            case OWN -> findings.leaveOut("the backend divides calls among threads of its own");
            case UNKNOWN ->
                findings.leaveOut("it is not known whether the backend has threads of its own");
          }
        });
  }

  /** Of each routine one case in single and one in double precision, in this order. */
  private static List<Case> fewCases() {
    List<Case> few = new ArrayList<>();
    for (RoutineModel model : RoutineModels.ALL) {
      if (ROUTINES.contains(model.routine())) {
        few.addAll(fewCases(model));
      }
    }
    return few;
  }

  /** Large calls of a divided routine, one in single and one in double precision. */
  static List<Case> fewCases(RoutineModel model) {
    List<Case> all = CaseTable.ofSizes(model, sizes(model));
    return List.of(all.getFirst(), all.get(all.size() / 2));
  }

  /**
   * Of each routine one of the two cases has subnormal numbers, which show the floating-point mode
   * of the threads that compute parts.
   */
  private static List<Case> wholeCases() {
    List<Case> few =
        fewCases().stream().filter(at -> WholeNumbers.areExactFor(at.model().routine())).toList();
    return IntStream.range(0, few.size())
        .mapToObj(i -> WholeNumbers.scalars(few.get(i)).withSeed(i - i % 2))
        .toList();
  }

  private static void requireExactResults(Subject subject, Case at) {
    boolean single = at.precision() == Precision.SINGLE;
    boolean subnormal = (at.seed() / 2 % 2 == 0) == single;
    try (Arena arena = new AutomaticArena()) {
      Trial trial = Trial.of(arena, at);
      WholeNumbers.fill(
          trial,
          subnormal ? WholeNumbers.subnormalExponent(at) : WholeNumbers.ordinaryExponent(at));
      trial.requireExactResults(subject.blas(), 1, THREADS, 7);
    }
  }

  private static List<Case> casesOfViews() {
    return cases(EnumSet.of(Routine.GEMM, Routine.GEMV, Routine.DOT, Routine.SYRK));
  }

  /** Each thread has a view of its own. No view may change the thread count of another. */
  private static void requireSameBitsOfViews(Subject subject, Case at) throws InterruptedException {
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int threads : THREAD_COUNTS) {
      Blas view = subject.withThreads(threads).blas();
      Repeated alone = Repeated.of(view, Trial.of(new AutomaticArena(), at));
      calls.add(
          () -> {
            for (int round = 0; round < ROUNDS; round++) {
              alone.requireSameBits("beside views with other thread counts");
              if (view.threads() != threads) {
                throw new AssertionError(
                    "the thread count of a view must be "
                        + threads
                        + ", but was "
                        + view.threads());
              }
            }
            return ROUNDS;
          });
    }
    ThreadRules.requireAtOnce(calls);
  }

  private static void requireSameBitsBesideOthers(Subject subject, Case at)
      throws InterruptedException {
    try (Arena arena = new AutomaticArena()) {
      Repeated call = Repeated.of(subject.blas(), Trial.of(arena, at));
      call.requireSameBits("a second time");
      try (OccupiedTeam others = new OccupiedTeam(subject.blas())) {
        for (int round = 0; round < ROUNDS; round++) {
          call.requireSameBits("while another thread calls");
        }
        others.requireRunning();
      }
    }
  }

  private static void requireSameBitsOnOtherThreads(Subject subject, Case at)
      throws InterruptedException {
    try (Arena arena = new AutomaticArena()) {
      Repeated call = Repeated.of(subject.blas(), Trial.of(arena, at));
      call.requireSameBitsOn(Thread.ofVirtual(), "from a virtual thread", false);
      call.requireSameBitsOn(Thread.ofPlatform(), "from an interrupted thread", true);
      call.requireSameBitsOn(Thread.ofVirtual(), "from an interrupted virtual thread", true);
    }
  }

  private static void requireSameBitsInOtherArenas(Subject subject, Case at) {
    try (Arena automatic = new AutomaticArena();
        Arena shared = Arena.ofShared();
        Arena confined = Arena.ofConfined()) {
      Repeated call = Repeated.of(subject.blas(), aligned(automatic, at));
      call.requireSameBits(aligned(shared, at), "in a shared arena");
      call.requireSameBits(aligned(confined, at), "in a confined arena");
    }
  }

  private static Trial aligned(Arena arena, Case at) {
    return Trial.of(new AlignedArena(arena), at);
  }

  private static void requireSameBitsOfThreadCounts(Subject subject, Case at) {
    try (Arena arena = new AutomaticArena()) {
      Trial trial = Trial.of(arena, at);
      Repeated call = Repeated.of(subject.blas(), trial);
      for (int threads : THREAD_COUNTS) {
        call.requireSameBits(
            subject.withThreads(threads).blas(), trial, "with thread count " + threads);
      }
    }
  }

  /** One case of each routine, in single and double precision in turn. */
  private static List<Case> closingCases() {
    List<Case> few = fewCases();
    return IntStream.range(0, few.size() / 2).mapToObj(i -> few.get(2 * i + i % 2)).toList();
  }

  private static Rule.Check closedArena() {
    Rule.Check check = each(DivisionRules::closingCases, DivisionRules::requireCloseNoticed);
    return judged(
        DivisionRules::requireCloseNoticed,
        (subject, findings) ->
            ClosingArena.obstacle()
                .ifPresentOrElse(
                    findings::leaveOut, () -> check.on(subject.withThreads(THREADS), findings)));
  }

  private static void requireCloseNoticed(Subject subject, Case at) throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      ClosingArena.requireNoticed(subject.blas(), at, round);
    }
    try (Arena arena = new AutomaticArena()) {
      Trial.of(arena, at).requireResults(subject.blas(), subject.blas().threads());
    }
  }
}
