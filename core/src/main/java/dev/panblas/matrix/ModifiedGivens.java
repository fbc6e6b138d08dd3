package dev.panblas.matrix;

/**
 * The matrix H of a modified Givens transformation, in one of the four forms that {@code rotm}
 * tells apart. Some elements are implied by the form, whatever was asked for them.
 *
 * <pre>
 *   IDENTITY        UNIT_DIAGONAL     UNIT_ANTIDIAGONAL     FULL
 *   [ 1  0 ]        [  1   h12 ]      [ h11   1  ]          [ h11  h12 ]
 *   [ 0  1 ]        [ h21   1  ]      [ -1   h22 ]          [ h21  h22 ]
 * </pre>
 *
 * @param form which of the four
 * @param h11 the element in the first row and column
 * @param h21 that in the second row, first column
 * @param h12 that in the first row, second column
 * @param h22 that in the second row and column
 */
public record ModifiedGivens(Form form, double h11, double h21, double h12, double h22) {

  /** The form, which BLAS calls the flag. */
  public enum Form {
    /** Nothing changes. */
    IDENTITY(-2),
    /** All four elements are given. */
    FULL(-1),
    /** The diagonal is 1. */
    UNIT_DIAGONAL(0),
    /** The other diagonal is 1 and -1. */
    UNIT_ANTIDIAGONAL(1);

    private final int flag;

    Form(int flag) {
      this.flag = flag;
    }

    /**
     * BLAS's number for it.
     *
     * @return -2, -1, 0 or 1
     */
    public int flag() {
      return flag;
    }

    /**
     * The form with a number.
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
      throw new IllegalArgumentException("the flag of rotm is -2, -1, 0 or 1, not " + flag);
    }
  }

  /** H = 1. */
  public static final ModifiedGivens IDENTITY = new ModifiedGivens(Form.IDENTITY, 1, 0, 0, 1);

  /** Puts in what the form implies. */
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
