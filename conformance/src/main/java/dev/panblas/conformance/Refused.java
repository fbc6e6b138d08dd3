package dev.panblas.conformance;

import dev.panblas.blas.Blas;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A call that must be refused: with the right exception, whose message begins with the routine and
 * says what is wrong, and before anything is written.
 *
 * @param blas what is called
 * @param trial the operands
 * @param wrong what is wrong with them
 */
record Refused(Blas blas, Trial trial, Fault.Wrong wrong) {

  void requireInAnotherThread(String... words) throws InterruptedException {
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

  void require(String... words) {
    List<byte[]> before = trial.snapshots();
    RuntimeException refusal = call();
    String message = String.valueOf(refusal.getMessage());
    if (!wrong.refusal().isInstance(refusal)) {
      throw new AssertionError(
          String.format(
              "refused with %s, not %s: %s",
              refusal.getClass().getSimpleName(), wrong.refusal().getSimpleName(), message));
    }
    if (!message.startsWith(trial.described().model().routine() + ": ")) {
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

  private RuntimeException call() {
    try {
      trial.call(blas);
    } catch (RuntimeException refusal) {
      return refusal;
    }
    throw new AssertionError("the call was not refused with " + wrong.refusal().getSimpleName());
  }
}
