/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.cases;

import dev.panblas.conformance.operands.Extents;
import dev.panblas.conformance.operands.Kind;
import dev.panblas.conformance.operands.Layout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The mistake of a call that must be refused.
 *
 * @param wrong the mistake
 * @param operand the number of the wrong operand, or of the wrong option
 * @param direction for a wrong extent, the direction: see {@link Extents#get}; for an overlap, how
 *     many elements the other operand begins after this one
 * @param detail the wrong extent, the operand that is overlapped, or the index of the {@link
 *     #foldings}
 */
public record Fault(Wrong wrong, int operand, int direction, int detail) {

  /** The mistakes. */
  public enum Wrong {
    /** An extent that does not fit. */
    EXTENT(IllegalArgumentException.class),
    /** The other precision. */
    PRECISION(IllegalArgumentException.class),
    /** Null for an operand. */
    NULL(NullPointerException.class),
    /** Null for an option. */
    NULL_OPTION(NullPointerException.class),
    /** An operand whose arena was closed. */
    CLOSED(IllegalStateException.class),
    /** An operand in another thread's confined arena. */
    FOREIGN(WrongThreadException.class),
    /** An output of which an element that is written has another use. */
    OVERLAP(IllegalArgumentException.class),
    /** An output whose own elements share memory. */
    FOLDED(IllegalArgumentException.class),
    /** An output that is read-only. */
    READ_ONLY(IllegalArgumentException.class);

    private final Class<? extends RuntimeException> refusal;

    Wrong(Class<? extends RuntimeException> refusal) {
      this.refusal = refusal;
    }

    public Class<? extends RuntimeException> refusal() {
      return refusal;
    }

    /** {@return the name in the text of cases, such as {@code read-only}} */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** All faults of one kind that a case can have. */
  public static List<Fault> of(Wrong wrong, Case at) {
    RoutineModel model = at.model();
    List<Fault> faults = new ArrayList<>();
    if (wrong == Wrong.NULL_OPTION) {
      for (int i = 0; i < model.options().size(); i++) {
        faults.add(new Fault(wrong, i, 0, 0));
      }
      return faults;
    }
    for (int i = 0; i < model.operands().size(); i++) {
      int operand = i;
      OperandModel operandModel = model.operands().get(i);
      boolean written = operandModel.isWritten();
      switch (wrong) {
        case EXTENT -> faults.addAll(extents(at, operand));
        case PRECISION -> {
          if (model.operands().size() > 1) {
            faults.add(new Fault(wrong, operand, 0, 0));
          }
        }
        case NULL, CLOSED, FOREIGN -> faults.add(new Fault(wrong, operand, 0, 0));
        case READ_ONLY -> {
          if (written) {
            faults.add(new Fault(wrong, operand, 0, 0));
          }
        }
        case OVERLAP -> {
          for (int other = 0; written && other < model.operands().size(); other++) {
            if (other != operand) {
              overlap(at, operand, other).ifPresent(faults::add);
            }
          }
        }
        case FOLDED -> {
          for (int way = 0;
              written && way < foldings(operandModel.kind(), at.extents(i)).size();
              way++) {
            faults.add(new Fault(wrong, operand, 0, way));
          }
        }
        case NULL_OPTION -> throw new IllegalStateException("handled above");
      }
    }
    return faults;
  }

  /** The shortest distance at which the call must be refused. */
  private static Optional<Fault> overlap(Case at, int output, int other) {
    return Sharing.of(at, output, other)
        .distances(Sharing.Meeting.HARMFUL)
        .mapToObj(distance -> new Fault(Wrong.OVERLAP, output, Math.toIntExact(distance), other))
        .findFirst();
  }

  /** One less, one more, and 0, if the routine fixes the extent. */
  private static List<Fault> extents(Case at, int operand) {
    List<Fault> faults = new ArrayList<>();
    if (at.model().operands().size() == 1) {
      return faults; // no other operand must agree with it
    }
    Extents right = at.extents(operand);
    for (int direction : at.model().operands().get(operand).directions()) {
      int extent = right.get(direction);
      if (!at.model().freedom().isFree(at, operand, direction)) {
        Stream.of(extent - 1, extent + 1, 0)
            .filter(wrong -> wrong >= 0 && wrong != extent)
            .distinct()
            .forEach(wrong -> faults.add(new Fault(Wrong.EXTENT, operand, direction, wrong)));
      }
    }
    return faults;
  }

  /** Strides with which elements of an operand share memory. */
  public static List<Layout.Strides> foldings(Kind kind, Extents extents) {
    long columns = extents.columns();
    Stream<Layout.Strides> all =
        switch (kind) {
          case VECTOR, PACKED -> Stream.of(new Layout.Strides(0, 0, 1));
          case MATRIX ->
              Stream.of(
                  new Layout.Strides(0, 0, 1),
                  new Layout.Strides(0, 1, 0),
                  new Layout.Strides(0, 1, 1),
                  new Layout.Strides(0, columns - 1, 1));
          case BATCH ->
              Stream.of(
                  new Layout.Strides(0, columns, 1),
                  new Layout.Strides(columns, columns, 1),
                  new Layout.Strides(extents.rows() * columns, columns - 1, 1));
        };
    return all.filter(strides -> meets(strides, extents)).toList();
  }

  /** Whether two elements share memory. */
  private static boolean meets(Layout.Strides strides, Extents extents) {
    Set<Long> places = new HashSet<>();
    for (int b = 0; b < extents.count(); b++) {
      for (int i = 0; i < extents.rows(); i++) {
        for (int j = 0; j < extents.columns(); j++) {
          if (!places.add(b * strides.batch() + i * strides.row() + j * strides.column())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** {@return as it follows a case: {@code wrong extent operand=0 direction=1 detail=4}} */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "wrong %s operand=%d direction=%d detail=%d",
        wrong,
        operand,
        direction,
        detail);
  }
}
