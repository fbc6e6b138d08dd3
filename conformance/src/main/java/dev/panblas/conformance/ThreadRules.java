package dev.panblas.conformance;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Precision;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What holds when many threads call at once. */
final class ThreadRules {

  private static final int THREADS = 4;
  private static final int ROUNDS = 12;

  /** So many products that libraries which have threads of their own use them: 72^3 > 2^18. */
  private static final List<Integer> LARGE = List.of(72, 73, 74);

  private ThreadRules() {}

  /**
   * Each thread multiplies operands of its own in one of the four combinations of transposition,
   * all at once and again and again: libraries have got this wrong that are right on one thread.
   */
  static Rule.Check largeProductsAtOnce(RoutineModel gemm) {
    List<Case> cases = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      cases.add(Case.plain(gemm, precision, LARGE));
    }
    return RoutineRules.each(cases, ThreadRules::requireAtOnce);
  }

  private static void requireAtOnce(Blas blas, Case at) throws InterruptedException {
    List<Layout> orders = List.of(Layout.ROW_MAJOR, Layout.COLUMN_MAJOR);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        Case variant =
            at.withLayouts(List.of(orders.get(i % 2), orders.get(i / 2 % 2), Layout.ROW_MAJOR));
        running.add(
            threads.submit(
                () -> {
                  for (int round = 0; round < ROUNDS; round++) {
                    requireResult(blas, variant.withSeed((long) thread * ROUNDS + round));
                  }
                }));
      }
      for (Future<?> one : running) {
        require(one);
      }
    }
  }

  private static void requireResult(Blas blas, Case described) {
    try (Arena arena = Arena.ofConfined()) {
      Trial.of(arena, described).requireResult(blas);
    } catch (AssertionError | RuntimeException wrong) {
      throw new AssertionError(described + ": " + wrong.getMessage(), wrong);
    }
  }

  private static void require(Future<?> one) throws InterruptedException {
    try {
      one.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof AssertionError wrong) {
        throw wrong;
      }
      throw new AssertionError("a thread failed: " + failed.getCause(), failed.getCause());
    }
  }
}
