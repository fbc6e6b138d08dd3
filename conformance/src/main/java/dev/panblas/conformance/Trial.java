package dev.panblas.conformance;

import dev.panblas.blas.Blas;
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
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A case with its operands in memory, ready to be called and judged. */
@SuppressWarnings("NullAway") // that a routine refuses null is one of the rules
final class Trial implements RoutineModel.Arguments {

  private static final int ALL_OPTIONS = -1;

  private final Case described;
  private final List<GuardedOperand> operands;
  private final @Nullable Operand[] views;
  private int missingOption = ALL_OPTIONS;

  private Trial(Case described, List<GuardedOperand> operands) {
    this.described = described;
    this.operands = operands;
    this.views = operands.stream().map(GuardedOperand::view).toArray(Operand[]::new);
    Random random = new Random(described.seed());
    for (int i = 0; i < operands.size(); i++) {
      OperandModel.Filling filling = described.model().operands().get(i).filling();
      operands.get(i).fill((row, column) -> filling.draw(random, described, row, column));
    }
  }

  /** Makes the memory for an operand. */
  interface Place {
    GuardedOperand of(Case described, int operand);
  }

  /** Each operand where it is put. */
  static Trial of(Case described, Place place) {
    List<GuardedOperand> operands = new ArrayList<>();
    for (int i = 0; i < described.layouts().size(); i++) {
      operands.add(place.of(described, i));
    }
    return new Trial(described, operands);
  }

  /** Each operand in memory of its own. */
  static Trial of(Arena arena, Case described) {
    return of(
        described,
        (at, operand) ->
            GuardedOperand.allocate(arena, at, operand, at.precision(), at.extents(operand)));
  }

  /** An operand as the case has it, but in another arena, precision or size. */
  GuardedOperand like(Arena arena, int operand, Precision precision, Extents extents) {
    return GuardedOperand.allocate(arena, described, operand, precision, extents);
  }

  /**
   * All operands in one stretch of memory.
   *
   * @param spread what strides are multiplied by
   * @param shift how many elements an operand begins behind the one before it
   */
  static Trial inOneMemory(Arena arena, Case described, int spread, int shift) {
    return inOneMemory(arena, described, spread, shift, operand -> true);
  }

  /**
   * All inputs in one stretch of memory, each output in its own.
   *
   * @param shift how many elements an input begins behind the operand before it
   */
  static Trial withSharedInputs(Arena arena, Case described, int shift) {
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
    MemorySegment memory = GuardedOperand.poisoned(arena, described.precision(), span, false);
    return of(
        described,
        (at, operand) -> {
          Extents extents = at.extents(operand);
          if (!shares.test(operand)) {
            return GuardedOperand.allocate(arena, at, operand, at.precision(), extents);
          }
          return GuardedOperand.in(
              memory,
              GuardedOperand.guard() + (long) shift * operand,
              at,
              operand,
              at.precision(),
              extents,
              at.layouts().get(operand).strides(extents).times(spread));
        });
  }

  /** Hands the routine something else in an operand's place. */
  void pass(int operand, @Nullable Operand view) {
    views[operand] = view;
  }

  /** Hands the routine null in an option's place. */
  void passNoOption(int option) {
    missingOption = option;
  }

  Case described() {
    return described;
  }

  GuardedOperand operand(int index) {
    return operands.get(index);
  }

  int operands() {
    return operands.size();
  }

  boolean isWritten(int operand) {
    return described.model().operands().get(operand).isWritten();
  }

  /** Has what is meant of the outputs, or of the inputs, be one value. */
  void fill(boolean outputs, double value) {
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

  /** Calls the routine; hands on what it returns. */
  double call(Blas blas) {
    return described.model().call().on(blas, this);
  }

  /** The elements now. */
  Values values() {
    return new Values(described, operands.stream().map(GuardedOperand::elements).toList());
  }

  /** What must come out of a call now. */
  Expected expected() {
    return described.model().expectation().of(values());
  }

  /** Calls the routine and requires that the result is within the error bound. */
  void requireResult(Blas blas) {
    Expected expected = expected();
    double result = call(blas);
    expected
        .result()
        .ifPresent(
            element -> {
              Judgement judgement =
                  new Judgement(expected.resultPrecision().orElse(described.precision()));
              judgement.judge("the result", element, result);
              judgement.require();
            });
    expected.outputs().forEach(this::requireElements);
  }

  private void requireElements(int output, Expected.Output expected) {
    GuardedOperand operand = operands.get(output);
    double[] computed = operand.elements();
    Judgement judgement = new Judgement(described.precision());
    for (int i = 0; i < computed.length; i++) {
      int index = i;
      if (operand.isMeant(i)) {
        judgement.judge(() -> operand.nameOf(index), expected.at(i, computed), computed[i]);
      }
    }
    judgement.require();
  }

  /** The same, but products and solutions are judged by a checksum. */
  void requireChecksum(Blas blas) {
    Expected expected = expected();
    call(blas);
    expected
        .outputs()
        .forEach(
            (output, what) -> {
              switch (what) {
                case Product product -> checksum(output, product.columns()).require(product);
                case Solution solution ->
                    checksum(output, solution.b().columns()).require(solution);
                default -> requireElements(output, what);
              }
            });
  }

  private Checksum checksum(int output, int columns) {
    return new Checksum(described.seed(), columns, operands.get(output), described.precision());
  }

  /** Sets all operands to what they were. */
  void restore(List<byte[]> before) {
    for (int i = 0; i < operands.size(); i++) {
      operands.get(i).restore(before.get(i));
    }
  }

  List<byte[]> snapshots() {
    return operands.stream().map(GuardedOperand::snapshot).toList();
  }

  /** Requires that no operand has changed. */
  void requireNothingWritten(List<byte[]> before) {
    for (int i = 0; i < operands.size(); i++) {
      operands.get(i).requireUnchanged(before.get(i), "the call was refused, but wrote");
    }
  }
}
