/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.GivensRotation;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.ModifiedRotation;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.ArrayCalls;
import dev.panblas.spi.BlasKernels;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The kit on backends with one mistake each: the rule against the mistake must fail and show it.
 */
class WrongBackendsTest {

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments("ignores beta", new IgnoresBeta(), "GEMM-3", "beta=0.7", "GEMM-1"),
        arguments(
            "is native and wrong on small operands",
            new WrongWhenSmall(),
            "GEMM-1",
            "m=1 n=1 k=1",
            "GEMM-42"),
        arguments(
            "is native and wrong beyond the crossover",
            new WrongBeyondCrossover(),
            "GEMM-42",
            "elements are wrong",
            "GEMM-13"),
        arguments("reads c when beta = 0", new ReadsOutput(), "GEMM-4", "got NaN", "GEMM-3"),
        arguments(
            "writes padding", new WritesPadding(), "GEMM-7", "a gap 3 elements after", "GEMM-2"),
        arguments(
            "transposes square matrices",
            new TransposesSquares(),
            "GEMM-2",
            "m=4 n=4 k=4",
            "GEMM-7"),
        arguments("drops the tail of an odd size", new DropsTail(), "DOT-1", "n=1", "DOT-8"),
        arguments(
            "ignores a negative stride", new IgnoresSign(), "AXPY-2", "x backwards", "AXPY-7"),
        arguments("sums doubles in single", new SumsInSingle(), "DOT-1", "dot double", "DOT-6"),
        arguments("rounds singles to half", new RoundsToHalf(), "GEMM-1", "gemm single", "GEMM-7"),
        arguments(
            "returns the last maximum", new LastMaximum(), "IAMAX-20", "expected 0.0", "IAMAX-21"),
        arguments(
            "overflows in a norm", new SquaresElements(), "NRM2-20", "got Infinity", "NRM2-1"),
        arguments("underflows in a norm", new SquaresElements(), "NRM2-21", "got 0.0", "NRM2-2"),
        arguments("skips products with 0", new SkipsZeros(), "GEMM-20", "expected NaN", "GEMM-1"),
        arguments(
            "sets zeros instead of multiplying by 0",
            new Zeroes(),
            "SCAL-20",
            "expected NaN",
            "SCAL-1"),
        arguments(
            "shares an operand between threads", new KeepsOperand(), "GEMM-21", "m=72", "GEMM-1"),
        arguments("scales an input in place", new ScalesInput(), "GEMM-6", "of a is now", "GEMM-1"),
        arguments(
            "throws",
            new Throws(),
            "GER-1",
            "threw java.lang.ArithmeticException: by zero",
            "GER-12"),
        arguments(
            "exchanges nothing", new ExchangesNothing(), "SWAP-1", "swap single n=1", "SWAP-7"),
        arguments(
            "takes the wrong triangle", new WrongTriangle(), "TRMV-2", "triangle=", "TRMV-12"),
        arguments(
            "ignores a unit diagonal", new StoredDiagonal(), "TRSM-2", "diagonal=unit", "TRSM-8"),
        arguments(
            "reads a band from the wrong end", new WrongOffset(), "SBMV-2", "sbmv", "SBMV-12"),
        arguments(
            "writes the other triangle",
            new WholeSquare(),
            "SYRK-7",
            "the unused element",
            "SYRK-1"),
        arguments("solves on the wrong side", new WrongSide(), "TRSM-1", "side=right", "TRSM-7"),
        arguments(
            "leaves out the last product of a batch",
            new ShortBatch(),
            "GEMM_BATCH-1",
            "b=1",
            "GEMM_BATCH-7"),
        arguments(
            "sums singles in single", new RoundsSums(), "DSDOT-20", "dsdot single", "DSDOT-7"),
        arguments(
            "leaves out elements and counts others three times",
            new MiscountsElements(),
            "SUM-30",
            "sum single n=16",
            "ASUM-30"),
        arguments(
            "adds up the absolute values of many singles in single",
            new AccumulatesAbsolutesInSingle(),
            "ASUM-20",
            "the sum of 1000003 elements",
            "ASUM-1"),
        arguments(
            "adds up many singles in single",
            new AccumulatesInSingle(),
            "SUM-20",
            "the sum of 1000003 elements",
            "SUM-1"),
        arguments(
            "is wrong in one element of a large product",
            new LosesLarge(),
            "GEMM-40",
            "random signs",
            "GEMM-1"),
        arguments(
            "writes NaN into a large product", new LosesNumber(), "GEMM-40", "got NaN", "GEMM-1"),
        arguments(
            "writes NaN into a large solution",
            new LosesSolution(),
            "TRSM-40",
            "expected NaN",
            "TRSM-1"),
        arguments(
            "overwrites the work buffer of a long vector",
            new OverwritesBuffer(),
            "GER-43",
            "element 0 of the result must be",
            "GER-1"),
        arguments(
            "underflows in a rotation",
            new SquaresSides(),
            "ROTG-21",
            "c^2 + s^2: expected 1.0, got Infinity",
            "ROTG-22"),
        arguments(
            "returns a cosine of 1e170", new LargeCosine(), "ROTG-1", "got Infinity", "ROTG-22"),
        arguments(
            "returns a rotation matrix of 1e160",
            new LargeMatrix(),
            "ROTMG-1",
            "got Infinity",
            "ROTMG-22"),
        arguments("rotates backwards", new RotatesBackwards(), "ROTG-1", "c b - s a", "ROTG-22"),
        arguments(
            "returns the last maximum of a random vector",
            new LastMaximum(),
            "RANDOM-1",
            "shrunk from",
            "RANDOM-2"),
        arguments(
            "skips products with 0 in a vector", new LosesNaN(), "GER-9", "NaN in x: ", "GER-1"),
        arguments(
            "is wrong if inputs overlap", new NeedsInputsApart(), "GEMV-10", "apart", "GEMV-11"),
        arguments(
            "is wrong in one call",
            new WrongOnce(),
            "RANDOM-1",
            "did not fail a second time",
            "RANDOM-2"),
        arguments(
            "shares a result between threads", new KeepsSum(), "THREADS-1", "expected", "DOT-1"),
        arguments(
            "is wrong on a thread that is not the caller's",
            new WrongOnWorkers(),
            "THREADS-4",
            "with thread count",
            "GEMM-1"),
        arguments(
            "rounds another way on a thread that is not the caller's",
            new RoundsUpOnWorkers(),
            "THREADS-5",
            "the bits differ",
            "THREADS-4"),
        arguments(
            "clears the interrupt status",
            new ClearsInterrupt(),
            "THREADS-6",
            "must keep the thread's interrupt status",
            "GEMM-1"),
        arguments(
            "rounds another way in confined memory",
            new RoundsUpConfined(),
            "THREADS-7",
            "the bits differ in a confined arena",
            "GEMM-1"),
        arguments(
            "rounds sums another way on a thread that is not the caller's",
            new RoundsSumsUpOnWorkers(),
            "THREADS-8",
            "must have the same bits with thread count",
            "DOT-1"),
        arguments(
            "hides that memory was closed",
            new HidesClosing(),
            "THREADS-9",
            "must throw IllegalStateException",
            "GEMM-15"),
        arguments(
            "prepares all operands in one memory",
            new PreparesInOneMemory(),
            "GEMM-22",
            "got NaN",
            "GEMM-1"),
        arguments(
            "leaves out half of the products",
            new ForgetsHalf(),
            "AUTOENCODER-2",
            "BATCHED",
            "AUTOENCODER-6"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void theRuleFailsAndItsMessageShowsTheMistake(
      String mistake, BlasKernels kernels, String broken, String said, String kept) {
    Outcome outcome = check(kernels, broken);
    assertFalse(outcome.isPassed(), () -> broken + " must fail on a backend that " + mistake);
    assertTrue(
        outcome.toString().contains(said),
        () -> "the outcome must contain " + said + ", but was " + outcome);
    boolean isIntermittent = broken.startsWith("THREADS-") || kernels instanceof WrongOnce;
    for (String line : isIntermittent ? List.<String>of() : outcome.messages()) {
      Subject subject = Subject.of(kernels, Effort.SHORT);
      assertTrue(ConformanceKit.reproduce(subject, line).isPresent(), () -> "passes: " + line);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void anotherRulePasses(
      String mistake, BlasKernels kernels, String broken, String said, String kept) {
    Outcome outcome = check(kernels, kept);
    assertTrue(outcome.isPassed(), () -> outcome + " must pass on a backend that " + mistake);
  }

  /** All calls that THREADS-12 tries but dot, whose sums the facade cuts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gemm on arrays",
        "axpy on arrays",
        "gemv on arrays",
        "trsv on arrays",
        "gemm on arrays that are not copied",
        "syrk on arrays that are not copied",
        "gbmv on arrays that are not copied",
        "spmv on arrays that are not copied"
      })
  void eachKindOfLongCallInNativeCodeIsNoticed(String call) {
    Subject subject = Subject.of(new StaysInNativeCode(), Effort.SHORT);
    Optional<String> problem =
        IntStream.range(0, 3) // a busy machine may delay the plain loops as long
            .mapToObj(i -> ConformanceKit.reproduce(subject, "THREADS-12: " + call))
            .flatMap(Optional::stream)
            .findFirst();
    String message = problem.orElse("the call passed");
    assertTrue(message.matches("a call with n = \\d+ must not delay a safepoint by .*"), message);
  }

  private static Outcome check(BlasKernels kernels, String id) {
    Rule rule =
        ConformanceKit.rules().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
    return ConformanceKit.check(Subject.of(kernels, Effort.SHORT), rule);
  }

  private static final class KeepsOperand extends ExampleKernels {
    private volatile Matrix left;

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      left = a;
      super.gemm(alpha / 2, a, b, beta, c); // long enough for other threads to call
      super.gemm(alpha / 2, left, b, 1, c);
    }
  }

  private static boolean isWorker() {
    return Thread.currentThread().getName().startsWith("panblas-worker-");
  }

  private static void roundUp(Matrix c) {
    double above = c.get(0, 0) * (1 + 2 * c.precision().unitRoundoff());
    c.set(0, 0, above);
  }

  private static final class WrongOnWorkers extends ExampleKernels {
    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      super.gemm(isWorker() ? 2 * alpha : alpha, a, b, beta, c);
    }
  }

  private static final class RoundsUpOnWorkers extends ExampleKernels {
    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      super.gemm(alpha, a, b, beta, c);
      if (isWorker()) {
        roundUp(c);
      }
    }
  }

  private static final class ClearsInterrupt extends ExampleKernels {
    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      super.gemm(alpha, a, b, beta, c);
      boolean ignored = Thread.interrupted();
    }
  }

  private static final class RoundsUpConfined extends ExampleKernels {
    private final Thread another = Thread.ofPlatform().unstarted(() -> {});

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      super.gemm(alpha, a, b, beta, c);
      if (!c.segment().isAccessibleBy(another)) {
        roundUp(c);
      }
    }
  }

  private static final class RoundsSumsUpOnWorkers extends ExampleKernels {
    @Override
    public double dot(Vector x, Vector y) {
      double sum = super.dot(x, y);
      return isWorker() ? sum * (1 + 4 * x.precision().unitRoundoff()) : sum;
    }
  }

  private static final class OverwritesBuffer extends ExampleKernels {
    @Override
    public boolean isNative() {
      return true;
    }

    @Override
    public void ger(double alpha, Vector x, Vector y, Matrix a) {
      super.ger(alpha, x, y, a);
      if (x.size() > 1 << 20) {
        a.set(0, 0, Math.PI);
      }
    }
  }

  private static final class HidesClosing extends ExampleKernels {
    @Override
    public void axpy(double alpha, Vector x, Vector y) {
      try {
        super.axpy(alpha, x, y);
      } catch (IllegalStateException closed) {
        throw new UnsupportedOperationException("axpy failed", closed);
      }
    }
  }

  /**
   * Native code in which no safepoint is reached for 20 ms or more: on arrays, where all calls are
   * made at once up to a bound that is too large, and in products. The rule makes slow calls on
   * small operands, so that this takes as long as the rule wants calls to take.
   */
  private static final class StaysInNativeCode extends ExampleKernels {

    @SuppressWarnings("restricted")
    private static final MethodHandle SLEEP =
        Linker.nativeLinker()
            .downcallHandle(
                Linker.nativeLinker().defaultLookup().findOrThrow("usleep"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
                Linker.Option.critical(true));

    private static void stay(int millis) {
      try {
        int _ = (int) SLEEP.invokeExact(1_000 * millis);
      } catch (Throwable impossible) {
        throw new AssertionError(impossible);
      }
    }

    private static void stayIfOnArray(Operand operand) {
      if (!operand.segment().isNative()) {
        stay(20);
      }
    }

    @Override
    public boolean isNative() {
      return true;
    }

    @Override
    public Optional<ArrayCalls> onArrays() {
      return Optional.of(new ArrayCalls(this, 1 << 27, 1 << 20));
    }

    @Override
    public void axpy(double alpha, Vector x, Vector y) {
      stayIfOnArray(y);
    }

    @Override
    public double dot(Vector x, Vector y) {
      return 0;
    }

    @Override
    public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
      stayIfOnArray(a);
    }

    @Override
    public void trsv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
      stay(60);
    }

    @Override
    public void gbmv(
        Transposition transposition,
        int kl,
        int ku,
        double alpha,
        Matrix a,
        Vector x,
        double beta,
        Vector y) {
      stayIfOnArray(a);
    }

    @Override
    public void spmv(Triangle triangle, double alpha, Vector ap, Vector x, double beta, Vector y) {
      stayIfOnArray(ap);
    }

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      stay(60);
    }

    @Override
    public void syrk(Triangle triangle, double alpha, Matrix a, double beta, Matrix c) {
      stayIfOnArray(a);
    }
  }

  private static final class IgnoresBeta extends ExampleKernels {
    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      super.gemm(alpha, a, b, beta == 0 ? 0 : 1, c);
    }
  }

