package dev.panblas.conformance;

import dev.panblas.conformance.OperandModel.Kind;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.IntStream;

/**
 * An operand that lies in a larger stretch of memory. All that is not meant, before, behind and
 * between the elements, and in a triangle or a corner that the routine does not use, holds a rogue
 * value: around what is only read a NaN of one pattern, which makes a sum NaN that it is read into;
 * around what is written a number, since NaN stays the same when something is added to it.
 */
final class GuardedOperand {

  /** Elements before and behind; odd, so that operands are aligned to an element only. */
  private static final int GUARD = 33;

  private static final long POISON_DOUBLE = 0x7ff8_dead_beef_f00dL;
  private static final int POISON_SINGLE = 0x7fc0_beef;

  /** Far larger than any element, and small enough to show what is added to it. */
  private static final double ROGUE = -4321;

  private final String name;
  private final Kind kind;
  private final Dense.Places meant;
  private final Precision precision;
  private final Extents extents;
  private final Layout.Strides strides;
  private final MemorySegment memory;
  private final long first;

  private GuardedOperand(
      String name,
      Kind kind,
      Dense.Places meant,
      Precision precision,
      Extents extents,
      Layout.Strides strides,
      MemorySegment memory,
      long lowest) {
    this.name = name;
    this.kind = kind;
    this.meant = meant;
    this.precision = precision;
    this.extents = extents;
    this.strides = strides;
    this.memory = memory;
    this.first = lowest + strides.below(extents);
  }

  /** In memory of its own, with guards around it; all of it is meant. */
  static GuardedOperand allocate(
      Arena arena, String name, Kind kind, Precision precision, Extents extents, Layout layout) {
    Layout.Strides strides = layout.strides(extents);
    MemorySegment memory = poisoned(arena, precision, strides.span(extents), true);
    Dense.Places all = (row, column) -> true;
    return new GuardedOperand(name, kind, all, precision, extents, strides, memory, GUARD);
  }

  /** The operand of a case, in memory of its own, with guards around it. */
  static GuardedOperand allocate(
      Arena arena, Case at, int operand, Precision precision, Extents extents) {
    Layout.Strides strides = at.layouts().get(operand).strides(extents);
    boolean written = at.model().operands().get(operand).isWritten();
    MemorySegment memory = poisoned(arena, precision, strides.span(extents), written);
    return in(memory, GUARD, at, operand, precision, extents, strides);
  }

  /**
   * The operand of a case, in memory that is given.
   *
   * @param lowest where in it the lowest element stands
   */
  static GuardedOperand in(
      MemorySegment memory,
      long lowest,
      Case at,
      int operand,
      Precision precision,
      Extents extents,
      Layout.Strides strides) {
    OperandModel model = at.model().operands().get(operand);
    return new GuardedOperand(
        model.name(),
        model.kind(),
        (row, column) -> model.mask().contains(at, row, column),
        precision,
        extents,
        strides,
        memory,
        lowest);
  }

  /** Poisoned memory for operands that span so many elements, with guards around it. */
  static MemorySegment poisoned(Arena arena, Precision precision, long span, boolean written) {
    long bytes = (span + 2 * GUARD) * precision.bytes();
    MemorySegment memory = arena.allocate(bytes, precision.bytes());
    poison(memory, precision, written);
    return memory;
  }

  static void poison(MemorySegment memory, Precision precision, boolean written) {
    long elements = memory.byteSize() / precision.bytes();
    for (long i = 0; i < elements; i++) {
      if (written) {
        precision.set(memory, i, ROGUE);
      } else if (precision == Precision.SINGLE) {
        memory.setAtIndex(ValueLayout.JAVA_INT, i, POISON_SINGLE);
      } else {
        memory.setAtIndex(ValueLayout.JAVA_LONG, i, POISON_DOUBLE);
      }
    }
  }

  /** Where in poisoned memory the first operand begins. */
  static int guard() {
    return GUARD;
  }

  String name() {
    return name;
  }

  /** The operand as a routine takes it. */
  Operand view() {
    return view(memory, kind, precision, extents, first, strides);
  }

