package dev.panblas.matrix;

/** On which side of a product the symmetric or triangular matrix stands. */
public enum Side {
  /** A B. */
  LEFT,
  /** B A. */
  RIGHT;

  /**
   * The side in the transposed product: (A B)' = B' A'.
   *
   * @return the other side
   */
  public Side transposed() {
    return this == LEFT ? RIGHT : LEFT;
  }
}
