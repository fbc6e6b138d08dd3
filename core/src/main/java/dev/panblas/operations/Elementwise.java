/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.operations;

import dev.panblas.matrix.Operand;
import java.util.function.DoubleUnaryOperator;

/**
 * Operations on each element, of matrices or vectors of one shape and precision in any layout. Each
 * operation has a form that returns a new row-major operand, and one that writes into {@code out}
 * and allocates no memory that grows with the operands: at most 64 KB.
 *
 * <p>{@code out} may be an operand itself. If it overlaps an operand at other elements, as in
 * {@code add(a, a.transposed(), a)}, the operand is copied first; the result is that of separate
 * memory.
 *
 * <p>A row or column is repeated by a view: {@code add(a, v.asRows(a.rows()))} adds v to each row
 * of a, {@code add(a, v.asColumns(a.columns()))} to each column.
 *
 * <p>Sums, differences, products, quotients and square roots are rounded once, to nearest even.
 * Other functions have the errors of {@link Math} in double precision; in single precision they are
 * computed in double and rounded. {@link #exp(Operand)}, {@link #tanh(Operand)} and {@link
 * #sigmoid(Operand)} are sequences of Panblas's own, in the operand's precision, with the same bits
 * on every machine.
 *
 * <p>Every method throws {@link IllegalArgumentException} if shapes or precisions differ, or out is
 * read-only or overlaps itself; {@link IllegalStateException} for an operand whose arena is closed,
 * and {@link WrongThreadException} for one that is confined to another thread. Out is then
 * unchanged.
 */
public final class Elementwise {

  private Elementwise() {}

  // ---- two operands

  /**
   * Adds two operands.
   *
   * @param a a matrix or vector
   * @param b one of the same shape and precision
   * @param <T> matrix or vector
   * @return a new operand: {@code a + b}
   */
  public static <T extends Operand> T add(T a, T b) {
    return Application.of("add", Binary.ADD, a, b);
  }

  /**
   * Adds two operands.
   *
   * @param a a matrix or vector, read
   * @param b one of the same shape and precision, read
   * @param out one of the same shape and precision, written: {@code out := a + b}
   * @param <T> matrix or vector
   * @return out
   */
  public static <T extends Operand> T add(T a, T b, T out) {
    return Application.of("add", Binary.ADD, a, b, out);
  }

  /**
   * Subtracts an operand from another.
   *
   * @param a a matrix or vector
   * @param b one of the same shape and precision
   * @param <T> matrix or vector
   * @return a new operand: {@code a - b}
   */
  public static <T extends Operand> T subtract(T a, T b) {
    return Application.of("subtract", Binary.SUBTRACT, a, b);
  }

  /**
   * Subtracts an operand from another.
   *
   * @param a a matrix or vector, read
   * @param b one of the same shape and precision, read
   * @param out one of the same shape and precision, written: {@code out := a - b}
   * @param <T> matrix or vector
   * @return out
   */
  public static <T extends Operand> T subtract(T a, T b, T out) {
    return Application.of("subtract", Binary.SUBTRACT, a, b, out);
  }

  /**
   * Multiplies element by element (the Hadamard product).
   *
   * @param a a matrix or vector
   * @param b one of the same shape and precision
   * @param <T> matrix or vector
   * @return a new operand: {@code a * b}
   */
  public static <T extends Operand> T multiply(T a, T b) {
    return Application.of("multiply", Binary.MULTIPLY, a, b);
  }

  /**
   * Multiplies element by element (the Hadamard product).
   *
   * @param a a matrix or vector, read
   * @param b one of the same shape and precision, read
   * @param out one of the same shape and precision, written: {@code out := a * b}
   * @param <T> matrix or vector
   * @return out
   */
  public static <T extends Operand> T multiply(T a, T b, T out) {
    return Application.of("multiply", Binary.MULTIPLY, a, b, out);
  }

  /**
   * Divides element by element.
   *
   * @param a a matrix or vector
   * @param b one of the same shape and precision
   * @param <T> matrix or vector
   * @return a new operand: {@code a / b}
   */
  public static <T extends Operand> T divide(T a, T b) {
    return Application.of("divide", Binary.DIVIDE, a, b);
  }

