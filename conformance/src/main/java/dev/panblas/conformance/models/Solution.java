/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.models;

import dev.panblas.conformance.cases.Expected;
import dev.panblas.conformance.exact.Element;
import dev.panblas.conformance.exact.ExactSum;
import dev.panblas.conformance.operands.Dense;
import dev.panblas.matrix.Triangle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The Z of T Z = alpha B for a triangular T. It is put into the equation and not compared with
 * another solution, which may differ much if T is nearly singular. If Z was computed by
 * substitution in any order, each row satisfies the equation within the bound of a sum of k = n
 * products,
 *
 * <pre>  |T Z - alpha B| &lt;= c (k + 2) u (|T| |Z| + |alpha| |B|)</pre>
 *
 * If substitution gives an infinity or NaN, or T has one, the solution must be that of
 * substitution.
 *
 * @see <a href="https://doi.org/10.1137/1.9780898718027">Higham: Accuracy and Stability of
 *     Numerical Algorithms, theorem 8.5</a>
 */
public final class Solution implements Expected.Output {

  private final Dense t;
  private final Triangle triangle;
  private final double alpha;
  private final Dense b;
  private final boolean transposed;
  private final boolean blocked;
  private final boolean[][] promised;
  private final boolean[] finite; // by column, whether T and Z hold neither infinity nor NaN
  private @Nullable Dense substituted; // computed at first use: a checksum does not need it

  /**
   * An equation.
   *
   * @param transposed whether the computed elements are those of Z'
   * @param blocked whether an implementation may multiply by the zeros outside the triangle
   */
  public Solution(
      Dense t, Triangle triangle, double alpha, Dense b, boolean transposed, boolean blocked) {
    this.t = t;
    this.triangle = triangle;
    this.alpha = alpha;
    this.b = b;
    this.transposed = transposed;
    this.blocked = blocked;
    this.promised = new boolean[t.rows()][b.columns()];
    this.finite = new boolean[b.columns()];
  }

  public Dense t() {
    return t;
  }

  public double alpha() {
    return alpha;
  }

  public Dense b() {
    return b;
  }

  /** The computed Z. */
  public Dense computed(double[] elements) {
    int n = t.rows();
    int columns = b.columns();
    return Dense.of(n, columns, (i, j) -> elements[transposed ? j * n + i : i * columns + j]);
  }

  /**
   * T B / alpha: the right-hand side of the system whose solution is B.
   *
   * @return the elements in the order of the operand
   */
  public double[] rightSide() {
    double[] elements = new double[t.rows() * b.columns()];
    for (int i = 0; i < t.rows(); i++) {
      for (int j = 0; j < b.columns(); j++) {
        ExactSum sum = new ExactSum();
        for (int l = t.from(i); l < t.to(i); l++) {
          sum.add(t.get(i, l), b.get(l, j));
        }
        elements[transposed ? j * t.rows() + i : i * b.columns() + j] = sum.value() / alpha;
      }
    }
    return elements;
  }

  private Dense substitute() {
    int n = t.rows();
    double[][] z = new double[n][b.columns()];
    Arrays.fill(finite, t.isFinite());
    for (int k = 0; k < n; k++) {
      int i = triangle == Triangle.LOWER ? k : n - 1 - k;
      for (int j = 0; j < b.columns(); j++) {
        double rest = alpha * b.get(i, j);
        promised[i][j] = true;
        for (int l = t.from(i); l < t.to(i); l++) {
          if (l != i) {
            rest -= t.get(i, l) * z[l][j];
            promised[i][j] &= promised[l][j] && (z[l][j] != 0 || Double.isFinite(t.get(i, l)));
          }
        }
        z[i][j] = rest / t.get(i, i);
        finite[j] &= Double.isFinite(z[i][j]);
      }
    }
    return Dense.of(n, b.columns(), (i, j) -> z[i][j]);
  }

  @Override
  public Element at(int index, double[] computed) {
    int row = transposed ? index % t.rows() : index / b.columns();
    int column = transposed ? index / t.rows() : index % b.columns();
    if (alpha == 0) {
      return Element.exactly(0);
    }
    Dense solved = substituted == null ? substitute() : substituted;
    substituted = solved;
    double expected = solved.get(row, column);
    if (blocked && !finite[column]) {
      return Double.isFinite(expected) ? Element.anything() : Element.nonFinite();
    }
    if (!promised[row][column]) {
      return Element.anything();
    }
    ExactSum left = new ExactSum();
    boolean isNumber = Double.isFinite(expected);
    for (int l = t.from(row); l < t.to(row) && isNumber; l++) {
      double z = computed[transposed ? column * t.rows() + l : l * b.columns() + column];
      isNumber = Double.isFinite(t.get(row, l)) && Double.isFinite(z);
      left.add(t.get(row, l), z);
    }
    if (!isNumber) {
      return Element.exactly(expected);
    }
    left.add(-alpha, b.get(row, column));
    Element residual = left.element(t.rows());
    // The error of an element is its residual; the expected value is for the message only.
    return new Element(
        computed[index],
        -residual.value(),
        residual.gauge(),
        residual.roundings(),
        expected,
        Element.Promise.VALUE);
  }
}
