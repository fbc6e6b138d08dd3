/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.trials;

import dev.panblas.blas.Blas;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A call that is made again, with the same elements, and must give the same bits. */
public final class Repeated {

  private final Blas blas;
  private final Trial trial;
  private final List<byte[]> before;
  private final double result;
  private final List<byte[]> after;

  private Repeated(Blas blas, Trial trial, List<byte[]> before, double result) {
    this.blas = blas;
    this.trial = trial;
    this.before = before;
    this.result = result;
    this.after = trial.snapshots();
  }

  /** Makes the call for the first time. */
  public static Repeated of(Blas blas, Trial trial) {
    List<byte[]> before = trial.snapshots();
    return new Repeated(blas, trial, before, trial.call(blas));
  }

  /**
   * Makes the call for the first time, and requires that the result is within the error bound and
   * that nothing else is written.
   *
   * @param byChecksum whether products and solutions are judged by a checksum
   */
  public static Repeated right(Blas blas, Trial trial, boolean byChecksum) {
    List<byte[]> before = trial.snapshots();
    double result = trial.requireResult(blas, byChecksum);
    trial.requireNothingElseWritten(before);
    return new Repeated(blas, trial, before, result);
  }

  /** Makes it again, in the same memory. */
  public void requireSameBits(String when) {
    requireSameBits(blas, trial, when);
  }

  /** Makes it again, in the memory of another trial of the same case. */
  public void requireSameBits(Trial other, String when) {
    requireSameBits(blas, other, when);
  }

  /** Makes it again, with another facade and in the memory of another trial of the same case. */
  public void requireSameBits(Blas by, Trial other, String when) {
    other.restore(before);
    double again = other.call(by);
    if (Double.doubleToRawLongBits(again) != Double.doubleToRawLongBits(result)) {
      throw new AssertionError(
          "the result must have the same bits " + when + ", but was " + result + " and " + again);
    }
    for (int i = 0; i < after.size(); i++) {
      other.operand(i).requireUnchanged(after.get(i), "the bits differ " + when);
    }
  }

  /**
   * Makes it again, on a new thread.
   *
   * @param kind makes the thread
   * @param interrupted whether the thread is interrupted before the call; it must be so after it
   */
  public void requireSameBitsOn(Thread.Builder kind, String when, boolean interrupted)
      throws InterruptedException {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread thread =
        kind.uncaughtExceptionHandler((failed, thrown) -> failure.set(thrown))
            .start(
                () -> {
                  if (interrupted) {
                    Thread.currentThread().interrupt();
                  }
                  requireSameBits(when);
                  if (Thread.currentThread().isInterrupted() != interrupted) {
                    throw new AssertionError(
                        "the call must keep the thread's interrupt status, "
                            + interrupted
                            + ", but was made "
                            + when
                            + " and changed it");
                  }
                });
    thread.join();
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new AssertionError(when + ": " + thrown.getMessage(), thrown);
    }
  }
}
