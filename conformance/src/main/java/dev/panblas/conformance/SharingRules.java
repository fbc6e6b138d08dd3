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
import dev.panblas.conformance.trials.Refusal;
import dev.panblas.conformance.trials.Trial;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Rule 45: an output in the memory of another operand. */
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

  /** Shapes of little cost, most of them plain, with layouts and options in turn. */
  private static List<Case> cases(RoutineModel model) {
    List<List<Integer>> others =
        Stream.concat(model.family().small().stream(), model.family().few().stream())
            .filter(sizes -> model.volume(sizes) <= LARGEST)
            .toList();
    List<List<Integer>> shapes = new ArrayList<>();
    for (int turn = 0; turn < TURNS; turn++) {
      shapes.add(turn % 3 == 0 ? others.get(turn / 3 % others.size()) : model.family().plain());
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
    int operands = at.model().operands().size();
    for (int output = 0; output < operands; output++) {
      for (int other = 0; other < operands; other++) {
        if (other != output && at.model().operands().get(output).isWritten()) {
          for (Meeting meeting : Meeting.values()) {
            for (Place place : places(at, output, other, meeting)) {
              try (Arena arena = subject.arena()) {
                Trial trial = Trial.sharing(arena, place.sharing(), place.distance(), inArray);
                require(blas, trial, place.sharing(), meeting);
              } catch (AssertionError wrong) {
                throw new AssertionError(place + ": " + wrong.getMessage(), wrong);
              }
            }
          }
        }
      }
    }
  }

  /** Where an output and another operand meet. */
  private record Place(Sharing sharing, long distance) {
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

  /** The first place, at which equal views meet, and one more. */
  private static List<Place> places(Case at, int output, int other, Meeting meeting) {
    List<Place> places = new ArrayList<>();
    for (Sharing sharing : Sharing.related(at, output, other)) {
      sharing.distances(meeting).forEach(distance -> places.add(new Place(sharing, distance)));
    }
    if (places.size() < 2) {
      return places;
    }
    int second = 1 + (int) Math.floorMod(at.seed() * 7919, places.size() - 1L);
    return List.of(places.get(0), places.get(second));
  }

  private static void require(Blas blas, Trial trial, Sharing sharing, Meeting meeting) {
    if (meeting == Meeting.HARMFUL) {
      Refusal.requireOverlap(blas, trial, sharing.output(), sharing.other());
      return;
    }
    List<byte[]> before = trial.snapshots();
    trial.requireResult(blas);
    for (int i = 0; i < trial.operands(); i++) {
      if (i == sharing.output() && !trial.isWritten(sharing.other())) {
        trial.operand(i).requireSurroundingsUnchanged(before.get(i));
      } else if (i != sharing.other() && !trial.isWritten(i)) {
        trial.operand(i).requireUnchanged(before.get(i), "an input was overwritten");
      }
    }
  }
}
