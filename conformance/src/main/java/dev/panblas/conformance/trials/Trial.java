/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.trials;

import dev.panblas.blas.Blas;
import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.Expected;
import dev.panblas.conformance.cases.OperandModel;
import dev.panblas.conformance.cases.OperandModel.Mask;
import dev.panblas.conformance.cases.Option;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.conformance.cases.Scalar;
import dev.panblas.conformance.cases.Sharing;
import dev.panblas.conformance.cases.Values;
import dev.panblas.conformance.exact.Element;
import dev.panblas.conformance.exact.Judgement;
import dev.panblas.conformance.models.Level1Models;
import dev.panblas.conformance.models.Product;
import dev.panblas.conformance.models.Solution;
import dev.panblas.conformance.operands.Dense;
import dev.panblas.conformance.operands.Extents;
import dev.panblas.conformance.operands.GuardedOperand;
import dev.panblas.conformance.operands.GuardedOperand.Description;
import dev.panblas.conformance.operands.Layout;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A case with its operands in memory: makes the call and checks its results. */
@SuppressWarnings("NullAway") // a rule passes null to a routine
public final class Trial implements RoutineModel.Arguments {

  private static final int ALL_OPTIONS = -1;

  /** Odd, so that operands have all combinations of offsets within a cache line. */
  private static final int OFFSET_STEP = 5;

  private final Case described;
  private final List<GuardedOperand> operands;
  private final @Nullable Operand[] views;
  private int missingOption = ALL_OPTIONS;

  private Trial(Case described, List<GuardedOperand> operands) {
    this.described = described;
    this.operands = operands;
    this.views = operands.stream().map(GuardedOperand::view).toArray(Operand[]::new);
    RandomGenerator random = new SplittableRandom(described.seed());
    for (int i = 0; i < operands.size(); i++) {
      OperandModel.Filling filling = described.model().operands().get(i).filling();
      operands.get(i).fill((row, column) -> filling.draw(random, described, row, column));
    }
  }

  /** Puts an operand of a case into memory. */
  private interface Place {
    GuardedOperand of(Description operand, boolean written, int index);
  }

  private static Trial of(Case described, Place place) {
    List<GuardedOperand> operands = new ArrayList<>();
    for (int i = 0; i < described.layouts().size(); i++) {
      Description operand = describe(described, i, described.precision(), described.extents(i));
      operands.add(place.of(operand, described.model().operands().get(i).isWritten(), i));
    }
    return new Trial(described, operands);
  }

  private static Description describe(Case at, int operand, Precision precision, Extents extents) {
    OperandModel model = at.model().operands().get(operand);
    Mask mask = model.mask();
    return new Description(
        model.name(),
        model.kind(),
        precision,
        extents,
        at.layouts().get(operand).strides(extents),
        mask.equals(Mask.ALL) ? Dense.Places.ALL : (row, column) -> mask.contains(at, row, column));
  }

  /** Places each operand in its own memory. */
  public static Trial of(Arena arena, Case described) {
    return of(
        described, (operand, written, index) -> GuardedOperand.allocate(arena, operand, written));
  }

  /**
   * Places some operands in Java arrays, each in its own, and the others in native memory.
   *
   * @param inArray which operands are in arrays, by their indices
   */
  public static Trial inArrays(Arena arena, Case described, IntPredicate inArray) {
    return of(
        described,
        (operand, written, index) ->
            inArray.test(index)
                ? GuardedOperand.inArray(operand, written)
                : GuardedOperand.allocate(arena, operand, written));
  }

  /**
   * Places each operand next to a page that cannot be accessed.
   *
   * @param atEnd whether it ends there; otherwise it begins there
   */
  public static Trial fenced(Arena arena, Case described, boolean atEnd) {
    return of(
        described,
        (operand, written, index) -> GuardedOperand.fenced(arena, operand, written, atEnd));
  }

  /**
   * Places each operand in its own memory, at a given distance from the beginning of a cache line.
   *
   * @param offset the distance of the first operand, in elements; the others have other distances
   */
  public static Trial atOffset(Arena arena, Case described, int offset) {
    return of(
        described,
        (operand, written, index) ->
            GuardedOperand.atOffset(arena, operand, written, offset + OFFSET_STEP * index));
  }

  /**
   * Places each operand in memory of its own, with a long distance between its elements.
   *
   * @param distance of neighbours in one direction
   */
  public static Trial spread(Arena arena, Case described, long distance) {
    return of(
        described,
        (operand, written, index) ->
            GuardedOperand.spread(
                arena, operand.withStrides(operand.strides().far(distance)), written));
  }

