/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.blas.Blas;
import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.conformance.cases.Scalar;
import dev.panblas.conformance.models.RoutineModels;
import dev.panblas.conformance.operands.Layout;
import dev.panblas.conformance.trials.Trial;
import dev.panblas.matrix.Precision;
import dev.panblas.spi.Routine;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Rules for calls of many threads at once. */
final class ThreadRules {

  private static final String GROUP = "THREADS";
  private static final int FEW = 4;
  private static final int ROUNDS = 12;
  private static final int MANY = 16;

  /** Large enough for libraries to use their threads: 72^3 &gt; 2^18. */
  private static final List<Integer> LARGE = List.of(72, 73, 74);

  /** The routines that libraries divide among threads, each in its own way. */
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
    return List.of(
        new Rule(
            GROUP,
            1,
            "sixteen platform and virtual threads call routines of mixed sizes at once, with one"
                + " library thread, and every result is right",
            atOnce((subject, findings) -> mixed(subject, findings, 1))),
        new Rule(
            GROUP,
            2,
            "sixteen platform and virtual threads call routines of mixed sizes at once, with all"
                + " library threads, and every result is right",
            atOnce((subject, findings) -> mixed(subject, findings, subject.allThreads()))),
        new Rule(
            GROUP,
            3,
            "sixteen threads compute large products of level 3 at once, in any mixture of routines,"
                + " layouts and options, and every result is right",
            atOnce(ThreadRules::divided)));
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
    void call(Blas blas, Random random) throws InterruptedException;
  }

  private static void mixed(Subject subject, Findings findings, int threads) {
    Blas blas = subject.threads().open(threads);
    try {
      atOnce(
          blas,
          findings,
          subject.effort(),
          (one, random) -> {
            Case at = mixedCase(random);
            named(at, () -> RandomCalls.require(one, at));
          });
    } finally {
      subject.threads().open(subject.allThreads());
    }
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

  private static void divided(Subject subject, Findings findings) {
    Blas blas = subject.threads().open(subject.allThreads());
    atOnce(
        blas,
        findings,
        subject.effort().half(),
        (one, random) -> {
          Case at = largeCase(random);
          named(at, () -> requireEachRound(one, at));
        });
  }

  private static void requireEachRound(Blas blas, Case at) {
    try (Arena arena = Arena.ofConfined()) {
      Trial trial = Trial.of(arena, at);
      List<byte[]> before = trial.snapshots();
      for (int round = 0; round < ROUNDS; round++) {
        trial.restore(before);
        trial.requireChecksum(blas);
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

  /** Half of the threads are platform threads, half virtual ones. */
  private static void atOnce(Blas blas, Findings findings, Effort effort, Work work) {
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
                        work.call(blas, random);
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

  private static void requireAtOnce(Blas blas, Case at) throws InterruptedException {
    List<Layout> orders = List.of(Layout.ROW_MAJOR, Layout.COLUMN_MAJOR);
    try (ExecutorService threads = Executors.newFixedThreadPool(FEW)) {
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < FEW; i++) {
        int thread = i;
        Case variant =
            at.withLayouts(List.of(orders.get(i % 2), orders.get(i / 2 % 2), Layout.ROW_MAJOR));
        running.add(
            threads.submit(
                () -> {
                  for (int round = 0; round < ROUNDS; round++) {
                    Case one = variant.withSeed((long) thread * ROUNDS + round);
                    named(one, () -> RandomCalls.require(blas, one));
                  }
                  return ROUNDS;
                }));
      }
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
