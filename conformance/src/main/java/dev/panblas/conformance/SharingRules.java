/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static dev.panblas.conformance.RoutineRules.each;
import static dev.panblas.conformance.RoutineRules.rule;

import dev.panblas.blas.Blas;
import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.CaseTable;
import dev.panblas.conformance.cases.OperandModel;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.conformance.cases.Scalar;
import dev.panblas.conformance.cases.Sharing;
import dev.panblas.conformance.cases.Sharing.Meeting;
import dev.panblas.conformance.models.RoutineModels;
import dev.panblas.conformance.trials.AutomaticArena;
import dev.panblas.conformance.trials.Refusal;
import dev.panblas.conformance.trials.Trial;
import dev.panblas.matrix.Precision;
import dev.panblas.spi.Routine;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Rules 45 and THREADS-14: an output in the memory of another operand. */
final class SharingRules {

  private static final int TURNS = 12;
  private static final int LARGEST = 400;
  private static final List<Double> ALPHAS = List.of(1.0, 0.7, -1.0, 0.0);
  private static final List<Double> BETAS = List.of(1.0, 0.0, 0.7);

  private SharingRules() {}

  static List<Rule> of(RoutineModel model) {
    if (!model.hasOutputs() || model.operands().size() < 2) {
      return List.of();
    }
    return List.of(
        rule(
            model,
            45,
            "an output in the memory of another operand gives the result of separate memory, or is"
                + " refused if an element that is written has another use",
            each(() -> cases(model), SharingRules::requireEachMeeting)));
  }

  /** Shapes of little cost, with layouts and options in turn. */
  static List<Case> cases(RoutineModel model) {
    List<List<Integer>> others =
        Stream.concat(model.family().small().stream(), model.family().few().stream())
            .filter(sizes -> model.volume(sizes) <= LARGEST)
            .toList();
    List<List<Integer>> shapes = new ArrayList<>();
    for (int turn = 0; turn < TURNS; turn++) {
      int other = turn / 3 % others.size();
      shapes.add(
          switch (turn % 3) {
            case 0 -> others.get(other);
            case 1 -> others.get(others.size() - 1 - other); // large enough for small parts
            default -> model.family().plain();
          });
    }
    return CaseTable.inTurn(model, shapes).stream()
        .map(
            at -> {
              SplittableRandom random = new SplittableRandom(at.seed());
              return at.with(Scalar.ALPHA, ALPHAS.get(random.nextInt(ALPHAS.size())))
                  .with(Scalar.BETA, BETAS.get(random.nextInt(BETAS.size())));
            })
        .toList();
  }

  /** The seed determines whether the crossover is on, and the kind of memory. */
  private static void requireEachMeeting(Subject subject, Case at) {
    SplittableRandom random = new SplittableRandom(-1 - at.seed()); // not that of the numbers
    Blas blas = (random.nextBoolean() ? subject : subject.withCrossover()).blas();
    boolean inArray = random.nextBoolean();
    for (Meeting meeting : Meeting.values()) {
      for (Place place : places(at, meeting)) {
        try (Arena arena = subject.arena()) {
          Trial trial = Trial.sharing(arena, place.sharing(), place.distance(), inArray);
          require(blas, trial, place.sharing(), meeting);
        } catch (AssertionError wrong) {
          throw new AssertionError(place + ": " + wrong.getMessage(), wrong);
        }
      }
    }
  }

  /** Where an output and another operand meet. */
  record Place(Sharing sharing, long distance) {
    /** {@return such as {@code y begins 3 elements before x}} */
    @Override
    public String toString() {
      List<OperandModel> operands = sharing.at().model().operands();
      return String.format(
          Locale.ROOT,
          "%s with %s begins %d elements after %s with %s in one memory",
          operands.get(sharing.other()).name(),
          sharing.otherStrides(),
          distance,
          operands.get(sharing.output()).name(),
          sharing.outputStrides());
    }
  }

