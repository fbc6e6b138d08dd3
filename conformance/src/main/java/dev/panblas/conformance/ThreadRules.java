/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.conformance.cases.Scalar;
import dev.panblas.conformance.models.RoutineModels;
import dev.panblas.conformance.operands.Layout;
import dev.panblas.conformance.trials.AutomaticArena;
import dev.panblas.conformance.trials.Trial;
import dev.panblas.matrix.Precision;
import dev.panblas.spi.Routine;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Rules for calls of many threads at once. */
final class ThreadRules {

  private static final String GROUP = "THREADS";
  private static final int FEW = 4;
  private static final int ROUNDS = 12;
  private static final int MANY = 16;

  /** Large enough for a call to be divided. */
  private static final List<Integer> LARGE = List.of(72, 73, 74);

  /** The routines with parts and library calls of their own. */
  private static final List<Routine> DIVIDED =
      List.of(
          Routine.GEMM,
          Routine.SYMM,
          Routine.SYRK,
          Routine.SYR2K,
          Routine.TRMM,
          Routine.TRSM,
          Routine.GEMMT);

  private ThreadRules() {}

  static List<Rule> all() {
    return Stream.of(
            atOnce(),
            DivisionRules.all(),
            SafepointRules.all(),
            List.of(ArrayRules.ofLargeCalls(), SharingRules.ofLargeCalls()))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Rule> atOnce() {
    return List.of(
        new Rule(
            GROUP,
            1,
            "calls of mixed sizes from sixteen platform and virtual threads at once are within the"
                + " error bound, with one thread for each call",
            atOnce((subject, findings) -> mixed(subject.withThreads(1), findings))),
        new Rule(
            GROUP,
            2,
            "calls of mixed sizes from sixteen platform and virtual threads at once are within the"
                + " error bound, with the thread count of the settings",
            atOnce(ThreadRules::mixed)),
        new Rule(
            GROUP,
            3,
            "large products of level 3 from sixteen threads at once are within the error bound, in"
                + " any mixture of routines, layouts and options",
            atOnce(ThreadRules::large)));
  }

  /** A check whose cases cannot be tried again one by one. */
  private static Rule.Check atOnce(Rule.Check check) {
    return check.triedAgainBy(
        (subject, line) -> {
          throw new IllegalArgumentException(
              "a failure among many threads cannot be tried again from its line; to make the call"
                  + " alone, remove the text before the routine");
        });
  }

  /** What each thread repeats until the time is over. */
  private interface Work {
    /** Makes a call and checks its result; throws if it is wrong. */
    void call(Subject subject, Random random) throws InterruptedException;
  }

  private static void mixed(Subject subject, Findings findings) {
    atOnce(
        subject,
        findings,
        subject.effort(),
        (one, random) -> {
          Case at = mixedCase(random);
          named(at, () -> RandomCalls.require(one, at));
        });
  }

  /** One case in eight is large enough to be divided among threads. */
  private static Case mixedCase(Random random) {
    return random.nextInt(8) == 0 ? largeCase(random) : RandomCalls.draw(random);
  }

  private static Case largeCase(Random random) {
    Routine routine = DIVIDED.get(random.nextInt(DIVIDED.size()));
    RoutineModel model =
        RoutineModels.ALL.stream().filter(m -> m.routine() == routine).findFirst().orElseThrow();
    List<Integer> sizes =
        model.family().names().stream().map(name -> 70 + random.nextInt(60)).toList();
    return RandomCalls.draw(random, model, sizes).with(Scalar.ALPHA, 0.7);
  }

  private static void large(Subject subject, Findings findings) {
    atOnce(
        subject,
        findings,
        subject.effort().half(),
        (one, random) -> {
          Case at = largeCase(random);
          named(at, () -> requireEachRound(one, at));
        });
  }

  private static void requireEachRound(Subject subject, Case at) {
    try (Arena arena = subject.arena()) {
      Trial trial = Trial.of(arena, at);
      List<byte[]> before = trial.snapshots();
      for (int round = 0; round < ROUNDS; round++) {
        trial.restore(before);
        trial.requireChecksum(subject.blas());
      }
    }
  }

  /** Adds the case to the message of a failure. */
  private static void named(Case at, Findings.Attempt attempt) throws InterruptedException {
    try {
      attempt.run();
    } catch (AssertionError | RuntimeException wrong) {
      throw new AssertionError(at + ": " + wrong.getMessage(), wrong);
    }
  }

  /**
   * Half of the threads are platform threads, half virtual ones. Operands are not confined to them:
   * calls on confined memory are not computed by the team.
   */
  private static void atOnce(Subject subject, Findings findings, Effort effort, Work work) {
    Subject shared = subject.withArenas(AutomaticArena::new);
    Duration time = effort.threads();
    long end = System.nanoTime() + time.toNanos();
    try (ExecutorService platform = Executors.newFixedThreadPool(MANY / 2);
        ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        Random random = new Random(effort.seed() * MANY + i);
        running.add(
            (i % 2 == 0 ? platform : virtual)
                .submit(
                    () -> {
                      int calls = 0;
                      while (System.nanoTime() < end || calls == 0) {
                        work.call(shared, random);
                        calls++;
                      }
                      return calls;
                    }));
      }
      for (int i = 0; i < MANY; i++) {
        Future<Integer> one = running.get(i);
        findings.attempts("thread " + i + " of " + MANY, () -> require(one));
      }
    }
  }

  /**
   * Each thread multiplies its own operands, in one of the four combinations of row-major and
   * column-major, many times. Some libraries are right on one thread and wrong here.
   */
  static Rule.Check largeProductsAtOnce(RoutineModel gemm) {
    List<Case> cases = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      cases.add(Case.plain(gemm, precision, LARGE));
    }
    return RoutineRules.each(() -> cases, ThreadRules::requireAtOnce);
  }

  private static void requireAtOnce(Subject subject, Case at) throws InterruptedException {
    Subject shared = subject.withArenas(AutomaticArena::new);
    requireOfEachThread(shared.withThreads(1), at);
    requireOfEachThread(shared, at);
  }

  private static void requireOfEachThread(Subject subject, Case at) throws InterruptedException {
    List<Layout> orders = List.of(Layout.ROW_MAJOR, Layout.COLUMN_MAJOR);
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < FEW; i++) {
      int thread = i;
      Case variant =
          at.withLayouts(List.of(orders.get(i % 2), orders.get(i / 2 % 2), Layout.ROW_MAJOR));
      calls.add(
          () -> {
            for (int round = 0; round < ROUNDS; round++) {
              Case one = variant.withSeed((long) thread * ROUNDS + round);
              named(one, () -> RandomCalls.require(subject, one));
            }
            return ROUNDS;
          });
    }
    requireAtOnce(calls);
  }

  /** Makes calls on one thread each, at once; throws if one throws. */
  static void requireAtOnce(List<Callable<Integer>> calls) throws InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
      List<Future<Integer>> running = calls.stream().map(threads::submit).toList();
      for (Future<Integer> one : running) {
        require(one);
      }
    }
  }

  private static int require(Future<Integer> one) throws InterruptedException {
    try {
      return one.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof AssertionError wrong) {
        throw wrong;
      }
      throw new AssertionError("a thread failed: " + failed.getCause(), failed.getCause());
    }
  }
}
