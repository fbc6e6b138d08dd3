/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.operands;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The layout of an operand in memory. A vector counts as a matrix with one column. */
public enum Layout {
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
  /** One row repeated: a row stride of 0. Only for inputs. */
  ROW_REPEATED(Kind.MATRIX, 0, 1),

  /** Elements one after the other. */
  CONTIGUOUS(Kind.VECTOR, 0, 1),
  /** Every third element. */
  SPREAD(Kind.VECTOR, 0, 3),
  /** One after the other, the last first in memory. */
  BACKWARDS(Kind.VECTOR, 0, -1),
  /** Every second element, the last first in memory. */
  BACKWARDS_SPREAD(Kind.VECTOR, 0, -2),
  /** One element repeated: a stride of 0. Only for inputs. */
  REPEATED(Kind.VECTOR, 0, 0),

  /** Row-major matrices one after the other. */
  BATCH_ROW_MAJOR(Kind.BATCH, 0, 1),
  /** Column-major matrices with gaps in them and between them. */
  BATCH_COLUMN_MAJOR_PADDED(Kind.BATCH, 2, 1),
  /** Row-major matrices, the last first in memory. */
  BATCH_BACKWARDS(Kind.BATCH, 1, 1),
  /** The first elements of all matrices, then the second ones, and so on. */
  BATCH_INTERLEAVED(Kind.BATCH, 0, 1),
  /** One matrix repeated. Only for inputs. */
  BATCH_REPEATED(Kind.BATCH, 0, 1);

  /**
   * The distances, in elements, between neighbours.
   *
   * @param batch from one matrix to the next
   * @param row from one row to the next
   * @param column from one column to the next
   */
  public record Strides(long batch, long row, long column) {

    /**
     * How far the operand extends below its first element.
     *
     * @param extents its size
     * @return a number of elements, 0 or more
     */
    public long below(Extents extents) {
      return extents.size() == 0
          ? 0
          : -(Math.min(0, batch * (extents.count() - 1))
              + Math.min(0, row * (extents.rows() - 1))
              + Math.min(0, column * (extents.columns() - 1)));
    }

    /**
     * How many elements the operand spans, gaps included.
     *
     * @param extents its size
     * @return 0 if it is empty
     */
    public long span(Extents extents) {
      return extents.size() == 0
          ? 0
          : Math.abs(batch) * (extents.count() - 1)
              + Math.abs(row) * (extents.rows() - 1)
              + Math.abs(column) * (extents.columns() - 1)
              + 1;
    }

    /**
     * These strides, with one changed to a long one: that of the batch if there is one, otherwise
     * the longer one.
     *
     * @param distance the long stride
     * @return the strides; a stride of 0 remains
     */
    public Strides far(long distance) {
      if (batch != 0) {
        return new Strides(Long.signum(batch) * distance, row, column);
      }
      return Math.abs(row) >= Math.abs(column)
          ? new Strides(0, Long.signum(row) * distance, column)
          : new Strides(0, row, Long.signum(column) * distance);
    }

    /**
     * Larger strides.
     *
     * @param factor multiplies each stride
     * @return the products
     */
    public Strides times(int factor) {
      return new Strides(batch * factor, row * factor, column * factor);
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

  /**
   * The layouts of a kind of operand.
   *
   * @param kind the kind
   * @param written whether a routine writes it, which excludes repeated elements
   * @return the layouts; the first is one that every BLAS accepts
   */
  public static List<Layout> of(Kind kind, boolean written) {
    Kind laidOutAs = kind == Kind.PACKED ? Kind.VECTOR : kind;
    return Arrays.stream(values())
        .filter(layout -> layout.kind == laidOutAs)
        .filter(layout -> !written || !layout.isRepeated())
        .toList();
  }

  /**
   * Whether several elements share memory.
   *
   * @return true for strides of 0
   */
  public boolean isRepeated() {
    return this == ROW_REPEATED || this == REPEATED || this == BATCH_REPEATED;
  }

  /**
   * Reads a layout.
   *
   * @param text as {@link #toString} returns it
   * @return the layout
   * @throws IllegalArgumentException if there is no such layout
   */
  public static Layout parse(String text) {
    return Arrays.stream(values())
        .filter(layout -> layout.toString().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(text + " is not a layout"));
  }

  /**
   * The strides of an operand.
   *
   * @param extents its size
   * @return the strides
   */
  public Strides strides(Extents extents) {
    int rows = Math.max(1, extents.rows());
    int columns = Math.max(1, extents.columns());
    long byRows = (long) step * columns + gap;
    long byColumns = (long) step * rows + gap;
    long count = Math.max(1, extents.count());
    return switch (this) {
      case ROW_MAJOR, ROW_MAJOR_PADDED, STRIDED -> new Strides(0, byRows, step);
      case COLUMN_MAJOR, COLUMN_MAJOR_PADDED -> new Strides(0, step, byColumns);
      case ROWS_REVERSED -> new Strides(0, -byRows, step);
      case COLUMNS_REVERSED -> new Strides(0, byRows, -step);
      case REVERSED -> new Strides(0, -step, -byColumns);
      case ROW_REPEATED -> new Strides(0, 0, step);
      case CONTIGUOUS, SPREAD, BACKWARDS, BACKWARDS_SPREAD, REPEATED -> new Strides(0, step, 1);
      case BATCH_ROW_MAJOR -> new Strides(rows * byRows, byRows, 1);
      case BATCH_COLUMN_MAJOR_PADDED -> new Strides(columns * byColumns + 1, 1, byColumns);
      case BATCH_BACKWARDS -> new Strides(-rows * byRows, byRows, 1);
      case BATCH_INTERLEAVED -> new Strides(1, byRows * count, count);
      case BATCH_REPEATED -> new Strides(0, byRows, 1);
    };
  }

  /** {@return the name, such as {@code row-major padded}} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace("_major", "-major").replace('_', ' ');
  }
}
