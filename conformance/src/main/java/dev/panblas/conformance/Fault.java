package dev.panblas.conformance;

import dev.panblas.blas.Blas;
import dev.panblas.conformance.OperandModel.Kind;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is wrong with a call, which must therefore be refused.
 *
 * @param wrong the mistake
 * @param operand the operand, or the option, in which it is
 * @param direction for a wrong extent, the direction: see {@link Extents#get}
 * @param detail the wrong extent, the operand that is overlapped, or which way of folding
 */
record Fault(Wrong wrong, int operand, int direction, int detail) {

  /** The mistakes. */
  enum Wrong {
    /** An extent that does not fit. */
    EXTENT(IllegalArgumentException.class),
    /** The other precision. */
    PRECISION(IllegalArgumentException.class),
    /** Null in an operand's place. */
    NULL(NullPointerException.class),
    /** Null in an option's place. */
    NULL_OPTION(NullPointerException.class),
    /** An operand whose arena was closed. */
    CLOSED(IllegalStateException.class),
    /** An operand in another thread's confined arena. */
    FOREIGN(WrongThreadException.class),
    /** An output that shares an element with another operand. */
    OVERLAP(IllegalArgumentException.class),
    /** An output whose own elements share memory. */
    FOLDED(IllegalArgumentException.class),
    /** An output that is read-only. */
    READ_ONLY(IllegalArgumentException.class);

    private final Class<? extends RuntimeException> refusal;

    Wrong(Class<? extends RuntimeException> refusal) {
      this.refusal = refusal;
    }

    Class<? extends RuntimeException> refusal() {
      return refusal;
    }

    /** {@return as cases have it: {@code read-only}} */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** All faults of one sort that a case can have. */
  static List<Fault> of(Wrong wrong, Case at) {
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
            if (other != operand
                && at.extents(operand).size() > 0
                && at.extents(other).size() > 0) {
              faults.add(new Fault(wrong, operand, 0, other));
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
        case NULL_OPTION -> throw new IllegalStateException("done above");
      }
    }
    return faults;
  }

  /** One less, one more, and none, where the routine does not leave the extent free. */
  private static List<Fault> extents(Case at, int operand) {
    List<Fault> faults = new ArrayList<>();
    if (at.model().operands().size() == 1) {
      return faults; // nothing that it would have to agree with
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
  private static List<Layout.Strides> foldings(Kind kind, Extents extents) {
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

  /** Whether two elements share a place, by trying all. */
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

  /**
   * Makes the call with its fault, and requires that it is refused in words, and writes nothing.
   */
  void require(Blas blas, Case at) throws InterruptedException {
    // Only what another thread shall see must be shared, which is dear to close.
    try (Arena arena = wrong == Wrong.FOREIGN ? Arena.ofShared() : Arena.ofConfined()) {
      Trial trial = Trial.of(arena, at);
      Refused call = new Refused(blas, trial, wrong);
      switch (wrong) {
        case EXTENT -> {
          Extents extents = at.extents(operand).with(direction, detail);
          GuardedOperand other = trial.like(arena, operand, at.precision(), extents);
          trial.pass(operand, other.view());
          call.require(name(at), other.view().describe());
        }
        case PRECISION -> {
          Precision other =
              at.precision() == Precision.SINGLE ? Precision.DOUBLE : Precision.SINGLE;
          Operand view = trial.like(arena, operand, other, at.extents(operand)).view();
          trial.pass(operand, view);
          call.require(name(at), view.describe(), "single", "double");
        }
        case NULL -> {
          trial.pass(operand, null);
          call.require(name(at), "null");
        }
        case NULL_OPTION -> {
          trial.passNoOption(operand);
          call.require(at.model().options().get(operand).argument(), "null");
        }
        case CLOSED -> {
          Operand view;
          try (Arena closed = Arena.ofConfined()) {
            view = trial.like(closed, operand, at.precision(), at.extents(operand)).view();
          }
          trial.pass(operand, view);
          call.require(name(at), view.describe(), "closed");
        }
        case FOREIGN -> foreign(trial, at, call);
        case OVERLAP -> overlap(trial, arena, at, call);
        case FOLDED -> folded(trial, arena, at, call);
        case READ_ONLY -> {
          Operand view = trial.operand(operand).readOnlyView();
          trial.pass(operand, view);
          call.require(name(at), view.describe(), "read-only");
        }
      }
    }
  }

  private String name(Case at) {
    return at.model().operands().get(operand).name();
  }

  private void foreign(Trial trial, Case at, Refused call) throws InterruptedException {
    try (Arena mine = Arena.ofConfined()) {
      GuardedOperand confined = trial.like(mine, operand, at.precision(), at.extents(operand));
      Operand view = confined.view();
      trial.pass(operand, view);
      byte[] before = confined.snapshot();
      call.requireInAnotherThread(name(at), view.describe());
      confined.requireUnchanged(before, "the call was refused, but wrote");
    }
  }

  /** Both operands begin at one place, so they share their lowest element. */
  private void overlap(Trial trial, Arena arena, Case at, Refused call) {
    Trial together = Trial.inOneMemory(arena, at, 1, 0);
    Operand output = together.operand(operand).view();
    Operand other = together.operand(detail).view();
    trial.pass(operand, output);
    trial.pass(detail, other);
    byte[] before = together.operand(operand).snapshot();
    call.require(
        name(at), at.model().operands().get(detail).name(), output.describe(), other.describe());
    together.operand(operand).requireUnchanged(before, "the call was refused, but wrote");
  }

  private void folded(Trial trial, Arena arena, Case at, Refused call) {
    OperandModel model = at.model().operands().get(operand);
    Extents extents = at.extents(operand);
    Layout.Strides strides = foldings(model.kind(), extents).get(detail);
    MemorySegment memory =
        arena.allocate(at.precision().bytes() * strides.span(extents), at.precision().bytes());
    Operand view = GuardedOperand.view(memory, model.kind(), at.precision(), extents, 0, strides);
    trial.pass(operand, view);
    call.require(name(at), view.describe());
    if (memory.mismatch(MemorySegment.ofArray(new byte[(int) memory.byteSize()])) >= 0) {
      throw new AssertionError("the call was refused, but wrote");
    }
  }

  /** {@return as it stands behind a case: {@code wrong extent operand=0 direction=1 detail=4}} */
  @Override
  public String toString() {
    return String.format(
        "wrong %s operand=%d direction=%d detail=%d", wrong, operand, direction, detail);
  }
}