  /** Allocates an operand like that of the case, in another arena, precision or size. */
  public GuardedOperand like(Arena arena, int operand, Precision precision, Extents extents) {
    return GuardedOperand.allocate(
        arena, describe(described, operand, precision, extents), isWritten(operand));
  }

  /**
   * Places all operands in one piece of memory.
   *
   * @param spread multiplies the strides
   * @param shift the distance, in elements, between the beginnings of neighbouring operands
   */
  public static Trial inOneMemory(Arena arena, Case described, int spread, int shift) {
    return inOneMemory(arena, described, spread, shift, operand -> true);
  }

  /**
   * Places all inputs in one piece of memory, and each output in its own.
   *
   * @param shift the distance, in elements, between the beginnings of neighbouring operands
   */
  public static Trial withSharedInputs(Arena arena, Case described, int shift) {
    List<OperandModel> models = described.model().operands();
    return inOneMemory(arena, described, 1, shift, operand -> !models.get(operand).isWritten());
  }

  private static Trial inOneMemory(
      Arena arena, Case described, int spread, int shift, IntPredicate shares) {
    long span = 0;
    for (int i = 0; i < described.layouts().size(); i++) {
      Extents extents = described.extents(i);
      Layout.Strides wide = described.layouts().get(i).strides(extents).times(spread);
      span = Math.max(span, wide.span(extents) + (long) shift * i);
    }
    MemorySegment memory = GuardedOperand.rogueMemory(arena, described.precision(), span, false);
    return of(
        described,
        (operand, written, index) ->
            shares.test(index)
                ? GuardedOperand.in(
                    memory,
                    GuardedOperand.GUARD + (long) shift * index,
                    operand.withStrides(operand.strides().times(spread)))
                : GuardedOperand.allocate(arena, operand, written));
  }

  /**
   * Places an output and another operand in one piece of memory, and the others each in their own.
   *
   * @param distance from the output's lowest element to the other's, in elements
   * @param inArray whether all memory is in Java arrays
   */
  public static Trial sharing(Arena arena, Sharing sharing, long distance, boolean inArray) {
    Case at = sharing.at();
    long lowest = Math.max(0, -distance);
    long end = lowest + sharing.outputStrides().span(at.extents(sharing.output()));
    long otherEnd = lowest + distance + sharing.otherStrides().span(at.extents(sharing.other()));
    long span = Math.max(end, otherEnd);
    MemorySegment memory =
        inArray
            ? GuardedOperand.rogueArray(at.precision(), span, false)
            : GuardedOperand.rogueMemory(arena, at.precision(), span, false);
    long first = GuardedOperand.GUARD + lowest;
    return of(
        at,
        (operand, written, index) -> {
          if (index == sharing.output()) {
            return GuardedOperand.in(memory, first, operand.withStrides(sharing.outputStrides()));
          }
          if (index == sharing.other()) {
            Description other = operand.withStrides(sharing.otherStrides());
            return GuardedOperand.in(memory, first + distance, other);
          }
          return inArray
              ? GuardedOperand.inArray(operand, written)
              : GuardedOperand.allocate(arena, operand, written);
        });
  }

  /** Replaces an operand of the call. */
  public void pass(int operand, @Nullable Operand view) {
    views[operand] = view;
  }

  /** Passes null for an option. */
  public void passNoOption(int option) {
    missingOption = option;
  }

  public Case described() {
    return described;
  }

  public GuardedOperand operand(int index) {
    return operands.get(index);
  }

  public int operands() {
    return operands.size();
  }

  public boolean isWritten(int operand) {
    return described.model().operands().get(operand).isWritten();
  }

  /** Sets the used elements of all outputs, or of all inputs, to one value. */
  public void fill(boolean outputs, double value) {
    for (int i = 0; i < operands.size(); i++) {
      if (isWritten(i) == outputs) {
        operands.get(i).fill(value);
      }
    }
  }

  // ---- arguments

  @Override
  public double alpha() {
    return scalar(described.model().has(Scalar.ADDEND) ? Scalar.ADDEND : Scalar.ALPHA);
  }

  @Override
  public double beta() {
    return scalar(Scalar.BETA);
  }

  @Override
  public double cosine() {
    return scalar(Scalar.COSINE);
  }

  @Override
  public double sine() {
    return scalar(Scalar.SINE);
  }

  private double scalar(Scalar scalar) {
    return described.scalars().get(described.model().scalars().indexOf(scalar));
  }

