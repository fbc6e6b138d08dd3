/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

/** The order of a matrix's elements in an array. */
public enum Order {
  /** Row after row, as in C and NumPy's default. */
  ROW_MAJOR,
  /** Column after column, as in Fortran, MATLAB and R. */
  COLUMN_MAJOR
}
