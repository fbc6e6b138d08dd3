/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.operations;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Expressions of NumPy, and the same in Panblas. */
final class NumPyExpressions {

  /** The operands of an expression: v is as long as a row of a, w as long as a column. */
  record Operands(Matrix a, Matrix b, Vector v, Vector w) {

    Matrix rows() {
      return v.asRows(a.rows());
    }

    Matrix columns() {
      return w.asColumns(a.columns());
    }

    Matrix noRows() {
      return a.block(0, 0, 0, a.columns());
    }

    Matrix rowsAfterFirst() {
      return a.block(1, 0, a.rows() - 1, a.columns());
    }

    Matrix rowsBeforeLast() {
      return a.block(0, 0, a.rows() - 1, a.columns());
    }

    Matrix columnsAfterFirst() {
      return a.block(0, 1, a.rows(), a.columns() - 1);
    }

    Matrix columnsBeforeLast() {
      return a.block(0, 0, a.rows(), a.columns() - 1);
    }

    Matrix centred(Vector offsets) {
      return Elementwise.subtract(a, offsets.asColumns(a.columns()));
    }
  }

  /** Those whose result is rounded once, or not at all: it equals NumPy's. */
  static final Map<String, Function<Operands, Object>> EXACT = new HashMap<>();

  /** Those whose result NumPy may round differently: sums, means, norms and functions. */
  static final Map<String, Function<Operands, Object>> ROUNDED = new HashMap<>();

  static {
    twoOperands();
    broadcasts();
    oneOperand();
    functions();
    sums();
    extremes();
    arguments();
    norms();
    comparisons();
    several();
  }

  private NumPyExpressions() {}

  private static void exact(String expression, Function<Operands, Object> operation) {
    EXACT.put(expression, operation);
  }

  private static void rounded(String expression, Function<Operands, Object> operation) {
    ROUNDED.put(expression, operation);
  }

  private static void twoOperands() {
    exact("a + b", x -> Elementwise.add(x.a, x.b));
    exact("a - b", x -> Elementwise.subtract(x.a, x.b));
    exact("b - a", x -> Elementwise.subtract(x.b, x.a));
    exact("a * b", x -> Elementwise.multiply(x.a, x.b));
    exact("a / b", x -> Elementwise.divide(x.a, x.b));
    exact("b / a", x -> Elementwise.divide(x.b, x.a));
    exact("a + a", x -> Elementwise.add(x.a, x.a));
    exact("a - a", x -> Elementwise.subtract(x.a, x.a));
    exact("np.minimum(a, b)", x -> Elementwise.minimum(x.a, x.b));
    exact("np.maximum(a, b)", x -> Elementwise.maximum(x.a, x.b));
    exact("a.T + b.T", x -> Elementwise.add(x.a.transposed(), x.b.transposed()));
    exact("a[::-1] + b", x -> Elementwise.add(x.a.reversedRows(), x.b));
    exact("a[:, ::-1] - b", x -> Elementwise.subtract(x.a.reversedColumns(), x.b));
    exact("a[::-1] * a", x -> Elementwise.multiply(x.a.reversedRows(), x.a));
    exact("a[:, ::-1] / a", x -> Elementwise.divide(x.a.reversedColumns(), x.a));
    exact("a[1:] - a[:-1]", x -> Elementwise.subtract(x.rowsAfterFirst(), x.rowsBeforeLast()));
    exact(
        "a[:, 1:] + a[:, :-1]", x -> Elementwise.add(x.columnsAfterFirst(), x.columnsBeforeLast()));
    exact("v * v", x -> Elementwise.multiply(x.v, x.v));
    exact("w - w[::-1]", x -> Elementwise.subtract(x.w, x.w.reversed()));
  }

  private static void broadcasts() {
    exact("a + v", x -> Elementwise.add(x.a, x.rows()));
    exact("a - v", x -> Elementwise.subtract(x.a, x.rows()));
    exact("a * v", x -> Elementwise.multiply(x.a, x.rows()));
    exact("a / v", x -> Elementwise.divide(x.a, x.rows()));
    exact("v - a", x -> Elementwise.subtract(x.rows(), x.a));
    exact("a + v[::-1]", x -> Elementwise.add(x.a, x.v.reversed().asRows(x.a.rows())));
    exact("np.maximum(a, v)", x -> Elementwise.maximum(x.a, x.rows()));
    exact("a + w[:, None]", x -> Elementwise.add(x.a, x.columns()));
    exact("a - w[:, None]", x -> Elementwise.subtract(x.a, x.columns()));
    exact("a * w[:, None]", x -> Elementwise.multiply(x.a, x.columns()));
    exact("a / w[:, None]", x -> Elementwise.divide(x.a, x.columns()));
    exact("w[:, None] / a", x -> Elementwise.divide(x.columns(), x.a));
    exact("np.minimum(a, w[:, None])", x -> Elementwise.minimum(x.a, x.columns()));
  }

