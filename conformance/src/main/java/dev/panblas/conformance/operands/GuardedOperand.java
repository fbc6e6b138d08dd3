/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.operands;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An operand inside a larger piece of memory. Everything that the routine must not touch holds a
 * rogue value: memory before, after and between the elements, the other triangle, the corners of a
 * band. Around an input it is a NaN with a fixed bit pattern: a sum that reads it is NaN. Around an
 * output it is a number, because adding to a NaN may not change it.
 *
 * <p>Elements are numbered from 0, matrix by matrix and row by row, unused ones included.
 */
public final class GuardedOperand {

  /** Elements before and after; odd, to align operands to an element only. */
  public static final int GUARD = 33;

  /** The bytes of a cache line. */
  public static final int CACHE_LINE = 64;

  private static final long ROGUE_NAN_DOUBLE = 0x7ff8_dead_beef_f00dL;
  private static final int ROGUE_NAN_SINGLE = 0x7fc0_beef;

  /** Far larger than any element, and small enough for an addition to change it. */
  private static final double ROGUE_NUMBER = -4321;

  private final Description described;
  private final MemorySegment memory;

  /** Whether memory between the elements cannot be accessed. */
  private final boolean isSpread;

  private final long first;

  /** Whether an element is used, by its number in its matrix; null if all are. */
  private final boolean @Nullable [] used;

  private GuardedOperand(
      Description described, MemorySegment memory, long lowest, boolean isSpread) {
    this.described = described;
    this.memory = memory;
    this.isSpread = isSpread;
    this.first = lowest + described.strides.below(described.extents);
    this.used = used(described);
  }

