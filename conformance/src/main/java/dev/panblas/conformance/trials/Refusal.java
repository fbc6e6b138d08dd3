/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.trials;

import dev.panblas.blas.Blas;
import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.Fault;
import dev.panblas.conformance.cases.Fault.Wrong;
import dev.panblas.conformance.cases.OperandModel;
import dev.panblas.conformance.cases.Sharing;
import dev.panblas.conformance.operands.Dense.Places;
import dev.panblas.conformance.operands.Extents;
import dev.panblas.conformance.operands.GuardedOperand;
import dev.panblas.conformance.operands.GuardedOperand.Description;
import dev.panblas.conformance.operands.Layout;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges a call that must be refused: the exception must be the right one, its message must begin
 * with the routine and name the mistake, and nothing must be written.
 *
 * @param blas the facade that is called
 * @param trial the operands
 * @param wrong the mistake
 */
public record Refusal(Blas blas, Trial trial, Wrong wrong) {

  /**
   * Makes a call with a mistake. It must be refused with a message that names the mistake, and must
   * not write.
   */
  public static void require(Blas blas, Case at) throws InterruptedException {
    Fault fault = at.fault().orElseThrow();
    Wrong wrong = fault.wrong();
    int operand = fault.operand();
    // Only a trial that two threads access has a shared arena, because closing one is slow.
    try (Arena arena = wrong == Wrong.FOREIGN ? Arena.ofShared() : Arena.ofConfined()) {
      Trial trial = Trial.of(arena, at);
      Refusal call = new Refusal(blas, trial, wrong);
      switch (wrong) {
        case EXTENT -> {
          Extents extents = at.extents(operand).with(fault.direction(), fault.detail());
          GuardedOperand other = trial.like(arena, operand, at.precision(), extents);
          trial.pass(operand, other.view());
          call.require(name(at, operand), other.view().describe());
        }
        case PRECISION -> {
          Precision other =
              at.precision() == Precision.SINGLE ? Precision.DOUBLE : Precision.SINGLE;
          Operand view = trial.like(arena, operand, other, at.extents(operand)).view();
          trial.pass(operand, view);
          call.require(name(at, operand), view.describe(), "single", "double");
        }
        case NULL -> {
          trial.pass(operand, null);
          call.require(name(at, operand), "null");
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
          call.require(name(at, operand), view.describe(), "closed");
        }
        case FOREIGN -> foreign(trial, at, operand, call);
        case OVERLAP -> {
          Sharing sharing = Sharing.of(at, operand, fault.detail());
          Trial together = Trial.sharing(arena, sharing, fault.direction(), false);
          requireOverlap(blas, together, operand, fault.detail());
        }
        case FOLDED -> folded(trial, arena, at, fault, call);
        case READ_ONLY -> {
          Operand view = trial.operand(operand).readOnlyView();
          trial.pass(operand, view);
          call.require(name(at, operand), view.describe(), "read-only");
        }
      }
    }
  }

  private static String name(Case at, int operand) {
    return at.model().operands().get(operand).name();
  }

  private static void foreign(Trial trial, Case at, int operand, Refusal call)
      throws InterruptedException {
    try (Arena mine = Arena.ofConfined()) {
      GuardedOperand confined = trial.like(mine, operand, at.precision(), at.extents(operand));
      Operand view = confined.view();
      trial.pass(operand, view);
      byte[] before = confined.snapshot();
      call.requireInAnotherThread(name(at, operand), view.describe());
      confined.requireUnchanged(before, "a refused call must not write");
    }
  }

  /** Requires that a call is refused because an output overlaps another operand. */
  public static void requireOverlap(Blas blas, Trial trial, int output, int other) {
    Case at = trial.described();
    new Refusal(blas, trial, Wrong.OVERLAP)
        .require(
            name(at, output),
            name(at, other),
            trial.operand(output).view().describe(),
            trial.operand(other).view().describe());
  }

  private static void folded(Trial trial, Arena arena, Case at, Fault fault, Refusal call) {
    int operand = fault.operand();
    OperandModel model = at.model().operands().get(operand);
    Extents extents = at.extents(operand);
    Layout.Strides strides = Fault.foldings(model.kind(), extents).get(fault.detail());
    MemorySegment memory =
        arena.allocate(at.precision().bytes() * strides.span(extents), at.precision().bytes());
    Operand view =
        GuardedOperand.in(
                memory,
                0,
                new Description(
                    model.name(), model.kind(), at.precision(), extents, strides, Places.ALL))
            .view();
    trial.pass(operand, view);
    call.require(name(at, operand), view.describe());
    if (memory.mismatch(MemorySegment.ofArray(new byte[(int) memory.byteSize()])) >= 0) {
      throw new AssertionError("a refused call must not write");
    }
  }

  private void requireInAnotherThread(String... words) throws InterruptedException {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread other =
        Thread.ofPlatform()
            .uncaughtExceptionHandler((thread, thrown) -> failure.set(thrown))
            .start(() -> require(words));
    other.join();
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new AssertionError(thrown.getMessage(), thrown);
    }
  }

  private void require(String... words) {
    List<byte[]> before = trial.snapshots();
    RuntimeException refusal = call();
    String message = String.valueOf(refusal.getMessage());
    if (!wrong.refusal().isInstance(refusal)) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "the call must be refused with %s, but threw %s: %s",
              wrong.refusal().getSimpleName(),
              refusal.getClass().getSimpleName(),
              message));
    }
    if (!message.startsWith(trial.described().model().routine() + ": ")) {
      throw new AssertionError("the message must begin with the routine, but was: " + message);
    }
    Arrays.stream(words)
        .filter(
            word -> !Pattern.compile("\\b" + Pattern.quote(word) + "\\b").matcher(message).find())
        .findFirst()
        .ifPresent(
            word -> {
              throw new AssertionError(
                  "the message must contain " + word + ", but was: " + message);
            });
    trial.requireNothingWritten(before);
  }

  private RuntimeException call() {
    try {
      trial.call(blas);
    } catch (RuntimeException refusal) {
      return refusal;
    }
    throw new AssertionError(
        "the call must be refused with " + wrong.refusal().getSimpleName() + ", but returned");
  }
}