  /**
   * Divides element by element.
   *
   * @param a a matrix or vector, read
   * @param b one of the same shape and precision, read
   * @param out one of the same shape and precision, written: {@code out := a / b}
   * @param <T> matrix or vector
   * @return out
   */
  public static <T extends Operand> T divide(T a, T b, T out) {
    return Application.of("divide", Binary.DIVIDE, a, b, out);
  }

  /**
   * The smaller element of each two; NaN if one is NaN; -0 counts as smaller than 0.
   *
   * @param a a matrix or vector
   * @param b one of the same shape and precision
   * @param <T> matrix or vector
   * @return a new operand: {@code min(a, b)}
   */
  public static <T extends Operand> T minimum(T a, T b) {
    return Application.of("minimum", Binary.MINIMUM, a, b);
  }

  /**
   * The smaller element of each two; NaN if one is NaN; -0 counts as smaller than 0.
   *
   * @param a a matrix or vector, read
   * @param b one of the same shape and precision, read
   * @param out one of the same shape and precision, written: {@code out := min(a, b)}
   * @param <T> matrix or vector
   * @return out
   */
  public static <T extends Operand> T minimum(T a, T b, T out) {
    return Application.of("minimum", Binary.MINIMUM, a, b, out);
  }

  /**
   * The larger element of each two; NaN if one is NaN; 0 counts as larger than -0.
   *
   * @param a a matrix or vector
   * @param b one of the same shape and precision
   * @param <T> matrix or vector
   * @return a new operand: {@code max(a, b)}
   */
  public static <T extends Operand> T maximum(T a, T b) {
    return Application.of("maximum", Binary.MAXIMUM, a, b);
  }

  /**
   * The larger element of each two; NaN if one is NaN; 0 counts as larger than -0.
   *
   * @param a a matrix or vector, read
   * @param b one of the same shape and precision, read
   * @param out one of the same shape and precision, written: {@code out := max(a, b)}
   * @param <T> matrix or vector
   * @return out
   */
  public static <T extends Operand> T maximum(T a, T b, T out) {
    return Application.of("maximum", Binary.MAXIMUM, a, b, out);
  }

  // ---- one operand

  /**
   * Multiplies each element by a number.
   *
   * @param alpha the number, rounded to the precision of a
   * @param a a matrix or vector
   * @param <T> matrix or vector
   * @return a new operand: {@code alpha * a}
   */
  public static <T extends Operand> T scale(double alpha, T a) {
    return Application.of("scale", Unary.scale(alpha), a);
  }

  /**
   * Multiplies each element by a number.
   *
   * @param alpha the number, rounded to the precision of a
   * @param a a matrix or vector, read
   * @param out one of the same shape and precision, written: {@code out := alpha * a}
   * @param <T> matrix or vector
   * @return out
   */
  public static <T extends Operand> T scale(double alpha, T a, T out) {
    return Application.of("scale", Unary.scale(alpha), a, out);
  }

  /**
   * Applies a function to each element.
   *
   * @param a a matrix or vector
   * @param function called once for each element, in no given order; its value is rounded to the
   *     precision of a
   * @param <T> matrix or vector
   * @return a new operand: {@code function(a)}
   */
  public static <T extends Operand> T map(T a, DoubleUnaryOperator function) {
    return Application.of("map", Unary.of(function), a);
  }

  /**
   * Applies a function to each element.
   *
   * @param a a matrix or vector, read
   * @param function called once for each element, in no given order; its value is rounded to the
   *     precision of a. If it throws, a part of out may have been written
   * @param out one of the same shape and precision, written: {@code out := function(a)}
   * @param <T> matrix or vector
   * @return out
   */
  public static <T extends Operand> T map(T a, DoubleUnaryOperator function, T out) {
    return Application.of("map", Unary.of(function), a, out);
  }

  /**
   * The negative of each element.
   *
   * @param a a matrix or vector
   * @param <T> matrix or vector
   * @return a new operand: {@code -a}
   */
  public static <T extends Operand> T negative(T a) {
    return Application.of("negative", Unary.NEGATIVE, a);
  }

  /**
   * The negative of each element.
   *
   * @param a a matrix or vector, read
   * @param out one of the same shape and precision, written: {@code out := -a}
   * @param <T> matrix or vector
   * @return out
   */
  public static <T extends Operand> T negative(T a, T out) {
    return Application.of("negative", Unary.NEGATIVE, a, out);
  }

