package dev.panblas.conformance;

import java.util.List;

/**
 * The elements of all operands before a call, matrix by matrix and row by row.
 *
 * @param at the case
 * @param operands the elements of each; what is not meant of an operand is not to be read
 */
record Values(Case at, List<double[]> operands) {

  double[] operand(int index) {
    return operands.get(index);
  }

  double alpha() {
    return at.rounded(Scalar.ALPHA);
  }

  double beta() {
    return at.rounded(Scalar.BETA);
  }

  /** An operand as it is. */
  Dense dense(int operand) {
    return dense(operand, 0);
  }

  /** A matrix of a batch. */
  Dense dense(int operand, int index) {
    Extents extents = at.extents(operand);
    int from = index * extents.rows() * extents.columns();
    double[] elements = operands.get(operand);
    int columns = extents.columns();
    return Dense.of(extents.rows(), columns, (i, j) -> elements[from + i * columns + j]);
  }
}
