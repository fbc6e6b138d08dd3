/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.cases;

import dev.panblas.conformance.operands.Extents;
import dev.panblas.conformance.operands.Kind;
import dev.panblas.conformance.operands.Layout.Strides;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.spi.Routine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * An output and another operand of a case in one memory. Decides by their elements whether the call
 * can give another result than on separate memory.
 *
 * @param at the case
 * @param output the number of an operand that is written
 * @param other the number of the other operand
 * @param outputStrides where the output's elements are
 * @param otherStrides where the other operand's elements are
 */
public record Sharing(Case at, int output, int other, Strides outputStrides, Strides otherStrides) {

  /** Each result depends on no other element of the output than the one that it replaces. */
  private static final Set<Routine> ELEMENTWISE =
      EnumSet.of(Routine.SWAP, Routine.COPY, Routine.AXPY, Routine.AXPBY, Routine.OMATCOPY);

  private static final int NOWHERE = -1;
  private static final int UNUSED = -2;

  /** What two operands share. */
  public enum Meeting {
    /** No element. */
    NONE,
    /** Elements, but none whose change can give another result. */
    HARMLESS,
    /** An element whose change can give another result. */
    HARMFUL
  }

  /** The operands in the layouts of the case. */
  public static Sharing of(Case at, int output, int other) {
    return new Sharing(at, output, other, strides(at, output), strides(at, other));
  }

  /**
   * The operands with strides that are related, such as those of a row, a column and a diagonal of
   * one array.
   */
  public static List<Sharing> related(Case at, int output, int other) {
    boolean otherIsHost = kind(at, output) == Kind.VECTOR && kind(at, other) != Kind.VECTOR;
    int host = otherIsHost ? other : output;
    Strides hosts = strides(at, host);
    List<Sharing> related = new ArrayList<>();
    for (Strides guests : guests(kind(at, otherIsHost ? output : other), hosts)) {
      if (!otherIsHost) {
        related.add(new Sharing(at, output, other, hosts, guests));
      } else if (guests.row() != 0) {
        related.add(new Sharing(at, output, other, guests, hosts));
      }
    }
    if (at.model().operands().get(other).isWritten()) {
      related.removeIf(sharing -> sharing.otherStrides.row() == 0);
    }
    return related;
  }

  private static List<Strides> guests(Kind kind, Strides host) {
    long r = host.row();
    long c = host.column();
    return switch (kind) {
      case VECTOR, PACKED ->
          List.of(
              new Strides(0, r, 1),
              new Strides(0, c, 1),
              new Strides(0, r + c, 1),
              new Strides(0, r - c, 1),
              new Strides(0, c - r, 1),
              new Strides(0, -r, 1),
              new Strides(0, 2 * r, 1));
      case MATRIX ->
          List.of(
              new Strides(0, r, c),
              new Strides(0, c, r),
              new Strides(0, r, -c),
              new Strides(0, r + c, c),
              new Strides(0, r + c, r));
      case BATCH -> List.of(host, new Strides(host.batch(), c, r));
    };
  }

  private static Kind kind(Case at, int operand) {
    return at.model().operands().get(operand).kind();
  }

  private static Strides strides(Case at, int operand) {
    return at.layouts().get(operand).strides(at.extents(operand));
  }

  /** Which index of the output each place from its lowest element on has. */
  private int[] indicesOfOutput() {
    long[] places = places(output, outputStrides);
    int[] indices = new int[(int) outputStrides.span(at.extents(output))];
    Arrays.fill(indices, NOWHERE);
    for (int i = 0; i < places.length; i++) {
      indices[(int) places[i]] = isUsed(output, i) ? i : UNUSED;
    }
    return indices;
  }

  /**
   * The distances from the output's lowest element to the other's, in elements, at which the
   * operands meet in a way, the shortest first. Their ranges of memory overlap.
   */
  public LongStream distances(Meeting wanted) {
    long span = otherStrides.span(at.extents(other));
    long outputSpan = outputStrides.span(at.extents(output));
    return distances(
        wanted,
        LongStream.range(0, Math.max(outputSpan, span))
            .flatMap(
                distance -> distance == 0 ? LongStream.of(0) : LongStream.of(distance, -distance))
            .filter(distance -> -span < distance && distance < outputSpan));
  }

  /** The same among few distances, for large operands: as far apart as neighbouring elements. */
  public LongStream nearDistances(Meeting wanted) {
    return distances(
        wanted,
        Stream.of(outputStrides, otherStrides)
            .flatMapToLong(
                strides ->
                    LongStream.of(
                        0, strides.column(), -strides.column(), strides.row(), -strides.row()))
            .distinct());
  }

  private LongStream distances(Meeting wanted, LongStream tried) {
    int[] indices = indicesOfOutput();
    long[] places = places(other, otherStrides);
    return tried.filter(distance -> meeting(indices, places, distance) == wanted);
  }

  private Meeting meeting(int[] indices, long[] places, long distance) {
    Meeting meeting = Meeting.NONE;
    for (int i = 0; i < places.length; i++) {
      long place = places[i] + distance;
      int index = place < 0 || place >= indices.length ? NOWHERE : indices[(int) place];
      if (index >= 0 && isUsed(other, i) && !isHarmless(index, i)) {
        return Meeting.HARMFUL;
      }
      meeting = index == NOWHERE ? meeting : Meeting.HARMLESS;
    }
    return meeting;
  }

  /** Whether one element may have an index in the output and another in the other operand. */
  private boolean isHarmless(int index, int otherIndex) {
    Routine routine = at.model().routine();
    boolean isUnread = at.model().has(Scalar.ALPHA) && at.rounded(Scalar.ALPHA) == 0;
    boolean isIdentity = routine == Routine.ROTM && at.form() == ModifiedGivens.Form.IDENTITY;
    return isUnread || isIdentity || (ELEMENTWISE.contains(routine) && index == otherIndex);
  }

  private boolean isUsed(int operand, int index) {
    Extents extents = at.extents(operand);
    int row = index / extents.columns() % extents.rows();
    return at.model().operands().get(operand).mask().contains(at, row, index % extents.columns());
  }

  /** The places of the elements, from the lowest on. */
  private long[] places(int operand, Strides strides) {
    Extents extents = at.extents(operand);
    long[] places = new long[extents.size()];
    for (int i = 0; i < places.length; i++) {
      int row = i / extents.columns();
      places[i] =
          strides.below(extents)
              + row / extents.rows() * strides.batch()
              + row % extents.rows() * strides.row()
              + i % extents.columns() * strides.column();
    }
    return places;
  }
}
