/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Locale;

/**
 * The memory of a strided view, and the test whether it overlaps itself or another view. A vector
 * has the footprint of one row.
 *
 * @param segment the smallest segment that holds all elements
 * @param origin the index of element (0, 0) in the segment, in elements; 0 unless a stride is
 *     negative
 */
record Footprint(MemorySegment segment, long origin) {

  /** The size of a cache line and of the widest vector register, in bytes. */
  static final int ALIGNMENT = 64;

  /** Memory that the garbage collector frees. */
  static MemorySegment allocate(Precision precision, int rows, int columns) {
    try {
      return allocate(Arena.ofAuto(), precision, 1, rows, columns);
    } catch (OutOfMemoryError refused) {
      if (!String.valueOf(refused.getMessage()).contains("direct buffer memory")) {
        throw refused;
      }
      OutOfMemoryError limited =
          new OutOfMemoryError(
              String.format(
                  Locale.ROOT,
                  "memory without an arena must be within the JVM's limit for direct memory, but a"
                      + " %dx%d %s operand exceeds it (%s): allocate it from an arena that you"
                      + " close, such as Arena.ofShared(), or raise -XX:MaxDirectMemorySize",
                  rows,
                  columns,
                  precision,
                  refused.getMessage()));
      limited.initCause(refused);
      throw limited;
    }
  }

