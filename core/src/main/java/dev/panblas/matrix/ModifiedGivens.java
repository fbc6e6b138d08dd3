/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

/**
 * The matrix H of a modified Givens transformation, in one of the four forms of {@code rotm}. The
 * constructor replaces the elements that the form implies.
 *
 * <pre>
 *   IDENTITY        UNIT_DIAGONAL     UNIT_ANTIDIAGONAL     FULL
 *   [ 1  0 ]        [  1   h12 ]      [ h11   1  ]          [ h11  h12 ]
 *   [ 0  1 ]        [ h21   1  ]      [ -1   h22 ]          [ h21  h22 ]
 * </pre>
 *
 * @param form the form
 * @param h11 the element in the first row and column
 * @param h21 the element in the second row, first column
 * @param h12 the element in the first row, second column
 * @param h22 the element in the second row and column
 */
public record ModifiedGivens(Form form, double h11, double h21, double h12, double h22) {

  /** The form of H. BLAS calls it the flag. */
  public enum Form {
    /** H is the identity. */
    IDENTITY(-2),
    /** All four elements are stored. */
    FULL(-1),
    /** h11 and h22 are 1. */
    UNIT_DIAGONAL(0),
    /** h12 is 1 and h21 is -1. */
    UNIT_ANTIDIAGONAL(1);

    private final int flag;

    Form(int flag) {
      this.flag = flag;
    }

    /**
     * The number of this form in BLAS.
     *
     * @return -2, -1, 0 or 1
     */
    public int flag() {
      return flag;
    }

    /**
     * Returns the form with a number in BLAS.
     *
     * @param flag -2, -1, 0 or 1
     * @return the form
     * @throws IllegalArgumentException for any other number
     */
    public static Form of(int flag) {
      for (Form form : values()) {
        if (form.flag == flag) {
          return form;
        }
      }
      throw new IllegalArgumentException(
          "the flag of rotm must be -2, -1, 0 or 1, but was " + flag);
    }
  }

  /** The identity. */
  public static final ModifiedGivens IDENTITY = new ModifiedGivens(Form.IDENTITY, 1, 0, 0, 1);

  /** Replaces the elements that the form implies. */
  public ModifiedGivens {
    switch (form) {
      case IDENTITY -> {
        h11 = h22 = 1;
        h12 = h21 = 0;
      }
      case UNIT_DIAGONAL -> h11 = h22 = 1;
      case UNIT_ANTIDIAGONAL -> {
        h12 = 1;
        h21 = -1;
      }
      case FULL -> {}
    }
  }
}