  @Override
  public int size(int index) {
    return described.size(index);
  }

  @Override
  public Triangle triangle() {
    return isGiven(Option.TRIANGLE) ? described.triangle() : null;
  }

  @Override
  public Transposition transposition() {
    return isGiven(Option.TRANSPOSITION) ? described.transposition() : null;
  }

  @Override
  public Diagonal diagonal() {
    return isGiven(Option.DIAGONAL) ? described.diagonal() : null;
  }

  @Override
  public Side side() {
    return isGiven(Option.SIDE) ? described.side() : null;
  }

  @Override
  public ModifiedGivens h() {
    return isGiven(Option.FORM) ? Level1Models.h(described) : null;
  }

  private boolean isGiven(Option option) {
    return missingOption == ALL_OPTIONS || described.model().options().get(missingOption) != option;
  }

  @Override
  public Vector vector(int operand) {
    return (Vector) views[operand];
  }

  @Override
  public Matrix matrix(int operand) {
    return (Matrix) views[operand];
  }

  @Override
  public MatrixBatch batch(int operand) {
    return (MatrixBatch) views[operand];
  }

  // ---- judging

  /** Calls the routine, and returns what it returns. */
  public double call(Blas blas) {
    return described.model().call().on(blas, this);
  }

  /** The current elements. */
  public Values values() {
    return new Values(described, operands.stream().map(GuardedOperand::elements).toList());
  }

  /** The results that a call must compute from the current elements. */
  public Expected expected() {
    return described.model().expectation().of(values());
  }

  /**
   * Calls the routine and requires that the result is within the error bound.
   *
   * @return a warning if an error is larger than independent rounding errors make it
   */
  public Optional<String> requireResult(Blas blas) {
    Expected expected = expected();
    return judge(expected, call(blas));
  }

  /** Requires that the outputs of a call that returns nothing are within the error bound. */
  public void requireOutputs(Expected expected) {
    judge(expected, 0);
  }

  /**
   * Calls the routine on elements with which no order of computation rounds, and requires the exact
   * result.
   */
  public void requireExactResult(Blas blas) {
    Expected expected = expected().withoutRounding();
    judge(expected, call(blas));
  }

  /** Whether the returned values and all operands have the same bits. */
  private boolean hasSameBits(double result, Trial other, double otherResult) {
    boolean same = Double.doubleToRawLongBits(result) == Double.doubleToRawLongBits(otherResult);
    for (int i = 0; i < operands.size() && same; i++) {
      same = Arrays.equals(operands.get(i).elements(), other.operands.get(i).elements());
    }
    return same;
  }

  /**
   * Makes the calls of two trials of one case in different memory, and requires that both results
   * are within the error bound. Equal results are judged once.
   */
  public static void requireResults(Blas blas, Trial one, Trial other) {
    Expected expected = one.expected();
    double result = one.call(blas);
    double otherResult = other.call(blas);
    one.judge(expected, result);
    other.judgeUnlessSame(expected, otherResult, one, result);
  }

  /**
   * Makes the call in several places of memory, and requires that each result is within the error
   * bound. Equal results are judged once.
   *
   * @param trials of one case
   * @return how many results have other bits than the first
   */
  public static int requireResults(Blas blas, List<Trial> trials) {
    Trial first = trials.get(0);
    Expected expected = first.expected();
    double result = first.call(blas);
    first.judge(expected, result);
    int different = 0;
    for (Trial trial : trials.subList(1, trials.size())) {
      List<byte[]> before = trial.snapshots();
      different += trial.judgeUnlessSame(expected, trial.call(blas), first, result) ? 0 : 1;
      trial.requireNothingElseWritten(before);
    }
    return different;
  }

  /** Whether the result is that of another trial; judges it if not. */
  private boolean judgeUnlessSame(
      Expected expected, double result, Trial other, double otherResult) {
    boolean same = hasSameBits(result, other, otherResult);
    if (!same) {
      judge(expected, result);
    }
    return same;
  }

  /** Fails if an element is out of bounds; returns the warning about one that is not. */
  private Optional<String> judge(Expected expected, double result) {
    Optional<String> warning = Optional.empty();
    if (expected.result().isPresent()) {
      Judgement judgement = new Judgement(expected.resultPrecision().orElse(described.precision()));
      judgement.judge("the result", expected.allowed(expected.result().get()), result);
      judgement.require();
      warning = judgement.warning();
    }
    for (Map.Entry<Integer, Expected.Output> output : expected.outputs().entrySet()) {
      Optional<String> one = requireElements(expected, output.getKey(), output.getValue());
      warning = warning.or(() -> one);
    }
    return warning;
  }

