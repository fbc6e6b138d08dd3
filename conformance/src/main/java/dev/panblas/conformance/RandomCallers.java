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

  /** When a call is tried again from its line. */
  private static final Group AGAIN = GROUPS.get(1);

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

  private static final int REPETITIONS_SMALL = 7;
  private static final int REPETITIONS_LARGE = 1;

  /** The volume of all calls at once, which limits the memory of their operands. */
  private static final int VOLUME = 1 << 22;

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

  private static List<View> views(Subject subject) {
    List<View> views = new ArrayList<>();
    for (int threads : THREADS) {
      for (boolean crossover : new boolean[] {true, false}) {
        Subject opened = (crossover ? subject.withCrossover() : subject).withThreads(threads);
        String description =
            String.format(
                Locale.ROOT,
                "with %d thread%s, crossover %s, in ",
                threads,
                threads == 1 ? "" : "s",
                crossover ? "on" : "off");
        add(views, opened, description + "a confined arena", Arena::ofConfined);
        add(views, opened, description + "an automatic arena", AutomaticArena::new);
        add(views, opened, description + "a shared arena", Arena::ofShared);
      }
    }
    return views;
  }

  private static void add(
      List<View> views, Subject opened, String description, Supplier<Arena> arenas) {
    views.add(new View(description, opened.withArenas(arenas)));
  }

  /**
   * A call with a view.
   *
   * @param described a {@link Case} or a {@link LongCase}
   */
  private record Call(Object described, View view) {

    /** {@return for a call that does not end} */
    @Override
    public String toString() {
      return described + " (" + view.description + ")";
    }
  }

  private record Failure(Call call, String problem) {}

  private static void check(Subject subject, Findings findings) {
    List<View> views = views(subject);
    long seed = subject.effort().seed() << Integer.SIZE;
    int shares = GROUPS.stream().mapToInt(Group::share).sum();
    int first = 0;
    int counted = 0;
    for (Group group : GROUPS) {
      counted += group.share;
      int end = (int) ((long) subject.effort().randomCalls() * counted / shares);
      long numbers = seed + first;
      Queue<Failure> failures = new ConcurrentLinkedQueue<>();
      Crowd<Call> crowd =
          crowd(
              group,
              end - first,
              number -> {
                Random random = Random.from(new SplittableRandom(numbers + number));
                return new Call(draw(random), RandomCalls.one(random, views));
              },
              failures);
      findings.attempts(crowd, () -> crowd.run() - failures.size());
      failures.forEach(failure -> report(findings, failure, group.callers));
      crowd.obstacle().ifPresent(findings::leaveOut);
      if (findings.failures() > 0 || crowd.obstacle().isPresent()) {
        return;
      }
      first = end;
    }
  }

  /** Makes calls until three have failed. */
  private static Crowd<Call> crowd(
      Group group, int calls, IntFunction<Call> draw, Queue<Failure> failures) {
    Semaphore volume = new Semaphore(VOLUME, true);
    return new Crowd<>(
        group.callers,
        calls,
        draw,
        call -> {
          Optional<String> problem = Findings.problem(() -> require(call, volume));
          problem.ifPresent(what -> failures.add(new Failure(call, what)));
          return failures.size() < RandomCalls.MOST_FAILURES;
        });
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

  private static void require(Call call, Semaphore volume) throws InterruptedException {
    long whole = call.described instanceof Case at ? volume(at) : VOLUME;
    int share = Math.clamp(whole, 1, VOLUME / 2);
    volume.acquire(share);
    try {
      require(call.view.subject, call.described);
    } finally {
      volume.release(share);
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
    List<View> views = views(subject);
    return Stream.of(new Group(1, 1), AGAIN)
        .map(group -> again(described, views, group))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> again(Object described, List<View> views, Group group) {
    Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    int calls = Math.max(group.callers, views.size());
    Crowd<Call> crowd =
        crowd(
            group,
            calls,
            number -> new Call(described, views.get(number % views.size())),
            failures);
    Optional<String> problem = Findings.problem(crowd::run).or(crowd::obstacle);
    return problem.or(
        () ->
            failures.stream()
                .findFirst()
                .map(failure -> failure.problem + " (" + failure.call.view.description + ")"));
  }
}
