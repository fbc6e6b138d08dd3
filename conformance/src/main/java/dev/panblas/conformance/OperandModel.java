package dev.panblas.conformance;

import java.util.List;
import java.util.Random;

/**
 * What the kit knows of one operand of a routine.
 *
 * @param name as messages call it
 * @param kind what it is
 * @param access what the routine does with it
 * @param shape how large it is
 * @param mask which of its elements are meant; the others are neither read nor written
 * @param filling what its elements are drawn from
 */
record OperandModel(
    String name, Kind kind, Access access, Shape shape, Mask mask, Filling filling) {

  /** What an operand is. */
  enum Kind {
    /** A vector. */
    VECTOR,
    /** A packed triangle, in a vector. */
    PACKED,
    /** A matrix. */
    MATRIX,
    /** A batch of matrices. */
    BATCH
  }

  /** What a routine does with an operand. */
  enum Access {
    /** Reads it. */
    READ,
    /** Writes it without reading it. */
    OVERWRITTEN,
    /** Writes it, and reads it unless beta = 0. */
    SCALED,
    /** Reads and writes it. */
    UPDATED,
    /** Reads and writes it unless alpha = 0, when it is set to 0. */
    MULTIPLIED
  }

  /** How large an operand is in a case. */
  interface Shape {
    Extents of(Case at);
  }

  /** Whether an element of an operand is meant. */
  interface Mask {
    /** All are. */
    Mask ALL = (at, row, column) -> true;

    boolean contains(Case at, int row, int column);
  }

  /** Draws an element. */
  interface Filling {
    /** Between -1 and 1, and not 0. */
    Filling EVENLY = (random, at, row, column) -> notZero(1 - 2 * random.nextDouble());

    /**
     * A triangle that is far from singular, so that solutions stay of the order of the right side:
     * a diagonal between 1 and 2 beside rows that add up to less than 1.
     */
    Filling WELL_CONDITIONED =
        (random, at, row, column) -> {
          double drawn = notZero(1 - 2 * random.nextDouble());
          return row == column ? drawn + Math.signum(drawn) : drawn / at.largestSize();
        };

    double draw(Random random, Case at, int row, int column);

    private static double notZero(double drawn) {
      return drawn == 0 ? 1 : drawn;
    }
  }

  static OperandModel vector(String name, Access access, Shape shape) {
    return new OperandModel(name, Kind.VECTOR, access, shape, Mask.ALL, Filling.EVENLY);
  }

  static OperandModel packed(String name, Access access, Shape shape) {
    return new OperandModel(name, Kind.PACKED, access, shape, Mask.ALL, Filling.EVENLY);
  }

  static OperandModel matrix(String name, Access access, Shape shape) {
    return new OperandModel(name, Kind.MATRIX, access, shape, Mask.ALL, Filling.EVENLY);
  }

  static OperandModel batch(String name, Access access, Shape shape) {
    return new OperandModel(name, Kind.BATCH, access, shape, Mask.ALL, Filling.EVENLY);
  }

  OperandModel masked(Mask changed) {
    return new OperandModel(name, kind, access, shape, changed, filling);
  }

  OperandModel filled(Filling changed) {
    return new OperandModel(name, kind, access, shape, mask, changed);
  }

  boolean isWritten() {
    return access != Access.READ;
  }

  /** The directions in which it has an extent of its own: see {@link Extents#get}. */
  List<Integer> directions() {
    return switch (kind) {
      case VECTOR, PACKED -> List.of(1);
      case MATRIX -> List.of(1, 2);
      case BATCH -> List.of(0, 1, 2);
    };
  }

  /** All layouts in which the routine must take it. */
  List<Layout> layouts() {
    return Layout.of(kind, isWritten());
  }

  /** The layout that every BLAS has. */
  Layout plainLayout() {
    return layouts().get(0);
  }
}
