/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.cases;

import dev.panblas.conformance.operands.Dense;
import dev.panblas.conformance.operands.Extents;
import java.util.List;

/**
 * The elements of all operands before a call, matrix by matrix and row by row.
 *
 * @param at the case
 * @param operands the elements of each; unused elements must not be read
 */
public record Values(Case at, List<double[]> operands) {

  public double[] operand(int index) {
    return operands.get(index);
  }

  public double alpha() {
    return at.rounded(Scalar.ALPHA);
  }

  public double beta() {
    return at.rounded(Scalar.BETA);
  }

  /** An operand as a dense matrix. */
  public Dense dense(int operand) {
    return dense(operand, 0);
  }

  /** A matrix of a batch as a dense matrix. */
  public Dense dense(int operand, int index) {
    Extents extents = at.extents(operand);
    int from = index * extents.rows() * extents.columns();
    double[] elements = operands.get(operand);
    return Dense.of(extents.rows(), extents.columns(), elements, from);
  }
}
