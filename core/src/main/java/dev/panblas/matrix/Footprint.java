package dev.panblas.matrix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The memory that a strided view touches: where it begins and ends, and whether it meets itself or
 * another. A vector is the footprint of one row.
 *
 * @param segment the smallest stretch of memory that holds all elements
 * @param origin the index of element (0, 0) in it, in elements; 0 unless a stride is negative
 */
record Footprint(MemorySegment segment, long origin) {

  /** Cache lines, and the widest vector registers, are 64 bytes. */
  static final int ALIGNMENT = 64;

  static MemorySegment allocate(
      Arena arena, Precision precision, int count, int rows, int columns) {
    long size = (long) rows * columns;
    if (size > Long.MAX_VALUE / precision.bytes() / Math.max(1, count)) {
      throw new IllegalArgumentException(
          String.format(
              "%s %dx%d %s matri%s more bytes than can be addressed",
              count == 1 ? "a" : count,
              rows,
              columns,
              precision,
              count == 1 ? "x needs" : "ces need"));
    }
    return arena.allocate(count * size * precision.bytes(), ALIGNMENT);
  }

  /**
   * Narrows memory to what the view at {@code offset} touches.
   *
   * @throws IndexOutOfBoundsException if it reaches outside of the memory
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

  /** The same for {@code count} such views, {@code batchStride} apart. */
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
    long elements = memory.byteSize() / bytes;
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
      if (first >= 0 && last < elements) {
        return new Footprint(memory.asSlice(first * bytes, (last - first + 1) * bytes), -below);
      }
    } catch (ArithmeticException overflow) {
      // farther away than any memory reaches: said below
    }
    throw new IndexOutOfBoundsException(
        String.format(
            "%sa %dx%d %s view at offset %d with strides %d and %d does not lie in memory of %d"
                + " elements",
            count > 1 ? "the last of " + count + ", " + batchStride + " elements apart: " : "",
            rows,
            columns,
            precision,
            offset,
            rowStride,
            columnStride,
            elements));
  }

  /** Whether two indices within the bounds address one element. */
  static boolean meetsItself(int rows, int columns, long rowStride, long columnStride) {
    if (rows <= 1 || columns <= 1) {
      return (rows > 1 && columns == 1 && rowStride == 0)
          || (columns > 1 && rows == 1 && columnStride == 0);
    }
    if (rowStride == 0 || columnStride == 0) {
      return true;
    }
    // i * rowStride = j * columnStride has its smallest solution at i = columnStride / gcd.
    long divisor = gcd(rowStride, columnStride);
    return Math.abs(columnStride) / divisor < rows && Math.abs(rowStride) / divisor < columns;
  }

  /** Whether two views of one precision or two share a byte. */
  static boolean meet(Operand a, Operand b) {
    MemorySegment s = a.segment();
    MemorySegment t = b.segment();
    if (s.byteSize() == 0
        || t.byteSize() == 0
        || s.address() + s.byteSize() <= t.address()
        || t.address() + t.byteSize() <= s.address()) {
      return false; // the usual case, told at once
    }
    int bytes = a.precision().bytes();
    if (a.precision() != b.precision() || (t.address() - s.address()) % bytes != 0) {
      return true; // an element of one covers parts of the other's: no need to be exact
    }
    if (a instanceof MatrixBatch batch) {
      return meetsOne(batch, b);
    }
    if (b instanceof MatrixBatch batch) {
      return meetsOne(batch, a);
    }
    return s.address() <= t.address()
        ? Lines.of(a).meet(Lines.of(b), (t.address() - s.address()) / bytes)
        : Lines.of(b).meet(Lines.of(a), (s.address() - t.address()) / bytes);
  }

  /**
   * Whether a matrix of a batch shares an element with another operand. Only those are asked whose
   * stretch of memory meets the other's, so that two batches cost their counts, not the product.
   */
  private static boolean meetsOne(MatrixBatch batch, Operand other) {
    MemorySegment first = batch.matrix(0).segment();
    MemorySegment memory = other.segment();
    long distance = batch.batchStride() * batch.precision().bytes();
    // Matrix i meets the other's memory where i * distance lies between these, both exclusive.
    long low = memory.address() - first.address() - first.byteSize();
    long high = memory.address() - first.address() + memory.byteSize();
    int from = 0;
    int to = 0; // where all are one, or there is one
    if (distance != 0 && batch.count() > 1) {
      boolean upwards = distance > 0;
      long step = Math.abs(distance);
      from = (int) Math.max(0, Math.floorDiv(upwards ? low : -high, step) + 1);
      to = (int) Math.min(batch.count() - 1, Math.ceilDiv(upwards ? high : -low, step) - 1);
    }
    for (int i = from; i <= to; i++) {
      if (meet(batch.matrix(i), other)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a matrix of a batch shares an element with another of it. */
  static boolean meetsAnother(MatrixBatch batch) {
    Matrix first = batch.matrix(0);
    long distance = Math.abs(batch.batchStride()) * batch.precision().bytes();
    if (distance == 0) {
      return true;
    }
    for (int i = 1; i < batch.count() && i * distance < first.segment().byteSize(); i++) {
      if (meet(first, batch.matrix(i))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The set of elements without their order: {@code count} lines, {@code stride} apart, of {@code
   * length} elements, {@code step} apart, all counted upwards from the lowest element.
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

    /** Whether these and the others, which begin {@code shift >= 0} elements later, share one. */
    boolean meet(Lines other, long shift) {
      if (stride == other.stride
          && step == other.step
          && step > 0
          && span() < stride
          && other.span() < stride) {
        return meetInOneGrid(other, shift);
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
          if (progressionsMeet(from, step, length, k * other.stride, other.step, other.length)) {
            return true;
          }
        }
      }
      return false;
    }

    /** Two blocks of one matrix: the shift is a number of lines and a number of steps, or not. */
    private boolean meetInOneGrid(Lines other, long shift) {
      long lines = shift / stride;
      long rest = shift % stride;
      return (rest % step == 0 && lines < count && rest / step < length)
          || ((stride - rest) % step == 0
              && lines + 1 < count
              && (stride - rest) / step < other.length);
    }
  }

  /** Whether p + i*s (0 <= i < m) and q + j*t (0 <= j < n) have a number in common. */
  private static boolean progressionsMeet(long p, long s, int m, long q, long t, int n) {
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
      return progressionsMeet(q, t, n, p, s, m); // the wider steps leave fewer numbers to try
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
