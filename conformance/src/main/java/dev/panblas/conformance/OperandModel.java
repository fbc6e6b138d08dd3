package dev.panblas.conformance;

import java.util.List;

/**
 * What the kit knows of one operand of a routine.
 *
 * @param name as messages call it
 * @param access what the routine does with it
 * @param rows which of the routine's sizes is its number of rows, or of elements
 * @param columns which of the routine's sizes is its number of columns; {@link #NONE} for a vector
 */
record OperandModel(String name, Access access, int rows, int columns) {

  /** A vector has no columns. */
  static final int NONE = -1;

  /** What a routine does with an operand. */
  enum Access {
    /** Reads it. */
    READ,
    /** Writes it without reading it. */
    OVERWRITTEN,
    /** Writes it, and reads it unless beta = 0. */
    SCALED,
    /** Reads and writes it. */
    UPDATED
  }

  static OperandModel vector(String name, Access access, int size) {
    return new OperandModel(name, access, size, NONE);
  }

  static OperandModel matrix(String name, Access access, int rows, int columns) {
    return new OperandModel(name, access, rows, columns);
  }

  boolean isMatrix() {
    return columns != NONE;
  }

  boolean isWritten() {
    return access != Access.READ;
  }

  int rows(List<Integer> sizes) {
    return sizes.get(rows);
  }

  int columns(List<Integer> sizes) {
    return isMatrix() ? sizes.get(columns) : 1;
  }

  /** All layouts in which the routine must take it. */
  List<Layout> layouts() {
    return isMatrix() ? Layout.ofMatrices(isWritten()) : Layout.ofVectors(isWritten());
  }

  /** The layout that every BLAS has. */
  Layout plainLayout() {
    return isMatrix() ? Layout.ROW_MAJOR : Layout.CONTIGUOUS;
  }
}
