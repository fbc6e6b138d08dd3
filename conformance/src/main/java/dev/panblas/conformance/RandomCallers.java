/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.conformance.LongVectorRules.LongCase;
import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.CaseText;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.conformance.models.RoutineModels;
import dev.panblas.conformance.trials.AutomaticArena;
import dev.panblas.conformance.trials.Crowd;
import dev.panblas.conformance.trials.Repeated;
import dev.panblas.conformance.trials.Trial;
import dev.panblas.spi.Threading;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Rule RANDOM-3: random calls of any magnitude by many callers at once.
 *
 * <p>Each call depends on the seed and its number alone. It is made with one of several views of
 * the backend and then repeated, so that callers spend more of their time in the backend: the first
 * result is judged, the others must have its bits.
 */
final class RandomCallers {

  /**
   * Calls of some callers.
   *
   * @param callers how many
   * @param share their share of the calls, relative to the other groups
   */
  private record Group(int callers, int share) {}

  private static final List<Group> GROUPS =
      List.of(new Group(1, 1), new Group(200, 2), new Group(800, 2));

  /** The callers of a call that is made again from its line, after one caller. */
  private static final int AGAIN = 200;

  /** One thread, as many as the smallest machines have, and more than most have. */
  private static final int[] THREADS = {1, 2, 64};

  /** The logarithm of the volume up to which every order of magnitude is as frequent. */
  private static final int FREQUENT_BITS = 10;

  /** How often the volume doubles beyond: to two million elements. */
  private static final int MOST_DOUBLINGS = 11;

  /** One of so many sizes is 0. */
  private static final int EMPTY = 200;

  /** One of so many calls is on vectors too long for the general check. */
  private static final int LONG = 1 << 13;

  /** Each element of a result of level 3 with a smaller volume is judged; others by a checksum. */
  private static final int SMALL = 1 << 10;

  private static final int REPETITIONS_SMALL = 30;
  private static final int REPETITIONS_LARGE = 1;

  /** The volume of all large calls at once, which limits the memory of their operands. */
  private static final int VOLUME = 1 << 21;

  /** A call with more volume is large: hundreds at once would take too much memory. */
  private static final int MANY = 1 << 13;

  /** The callers of the large calls for which there was no memory. */
  private static final int FEW = 8;

  /** One of so many calls is on shared arenas: to close one stops every thread for a moment. */
  private static final int SHARED = 1 << 7;

  private RandomCallers() {}

  static Rule rule() {
    Rule.Check check = RandomCallers::check;
    return new Rule(
        "RANDOM",
        3,
        "random calls on small and large operands by 1, 200 and 800 callers at once, with 1, 2 and"
            + " 64 threads for each call, with the crossover on and off, are within the error"
            + " bound, write nothing else, and give the same bits when they are repeated",
        check.triedAgainBy(RandomCallers::again));
  }

  /**
   * A view of the backend.
   *
   * @param description for messages
   * @param subject the backend with a thread count, crossover and arenas
   */
  private record View(String description, Subject subject) {}

  private static List<View> views(Subject subject, String arena, Supplier<Arena> arenas) {
    List<View> views = new ArrayList<>();
    for (int threads : THREADS) {
      for (boolean crossover : new boolean[] {true, false}) {
        Subject opened = (crossover ? subject.withCrossover() : subject).withThreads(threads);
        String description =
            String.format(
                Locale.ROOT,
                "with %d thread%s, crossover %s, in %s arena",
                threads,
                threads == 1 ? "" : "s",
                crossover ? "on" : "off",
                arena);
        views.add(new View(description, opened.withArenas(arenas)));
      }
    }
    return views;
  }

  private static List<View> views(Subject subject) {
    return Stream.of(
            views(subject, "a confined", Arena::ofConfined),
            views(subject, "an automatic", AutomaticArena::new))
        .flatMap(List::stream)
        .toList();
  }

  private static List<View> sharedViews(Subject subject) {
    return views(subject, "a shared", Arena::ofShared);
  }

  /**
   * A call with a view.
   *
   * @param described a {@link Case} or a {@link LongCase}
   */
  private record Call(Object described, View view) {

    /** Of the volume of large calls. */
    int share() {
      long whole = described instanceof Case at ? volume(at) : VOLUME;
      return whole <= MANY ? 0 : Math.clamp(whole, 1, VOLUME);
    }

    /** {@return for a call that does not end} */
    @Override
    public String toString() {
      return described + " (" + view.description + ")";
    }
  }

  private record Failure(Call call, String problem) {}

  private static void check(Subject subject, Findings findings) {
    List<View> views = views(subject);
    List<View> shared = sharedViews(subject);
    long seed = subject.effort().seed() << Integer.SIZE;
    int shares = GROUPS.stream().mapToInt(Group::share).sum();
    int first = 0;
    int counted = 0;
    for (Group group : GROUPS) {
      counted += group.share;
      int end = (int) ((long) subject.effort().randomCalls() * counted / shares);
      long numbers = seed + first;
      IntFunction<Call> draw =
          number -> {
            Random random = Random.from(new SplittableRandom(numbers + number));
            boolean isShared = random.nextInt(SHARED) == 0;
            return new Call(draw(random), RandomCalls.one(random, isShared ? shared : views));
          };
      Calls calls = new Calls(group.callers);
      calls.make(end - first, draw, findings);
      calls.failures.forEach(failure -> report(findings, failure, group.callers));
      calls.obstacle.ifPresent(findings::leaveOut);
      if (findings.failures() > 0 || calls.obstacle.isPresent()) {
        return;
      }
      first = end;
    }
  }