  private Optional<String> requireElements(
      Expected expected, int output, Expected.Output elements) {
    GuardedOperand operand = operands.get(output);
    double[] computed = operand.elements();
    Judgement judgement = new Judgement(described.precision());
    for (int i = 0; i < computed.length; i++) {
      int index = i;
      if (operand.isUsed(i)) {
        Element element = expected.allowed(elements.at(i, computed));
        judgement.judge(() -> operand.nameOf(index), element, computed[i]);
      }
    }
    judgement.require();
    return judgement.warning();
  }

  /** The same, but products and solutions are judged by a checksum. */
  public void requireChecksum(Blas blas) {
    Expected expected = expected();
    call(blas);
    judgeByChecksum(expected);
  }

  /** Calls the routine, judges its result in one of the two ways, and returns what it returns. */
  double requireResult(Blas blas, boolean byChecksum) {
    Expected expected = expected();
    double result = call(blas);
    if (byChecksum) {
      judgeByChecksum(expected);
    } else {
      judge(expected, result);
    }
    return result;
  }

  private void judgeByChecksum(Expected expected) {
    expected
        .outputs()
        .forEach(
            (output, what) -> {
              switch (what) {
                case Product product ->
                    checksum(expected, output, product.columns()).require(product);
                case Solution solution ->
                    checksum(expected, output, solution.b().columns()).require(solution);
                default -> requireElements(expected, output, what);
              }
            });
  }

  private Checksum checksum(Expected expected, int output, int columns) {
    return new Checksum(
        described.seed(), columns, operands.get(output), described.precision(), expected.exact());
  }

  /**
   * Makes the call of a large case on the same elements with several thread counts. Requires that
   * each result is within the error bound, by a checksum for level 3, and that nothing else is
   * written. Equal bits are judged once.
   */
  public void requireResults(Blas blas, int... threadCounts) {
    requireResults(blas, expected(), threadCounts);
  }

  /** The same, on elements with which no order of computation rounds: each result is exact. */
  public void requireExactResults(Blas blas, int... threadCounts) {
    requireResults(blas, expected().withoutRounding(), threadCounts);
  }

  private void requireResults(Blas blas, Expected expected, int... threadCounts) {
    List<byte[]> before = snapshots();
    List<byte[]> judged = List.of();
    double judgedResult = Double.NaN;
    for (int threads : threadCounts) {
      restore(before);
      try {
        double result = call(blas.withThreads(threads));
        List<byte[]> after = snapshots();
        boolean isJudged =
            Double.doubleToRawLongBits(result) == Double.doubleToRawLongBits(judgedResult)
                && Arrays.deepEquals(after.toArray(), judged.toArray());
        if (isJudged) {
          continue;
        }
        if (described.model().routine().level() == 3) {
          judgeByChecksum(expected);
        } else {
          judge(expected, result);
        }
        requireNothingElseWritten(before);
        judged = after;
        judgedResult = result;
      } catch (AssertionError wrong) {
        throw new AssertionError("with thread count " + threads + ": " + wrong.getMessage(), wrong);
      }
    }
  }

  /** Fails if anything but the used elements of outputs has changed, as far as one can know. */
  public void requireNothingElseWritten(List<byte[]> before) {
    for (int i = 0; i < operands.size(); i++) {
      if (isInMemoryOfAnotherOutput(i)) {
        continue;
      }
      if (isWritten(i)) {
        operands.get(i).requireSurroundingsUnchanged(before.get(i));
      } else {
        operands.get(i).requireUnchanged(before.get(i), "an input was overwritten");
      }
    }
  }

  private boolean isInMemoryOfAnotherOutput(int operand) {
    for (int i = 0; i < operands.size(); i++) {
      if (i != operand && isWritten(i) && operands.get(i).sharesMemory(operands.get(operand))) {
        return true;
      }
    }
    return false;
  }

  /** Restores all bits of all operands. */
  public void restore(List<byte[]> before) {
    for (int i = 0; i < operands.size(); i++) {
      operands.get(i).restore(before.get(i));
    }
  }

  public List<byte[]> snapshots() {
    return operands.stream().map(GuardedOperand::snapshot).toList();
  }

  /** Fails if an operand has changed. */
  public void requireNothingWritten(List<byte[]> before) {
    for (int i = 0; i < operands.size(); i++) {
      operands.get(i).requireUnchanged(before.get(i), "a refused call must not write");
    }
  }
}