  static MemorySegment allocate(
      Arena arena, Precision precision, int count, int rows, int columns) {
    long size = (long) rows * columns;
    if (size > Long.MAX_VALUE / precision.bytes() / Math.max(1, count)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s %dx%d %s matri%s more bytes than can be addressed",
              count == 1 ? "a" : count,
              rows,
              columns,
              precision,
              count == 1 ? "x needs" : "ces need"));
    }
    return arena.allocate(count * size * precision.bytes(), ALIGNMENT);
  }

  /** Requires native memory, or an array of the precision's type, aligned to an element. */
  static void requireElements(MemorySegment memory, Precision precision) {
    if (!memory.isNative()) {
      Class<?> array = precision == Precision.SINGLE ? float[].class : double[].class;
      if (!array.isInstance(memory.heapBase().orElse(null))) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "memory on the Java heap must be a writable segment of a %s, but was %s",
                array.getSimpleName(),
                memory));
      }
    }
    if (memory.address() % precision.bytes() != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "memory of %s elements must be aligned to %d bytes, but begins at 0x%x",
              precision,
              precision.bytes(),
              memory.address()));
    }
  }

  /**
   * The footprint of the view whose element (0, 0) has the index {@code offset} in the memory.
   *
   * @throws IndexOutOfBoundsException if an element is outside the memory
   */
  static Footprint of(
      MemorySegment memory,
      Precision precision,
      long offset,
      int rows,
      int columns,
      long rowStride,
      long columnStride) {
    return of(memory, precision, offset, 1, rows, columns, 0, rowStride, columnStride);
  }

  /** The same for {@code count} views at a distance of {@code batchStride} elements. */
  static Footprint of(
      MemorySegment memory,
      Precision precision,
      long offset,
      int count,
      int rows,
      int columns,
      long batchStride,
      long rowStride,
      long columnStride) {
    if (count == 0 || rows == 0 || columns == 0) {
      return new Footprint(memory.asSlice(0, 0), 0);
    }
    int bytes = precision.bytes();
    try {
      long alongRows = Math.multiplyExact(rowStride, rows - 1L);
      long alongColumns = Math.multiplyExact(columnStride, columns - 1L);
      long below = Math.addExact(Math.min(0, alongRows), Math.min(0, alongColumns));
      long above = Math.addExact(Math.max(0, alongRows), Math.max(0, alongColumns));
      if (count > 1) {
        long alongBatch = Math.multiplyExact(batchStride, count - 1L);
        below = Math.addExact(below, Math.min(0, alongBatch));
        above = Math.addExact(above, Math.max(0, alongBatch));
      }
      long first = Math.addExact(offset, below);
      long last = Math.addExact(offset, above);
      long end = Math.multiplyExact(Math.addExact(last, 1), bytes);
      if (first >= 0 && end <= memory.byteSize()) {
        // Views of whole arrays are made for each call by programs that keep arrays.
        boolean isWhole = first == 0 && end == memory.byteSize();
        return new Footprint(
            isWhole ? memory : memory.asSlice(first * bytes, end - first * bytes), -below);
      }
    } catch (ArithmeticException overflow) {
      // An index that overflows is outside any memory: reported below.
    }
    throw new IndexOutOfBoundsException(
        String.format(
            Locale.ROOT,
            "%sa %dx%d %s view at offset %d with strides %d and %d is outside the memory of %d"
                + " elements",
            count > 1 ? "the last of " + count + " with batch stride " + batchStride + ": " : "",
            rows,
            columns,
            precision,
            offset,
            rowStride,
            columnStride,
            memory.byteSize() / bytes));
  }

  /** Whether two indices address the same element. */
  static boolean overlapsItself(int rows, int columns, long rowStride, long columnStride) {
    if (rows <= 1 || columns <= 1) {
      return (rows > 1 && columns == 1 && rowStride == 0)
          || (columns > 1 && rows == 1 && columnStride == 0);
    }
    if (rowStride == 0 || columnStride == 0) {
      return true;
    }
    // The smallest solution of i * rowStride = j * columnStride is i = columnStride / gcd.
    long divisor = gcd(rowStride, columnStride);
    return Math.abs(columnStride) / divisor < rows && Math.abs(rowStride) / divisor < columns;
  }

  /** Whether two views share memory, as {@link Operand#overlaps} defines it. */
  static boolean overlap(Operand a, Operand b) {
    MemorySegment s = a.segment();
    MemorySegment t = b.segment();
    if (s.byteSize() == 0
        || t.byteSize() == 0
        || s.address() + s.byteSize() <= t.address()
        || t.address() + t.byteSize() <= s.address()
        || !isOneMemory(s, t)) {
      return false; // the usual case
    }
    int bytes = a.precision().bytes();
    if (a.precision() != b.precision() || (t.address() - s.address()) % bytes != 0) {
      return true; // elements of different grids: treated as overlapping
    }
    if (a instanceof MatrixBatch batch) {
      return overlapsAny(batch, b);
    }
    if (b instanceof MatrixBatch batch) {
      return overlapsAny(batch, a);
    }
    return s.address() <= t.address()
        ? Lines.of(a).overlap(Lines.of(b), (t.address() - s.address()) / bytes)
        : Lines.of(b).overlap(Lines.of(a), (s.address() - t.address()) / bytes);
  }

  /** Whether two vectors share an element, as {@link Vector#overlapsElsewhere} defines it. */
  static boolean overlapElsewhere(Vector x, Vector y) {
    if (!overlap(x, y)) {
      return false; // the usual case
    }
    if (x.precision() != y.precision()) {
      return true;
    }
    int bytes = x.precision().bytes();
    long distance = firstElement(y) - firstElement(x);
    if (x.stride() == y.stride() || x.size() == 1 || y.size() == 1) {
      return distance != 0 || x.overlapsItself() || y.overlapsItself();
    }
    // With different strides x_i and y_i are one element for at most one index.
    long closer = (x.stride() - y.stride()) * bytes;
    long i = distance / closer;
    if (distance % closer != 0 || i < 0 || i >= Math.min(x.size(), y.size())) {
      return true;
    }
    return overlapBeside((int) i, x, y) || overlapBeside((int) i, y, x);
  }

  /** Whether the elements of x, without one of them, overlap y. */
  private static boolean overlapBeside(int index, Vector x, Vector y) {
    return overlap(x.slice(0, index), y) || overlap(x.slice(index + 1, x.size() - index - 1), y);
  }

  /** Whether two matrices share an element, as {@link Matrix#overlapsElsewhere} defines it. */
  static boolean overlapElsewhere(Matrix a, Matrix b) {
    if (!overlap(a, b)) {
      return false; // the usual case
    }
    boolean isSameView =
        a.rowStride() == b.rowStride()
            && a.columnStride() == b.columnStride()
            && a.rows() == b.rows()
            && a.columns() == b.columns()
            && a.precision() == b.precision()
            && a.segment().address() == b.segment().address();
    return isSameView ? a.overlapsItself() : rowsOverlapElsewhere(a, b);
  }

  private static boolean rowsOverlapElsewhere(Matrix a, Matrix b) {
    int rows = Math.min(a.rows(), b.rows());
    for (int i = 0; i < a.rows(); i++) {
      Vector row = a.row(i);
      boolean isElsewhere =
          i >= rows
              ? overlap(row, b)
              : overlap(row, b.block(0, 0, i, b.columns()))
                  || overlap(row, b.block(i + 1, 0, b.rows() - i - 1, b.columns()))
                  || overlapElsewhere(row, b.row(i));
      if (isElsewhere) {
        return true;
      }
    }
    return false;
  }

  /** The place of element 0, in bytes. */
  private static long firstElement(Vector x) {
    return x.segment().address() + x.origin() * x.precision().bytes();
  }

  /**
   * Whether two segments are in native memory or in one array. The address of a segment of an array
   * is the distance from its beginning.
   */
  @SuppressWarnings("ReferenceEquality") // whether it is the same array
  private static boolean isOneMemory(MemorySegment s, MemorySegment t) {
    return s.isNative() == t.isNative() && s.heapBase().orElse(null) == t.heapBase().orElse(null);
  }

  /**
   * Whether a matrix of a batch overlaps another operand. Only matrices whose segments overlap the
   * other's are compared, so the cost for two batches is the sum of their counts, not the product.
   */
  private static boolean overlapsAny(MatrixBatch batch, Operand other) {
    MemorySegment first = batch.matrix(0).segment();
    MemorySegment memory = other.segment();
    long distance = batch.batchStride() * batch.precision().bytes();
    // The segment of matrix i overlaps the other's if low < i * distance < high.
    long low = memory.address() - first.address() - first.byteSize();
    long high = memory.address() - first.address() + memory.byteSize();
    int from = 0;
    int to = 0; // one matrix, or one that is used for all
    if (distance != 0 && batch.count() > 1) {
      boolean upwards = distance > 0;
      long step = Math.abs(distance);
      from = (int) Math.max(0, Math.floorDiv(upwards ? low : -high, step) + 1);
      to = (int) Math.min(batch.count() - 1, Math.ceilDiv(upwards ? high : -low, step) - 1);
    }
    for (int i = from; i <= to; i++) {
      if (overlap(batch.matrix(i), other)) {
        return true;
      }
    }
    return false;
  }

  /** Whether two matrices of a batch overlap. */
  static boolean matricesOverlap(MatrixBatch batch) {
    Matrix first = batch.matrix(0);
    long distance = Math.abs(batch.batchStride()) * batch.precision().bytes();
    if (distance == 0) {
      return true;
    }
    for (int i = 1; i < batch.count() && i * distance < first.segment().byteSize(); i++) {
      if (overlap(first, batch.matrix(i))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The set of a view's elements: {@code count} lines at a distance of {@code stride}, each of
   * {@code length} elements at a distance of {@code step}, counted from the element with the lowest
   * address.
   */
  private record Lines(int count, long stride, int length, long step) {

    static Lines of(Operand operand) {
      return switch (operand) {
        case Vector v -> new Lines(1, 0, v.size(), Math.abs(v.stride()));
        case Matrix m -> of(m);
        case MatrixBatch batch -> throw new IllegalArgumentException("not one view: " + batch);
      };
    }

    private static Lines of(Matrix m) {
      long rowStride = Math.abs(m.rowStride());
      long columnStride = Math.abs(m.columnStride());
      boolean alongRows = m.rows() == 1 || (m.columns() > 1 && columnStride <= rowStride);
      return alongRows
          ? new Lines(m.rows(), m.rows() == 1 ? 0 : rowStride, m.columns(), columnStride)
          : new Lines(m.columns(), m.columns() == 1 ? 0 : columnStride, m.rows(), rowStride);
    }

    private long span() {
      return step * (length - 1);
    }

    /** Whether these lines and others, which begin {@code shift >= 0} elements later, overlap. */
    boolean overlap(Lines other, long shift) {
      if (stride == other.stride
          && step == other.step
          && step > 0
          && span() < stride
          && other.span() < stride) {
        return overlapInOneGrid(other, shift);
      }
      for (int i = 0; i < count; i++) {
        long from = i * stride - shift; // counted from the other's lowest element
        long first = 0;
        long last = other.count - 1L;
        if (other.stride > 0) {
          first = Math.max(first, Math.ceilDiv(from - other.span(), other.stride));
          last = Math.min(last, Math.floorDiv(from + span(), other.stride));
        }
        for (long k = first; k <= last; k++) {
          if (progressionsIntersect(
              from, step, length, k * other.stride, other.step, other.length)) {
            return true;
          }
        }
      }
      return false;
    }

    /**
     * For two blocks of one matrix: they overlap only if the shift is a whole number of lines and
     * steps.
     */
    private boolean overlapInOneGrid(Lines other, long shift) {
      long lines = shift / stride;
      long rest = shift % stride;
      return (rest % step == 0 && lines < count && rest / step < length)
          || ((stride - rest) % step == 0
              && lines + 1 < count
              && (stride - rest) / step < other.length);
    }
  }

  /** Whether p + i*s (0 <= i < m) and q + j*t (0 <= j < n) have a number in common. */
  private static boolean progressionsIntersect(long p, long s, int m, long q, long t, int n) {
    long low = Math.max(p, q);
    long high = Math.min(p + s * (m - 1), q + t * (n - 1));
    if (low > high) {
      return false;
    }
    if (s == 0 || m == 1) {
      return t == 0 || n == 1 || (p - q) % t == 0;
    }
    if (t == 0 || n == 1) {
      return (q - p) % s == 0;
    }
    if (s < t) {
      return progressionsIntersect(q, t, n, p, s, m); // the larger step has fewer candidates
    }
    long divisor = gcd(s, t);
    if ((q - p) % divisor != 0) {
      return false;
    }
    long value = p + Math.ceilDiv(low - p, s) * s;
    for (long tried = 0; tried < t / divisor && value <= high; tried++, value += s) {
      if ((value - q) % t == 0) {
        return true;
      }
    }
    return false;
  }

  private static long gcd(long a, long b) {
    long x = Math.abs(a);
    long y = Math.abs(b);
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return x;
  }
}
