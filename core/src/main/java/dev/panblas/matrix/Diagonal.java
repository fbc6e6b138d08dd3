package dev.panblas.matrix;

/** What the diagonal of a triangular matrix holds. */
public enum Diagonal {
  /** It is stored. */
  NON_UNIT,
  /** It is 1 throughout, whatever is stored there: that is neither read nor written. */
  UNIT
}
