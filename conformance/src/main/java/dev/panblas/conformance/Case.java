package dev.panblas.conformance;

import dev.panblas.matrix.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * One call with all that decides it. Its text is enough to make the call again.
 *
 * @param model the routine
 * @param precision of all operands
 * @param sizes such as m, n and k, in the model's order
 * @param layouts one an operand
 * @param alpha before it is rounded to the precision
 * @param beta before it is rounded to the precision
 * @param seed of the operands' elements
 */
record Case(
    RoutineModel model,
    Precision precision,
    List<Integer> sizes,
    List<Layout> layouts,
    double alpha,
    double beta,
    long seed) {

  /** Plain layouts, and scalars that change nothing. */
  static Case plain(RoutineModel model, Precision precision, List<Integer> sizes) {
    List<Layout> layouts = model.operands().stream().map(OperandModel::plainLayout).toList();
    return new Case(model, precision, sizes, layouts, 1, 1, 1);
  }

  Case withLayouts(List<Layout> changed) {
    return new Case(model, precision, sizes, changed, alpha, beta, seed);
  }

  Case withScalars(double changedAlpha, double changedBeta) {
    return new Case(model, precision, sizes, layouts, changedAlpha, changedBeta, seed);
  }

  Case withSeed(long changed) {
    return new Case(model, precision, sizes, layouts, alpha, beta, changed);
  }

  /** {@return such as {@code gemm double m=5 n=3 k=7, a row-major (7, 1), …, alpha=1 seed=4}} */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    StringBuilder call = new StringBuilder().append(model.routine()).append(' ').append(precision);
    for (int i = 0; i < sizes.size(); i++) {
      call.append(' ').append(model.sizes().get(i)).append('=').append(sizes.get(i));
    }
    parts.add(call.toString());
    for (int i = 0; i < layouts.size(); i++) {
      OperandModel operand = model.operands().get(i);
      Layout.Strides strides = layouts.get(i).strides(operand.rows(sizes), operand.columns(sizes));
      parts.add(
          operand.name()
              + " "
              + layouts.get(i)
              + (operand.isMatrix()
                  ? " (strides " + strides.row() + " and " + strides.column() + ")"
                  : " (stride " + strides.row() + ")"));
    }
    String scalars =
        (model.hasAlpha() ? "alpha=" + alpha + " " : "")
            + (model.hasBeta() ? "beta=" + beta + " " : "");
    parts.add(scalars + "seed=" + seed);
    return String.join(", ", parts);
  }
}
