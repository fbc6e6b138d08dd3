/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.models;

import dev.panblas.conformance.cases.Expected;
import dev.panblas.conformance.exact.Element;
import dev.panblas.conformance.exact.ExactSum;
import dev.panblas.conformance.operands.Dense;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * alpha times a sum of matrix products, plus beta C. Most routines compute this from dense
 * matrices.
 *
 * @param alpha if 0, the products are not computed
 * @param terms the products, whose shapes agree
 * @param beta if 0, c is not read
 * @param c the output's old value
 * @param blocked whether an implementation may multiply by the zeros outside a triangle, which
 *     makes NaN of an infinity or a NaN
 */
public record Product(
    double alpha, List<Term> terms, double beta, @Nullable Dense c, boolean blocked)
    implements Expected.Output {

  /** One matrix product. */
  public record Term(Dense left, Dense right) {}

  public static Product of(double alpha, Dense left, Dense right, double beta, @Nullable Dense c) {
    return new Product(alpha, List.of(new Term(left, right)), beta, c, false);
  }

  /** The product alone. */
  public static Product of(double alpha, Dense left, Dense right) {
    return of(alpha, left, right, 0, null);
  }

  /** The product alone; one factor is a triangle that may be multiplied as a square. */
  public static Product ofTriangle(double alpha, Dense left, Dense right) {
    return new Product(alpha, List.of(new Term(left, right)), 0, null, true);
  }

  public int columns() {
    return terms.get(0).right().columns();
  }

  public int rows() {
    return terms.get(0).left().rows();
  }

  /** The k of the error bound. */
  public int length() {
    int length = 0;
    for (int i = 0; i < terms.size(); i++) { // for each element of a result, hence no stream
      length += terms.get(i).left().columns();
    }
    return length;
  }

  @Override
  public Element at(int index, double[] computed) {
    return at(index / columns(), index % columns());
  }

  public Element at(int row, int column) {
    if (blocked && alpha != 0 && meetsZero(row, column)) {
      return Element.anything();
    }
    ExactSum sum = new ExactSum();
    if (alpha != 0) {
      for (Term term : terms) {
        for (int l = term.left().from(row); l < term.left().to(row); l++) {
          if (term.right().has(l, column)) {
            sum.add(term.left().get(row, l), term.right().get(l, column));
          }
        }
      }
      sum.scale(alpha);
    }
    if (alpha == 0 && beta == 1 && c != null) {
      return Element.exactly(c.get(row, column));
    }
    if (beta != 0 && c != null) {
      sum.add(beta, c.get(row, column));
    }
    return sum.element(length());
  }

  /** Whether an infinity or a NaN of one factor meets a zero by structure of the other. */
  private boolean meetsZero(int row, int column) {
    for (Term term : terms) {
      boolean finite = term.left().isFinite() && term.right().isFinite();
      for (int l = 0; l < term.left().columns() && !finite; l++) {
        boolean left = term.left().has(row, l);
        boolean right = term.right().has(l, column);
        if ((!left && right && !Double.isFinite(term.right().get(l, column)))
            || (left && !right && !Double.isFinite(term.left().get(row, l)))) {
          return true;
        }
      }
    }
    return false;
  }
}
