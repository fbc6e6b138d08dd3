package dev.panblas.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The ways in which an operand lies in memory. A vector is a matrix with one column here. */
enum Layout {
  /** Rows one after the other. */
  ROW_MAJOR(Kind.MATRIX, 0, 1),
  /** Rows with a gap between them, as in a block of a larger matrix. */
  ROW_MAJOR_PADDED(Kind.MATRIX, 3, 1),
  /** Columns one after the other. */
  COLUMN_MAJOR(Kind.MATRIX, 0, 1),
  /** Columns with a gap between them. */
  COLUMN_MAJOR_PADDED(Kind.MATRIX, 3, 1),
  /** Neither rows nor columns contiguous: every second element of a larger matrix. */
  STRIDED(Kind.MATRIX, 2, 2),
  /** The last row first in memory. */
  ROWS_REVERSED(Kind.MATRIX, 1, 1),
  /** The last column first in memory. */
  COLUMNS_REVERSED(Kind.MATRIX, 1, 1),
  /** Columns with a gap, both directions reversed. */
  REVERSED(Kind.MATRIX, 1, 1),
  /** One row that stands for all: a row stride of 0. Only for what is read. */
  ROW_REPEATED(Kind.MATRIX, 0, 1),

  /** Elements one after the other. */
  CONTIGUOUS(Kind.VECTOR, 0, 1),
  /** Every third element. */
  SPREAD(Kind.VECTOR, 0, 3),
  /** One after the other, the last first in memory. */
  BACKWARDS(Kind.VECTOR, 0, -1),
  /** Every second element, the last first in memory. */
  BACKWARDS_SPREAD(Kind.VECTOR, 0, -2),
  /** One element that stands for all: a stride of 0. Only for what is read. */
  REPEATED(Kind.VECTOR, 0, 0);

  private enum Kind {
    MATRIX,
    VECTOR
  }

  /** Where the elements of an operand lie relative to element (0, 0). */
  record Strides(long row, long column) {

    /** How many elements below element (0, 0) the operand reaches. */
    long below(int rows, int columns) {
      return rows == 0 || columns == 0
          ? 0
          : -(Math.min(0, row * (rows - 1)) + Math.min(0, column * (columns - 1)));
    }

    /** How many elements the operand reaches over, gaps included. */
    long span(int rows, int columns) {
      return rows == 0 || columns == 0
          ? 0
          : Math.abs(row) * (rows - 1) + Math.abs(column) * (columns - 1) + 1;
    }
  }

  private final Kind kind;
  private final int gap;
  private final int step;

  Layout(Kind kind, int gap, int step) {
    this.kind = kind;
    this.gap = gap;
    this.step = step;
  }

  static List<Layout> ofMatrices(boolean written) {
    return of(Kind.MATRIX, written);
  }

  static List<Layout> ofVectors(boolean written) {
    return of(Kind.VECTOR, written);
  }

  private static List<Layout> of(Kind kind, boolean written) {
    return Arrays.stream(values())
        .filter(layout -> layout.kind == kind)
        .filter(layout -> !written || (layout != ROW_REPEATED && layout != REPEATED))
        .toList();
  }

  /** The strides of an operand of this shape. */
  Strides strides(int rows, int columns) {
    long byRows = (long) step * Math.max(1, columns) + gap;
    long byColumns = (long) step * Math.max(1, rows) + gap;
    return switch (this) {
      case ROW_MAJOR, ROW_MAJOR_PADDED, STRIDED -> new Strides(byRows, step);
      case COLUMN_MAJOR, COLUMN_MAJOR_PADDED -> new Strides(step, byColumns);
      case ROWS_REVERSED -> new Strides(-byRows, step);
      case COLUMNS_REVERSED -> new Strides(byRows, -step);
      case REVERSED -> new Strides(-step, -byColumns);
      case ROW_REPEATED -> new Strides(0, step);
      case CONTIGUOUS, SPREAD, BACKWARDS, BACKWARDS_SPREAD, REPEATED -> new Strides(step, 1);
    };
  }

  /** {@return the name in words: {@code row-major padded}} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace("_major", "-major").replace('_', ' ');
  }
}
