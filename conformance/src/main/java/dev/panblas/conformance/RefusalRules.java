package dev.panblas.conformance;

import static dev.panblas.conformance.RoutineRules.rule;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rules 12 to 19: calls that must be refused, with an exception that names the routine and the
 * operand with its values, before anything is written.
 */
final class RefusalRules {

  private final RoutineModel model;

  private RefusalRules(RoutineModel model) {
    this.model = model;
  }

  static List<Rule> of(RoutineModel model) {
    return new RefusalRules(model).rules();
  }

  private List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    boolean several = model.operands().size() > 1;
    if (several) {
      rules.add(
          rule(
              model,
              12,
              "an operand whose shape does not fit is refused (IllegalArgumentException)",
              this::wrongShape));
      rules.add(
          rule(
              model,
              13,
              "operands of mixed precision are refused (IllegalArgumentException)",
              eachOperand(this::mixedPrecision)));
    }
    rules.add(
        rule(
            model,
            14,
            "null in an operand's place is refused (NullPointerException)",
            eachOperand(this::missing)));
    rules.add(
        rule(
            model,
            15,
            "an operand whose arena was closed is refused (IllegalStateException)",
            eachOperand(this::closed)));
    rules.add(
        rule(
            model,
            16,
            "an operand in another thread's confined arena is refused (WrongThreadException)",
            eachOperand(this::foreign)));
    if (model.hasOutputs()) {
      if (several) {
        rules.add(
            rule(
                model,
                17,
                "an output that shares an element with another operand is refused"
                    + " (IllegalArgumentException)",
                this::overlap));
      }
      rules.add(
          rule(
              model,
              18,
              "an output whose own elements share memory is refused (IllegalArgumentException)",
              eachOutput(this::overlapsItself)));
      rules.add(
          rule(
              model,
              19,
              "an output that is read-only is refused (IllegalArgumentException)",
              eachOutput(this::readOnly)));
    }
    return rules;
  }

  /** A refused call of one case with one operand spoilt. */
  private interface Spoilt {
    void call(Blas blas, Case at, int operand) throws InterruptedException;
  }

  private Rule.Check eachOperand(Spoilt spoilt) {
    return each(false, spoilt);
  }

  private Rule.Check eachOutput(Spoilt spoilt) {
    return each(true, spoilt);
  }

  private Rule.Check each(boolean outputsOnly, Spoilt spoilt) {
    return (blas, findings) -> {
      for (Case at : CaseTable.plain(model)) {
        for (int i = 0; i < model.operands().size(); i++) {
          int operand = i;
          if (!outputsOnly || model.operands().get(i).isWritten()) {
            findings.attempt(at + ", spoilt " + name(i), () -> spoilt.call(blas, at, operand));
          }
        }
      }
    };
  }

  private String name(int operand) {
    return model.operands().get(operand).name();
  }

  // ---- one method a rule

  private void wrongShape(Blas blas, Findings findings) {
    for (Case at : CaseTable.plain(model)) {
      for (int i = 0; i < model.operands().size(); i++) {
        OperandModel operand = model.operands().get(i);
        for (int change : new int[] {-1, 1, -at.sizes().get(operand.rows())}) {
          wrongShape(blas, findings, at, i, operand.rows(), change);
          if (operand.isMatrix()) {
            wrongShape(blas, findings, at, i, operand.columns(), change);
          }
        }
      }
    }
  }

  private void wrongShape(
      Blas blas, Findings findings, Case at, int operand, int dimension, int change) {
    List<Integer> sizes = new ArrayList<>(at.sizes());
    int right = sizes.get(dimension);
    int wrong = Math.max(0, right + change);
    sizes.set(dimension, wrong);
    Case changed = new Case(model, at.precision(), sizes, at.layouts(), 1, 1, at.seed());
    String described = at + ", but " + name(operand) + " with " + wrong + " in place of " + right;
    findings.attempt(
        described,
        () -> {
          try (Arena arena = Arena.ofConfined()) {
            Trial trial = Trial.of(arena, at);
            GuardedOperand other = Trial.allocate(arena, changed, operand, at.precision());
            trial.pass(operand, other.view());
            requireRefused(
                blas,
                trial,
                IllegalArgumentException.class,
                name(operand),
                String.valueOf(wrong),
                String.valueOf(right));
          }
        });
  }

  private void mixedPrecision(Blas blas, Case at, int operand) {
    Precision other = at.precision() == Precision.SINGLE ? Precision.DOUBLE : Precision.SINGLE;
    try (Arena arena = Arena.ofConfined()) {
      Trial trial = Trial.of(arena, at);
      Operand view = Trial.allocate(arena, at, operand, other).view();
      trial.pass(operand, view);
      requireRefused(
          blas,
          trial,
          IllegalArgumentException.class,
          name(operand),
          view.describe(),
          "single",
          "double");
    }
  }

  private void missing(Blas blas, Case at, int operand) {
    try (Arena arena = Arena.ofConfined()) {
      Trial trial = Trial.of(arena, at);
      trial.pass(operand, null);
      requireRefused(blas, trial, NullPointerException.class, name(operand), "null");
    }
  }

  private void closed(Blas blas, Case at, int operand) {
    try (Arena arena = Arena.ofConfined()) {
      Trial trial = Trial.of(arena, at);
      Operand view;
      try (Arena closed = Arena.ofConfined()) {
        view = Trial.allocate(closed, at, operand, at.precision()).view();
      }
      trial.pass(operand, view);
      requireRefused(
          blas, trial, IllegalStateException.class, name(operand), view.describe(), "closed");
    }
  }

  private void foreign(Blas blas, Case at, int operand) throws InterruptedException {
    try (Arena mine = Arena.ofConfined();
        Arena shared = Arena.ofShared()) {
      Trial trial = Trial.of(shared, at);
      GuardedOperand confined = Trial.allocate(mine, at, operand, at.precision());
      Operand view = confined.view();
      trial.pass(operand, view);
      byte[] before = confined.snapshot();
      AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
      Thread other =
          Thread.ofPlatform()
              .uncaughtExceptionHandler((thread, thrown) -> failure.set(thrown))
              .start(
                  () ->
                      requireRefused(
                          blas, trial, WrongThreadException.class, name(operand), view.describe()));
      other.join();
      Throwable thrown = failure.get();
      if (thrown != null) {
        throw new AssertionError(thrown.getMessage(), thrown);
      }
      confined.requireUnchanged(before, "the call was refused, but wrote");
    }
  }

  /** All operands begin at one place, so each output shares its first element with the others. */
  private void overlap(Blas blas, Findings findings) {
    for (Case at : CaseTable.plain(model)) {
      for (int i = 0; i < model.operands().size(); i++) {
        for (int j = 0; j < model.operands().size(); j++) {
          if (i != j && model.operands().get(i).isWritten()) {
            int output = i;
            int other = j;
            findings.attempt(
                at + ", " + name(i) + " over " + name(j), () -> overlap(blas, at, output, other));
          }
        }
      }
    }
  }

  private void overlap(Blas blas, Case at, int output, int other) {
    try (Arena arena = Arena.ofConfined()) {
      Trial apart = Trial.of(arena, at);
      Trial together = Trial.inOneMemory(arena, at, 1, 0);
      Operand outputView = together.operand(output).view();
      Operand otherView = together.operand(other).view();
      apart.pass(output, outputView);
      apart.pass(other, otherView);
      byte[] before = together.operand(output).snapshot();
      requireRefused(
          blas,
          apart,
          IllegalArgumentException.class,
          name(output),
          name(other),
          outputView.describe(),
          otherView.describe());
      together.operand(output).requireUnchanged(before, "the call was refused, but wrote");
    }
  }

  private void overlapsItself(Blas blas, Case at, int operand) {
    try (Arena arena = Arena.ofConfined()) {
      Trial trial = Trial.of(arena, at);
      OperandModel output = model.operands().get(operand);
      int rows = output.rows(at.sizes());
      int columns = output.columns(at.sizes());
      Precision precision = at.precision();
      MemorySegment memory =
          arena.allocate((long) precision.bytes() * rows * columns * 2, precision.bytes());
      List<Operand> folded =
          output.isMatrix()
              ? List.of(
                  Matrix.wrap(memory, precision, rows, columns, 0, 0, 1),
                  Matrix.wrap(memory, precision, rows, columns, 0, 1, 0),
                  Matrix.wrap(memory, precision, rows, columns, 0, 1, 1),
                  Matrix.wrap(memory, precision, rows, columns, 0, columns - 1, 1))
              : List.of(Vector.wrap(memory, precision, rows, 0, 0));
      for (Operand view : folded) {
        trial.pass(operand, view);
        requireRefused(blas, trial, IllegalArgumentException.class, name(operand), view.describe());
        requireZeros(memory);
      }
    }
  }

  private static void requireZeros(MemorySegment memory) {
    if (memory.mismatch(MemorySegment.ofArray(new byte[(int) memory.byteSize()])) >= 0) {
      throw new AssertionError("the call was refused, but wrote");
    }
  }

  private void readOnly(Blas blas, Case at, int operand) {
    try (Arena arena = Arena.ofConfined()) {
      Trial trial = Trial.of(arena, at);
      Operand view = trial.operand(operand).readOnlyView();
      trial.pass(operand, view);
      requireRefused(
          blas, trial, IllegalArgumentException.class, name(operand), view.describe(), "read-only");
    }
  }

  /** Calls, and requires the exception, its words, and that nothing was written. */
  private void requireRefused(
      Blas blas, Trial trial, Class<? extends RuntimeException> type, String... words) {
    List<byte[]> before = trial.snapshots();
    RuntimeException refusal;
    try {
      trial.call(blas);
      throw new AssertionError("the call was not refused with " + type.getSimpleName());
    } catch (RuntimeException thrown) {
      refusal = thrown;
    }
    String message = String.valueOf(refusal.getMessage());
    if (!type.isInstance(refusal)) {
      throw new AssertionError(
          "refused with "
              + refusal.getClass().getSimpleName()
              + ", not "
              + type.getSimpleName()
              + ": "
              + message);
    }
    if (!message.startsWith(model.routine() + ": ")) {
      throw new AssertionError("the message does not begin with the routine: " + message);
    }
    Arrays.stream(words)
        .filter(
            word -> !Pattern.compile("\\b" + Pattern.quote(word) + "\\b").matcher(message).find())
        .findFirst()
        .ifPresent(
            word -> {
              throw new AssertionError("the message does not say " + word + ": " + message);
            });
    trial.requireNothingWritten(before);
  }
}
