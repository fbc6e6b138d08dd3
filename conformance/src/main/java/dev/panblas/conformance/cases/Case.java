/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.cases;

import dev.panblas.conformance.operands.Extents;
import dev.panblas.conformance.operands.Layout;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * One call, with everything that determines it. The call can be made again from its text: {@link
 * CaseText}.
 *
 * @param model the routine
 * @param precision of all operands
 * @param options such as the triangle, in the model's order
 * @param sizes such as m, n and k, in the model's order
 * @param layouts one for each operand
 * @param scalars before they are rounded to the precision, in the model's order
 * @param seed of the operands' elements
 * @param fault the mistake of a call that must be refused
 */
public record Case(
    RoutineModel model,
    Precision precision,
    List<Enum<?>> options,
    List<Integer> sizes,
    List<Layout> layouts,
    List<Double> scalars,
    long seed,
    Optional<Fault> fault) {

  /** A case with plain layouts, the first choice of each option, and all scalars 1. */
  public static Case plain(RoutineModel model, Precision precision, List<Integer> sizes) {
    List<Enum<?>> options = new ArrayList<>();
    model.options().forEach(option -> options.add(option.choices().get(0)));
    return new Case(
        model,
        precision,
        List.copyOf(options),
        sizes,
        model.operands().stream().map(OperandModel::plainLayout).toList(),
        Collections.nCopies(model.scalars().size(), 1.0),
        1,
        Optional.empty());
  }

  public Case withPrecision(Precision changed) {
    return new Case(model, changed, options, sizes, layouts, scalars, seed, fault);
  }

  public Case withOptions(List<Enum<?>> changed) {
    return new Case(model, precision, changed, sizes, layouts, scalars, seed, fault);
  }

  public Case withSizes(List<Integer> changed) {
    return new Case(model, precision, options, changed, layouts, scalars, seed, fault);
  }

  public Case withLayouts(List<Layout> changed) {
    return new Case(model, precision, options, sizes, changed, scalars, seed, fault);
  }

  public Case withScalars(List<Double> changed) {
    return new Case(model, precision, options, sizes, layouts, changed, seed, fault);
  }

  /** The same case with another value of a scalar; unchanged if the routine does not have it. */
  public Case with(Scalar scalar, double value) {
    int index = model.scalars().indexOf(scalar);
    if (index < 0) {
      return this;
    }
    List<Double> changed = new ArrayList<>(scalars);
    changed.set(index, value);
    return withScalars(List.copyOf(changed));
  }

  public Case withSeed(long changed) {
    return new Case(model, precision, options, sizes, layouts, scalars, changed, fault);
  }

  public Case withFault(Fault fault) {
    return new Case(model, precision, options, sizes, layouts, scalars, seed, Optional.of(fault));
  }

  public int size(int index) {
    return sizes.get(index);
  }

  /** The largest of the sizes, but at least 1. */
  public int largestSize() {
    int largest = 1;
    for (int i = 0; i < sizes.size(); i++) {
      largest = Math.max(largest, size(i));
    }
    return largest;
  }

  /** A scalar, rounded to the operands' precision; 1 if the routine has no such scalar. */
  public double rounded(Scalar scalar) {
    int index = model.scalars().indexOf(scalar);
    return index < 0 ? 1 : precision.round(scalars.get(index));
  }

  public Extents extents(int operand) {
    return model.operands().get(operand).shape().of(this);
  }

  public Triangle triangle() {
    return option(Triangle.class);
  }

  public Transposition transposition() {
    return option(Transposition.class);
  }

  public Diagonal diagonal() {
    return option(Diagonal.class);
  }

  public Side side() {
    return option(Side.class);
  }

  public ModifiedGivens.Form form() {
    return option(ModifiedGivens.Form.class);
  }

  /** Is called for each element of an operand, hence no stream and no iterator. */
  private <T extends Enum<T>> T option(Class<T> type) {
    for (int i = 0; i < options.size(); i++) {
      if (type.isInstance(options.get(i))) {
        return type.cast(options.get(i));
      }
    }
    throw new IllegalArgumentException(model.routine() + " has no " + type);
  }

  /** {@return such as {@code gemm double m=5 n=3 k=7, a row-major (…), …, alpha=1.0 seed=4}} */
  @Override
  public String toString() {
    return CaseText.of(this);
  }
}