  /** The crossover hides this mistake from programs, but not from the kit. */
  private static final class WrongWhenSmall extends ExampleKernels {
    @Override
    public boolean isNative() {
      return true;
    }

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      boolean small = c.rows() * c.columns() * a.columns() <= 64;
      super.gemm(small ? 2 * alpha : alpha, a, b, beta, c);
    }
  }

  private static final class WrongBeyondCrossover extends ExampleKernels {
    @Override
    public boolean isNative() {
      return true;
    }

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      boolean small = c.rows() * c.columns() * a.columns() <= 64;
      super.gemm(small ? alpha : 2 * alpha, a, b, beta, c);
    }
  }

  private static final class ReadsOutput extends ExampleKernels {
    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      for (int i = 0; i < c.rows(); i++) {
        for (int j = 0; j < c.columns(); j++) {
          c.set(i, j, beta * c.get(i, j));
        }
      }
      super.gemm(alpha, a, b, 1, c);
    }
  }

  private static final class WritesPadding extends ExampleKernels {
    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      super.gemm(alpha, a, b, beta, c);
      if (c.isRowMajor() && c.rowStride() > c.columns() && c.rows() > 1) {
        c.precision().set(c.segment(), c.columns(), 0);
      }
    }
  }

  private static final class TransposesSquares extends ExampleKernels {
    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      boolean square = a.rows() == a.columns() && a.isColumnMajor();
      super.gemm(alpha, square ? a.transposed() : a, b, beta, c);
    }
  }

  private static final class DropsTail extends ExampleKernels {
    @Override
    public double dot(Vector x, Vector y) {
      int even = x.size() / 2 * 2;
      return super.dot(x.slice(0, even), y.slice(0, even));
    }
  }

  private static final class IgnoresSign extends ExampleKernels {
    @Override
    public void axpy(double alpha, Vector x, Vector y) {
      super.axpy(alpha, x.stride() < 0 ? x.reversed() : x, y);
    }
  }

  private static final class SumsInSingle extends ExampleKernels {
    @Override
    public double dot(Vector x, Vector y) {
      float sum = 0;
      for (int i = 0; i < x.size(); i++) {
        sum += (float) (x.get(i) * y.get(i));
      }
      return sum;
    }
  }

  /** As OpenBLAS 0.3.31 on AVX-512: sums of equal or evenly spaced elements are right. */
  private static final class MiscountsElements extends ExampleKernels {
    @Override
    public double sum(Vector x) {
      double sum = 0;
      int blocks = x.precision() == Precision.SINGLE ? x.size() / 16 * 16 : 0;
      for (int i = 0; i < x.size(); i++) {
        int weight = i >= blocks ? 1 : new int[] {1, 0, 3, 0}[i % 16 / 4];
        sum += weight * x.get(i);
      }
      return sum;
    }
  }

  private static final class AccumulatesInSingle extends ExampleKernels {
    @Override
    public double sum(Vector x) {
      float sum = 0;
      for (int i = 0; i < x.size() && x.precision() == Precision.SINGLE; i++) {
        sum += (float) x.get(i);
      }
      return x.precision() == Precision.SINGLE ? sum : super.sum(x);
    }
  }

  private static final class AccumulatesAbsolutesInSingle extends ExampleKernels {
    @Override
    public double asum(Vector x) {
      float sum = 0;
      for (int i = 0; i < x.size() && x.precision() == Precision.SINGLE; i++) {
        sum += (float) Math.abs(x.get(i));
      }
      return x.precision() == Precision.SINGLE ? sum : super.asum(x);
    }
  }

  private static final class RoundsToHalf extends ExampleKernels {
    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      super.gemm(alpha, a, b, beta, c);
      for (int i = 0; i < c.rows() && c.precision() == Precision.SINGLE; i++) {
        for (int j = 0; j < c.columns(); j++) {
          c.set(i, j, Float.float16ToFloat(Float.floatToFloat16((float) c.get(i, j))));
        }
      }
    }
  }

  private static final class LastMaximum extends ExampleKernels {
    @Override
    public int iamax(Vector x) {
      int place = 0;
      for (int i = 1; i < x.size(); i++) {
        if (Math.abs(x.get(i)) >= Math.abs(x.get(place))) {
          place = i;
        }
      }
      return place;
    }
  }

  private static final class SquaresElements extends ExampleKernels {
    @Override
    public double nrm2(Vector x) {
      return x.precision().round(Math.sqrt(dot(x, x)));
    }
  }

  private static final class SkipsZeros extends ExampleKernels {
    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      super.gemm(alpha, a, b, beta, c);
      for (int i = 0; i < c.rows(); i++) {
        for (int j = 0; j < c.columns(); j++) {
          if (Double.isNaN(c.get(i, j))) {
            c.set(i, j, 0);
          }
        }
      }
    }
  }

  private static final class Zeroes extends ExampleKernels {
    @Override
    public void scal(double alpha, Vector x) {
      if (alpha == 0) {
        x.fill(0);
      } else {
        super.scal(alpha, x);
      }
    }
  }

  private static final class ScalesInput extends ExampleKernels {
    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      super.gemm(alpha, a, b, beta, c);
      if (!a.segment().isReadOnly()) {
        a.set(0, 0, 2 * a.get(0, 0));
      }
    }
  }

  private static final class Throws extends ExampleKernels {
    @Override
    public void ger(double alpha, Vector x, Vector y, Matrix a) {
      throw new ArithmeticException("by zero");
    }
  }

  private static final class ExchangesNothing extends ExampleKernels {
    @Override
    public void swap(Vector x, Vector y) {}
  }

  private static final class WrongTriangle extends ExampleKernels {
    @Override
    public void trmv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
      super.trmv(triangle.transposed(), diagonal, a, x);
    }
  }

  private static final class StoredDiagonal extends ExampleKernels {
    @Override
    public void trsm(
        Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
      super.trsm(side, triangle, Diagonal.NON_UNIT, alpha, a, b);
    }
  }

  private static final class WrongOffset extends ExampleKernels {
    @Override
    public void sbmv(Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {
      super.sbmv(triangle.transposed(), alpha, a, x, beta, y);
    }
  }

  private static final class WholeSquare extends ExampleKernels {
    @Override
    public void syrk(Triangle triangle, double alpha, Matrix a, double beta, Matrix c) {
      gemm(alpha, a, a.transposed(), beta, c);
    }
  }

  private static final class WrongSide extends ExampleKernels {
    @Override
    public void trsm(
        Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
      boolean square = b.rows() == b.columns();
      super.trsm(square ? Side.LEFT : side, triangle, diagonal, alpha, a, b);
    }
  }

  private static final class ShortBatch extends ExampleKernels {
    @Override
    public void gemmBatch(double alpha, MatrixBatch a, MatrixBatch b, double beta, MatrixBatch c) {
      for (int i = 0; i < c.count() - 1; i++) {
        gemm(alpha, a.matrix(i), b.matrix(i), beta, c.matrix(i));
      }
    }
  }

  private static final class RoundsSums extends ExampleKernels {
    @Override
    public double dsdot(Vector x, Vector y) {
      float sum = 0;
      for (int i = 0; i < x.size(); i++) {
        sum += (float) (x.get(i) * y.get(i));
      }
      return sum;
    }
  }

  private static final class LosesLarge extends ExampleKernels {
    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      super.gemm(alpha, a, b, beta, c);
      if (c.rows() > 256 && c.columns() > 64) {
        c.set(200, 40, 1.001 * c.get(200, 40) + 0.001);
      }
    }
  }

  /** In the smallest element of a row: without it, the sum of the row is within the bound. */
  private static final class LosesNumber extends ExampleKernels {
    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      super.gemm(alpha, a, b, beta, c);
      boolean large = c.precision() == Precision.SINGLE && c.rows() > 256 && c.columns() > 64;
      for (int i = 0; i < c.rows() && large; i++) {
        int smallest = 0;
        for (int j = 1; j < c.columns(); j++) {
          if (Math.abs(c.get(i, j)) < Math.abs(c.get(i, smallest))) {
            smallest = j;
          }
        }
        c.set(i, smallest, Double.NaN);
      }
    }
  }

  private static final class LosesSolution extends ExampleKernels {
    @Override
    public void trsm(
        Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
      super.trsm(side, triangle, diagonal, alpha, a, b);
      if (b.rows() > 256 && b.columns() > 64) {
        b.set(200, 40, Double.NaN);
      }
    }
  }

  private static final class SquaresSides extends ExampleKernels {
    @Override
    public GivensRotation rotg(Precision precision, double a, double b) {
      GivensRotation made = super.rotg(precision, a, b);
      double r = precision.round(Math.sqrt(precision.round(a * a + b * b)));
      return a == 0 || b == 0 ? made : new GivensRotation(a / r, b / r, r, made.z());
    }
  }

  private static final class LargeCosine extends ExampleKernels {
    @Override
    public GivensRotation rotg(Precision precision, double a, double b) {
      GivensRotation made = super.rotg(precision, a, b);
      return a == 0 || b == 0 ? made : new GivensRotation(1e170, made.s(), made.r(), made.z());
    }
  }

  private static final class LargeMatrix extends ExampleKernels {
    @Override
    public ModifiedRotation rotmg(Precision precision, double d1, double d2, double x1, double y1) {
      ModifiedGivens h = new ModifiedGivens(ModifiedGivens.Form.FULL, 1e160, 1e160, 1e160, 1e160);
      ModifiedRotation made = super.rotmg(precision, d1, d2, x1, y1);
      return d1 < 0 ? made : new ModifiedRotation(made.d1(), made.d2(), made.x1(), h);
    }
  }

  private static final class RotatesBackwards extends ExampleKernels {
    @Override
    public GivensRotation rotg(Precision precision, double a, double b) {
      GivensRotation made = super.rotg(precision, a, b);
      return a == 0 || b == 0 ? made : new GivensRotation(made.c(), -made.s(), made.r(), made.z());
    }
  }

  private static final class LosesNaN extends ExampleKernels {
    @Override
    public void ger(double alpha, Vector x, Vector y, Matrix a) {
      super.ger(alpha, x, y, a);
      for (int i = 0; i < a.rows(); i++) {
        for (int j = 0; j < a.columns() && Double.isNaN(x.get(i)); j++) {
          a.set(i, j, 0);
        }
      }
    }
  }

  private static final class NeedsInputsApart extends ExampleKernels {
    @Override
    public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
      super.gemv(alpha, a, x, beta, y);
      boolean inputsMeet = a.segment().asOverlappingSlice(x.segment()).isPresent();
      if (inputsMeet && a.segment().asOverlappingSlice(y.segment()).isEmpty()) {
        y.fill(Double.NaN);
      }
    }
  }

  private static final class WrongOnce extends ExampleKernels {
    private int calls;

    @Override
    public double dot(Vector x, Vector y) {
      return super.dot(x, y) + (++calls == 1000 ? 1 : 0);
    }
  }

  private static final class KeepsSum extends ExampleKernels {
    private volatile double sum;

    @Override
    public double dot(Vector x, Vector y) {
      double own = super.dot(x, y);
      sum = own;
      for (int i = 0; i < 5 && sum == own; i++) { // long enough for other threads to call
        LockSupport.parkNanos(200_000);
      }
      return sum;
    }
  }

  private static final class PreparesInOneMemory extends ExampleKernels {

    private final MemorySegment memory = Arena.ofAuto().allocate(1 << 20, 64);

    @Override
    public Matrix operandOfGemm(Arena arena, Precision precision, int rows, int columns) {
      return Matrix.wrap(memory, precision, rows, columns, 0, Math.max(1, columns), 1);
    }
  }

  private static final class ForgetsHalf extends ExampleKernels {
    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      int half = (a.columns() + 1) / 2;
      Matrix left = a.block(0, 0, a.rows(), half);
      super.gemm(alpha, left, b.block(0, 0, half, b.columns()), beta, c);
    }
  }
}
