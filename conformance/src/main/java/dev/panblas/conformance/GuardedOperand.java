package dev.panblas.conformance;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;

/**
 * An operand that lies in a larger stretch of memory. All that is not an element, before, behind
 * and between, holds a NaN of one pattern: read into a sum it makes the sum NaN, and overwritten it
 * is missed.
 */
final class GuardedOperand {

  /** Elements before and behind; odd, so that operands are aligned to an element only. */
  private static final int GUARD = 33;

  private static final long POISON_DOUBLE = 0x7ff8_dead_beef_f00dL;
  private static final int POISON_SINGLE = 0x7fc0_beef;

  private final OperandModel model;
  private final Precision precision;
  private final int rows;
  private final int columns;
  private final Layout.Strides strides;
  private final MemorySegment memory;
  private final long first;

  private GuardedOperand(
      OperandModel model,
      Precision precision,
      int rows,
      int columns,
      Layout.Strides strides,
      MemorySegment memory,
      long first) {
    this.model = model;
    this.precision = precision;
    this.rows = rows;
    this.columns = columns;
    this.strides = strides;
    this.memory = memory;
    this.first = first;
  }

  /** In memory of its own. */
  static GuardedOperand allocate(
      Arena arena, OperandModel model, Precision precision, int rows, int columns, Layout layout) {
    Layout.Strides strides = layout.strides(rows, columns);
    return in(
        poisoned(arena, precision, strides.span(rows, columns)),
        0,
        model,
        precision,
        rows,
        columns,
        strides);
  }

  /**
   * In memory that others may share.
   *
   * @param shift how many elements behind the guard it begins
   */
  static GuardedOperand in(
      MemorySegment memory,
      long shift,
      OperandModel model,
      Precision precision,
      int rows,
      int columns,
      Layout.Strides strides) {
    long first = GUARD + shift + strides.below(rows, columns);
    return new GuardedOperand(model, precision, rows, columns, strides, memory, first);
  }

  /** Poisoned memory for an operand that spans so many elements, and for the guards around it. */
  static MemorySegment poisoned(Arena arena, Precision precision, long span) {
    long elements = span + 2 * GUARD;
    MemorySegment memory = arena.allocate(elements * precision.bytes(), precision.bytes());
    for (long i = 0; i < elements; i++) {
      if (precision == Precision.SINGLE) {
        memory.setAtIndex(ValueLayout.JAVA_INT, i, POISON_SINGLE);
      } else {
        memory.setAtIndex(ValueLayout.JAVA_LONG, i, POISON_DOUBLE);
      }
    }
    return memory;
  }

  OperandModel model() {
    return model;
  }

  /** The operand as a routine takes it. */
  Operand view() {
    return view(memory);
  }

  /** The operand over memory that cannot be written through it. */
  Operand readOnlyView() {
    return view(memory.asReadOnly());
  }

  private Operand view(MemorySegment over) {
    return model.isMatrix()
        ? Matrix.wrap(over, precision, rows, columns, first, strides.row(), strides.column())
        : Vector.wrap(over, precision, rows, first, strides.row());
  }

  int size() {
    return rows * columns;
  }

  double get(int index) {
    return precision.get(memory, position(index));
  }

  void set(int index, double value) {
    precision.set(memory, position(index), value);
  }

  private long position(int index) {
    return first + (index / columns) * strides.row() + (index % columns) * strides.column();
  }

  /** Numbers between -1 and 1, none of them 0. */
  void fill(Random random) {
    for (int i = 0; i < size(); i++) {
      set(i, 1 - 2 * random.nextDouble());
      if (get(i) == 0) {
        set(i, 1);
      }
    }
  }

  void fill(double value) {
    for (int i = 0; i < size(); i++) {
      set(i, value);
    }
  }

  /** The elements, row by row. */
  double[] elements() {
    double[] elements = new double[size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = get(i);
    }
    return elements;
  }

  /** How an element is called: {@code c(2, 1)}. */
  String nameOf(int index) {
    return model.name()
        + (model.isMatrix()
            ? "(" + index / columns + ", " + index % columns + ")"
            : "(" + index + ")");
  }

  /** All bits, the surroundings' among them. */
  byte[] snapshot() {
    return memory.toArray(ValueLayout.JAVA_BYTE);
  }

  /** Requires that no bit has changed, here or around. */
  void requireUnchanged(byte[] before, String why) {
    requireSame(before, why);
  }

  /** Requires that no bit around the elements has changed. */
  void requireSurroundingsUnchanged(byte[] before) {
    MemorySegment expected = MemorySegment.ofArray(before.clone());
    long bytes = precision.bytes();
    for (int i = 0; i < size(); i++) {
      MemorySegment.copy(memory, position(i) * bytes, expected, position(i) * bytes, bytes);
    }
    requireSame(
        expected.toArray(ValueLayout.JAVA_BYTE), "memory around the elements was overwritten");
  }

  private void requireSame(byte[] expected, String what) {
    long at = memory.mismatch(MemorySegment.ofArray(expected));
    if (at < 0) {
      return;
    }
    long place = at / precision.bytes();
    throw new AssertionError(
        String.format(
            "%s: %s of %s is now %s",
            what, describe(place), model.name(), precision.get(memory, place)));
  }

  private String describe(long place) {
    for (int i = 0; i < size(); i++) {
      if (position(i) == place) {
        return "element " + nameOf(i);
      }
    }
    long lowest = first - strides.below(rows, columns);
    if (place < lowest) {
      return (lowest - place) + " elements before the first";
    }
    long highest = lowest + strides.span(rows, columns) - 1;
    return place > highest
        ? (place - highest) + " elements behind the last"
        : "a gap " + (place - lowest) + " elements behind the first";
  }
}
