package dev.panblas.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * alpha times a sum of matrix products, plus beta C: what most routines compute, once the matrices
 * are written out.
 *
 * @param alpha with 0, the products are not formed
 * @param terms the products, whose shapes agree
 * @param beta with 0, c is not read
 * @param c what was there before
 */
record Product(double alpha, List<Term> terms, double beta, @Nullable Dense c)
    implements Expected.Output {

  /** One matrix product. */
  record Term(Dense left, Dense right) {}

  static Product of(double alpha, Dense left, Dense right, double beta, @Nullable Dense c) {
    return new Product(alpha, List.of(new Term(left, right)), beta, c);
  }

  /** With nothing added. */
  static Product of(double alpha, Dense left, Dense right) {
    return of(alpha, left, right, 0, null);
  }

  int columns() {
    return terms.get(0).right().columns();
  }

  int rows() {
    return terms.get(0).left().rows();
  }

  /** The k of the error bound. */
  int length() {
    return terms.stream().mapToInt(term -> term.left().columns()).sum();
  }

  @Override
  public Element at(int index, double[] computed) {
    return at(index / columns(), index % columns());
  }

  Element at(int row, int column) {
    ExactSum sum = new ExactSum();
    if (alpha != 0) {
      for (Term term : terms) {
        for (int l = 0; l < term.left().columns(); l++) {
          if (term.left().has(row, l) && term.right().has(l, column)) {
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
}
