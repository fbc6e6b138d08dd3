package dev.panblas.conformance;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A case with its operands in memory, ready to be called and judged. */
final class Trial implements RoutineModel.Arguments {

  private final Case described;
  private final List<GuardedOperand> operands;
  private final @Nullable Operand[] views;

  private Trial(Case described, List<GuardedOperand> operands) {
    this.described = described;
    this.operands = operands;
    this.views = operands.stream().map(GuardedOperand::view).toArray(Operand[]::new);
    Random random = new Random(described.seed());
    operands.forEach(operand -> operand.fill(random));
  }

  /** Each operand in memory of its own. */
  static Trial of(Arena arena, Case described) {
    List<GuardedOperand> operands = new ArrayList<>();
    for (int i = 0; i < described.layouts().size(); i++) {
      operands.add(allocate(arena, described, i, described.precision()));
    }
    return new Trial(described, operands);
  }

  /** As the case has the operand, but in another arena or precision. */
  static GuardedOperand allocate(Arena arena, Case described, int operand, Precision precision) {
    OperandModel model = described.model().operands().get(operand);
    return GuardedOperand.allocate(
        arena,
        model,
        precision,
        model.rows(described.sizes()),
        model.columns(described.sizes()),
        described.layouts().get(operand));
  }

  /**
   * All operands in one stretch of memory.
   *
   * @param spread what strides are multiplied by
   * @param shift how many elements an operand begins behind the one before it
   */
  static Trial inOneMemory(Arena arena, Case described, int spread, int shift) {
    List<Layout.Strides> strides = new ArrayList<>();
    long span = 0;
    for (int i = 0; i < described.layouts().size(); i++) {
      OperandModel model = described.model().operands().get(i);
      int rows = model.rows(described.sizes());
      int columns = model.columns(described.sizes());
      Layout.Strides narrow = described.layouts().get(i).strides(rows, columns);
      Layout.Strides wide = new Layout.Strides(narrow.row() * spread, narrow.column() * spread);
      strides.add(wide);
      span = Math.max(span, wide.span(rows, columns) + (long) shift * i);
    }
    MemorySegment memory = GuardedOperand.poisoned(arena, described.precision(), span);
    List<GuardedOperand> operands = new ArrayList<>();
    for (int i = 0; i < strides.size(); i++) {
      OperandModel model = described.model().operands().get(i);
      operands.add(
          GuardedOperand.in(
              memory,
              (long) shift * i,
              model,
              described.precision(),
              model.rows(described.sizes()),
              model.columns(described.sizes()),
              strides.get(i)));
    }
    return new Trial(described, operands);
  }

  /** Hands the routine something else in an operand's place. */
  void pass(int operand, @Nullable Operand view) {
    views[operand] = view;
  }

  GuardedOperand operand(int index) {
    return operands.get(index);
  }

  List<GuardedOperand> operands() {
    return operands;
  }

  @Override
  public double alpha() {
    return described.alpha();
  }

  @Override
  public double beta() {
    return described.beta();
  }

  @Override
  @SuppressWarnings("NullAway") // that a routine refuses null is one of the rules
  public Vector vector(int operand) {
    return (Vector) views[operand];
  }

  @Override
  @SuppressWarnings("NullAway")
  public Matrix matrix(int operand) {
    return (Matrix) views[operand];
  }

  /** Calls the routine; hands on what it returns. */
  double call(Blas blas) {
    return described.model().call().on(blas, this);
  }

  /** What must come out of a call now. */
  RoutineModel.Expected expected() {
    Precision precision = described.precision();
    return described
        .model()
        .expectation()
        .of(
            new RoutineModel.Values(
                described.sizes(),
                precision.round(described.alpha()),
                precision.round(described.beta()),
                operands.stream().map(GuardedOperand::elements).toList()));
  }

  /** Calls the routine and requires that the result is within the error bound. */
  void requireResult(Blas blas) {
    RoutineModel.Expected expected = expected();
    double result = call(blas);
    Judgement judgement = new Judgement(described.precision());
    expected.result().ifPresent(element -> judgement.judge("the result", element, result));
    for (Map.Entry<Integer, List<Element>> output : expected.outputs().entrySet()) {
      GuardedOperand operand = operands.get(output.getKey());
      for (int i = 0; i < operand.size(); i++) {
        int index = i;
        judgement.judge(() -> operand.nameOf(index), output.getValue().get(i), operand.get(i));
      }
    }
    judgement.require();
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
