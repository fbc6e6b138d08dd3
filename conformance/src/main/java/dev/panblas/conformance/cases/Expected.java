/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.cases;

import dev.panblas.conformance.exact.Element;
import dev.panblas.matrix.Precision;
import java.util.Map;
import java.util.Optional;

/**
 * The expected results of a call.
 *
 * @param outputs by operand
 * @param result what the routine must return, or empty if it returns nothing
 * @param resultPrecision the precision of the result, or empty if it is that of the operands
 * @param exact whether no error is allowed, because no order of computation rounds
 */
public record Expected(
    Map<Integer, Output> outputs,
    Optional<Element> result,
    Optional<Precision> resultPrecision,
    boolean exact) {

  /** An operand's elements after the call. */
  public interface Output {
    /**
     * What an element must be.
     *
     * @param index of the element
     * @param computed all computed elements: a solution is judged by its equation
     */
    Element at(int index, double[] computed);
  }

  /** The same results without an error allowed. */
  public Expected withoutRounding() {
    return new Expected(outputs, result, resultPrecision, true);
  }

  /** An element with the error that is allowed here. */
  public Element allowed(Element element) {
    return exact ? element.withoutRounding() : element;
  }

  public static Expected output(int operand, Output output) {
    return new Expected(Map.of(operand, output), Optional.empty(), Optional.empty(), false);
  }

  public static Expected outputs(int operand, Output output, int operand2, Output output2) {
    return new Expected(
        Map.of(operand, output, operand2, output2), Optional.empty(), Optional.empty(), false);
  }

  public static Expected result(Element element) {
    return new Expected(Map.of(), Optional.of(element), Optional.empty(), false);
  }

  /** For a routine whose result is not rounded to the operands' precision. */
  public static Expected result(Element element, Precision precision) {
    return new Expected(Map.of(), Optional.of(element), Optional.of(precision), false);
  }
}
