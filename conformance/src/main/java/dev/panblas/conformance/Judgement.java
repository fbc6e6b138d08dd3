package dev.panblas.conformance;

import dev.panblas.matrix.Precision;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compares a result with what it must be, and remembers the worst element. */
final class Judgement {

  private final Precision precision;
  private int judged;
  private int wrong;
  private double worst = -1;
  private @Nullable String message;

  Judgement(Precision precision) {
    this.precision = precision;
  }

  void judge(String name, Element expected, double computed) {
    judge(() -> name, expected, computed);
  }

  void judge(Supplier<String> name, Element expected, double computed) {
    judge(name, expected.told(), computed, expected.error(computed), expected.bound(precision));
  }

  /** With a bound that has been derived elsewhere. */
  void judge(Supplier<String> name, double expected, double computed, double error, double bound) {
    judged++;
    // A bound may be made of the result itself: where that is too large, it is infinite, and allows
    // no more for that.
    if (error <= bound && Double.isFinite(error)) {
      return;
    }
    wrong++;
    // By how many bounds it is off; what must be exact is off by all.
    double excess = Double.isFinite(error) ? error / bound : Double.POSITIVE_INFINITY;
    if (excess > worst) {
      worst = excess;
      message =
          String.format(
              "%s: expected %s, got %s, error %.3g, bound %.3g",
              name.get(), expected, computed, error, bound);
    }
  }

  /** Fails with the worst element, if one was out of bounds. */
  void require() {
    if (message != null) {
      throw new AssertionError(
          wrong == 1 && judged == 1
              ? message
              : String.format(
                  "%d of %d elements are wrong, the worst is %s", wrong, judged, message));
    }
  }
}
