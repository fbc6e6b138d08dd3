package dev.panblas.matrix;

/** The order in which a matrix's elements stand in a flat array. */
public enum Order {
  /** Row after row, as in C and NumPy's default. */
  ROW_MAJOR,
  /** Column after column, as in Fortran, MATLAB and R. */
  COLUMN_MAJOR
}