  /** The operand over memory that cannot be written through it. */
  Operand readOnlyView() {
    return view(memory.asReadOnly(), kind, precision, extents, first, strides);
  }

  static Operand view(
      MemorySegment memory,
      Kind kind,
      Precision precision,
      Extents extents,
      long first,
      Layout.Strides strides) {
    int rows = extents.rows();
    int columns = extents.columns();
    return switch (kind) {
      case VECTOR, PACKED -> Vector.wrap(memory, precision, rows, first, strides.row());
      case MATRIX ->
          Matrix.wrap(memory, precision, rows, columns, first, strides.row(), strides.column());
      case BATCH ->
          MatrixBatch.wrap(
              memory,
              precision,
              extents.count(),
              rows,
              columns,
              first,
              strides.batch(),
              strides.row(),
              strides.column());
    };
  }

  int size() {
    return extents.size();
  }

  /** Whether an element is meant: whether the routine may read or write it. */
  boolean isMeant(int index) {
    return meant.contain(row(index), index % extents.columns());
  }

  private int row(int index) {
    return index / extents.columns() % extents.rows();
  }

  double get(int index) {
    return precision.get(memory, position(index));
  }

  void set(int index, double value) {
    precision.set(memory, position(index), value);
  }

  private long position(int index) {
    int columns = extents.columns();
    return first
        + index / (extents.rows() * columns) * strides.batch()
        + row(index) * strides.row()
        + index % columns * strides.column();
  }

  /** Sets what is meant. */
  void fill(Dense.Elements elements) {
    for (int i = 0; i < size(); i++) {
      if (isMeant(i)) {
        set(i, elements.at(row(i), i % extents.columns()));
      }
    }
  }

  /** Sets what is meant to one value. */
  void fill(double value) {
    fill((row, column) -> value);
  }

  /** The places of what is meant, of which a number picks one; -1 if there is none. */
  int pick(long number) {
    int[] meant = IntStream.range(0, size()).filter(this::isMeant).toArray();
    return meant.length == 0 ? -1 : meant[(int) Math.floorMod(number, (long) meant.length)];
  }

  /** All elements, meant or not. */
  double[] elements() {
    double[] elements = new double[size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = get(i);
    }
    return elements;
  }

  /** How an element is called: {@code c(2, 1)}. */
  String nameOf(int index) {
    int column = index % Math.max(1, extents.columns());
    return switch (kind) {
      case VECTOR, PACKED -> name + "(" + index + ")";
      case MATRIX -> name + "(" + row(index) + ", " + column + ")";
      case BATCH ->
          String.format(
              "%s(%d; %d, %d)",
              name, index / (extents.rows() * extents.columns()), row(index), column);
    };
  }

  /** All bits, the surroundings' among them. */
  byte[] snapshot() {
    return memory.toArray(ValueLayout.JAVA_BYTE);
  }

  /** Sets all bits as they were. */
  void restore(byte[] before) {
    memory.copyFrom(MemorySegment.ofArray(before));
  }

  /** Requires that no bit has changed, here or around. */
  void requireUnchanged(byte[] before, String why) {
    requireSame(before, why);
  }

  /** Requires that no bit has changed but in the elements that are meant. */
  void requireSurroundingsUnchanged(byte[] before) {
    MemorySegment expected = MemorySegment.ofArray(before.clone());
    long bytes = precision.bytes();
    for (int i = 0; i < size(); i++) {
      if (isMeant(i)) {
        MemorySegment.copy(memory, position(i) * bytes, expected, position(i) * bytes, bytes);
      }
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
            "%s: %s of %s is now %s", what, describe(place), name, precision.get(memory, place)));
  }

  private String describe(long place) {
    for (int i = 0; i < size(); i++) {
      if (position(i) == place) {
        return (isMeant(i) ? "element " : "the element beside the ones meant, ") + nameOf(i);
      }
    }
    long lowest = first - strides.below(extents);
    if (place < lowest) {
      return (lowest - place) + " elements before the first";
    }
    long highest = lowest + strides.span(extents) - 1;
    return place > highest
        ? (place - highest) + " elements behind the last"
        : "a gap " + (place - lowest) + " elements behind the first";
  }
}