  private static boolean @Nullable [] used(Description described) {
    if (described.used.equals(Dense.Places.ALL)) {
      return null;
    }
    int rows = described.extents.rows();
    int columns = described.extents.columns();
    boolean[] used = new boolean[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        used[i * columns + j] = described.used.contain(i, j);
      }
    }
    return used;
  }

  /**
   * What an operand is, without its memory.
   *
   * @param name the name in messages
   * @param kind vector, matrix, ...
   * @param precision of the elements
   * @param extents its size
   * @param strides where its elements are, in elements
   * @param used which elements the routine may read or write
   */
  public record Description(
      String name,
      Kind kind,
      Precision precision,
      Extents extents,
      Layout.Strides strides,
      Dense.Places used) {

    /**
     * An operand of which every element is used.
     *
     * @param name the name in messages
     * @param kind vector, matrix, ...
     * @param precision of the elements
     * @param extents its size
     * @param layout how it is laid out
     * @return the description
     */
    public static Description whole(
        String name, Kind kind, Precision precision, Extents extents, Layout layout) {
      return new Description(
          name, kind, precision, extents, layout.strides(extents), Dense.Places.ALL);
    }

    /**
     * The same operand with other strides.
     *
     * @param changed the strides
     * @return the description
     */
    public Description withStrides(Layout.Strides changed) {
      return new Description(name, kind, precision, extents, changed, used);
    }
  }

  /**
   * Puts an operand into memory of its own, with guards around it.
   *
   * @param arena owns the memory
   * @param described the operand
   * @param written whether the routine writes it, which decides the rogue value
   * @return the operand, with its elements unset
   */
  public static GuardedOperand allocate(Arena arena, Description described, boolean written) {
    long span = described.strides.span(described.extents);
    return in(rogueMemory(arena, described.precision, span, written), GUARD, described);
  }

  /**
   * Puts an operand into a Java array of its own, with guards around it.
   *
   * @param described the operand
   * @param written whether the routine writes it, which decides the rogue value
   * @return the operand, with its elements unset
   */
  public static GuardedOperand inArray(Description described, boolean written) {
    long span = described.strides.span(described.extents);
    return in(rogueArray(described.precision, span, written), GUARD, described);
  }

  /**
   * Puts an operand into memory of its own, at a given distance from the beginning of a cache line.
   *
   * @param arena owns the memory
   * @param described the operand
   * @param written whether the routine writes it, which decides the rogue value
   * @param offset the distance in elements; only its remainder within a cache line matters
   * @return the operand, with its elements unset
   */
  public static GuardedOperand atOffset(
      Arena arena, Description described, boolean written, int offset) {
    int line = CACHE_LINE / described.precision.bytes();
    long span = described.strides.span(described.extents) + 4L * line;
    MemorySegment memory = arena.allocate(span * described.precision.bytes(), CACHE_LINE);
    fillWithRogues(memory, described.precision, written);
    return in(memory, line + offset % line, described);
  }

  /**
   * Puts an operand into given memory.
   *
   * @param memory filled with a rogue value
   * @param lowest the index in memory of the operand's lowest element
   * @param described the operand
   * @return the operand, with its elements unset
   */
  public static GuardedOperand in(MemorySegment memory, long lowest, Description described) {
    return new GuardedOperand(described, memory, lowest, false);
  }

  /**
   * Puts an operand between two pages that cannot be accessed.
   *
   * @param arena owns the memory
   * @param described the operand
   * @param written whether the routine writes it, which decides the rogue value
   * @param atEnd whether it ends at the page after it; otherwise it begins at the page before it
   * @return the operand, with its elements unset
   * @throws IllegalStateException if {@link FencedMemory#obstacle} is not empty
   */
  public static GuardedOperand fenced(
      Arena arena, Description described, boolean written, boolean atEnd) {
    long bytes = described.strides.span(described.extents) * described.precision.bytes();
    MemorySegment memory = FencedMemory.allocate(arena, bytes, atEnd);
    fillWithRogues(memory, described.precision, written);
    return in(memory, 0, described);
  }

  /**
   * Puts an operand into memory that is accessible only near its elements, which are far apart.
   *
   * @param arena owns the memory
   * @param described the operand, with long strides
   * @param written whether the routine writes it, which decides the rogue value
   * @return the operand, with its elements unset; the elements next to each hold a rogue value
   * @throws IllegalStateException if {@link FencedMemory#obstacleToReserving} is not empty
   */
  public static GuardedOperand spread(Arena arena, Description described, boolean written) {
    Precision precision = described.precision;
    long span = described.strides.span(described.extents) + 2 * GUARD;
    MemorySegment memory = FencedMemory.reserve(arena, span * precision.bytes());
    GuardedOperand operand = new GuardedOperand(described, memory, GUARD, true);
    long open = 0;
    long end = 0;
    for (int i = 0; i < operand.size(); i++) {
      long from = (operand.position(i) - 1) * precision.bytes();
      long bytes = 3L * precision.bytes();
      if (from < open || from + bytes > end) {
        FencedMemory.open(memory, from, from + bytes);
        open = from;
        end = Math.ceilDiv(from + bytes, FencedMemory.PAGE) * FencedMemory.PAGE;
      }
      fillWithRogues(memory.asSlice(from, bytes), precision, written);
    }
    return operand;
  }

  /**
   * Allocates memory filled with a rogue value, with {@link #GUARD} more elements on either side.
   *
   * @param arena owns the memory
   * @param precision of the elements
   * @param span how many elements the operands in it span
   * @param written whether a routine writes it, which decides the rogue value
   * @return the memory
   */
  public static MemorySegment rogueMemory(
      Arena arena, Precision precision, long span, boolean written) {
    long bytes = (span + 2 * GUARD) * precision.bytes();
    MemorySegment memory = arena.allocate(bytes, precision.bytes());
    fillWithRogues(memory, precision, written);
    return memory;
  }

  /**
   * Allocates a Java array filled with a rogue value, with {@link #GUARD} more elements on either
   * side.
   *
   * @param precision of the elements
   * @param span how many elements the operands in it span
   * @param written whether a routine writes it, which decides the rogue value
   * @return the array
   */
  public static MemorySegment rogueArray(Precision precision, long span, boolean written) {
    int length = (int) span + 2 * GUARD;
    MemorySegment array =
        precision == Precision.SINGLE
            ? MemorySegment.ofArray(new float[length])
            : MemorySegment.ofArray(new double[length]);
    fillWithRogues(array, precision, written);
    return array;
  }

  private static void fillWithRogues(MemorySegment memory, Precision precision, boolean written) {
    long bytes = memory.byteSize();
    if (bytes == 0) {
      return;
    }
    if (written) {
      precision.set(memory, 0, ROGUE_NUMBER);
    } else if (precision == Precision.SINGLE) {
      memory.set(ValueLayout.JAVA_INT, 0, ROGUE_NAN_SINGLE);
    } else {
      memory.set(ValueLayout.JAVA_LONG, 0, ROGUE_NAN_DOUBLE);
    }
    for (long filled = precision.bytes(); filled < bytes; filled *= 2) {
      MemorySegment.copy(memory, 0, memory, filled, Math.min(filled, bytes - filled));
    }
  }

  /**
   * The operand for a call.
   *
   * @return a vector, matrix or batch over the memory
   */
  public Operand view() {
    return view(memory, described.kind, first);
  }

  /**
   * The operand for a call that must not write it.
   *
   * @return a read-only view
   */
  public Operand readOnlyView() {
    return view(memory.asReadOnly(), described.kind, first);
  }

  private Operand view(MemorySegment in, Kind kind, long offset) {
    Precision precision = described.precision;
    Layout.Strides strides = described.strides;
    int rows = described.extents.rows();
    int columns = described.extents.columns();
    return switch (kind) {
      case VECTOR, PACKED -> Vector.wrap(in, precision, rows, offset, strides.row());
      case MATRIX ->
          Matrix.wrap(in, precision, rows, columns, offset, strides.row(), strides.column());
      case BATCH ->
          MatrixBatch.wrap(
              in,
              precision,
              described.extents.count(),
              rows,
              columns,
              offset,
              strides.batch(),
              strides.row(),
              strides.column());
    };
  }

  /**
   * Whether two operands are in one piece of memory.
   *
   * @param other another operand
   * @return whether a call that writes the one may change memory around the other
   */
  public boolean sharesMemory(GuardedOperand other) {
    return memory.equals(other.memory);
  }

  /**
   * The number of elements, unused ones included.
   *
   * @return 0 or more
   */
  public int size() {
    return described.extents.size();
  }

  /**
   * Whether the routine may read or write an element.
   *
   * @param index of the element
   * @return false in the other triangle, on a unit diagonal, in the corners of a band
   */
  public boolean isUsed(int index) {
    return used == null || used[described.extents.count() == 1 ? index : index % used.length];
  }

  private int row(int index) {
    return index / described.extents.columns() % described.extents.rows();
  }

  /**
   * An element.
   *
   * @param index of the element
   * @return its value now
   */
  public double get(int index) {
    return described.precision.get(memory, position(index));
  }

  /**
   * Sets an element.
   *
   * @param index of the element
   * @param value rounded to the precision
   */
  public void set(int index, double value) {
    described.precision.set(memory, position(index), value);
  }

  private long position(int index) {
    int rows = described.extents.rows();
    int columns = described.extents.columns();
    int row = index / columns;
    long position = first + index % columns * described.strides.column();
    return described.extents.count() == 1
        ? position + row * described.strides.row()
        : position + row % rows * described.strides.row() + row / rows * described.strides.batch();
  }

  /**
   * Sets the used elements.
   *
   * @param elements their values, called in the order of their indices
   */
  public void fill(Dense.Elements elements) {
    int columns = Math.max(1, described.extents.columns());
    setAll(index -> elements.at(row(index), index % columns));
  }

  /** Computes a new value of an element. */
  public interface Change {

    /**
     * The new value.
     *
     * @param index of the element
     * @param before its value before any element is changed, although elements may share memory
     * @return the value, which is rounded to the precision
     */
    double of(int index, double before);
  }

  /**
   * Changes the used elements.
   *
   * @param change computes their new values, called in the order of their indices
   */
  public void change(Change change) {
    double[] before = elements();
    setAll(index -> change.of(index, before[index]));
  }

  private void setAll(IntToDoubleFunction elements) {
    if (isSpread) {
      IntStream.range(0, size())
          .filter(this::isUsed)
          .forEach(i -> set(i, elements.applyAsDouble(i)));
      return;
    }
    // Setting the elements in a copy on the heap is faster than setting each in native memory.
    if (described.precision == Precision.SINGLE) {
      float[] copy = memory.toArray(ValueLayout.JAVA_FLOAT);
      for (int i = 0; i < size(); i++) {
        if (isUsed(i)) {
          copy[(int) position(i)] = (float) elements.applyAsDouble(i);
        }
      }
      memory.copyFrom(MemorySegment.ofArray(copy));
    } else {
      double[] copy = memory.toArray(ValueLayout.JAVA_DOUBLE);
      for (int i = 0; i < size(); i++) {
        if (isUsed(i)) {
          copy[(int) position(i)] = elements.applyAsDouble(i);
        }
      }
      memory.copyFrom(MemorySegment.ofArray(copy));
    }
  }

  /**
   * Sets the used elements to one value.
   *
   * @param value rounded to the precision
   */
  public void fill(double value) {
    fill((row, column) -> value);
  }

  /**
   * Picks a used element.
   *
   * @param number any number, which selects the element
   * @return its index, or -1 if there is none
   */
  public int pick(long number) {
    int[] used = IntStream.range(0, size()).filter(this::isUsed).toArray();
    return used.length == 0 ? -1 : used[(int) Math.floorMod(number, (long) used.length)];
  }

  /**
   * All elements, unused ones included.
   *
   * @return a new array
   */
  public double[] elements() {
    double[] elements = new double[size()];
    if (isSpread) {
      Arrays.setAll(elements, this::get);
      return elements;
    }
    if (described.precision == Precision.SINGLE) {
      float[] copy = memory.toArray(ValueLayout.JAVA_FLOAT);
      for (int i = 0; i < elements.length; i++) {
        elements[i] = copy[(int) position(i)];
      }
    } else {
      double[] copy = memory.toArray(ValueLayout.JAVA_DOUBLE);
      for (int i = 0; i < elements.length; i++) {
        elements[i] = copy[(int) position(i)];
      }
    }
    return elements;
  }

  /**
   * The operand's name.
   *
   * @return the name in messages
   */
  public String name() {
    return described.name;
  }

  /**
   * The name of an element.
   *
   * @param index of the element
   * @return such as {@code c(2, 1)}
   */
  public String nameOf(int index) {
    int rows = described.extents.rows();
    int columns = Math.max(1, described.extents.columns());
    String name = described.name;
    return switch (described.kind) {
      case VECTOR, PACKED -> name + "(" + index + ")";
      case MATRIX -> name + "(" + row(index) + ", " + index % columns + ")";
      case BATCH ->
          String.format(
              Locale.ROOT,
              "%s(%d; %d, %d)",
              name,
              index / (rows * columns),
              row(index),
              index % columns);
    };
  }

  /**
   * Copies all bits of the memory, guards included.
   *
   * @return for {@link #restore} and the two checks below
   */
  public byte[] snapshot() {
    return memory.toArray(ValueLayout.JAVA_BYTE);
  }

  /**
   * Restores all bits.
   *
   * @param before a snapshot
   */
  public void restore(byte[] before) {
    memory.copyFrom(MemorySegment.ofArray(before));
  }

  /**
   * Fails if any bit has changed, in the operand or around it.
   *
   * @param before a snapshot
   * @param message the beginning of the failure's message
   */
  public void requireUnchanged(byte[] before, String message) {
    requireSame(MemorySegment.ofArray(before), message);
  }

  /**
   * Fails if any bit has changed outside the used elements.
   *
   * @param before a snapshot
   */
  public void requireSurroundingsUnchanged(byte[] before) {
    byte[] expected = before.clone();
    byte[] now = snapshot();
    int bytes = described.precision.bytes();
    for (int i = 0; i < size(); i++) {
      if (isUsed(i)) {
        int at = (int) position(i) * bytes;
        for (int b = at; b < at + bytes; b++) {
          expected[b] = now[b];
        }
      }
    }
    if (!Arrays.equals(expected, now)) {
      requireSame(MemorySegment.ofArray(expected), "memory around the elements was overwritten");
    }
  }

  private void requireSame(MemorySegment expected, String message) {
    long at = memory.mismatch(expected);
    if (at < 0) {
      return;
    }
    long position = at / described.precision.bytes();
    throw new AssertionError(
        String.format(
            Locale.ROOT,
            "%s: %s of %s is now %s",
            message,
            describe(position),
            described.name,
            described.precision.get(memory, position)));
  }

  private String describe(long position) {
    for (int i = 0; i < size(); i++) {
      if (position(i) == position) {
        return (isUsed(i) ? "element " : "the unused element ") + nameOf(i);
      }
    }
    long lowest = first - described.strides.below(described.extents);
    if (position < lowest) {
      return (lowest - position) + " elements before the first";
    }
    long highest = lowest + described.strides.span(described.extents) - 1;
    return position > highest
        ? (position - highest) + " elements after the last"
        : "a gap " + (position - lowest) + " elements after the first";
  }
}