  private static void oneOperand() {
    exact("-a", x -> Elementwise.negative(x.a));
    exact("2.5 * a", x -> Elementwise.scale(2.5, x.a));
    exact("-3 * a", x -> Elementwise.scale(-3, x.a));
    exact("0 * a", x -> Elementwise.scale(0, x.a));
    exact("2.5 * v", x -> Elementwise.scale(2.5, x.v));
    exact("np.abs(a)", x -> Elementwise.abs(x.a));
    exact("np.sqrt(a)", x -> Elementwise.sqrt(x.a));
    exact("np.sqrt(w)", x -> Elementwise.sqrt(x.w));
    exact("a + 1", x -> Elementwise.map(x.a, y -> y + 1));
    exact("1 / a", x -> Elementwise.map(x.a, y -> 1 / y));
    exact("a ** 2", x -> Elementwise.multiply(x.a, x.a));
    exact("np.clip(a, -1, 1)", x -> Elementwise.map(x.a, y -> Math.max(-1, Math.min(1, y))));
    exact("np.where(a > 0, a, 0)", x -> Elementwise.map(x.a, y -> y > 0 ? y : 0));
    exact("np.maximum(a, 0)", x -> Elementwise.map(x.a, y -> Math.max(0, y)));
    exact("np.sign(a)", x -> Elementwise.map(x.a, Math::signum));
    exact("np.floor(a)", x -> Elementwise.map(x.a, Math::floor));
    exact("np.ceil(a)", x -> Elementwise.map(x.a, Math::ceil));
    exact("np.rint(a)", x -> Elementwise.map(x.a, Math::rint));
    exact("np.trunc(a)", x -> Elementwise.map(x.a, y -> y < 0 ? Math.ceil(y) : Math.floor(y)));
    exact("np.isnan(a) * 1.0", x -> Elementwise.map(x.a, y -> Double.isNaN(y) ? 1 : 0));
    exact("np.diag(a)", x -> x.a.diagonal());
    exact(
        "a.astype(np.float32)",
        x -> Matrix.allocate(Precision.SINGLE, x.a.rows(), x.a.columns()).copyFrom(x.a));
  }

  private static void functions() {
    rounded("np.exp(a)", x -> Elementwise.exp(x.a));
    rounded("np.exp(-a)", x -> Elementwise.exp(Elementwise.negative(x.a)));
    rounded("np.exp(v)", x -> Elementwise.exp(x.v));
    rounded("np.log(a)", x -> Elementwise.log(x.a));
    rounded("np.log(a.T)", x -> Elementwise.log(x.a.transposed()));
    rounded("np.tanh(a)", x -> Elementwise.tanh(x.a));
    rounded("1 / (1 + np.exp(-a))", x -> Elementwise.sigmoid(x.a));
    rounded("np.expm1(a)", x -> Elementwise.map(x.a, Math::expm1));
    rounded("np.log1p(a)", x -> Elementwise.map(x.a, Math::log1p));
    rounded("np.sin(a)", x -> Elementwise.map(x.a, Math::sin));
    rounded("np.cos(a)", x -> Elementwise.map(x.a, Math::cos));
    rounded("np.cbrt(a)", x -> Elementwise.map(x.a, Math::cbrt));
  }

  private static void sums() {
    rounded("a.sum()", x -> Reductions.sum(x.a));
    rounded("a.sum(axis=0)", x -> Reductions.columnSums(x.a));
    rounded("a.sum(axis=1)", x -> Reductions.rowSums(x.a));
    rounded("a.mean()", x -> Reductions.mean(x.a));
    rounded("a.mean(axis=0)", x -> Reductions.columnMeans(x.a));
    rounded("a.mean(axis=1)", x -> Reductions.rowMeans(x.a));
    rounded("v.sum()", x -> Reductions.sum(x.v));
    rounded("v.mean()", x -> Reductions.mean(x.v));
    rounded("a.T.sum(axis=0)", x -> Reductions.columnSums(x.a.transposed()));
    rounded("a[::-1].mean(axis=0)", x -> Reductions.columnMeans(x.a.reversedRows()));
    rounded("a[0].sum()", x -> Reductions.sum(x.a.row(0)));
    rounded("a[:, -1].mean()", x -> Reductions.mean(x.a.column(x.a.columns() - 1)));
    rounded("np.trace(a)", x -> Reductions.sum(x.a.diagonal()));
    exact("a[:0].sum()", x -> Reductions.sum(x.noRows()));
    exact("a[:0].sum(axis=0)", x -> Reductions.columnSums(x.noRows()));
    exact("a[:, :0].sum(axis=1)", x -> Reductions.rowSums(x.a.block(0, 0, x.a.rows(), 0)));
    exact("a[:0].mean()", x -> Reductions.mean(x.noRows()));
  }

  private static void extremes() {
    exact("a.min()", x -> Reductions.min(x.a));
    exact("a.min(axis=0)", x -> Reductions.columnMins(x.a));
    exact("a.min(axis=1)", x -> Reductions.rowMins(x.a));
    exact("a.max()", x -> Reductions.max(x.a));
    exact("a.max(axis=0)", x -> Reductions.columnMaxs(x.a));
    exact("a.max(axis=1)", x -> Reductions.rowMaxs(x.a));
    exact("v.min()", x -> Reductions.min(x.v));
    exact("v.max()", x -> Reductions.max(x.v));
    exact("a.T.max(axis=0)", x -> Reductions.columnMaxs(x.a.transposed()));
    exact("a[::-1].min(axis=1)", x -> Reductions.rowMins(x.a.reversedRows()));
  }