  /** Calls of a group, which end when three have failed. */
  private static final class Calls {
    private final int callers;
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final Queue<Call> left = new ConcurrentLinkedQueue<>();
    private final Semaphore volume = new Semaphore(VOLUME);
    private Optional<String> obstacle = Optional.empty();

    Calls(int callers) {
      this.callers = callers;
    }

    /**
     * Makes the calls. Large calls for which there is no memory are left to few callers at the end:
     * if callers waited for memory, few would call at once.
     */
    void make(int calls, IntFunction<Call> draw, Findings findings) {
      make(new Crowd<>(callers, calls, draw, this::makeOrLeave), findings);
      List<Call> rest = failures.isEmpty() ? List.copyOf(left) : List.of();
      make(new Crowd<>(Math.min(callers, FEW), rest.size(), rest::get, this::makeAtEnd), findings);
    }

    private void make(Crowd<Call> crowd, Findings findings) {
      int before = failures.size() + left.size();
      findings.attempts(crowd, () -> crowd.run() - (failures.size() + left.size() - before));
      obstacle = obstacle.or(crowd::obstacle);
    }

    private boolean makeOrLeave(Call call) {
      if (!volume.tryAcquire(call.share())) {
        left.add(call);
        return true;
      }
      return makeAndRelease(call);
    }

    private boolean makeAtEnd(Call call) {
      volume.acquireUninterruptibly(call.share());
      return makeAndRelease(call);
    }

    /** Returns whether the callers go on. */
    private boolean makeAndRelease(Call call) {
      try {
        Findings.problem(() -> require(call.view.subject, call.described))
            .ifPresent(problem -> failures.add(new Failure(call, problem)));
      } finally {
        volume.release(call.share());
      }
      return failures.size() < RandomCalls.MOST_FAILURES;
    }
  }

  private static Object draw(Random random) {
    if (random.nextInt(LONG) == 0) {
      return LongVectorRules.draw(random);
    }
    RoutineModel model = RandomCalls.one(random, RoutineModels.ALL);
    return RandomCalls.draw(random, model, sizes(model, random));
  }

  /**
   * Draws sizes of any magnitude and shape. Beyond the frequent ones, twice the volume is half as
   * frequent: the checks of each magnitude take about the same time together.
   */
  private static List<Integer> sizes(RoutineModel model, Random random) {
    int doublings = Math.min(MOST_DOUBLINGS, Integer.numberOfTrailingZeros(random.nextInt()));
    double bits = FREQUENT_BITS * random.nextDouble() + doublings;
    double most = Math.pow(2, bits);
    while (true) {
      List<Integer> sizes =
          model.family().names().stream()
              .map(name -> (int) Math.pow(2, bits * random.nextDouble()))
              .map(size -> random.nextInt(EMPTY) == 0 ? 0 : size)
              .toList();
      long volume = model.volume(sizes);
      if (volume <= most && (volume > most / 4 || sizes.contains(0))) {
        return sizes;
      }
    }
  }

  private static long volume(Case at) {
    return at.model().volume(at.sizes());
  }

  private static void require(Subject subject, Object described) throws InterruptedException {
    if (!(described instanceof Case at)) {
      LongVectorRules.require(subject.blas(), (LongCase) described);
      return;
    }
    boolean small = volume(at) <= SMALL;
    try (Arena arena = subject.arena()) {
      boolean byChecksum = !small && at.model().routine().level() == 3;
      Repeated call = Repeated.right(subject.blas(), Trial.of(arena, at), byChecksum);
      for (int i = 0; i < repetitions(subject, small); i++) {
        call.requireSameBits("a second time");
      }
    }
  }

  /** A backend whose threads are its own or unknown need not give the same bits. */
  private static int repetitions(Subject subject, boolean small) {
    boolean sameBits = subject.kernels().threading() == Threading.CALLING_THREAD;
    return !sameBits ? 0 : small ? REPETITIONS_SMALL : REPETITIONS_LARGE;
  }

  /** Makes the call again alone, and reports the smallest that fails so. */
  private static void report(Findings findings, Failure failure, int callers) {
    View view = failure.call.view;
    String problem =
        String.format(
            Locale.ROOT,
            "%s (%s, as one of %d callers)",
            failure.problem,
            view.description,
            callers);
    if (failure.call.described instanceof Case at) {
      RandomCalls.report(
          findings,
          at,
          problem,
          one ->
              Findings.problem(() -> require(view.subject, one))
                  .map(alone -> alone + " (" + view.description + ")"));
    } else {
      findings.fail(failure.call.described, problem);
    }
  }

  /** Makes one call with each view, and then by many callers at once. */
  private static Optional<String> again(Subject subject, String line) {
    Object described =
        LongCase.parse(line)
            .<Object>map(at -> at)
            .orElseGet(() -> CaseText.parse(RoutineModels.ALL, line));
    List<View> views =
        Stream.concat(views(subject).stream(), sharedViews(subject).stream()).toList();
    for (int callers : new int[] {1, AGAIN}) {
      Calls calls = new Calls(callers);
      Findings findings = Findings.ofAllCases();
      calls.make(
          Math.max(callers, views.size()),
          number -> new Call(described, views.get(number % views.size())),
          findings);
      Optional<String> problem =
          calls.failures.stream()
              .findFirst()
              .map(failure -> failure.problem + " (" + failure.call.view.description + ")")
              .or(() -> calls.obstacle)
              .or(findings::onlyProblem);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }
}
