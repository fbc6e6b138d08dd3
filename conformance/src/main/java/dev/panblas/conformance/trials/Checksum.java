/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.trials;

import dev.panblas.conformance.exact.ExactSum;
import dev.panblas.conformance.exact.Judgement;
import dev.panblas.conformance.models.Product;
import dev.panblas.conformance.models.Solution;
import dev.panblas.conformance.operands.Dense;
import dev.panblas.conformance.operands.GuardedOperand;
import dev.panblas.matrix.Precision;
import java.util.Random;

/**
 * Judges a large output row by row: C r against alpha A (B r) + beta C r, where r is a vector of
 * random signs. That costs products of a matrix with a vector instead of a matrix product. If each
 * element is within its bound, a row's sum is within the sum of the bounds. One wrong element shows
 * unless another error in its row cancels it under these signs.
 *
 * @see <a href="https://doi.org/10.1007/3-540-09526-8_5">Freivalds: Fast Probabilistic Algorithms,
 *     MFCS 1979</a>
 */
public final class Checksum {

  private final double[] signs;
  private final GuardedOperand output;
  private final double[] computed;
  private final Precision precision;
  private final boolean exact;
  private final Judgement judgement;

  /**
   * A checksum of an output.
   *
   * @param seed of the signs
   * @param columns of the output
   * @param output after the call
   * @param precision of the output
   * @param exact whether no error is allowed
   */
  public Checksum(
      long seed, int columns, GuardedOperand output, Precision precision, boolean exact) {
    Random random = new Random(seed);
    this.signs = new double[columns];
    for (int j = 0; j < columns; j++) {
      signs[j] = random.nextBoolean() ? 1 : -1;
    }
    this.output = output;
    this.computed = output.elements();
    this.precision = precision;
    this.exact = exact;
    this.judgement = new Judgement(precision);
  }

  /** Fails if a row's sum is out of bounds. */
  public void require(Product product) {
    // Each row needs the columns of the row before and more: an upper triangle is judged from the
    // last row to the first, a lower one from the first to the last.
    int rows = product.rows();
    int columns = product.columns();
    ExactSum[][] reached = new ExactSum[product.terms().size()][];
    for (int t = 0; t < reached.length; t++) {
      reached[t] = new ExactSum[product.terms().get(t).right().rows()];
      for (int l = 0; l < reached[t].length; l++) {
        reached[t][l] = new ExactSum();
      }
    }
    boolean lower = rows > 1 && output.isUsed(columns) && !output.isUsed(1);
    int next = lower ? 0 : columns - 1;
    for (int k = 0; k < rows; k++) {
      int row = lower ? k : rows - 1 - k;
      while (next >= 0 && next < columns && output.isUsed(row * columns + next)) {
        add(product, reached, next);
        next += lower ? 1 : -1;
      }
      judge(product, reached, row);
    }
    judgement.require();
  }

  private void add(Product product, ExactSum[][] reached, int column) {
    for (int t = 0; t < reached.length; t++) {
      Dense right = product.terms().get(t).right();
      for (int l = 0; l < reached[t].length; l++) {
        if (right.has(l, column)) {
          reached[t][l].add(signs[column], right.get(l, column));
        }
      }
    }
  }

  private void judge(Product product, ExactSum[][] reached, int row) {
    ExactSum expected = new ExactSum();
    for (int t = 0; t < reached.length; t++) {
      Dense left = product.terms().get(t).left();
      for (int l = left.from(row); l < left.to(row); l++) {
        expected.add(left.get(row, l), reached[t][l]);
      }
    }
    expected.scale(product.alpha());
    ExactSum found = new ExactSum();
    for (int j = 0; j < product.columns(); j++) {
      if (output.isUsed(row * product.columns() + j)) {
        found.add(signs[j], computed[row * product.columns() + j]);
        Dense before = product.c();
        if (before != null && product.beta() != 0) {
          expected.add(product.beta() * signs[j], before.get(row, j));
        }
      }
    }
    judge(row, expected, found, product.length());
  }

  /** Fails if a row of T Z r is not that of alpha B r. */
  public void require(Solution solution) {
    Dense z = solution.computed(computed);
    ExactSum[] sums = new ExactSum[z.rows()];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = new ExactSum();
      for (int j = 0; j < z.columns(); j++) {
        sums[i].add(signs[j], z.get(i, j));
      }
    }
    for (int i = 0; i < sums.length; i++) {
      ExactSum left = new ExactSum();
      for (int l = solution.t().from(i); l < solution.t().to(i); l++) {
        left.add(solution.t().get(i, l), sums[l]);
      }
      ExactSum right = new ExactSum();
      for (int j = 0; j < z.columns(); j++) {
        right.add(solution.alpha() * signs[j], solution.b().get(i, j));
      }
      left.addGauge(right);
      judge(i, left, right, z.rows());
    }
    judgement.require();
  }

  private void judge(int row, ExactSum expected, ExactSum found, int length) {
    double bound = exact ? 0 : expected.element(length).bound(precision);
    String name = output.name() + "'s row or column " + row + ", summed with random signs";
    judgement.judge(() -> name, expected.value(), found.value(), expected.distance(found), bound);
  }
}