  private static void arguments() {
    exact("a.argmin()", x -> Reductions.argmin(x.a));
    exact("a.argmin(axis=0)", x -> Reductions.columnArgmins(x.a));
    exact("a.argmin(axis=1)", x -> Reductions.rowArgmins(x.a));
    exact("a.argmax()", x -> Reductions.argmax(x.a));
    exact("a.argmax(axis=0)", x -> Reductions.columnArgmaxs(x.a));
    exact("a.argmax(axis=1)", x -> Reductions.rowArgmaxs(x.a));
    exact("v.argmin()", x -> Reductions.argmin(x.v));
    exact("v.argmax()", x -> Reductions.argmax(x.v));
    exact("a.T.argmin()", x -> Reductions.argmin(x.a.transposed()));
    exact("a.T.argmax()", x -> Reductions.argmax(x.a.transposed()));
    exact("a[::-1].argmin(axis=0)", x -> Reductions.columnArgmins(x.a.reversedRows()));
    exact("a[::-1].argmax()", x -> Reductions.argmax(x.a.reversedRows()));
    exact("a[:, ::-1].argmin()", x -> Reductions.argmin(x.a.reversedColumns()));
    exact("a[:, ::-1].argmax(axis=1)", x -> Reductions.rowArgmaxs(x.a.reversedColumns()));
  }

  private static void norms() {
    rounded("np.linalg.norm(a, 1)", x -> Norms.norm1(x.a));
    rounded("np.linalg.norm(a, np.inf)", x -> Norms.normInf(x.a));
    rounded("np.linalg.norm(a)", x -> Norms.normFrobenius(x.a));
    rounded("np.linalg.norm(a.T, 1)", x -> Norms.norm1(x.a.transposed()));
    rounded("np.linalg.norm(a[::-1], np.inf)", x -> Norms.normInf(x.a.reversedRows()));
    rounded("np.linalg.norm(v)", x -> Norms.normFrobenius(x.v.asColumn()));
    rounded("np.linalg.norm(v, 1)", x -> Norms.norm1(x.v.asColumn()));
    rounded("np.linalg.norm(v, np.inf)", x -> Norms.normInf(x.v.asColumn()));
    exact("np.abs(a).max()", x -> Norms.maxAbs(x.a));
    exact("np.linalg.norm(a[:0])", x -> Norms.normFrobenius(x.noRows()));
  }

  private static void comparisons() {
    exact("np.allclose(a, b)", x -> Comparison.isClose(x.a, x.b));
    exact("np.allclose(b, a)", x -> Comparison.isClose(x.b, x.a));
    exact("np.allclose(a, a)", x -> Comparison.isClose(x.a, x.a));
    exact(
        "np.allclose(a, a + 1e-9)",
        x -> Comparison.isClose(x.a, Elementwise.map(x.a, y -> y + 1e-9)));
    exact("np.allclose(a, b, rtol=0.5, atol=0)", x -> Comparison.isClose(x.a, x.b, 0.5, 0));
    exact("np.allclose(a, b, rtol=0, atol=50)", x -> Comparison.isClose(x.a, x.b, 0, 50));
    exact(
        "np.allclose(a[:0], b[:0])",
        x -> Comparison.isClose(x.noRows(), x.b.block(0, 0, 0, x.b.columns())));
  }

  private static void several() {
    rounded(
        "a - a.mean(axis=0)",
        x -> Elementwise.subtract(x.a, Reductions.columnMeans(x.a).asRows(x.a.rows())));
    rounded("a - a.mean(axis=1)[:, None]", x -> x.centred(Reductions.rowMeans(x.a)));
    rounded(
        "np.exp(a - a.max(axis=1)[:, None])",
        x -> Elementwise.exp(x.centred(Reductions.rowMaxs(x.a))));
    exact(
        "a.max(axis=0) - a.min(axis=0)",
        x -> Elementwise.subtract(Reductions.columnMaxs(x.a), Reductions.columnMins(x.a)));
    rounded("(a * b).sum()", x -> Reductions.sum(Elementwise.multiply(x.a, x.b)));
    rounded("(a * b).sum(axis=1)", x -> Reductions.rowSums(Elementwise.multiply(x.a, x.b)));
    rounded(
        "((a - b) ** 2).mean()",
        x -> Reductions.mean(Elementwise.map(Elementwise.subtract(x.a, x.b), y -> y * y)));
    rounded(
        "np.sqrt((a * a).sum(axis=1))",
        x -> Elementwise.sqrt(Reductions.rowSums(Elementwise.multiply(x.a, x.a))));
    exact("np.abs(a - b).max()", x -> Norms.maxAbs(Elementwise.subtract(x.a, x.b)));
    rounded("np.abs(a).sum(axis=0)", x -> Reductions.columnSums(Elementwise.abs(x.a)));
  }
}