  /** An operand that is written, and another one. */
  private record Pair(int output, int other) {

    static List<Pair> of(RoutineModel model) {
      List<Pair> pairs = new ArrayList<>();
      for (int output = 0; output < model.operands().size(); output++) {
        for (int other = 0; other < model.operands().size(); other++) {
          if (other != output && model.operands().get(output).isWritten()) {
            pairs.add(new Pair(output, other));
          }
        }
      }
      return pairs;
    }
  }

  /** The places of a case: for each pair the first, at which equal views meet, and one more. */
  static List<Place> places(Case at, Meeting meeting) {
    List<Place> places = new ArrayList<>();
    for (Pair pair : Pair.of(at.model())) {
      List<Place> all = new ArrayList<>();
      for (Sharing sharing : Sharing.related(at, pair.output, pair.other)) {
        sharing.distances(meeting).forEach(distance -> all.add(new Place(sharing, distance)));
      }
      if (!all.isEmpty()) {
        places.add(all.get(0));
      }
      if (all.size() > 1) {
        places.add(all.get(1 + (int) Math.floorMod(at.seed() * 7919, all.size() - 1L)));
      }
    }
    return places;
  }

  private static void require(Blas blas, Trial trial, Sharing sharing, Meeting meeting) {
    if (meeting == Meeting.HARMFUL) {
      Refusal.requireOverlap(blas, trial, sharing.output(), sharing.other());
      return;
    }
    List<byte[]> before = trial.snapshots();
    trial.requireResult(blas);
    trial.requireNothingElseWritten(before);
  }

  // ---- large calls

  private static final int[] THREAD_COUNTS = {1, 3, 7};

  /** The divided routines that have a harmless place which is found quickly. */
  static final Set<Routine> LARGE =
      EnumSet.of(
          Routine.SWAP,
          Routine.COPY,
          Routine.AXPY,
          Routine.AXPBY,
          Routine.SYMV,
          Routine.TRMV,
          Routine.TRSV,
          Routine.SYR,
          Routine.SYR2,
          Routine.OMATCOPY);

  static Rule ofLargeCalls() {
    return new Rule(
        "THREADS",
        14,
        "a large call with an output in the array of another operand, where that is harmless, gives"
            + " the result of separate arrays with 1, 3 and 7 threads",
        each(SharingRules::largeCases, SharingRules::requireLarge));
  }

  /** Plain layouts, which are not copied as a whole; each option in one precision. */
  static List<Case> largeCases() {
    List<Case> cases = new ArrayList<>();
    for (RoutineModel model : RoutineModels.ALL) {
      if (LARGE.contains(model.routine())) {
        List<Case> all = CaseTable.plain(model, DivisionRules.sizes(model).getFirst());
        int half = all.size() / Precision.values().length;
        for (int i = 0; i < half; i++) {
          cases.add(all.get(i + half * (i % 2)).with(Scalar.ALPHA, 0.7).with(Scalar.BETA, -1));
        }
      }
    }
    return cases;
  }

  /** For each pair of operands the first place, if there is one. */
  static List<Place> harmlessPlaces(Case at) {
    return Pair.of(at.model()).stream()
        .flatMap(
            pair ->
                Sharing.related(at, pair.output, pair.other).stream()
                    .flatMap(
                        sharing ->
                            sharing
                                .nearDistances(Meeting.HARMLESS)
                                .mapToObj(distance -> new Place(sharing, distance)))
                    .limit(1))
        .toList();
  }

  private static void requireLarge(Subject subject, Case at) {
    for (Place place : harmlessPlaces(at)) {
      try (Arena arena = new AutomaticArena()) {
        Trial trial = Trial.sharing(arena, place.sharing, place.distance, true);
        trial.requireResults(subject.blas(), THREAD_COUNTS);
      } catch (AssertionError wrong) {
        throw new AssertionError(place + ": " + wrong.getMessage(), wrong);
      }
    }
  }
}
