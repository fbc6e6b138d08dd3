/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.cases;

import dev.panblas.conformance.operands.Extents;
import dev.panblas.conformance.operands.Kind;
import dev.panblas.conformance.operands.Layout;
import dev.panblas.conformance.operands.RandomElements;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One operand of a routine.
 *
 * @param name the name in messages
 * @param kind what it is
 * @param access what the routine does with it
 * @param shape how large it is
 * @param mask which elements are used; the others must not be read or written
 * @param filling draws its elements
 */
public record OperandModel(
    String name, Kind kind, Access access, Shape shape, Mask mask, Filling filling) {

  /** What a routine does with an operand. */
  public enum Access {
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

  /** An operand's size in a case. */
  public interface Shape {
    Extents of(Case at);
  }

  /** Which elements of an operand a routine uses. */
  public interface Mask {
    /** All of them. */
    Mask ALL = (at, row, column) -> true;

    boolean contains(Case at, int row, int column);
  }

  /** Draws an element. */
  public interface Filling {
    /** Between -1 and 1, and not 0. */
    Filling EVENLY = (random, at, row, column) -> RandomElements.evenly(random);

    /** A triangle that is far from singular. */
    Filling WELL_CONDITIONED =
        (random, at, row, column) ->
            RandomElements.wellConditioned(random, row, column, at.largestSize());

    double draw(RandomGenerator random, Case at, int row, int column);
  }

  public static OperandModel vector(String name, Access access, Shape shape) {
    return new OperandModel(name, Kind.VECTOR, access, shape, Mask.ALL, Filling.EVENLY);
  }

  public static OperandModel packed(String name, Access access, Shape shape) {
    return new OperandModel(name, Kind.PACKED, access, shape, Mask.ALL, Filling.EVENLY);
  }

  public static OperandModel matrix(String name, Access access, Shape shape) {
    return new OperandModel(name, Kind.MATRIX, access, shape, Mask.ALL, Filling.EVENLY);
  }

  public static OperandModel batch(String name, Access access, Shape shape) {
    return new OperandModel(name, Kind.BATCH, access, shape, Mask.ALL, Filling.EVENLY);
  }

  public OperandModel masked(Mask changed) {
    return new OperandModel(name, kind, access, shape, changed, filling);
  }

  public OperandModel filled(Filling changed) {
    return new OperandModel(name, kind, access, shape, mask, changed);
  }

  public boolean isWritten() {
    return access != Access.READ;
  }

  /** The directions in which it has an extent of its own: see {@link Extents#get}. */
  public List<Integer> directions() {
    return switch (kind) {
      case VECTOR, PACKED -> List.of(1);
      case MATRIX -> List.of(1, 2);
      case BATCH -> List.of(0, 1, 2);
    };
  }

  /** All layouts that the routine must accept. */
  public List<Layout> layouts() {
    return Layout.of(kind, isWritten());
  }

  /** The layout that every BLAS accepts. */
  public Layout plainLayout() {
    return layouts().get(0);
  }
}
