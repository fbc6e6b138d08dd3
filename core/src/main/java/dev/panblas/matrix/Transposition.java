package dev.panblas.matrix;

/**
 * Whether a matrix in band or packed storage enters a product as it is or transposed. Only these
 * need it: of a {@link Matrix} there is the transposed view.
 */
public enum Transposition {
  /** A. */
  NONE,
  /** A'. */
  TRANSPOSED
}