  /**
   * The absolute value of each element.
   *
   * @param a a matrix or vector
   * @param <T> matrix or vector
   * @return a new operand: {@code |a|}
   */
  public static <T extends Operand> T abs(T a) {
    return Application.of("abs", Unary.ABS, a);
  }

  /**
   * The absolute value of each element.
   *
   * @param a a matrix or vector, read
   * @param out one of the same shape and precision, written: {@code out := |a|}
   * @param <T> matrix or vector
   * @return out
   */
  public static <T extends Operand> T abs(T a, T out) {
    return Application.of("abs", Unary.ABS, a, out);
  }

  /**
   * The square root of each element; NaN of a negative one.
   *
   * @param a a matrix or vector
   * @param <T> matrix or vector
   * @return a new operand: {@code sqrt(a)}
   */
  public static <T extends Operand> T sqrt(T a) {
    return Application.of("sqrt", Unary.SQRT, a);
  }

  /**
   * The square root of each element; NaN of a negative one.
   *
   * @param a a matrix or vector, read
   * @param out one of the same shape and precision, written: {@code out := sqrt(a)}
   * @param <T> matrix or vector
   * @return out
   */
  public static <T extends Operand> T sqrt(T a, T out) {
    return Application.of("sqrt", Unary.SQRT, a, out);
  }

  /**
   * The exponential function of each element, within 1.5 units in the last place.
   *
   * @param a a matrix or vector
   * @param <T> matrix or vector
   * @return a new operand: {@code exp(a)}
   */
  public static <T extends Operand> T exp(T a) {
    return Application.of("exp", Unary.exp(), a);
  }

  /**
   * The exponential function of each element, within 1.5 units in the last place.
   *
   * @param a a matrix or vector, read
   * @param out one of the same shape and precision, written: {@code out := exp(a)}
   * @param <T> matrix or vector
   * @return out
   */
  public static <T extends Operand> T exp(T a, T out) {
    return Application.of("exp", Unary.exp(), a, out);
  }

  /**
   * The natural logarithm of each element, by {@link Math#log}.
   *
   * @param a a matrix or vector
   * @param <T> matrix or vector
   * @return a new operand: {@code log(a)}
   */
  public static <T extends Operand> T log(T a) {
    return Application.of("log", Unary.LOG, a);
  }

  /**
   * The natural logarithm of each element, by {@link Math#log}.
   *
   * @param a a matrix or vector, read
   * @param out one of the same shape and precision, written: {@code out := log(a)}
   * @param <T> matrix or vector
   * @return out
   */
  public static <T extends Operand> T log(T a, T out) {
    return Application.of("log", Unary.LOG, a, out);
  }

  /**
   * The hyperbolic tangent of each element, within 2 units in the last place.
   *
   * @param a a matrix or vector
   * @param <T> matrix or vector
   * @return a new operand: {@code tanh(a)}
   */
  public static <T extends Operand> T tanh(T a) {
    return Application.of("tanh", Unary.tanh(), a);
  }

  /**
   * The hyperbolic tangent of each element, within 2 units in the last place.
   *
   * @param a a matrix or vector, read
   * @param out one of the same shape and precision, written: {@code out := tanh(a)}
   * @param <T> matrix or vector
   * @return out
   */
  public static <T extends Operand> T tanh(T a, T out) {
    return Application.of("tanh", Unary.tanh(), a, out);
  }

  /**
   * The logistic function of each element, within 2 units in the last place.
   *
   * @param a a matrix or vector
   * @param <T> matrix or vector
   * @return a new operand: {@code 1 / (1 + exp(-a))}
   */
  public static <T extends Operand> T sigmoid(T a) {
    return Application.of("sigmoid", Unary.sigmoid(), a);
  }

  /**
   * The logistic function of each element, within 2 units in the last place.
   *
   * @param a a matrix or vector, read
   * @param out one of the same shape and precision, written: {@code out := 1 / (1 + exp(-a))}
   * @param <T> matrix or vector
   * @return out
   */
  public static <T extends Operand> T sigmoid(T a, T out) {
    return Application.of("sigmoid", Unary.sigmoid(), a, out);
  }
}
