/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.Scaling;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kit on backends that are right on ordinary operands. Each has one mistake, which shows only
 * with certain numbers, offsets, repetitions or threads.
 */
class SubtlyWrongBackendsTest {

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "divides by the largest element", new DividesByLargest(), "GEMM-31", "wrong", "GEMM-2"),
        arguments("flushes subnormals", new FlushesSubnormals(), "AXPY-32", "wrong", "AXPY-1"),
        arguments(
            "multiplies as Strassen does", new StrassenProduct(), "GEMM-33", "row or", "GEMM-2"),
        arguments(
            "rounds rows and columns to a common unit",
            new EmulatedProduct(),
            "GEMM-33",
            "wrong",
            "GEMM-2"),
        arguments(
            "leaves out an element before a cache line",
            new SkipsUnaligned(),
            "AXPY-34",
            "wrong",
            "AXPY-1"),
        arguments(
            "does not copy a result into an array",
            new LosesArrays(),
            "AXPY-44",
            "wrong",
            "AXPY-1"),
        arguments(
            "scales y before it adds x", new ScalesFirst(), "AXPBY-45", "in one memory", "AXPBY-1"),
        arguments(
            "copies x after it has written y",
            new RereadsInput(),
            "AXPY-45",
            "in one memory",
            "AXPY-1"),
        arguments(
            "writes the other triangle, and restores it",
            new RestoresTriangle(),
            "SYRK-45",
            "in one memory",
            "SYRK-7"),
        arguments(
            "multiplies by a unit diagonal that it sets and restores",
            new SetsDiagonal(),
            "TRMV-45",
            "in one memory",
            "TRMV-7"),
        arguments(
            "rounds another way every second time",
            new Alternates(),
            "DOT-35",
            "must have the same bits a second time",
            "DOT-1"),
        arguments("keeps a NaN", new KeepsNaN(), "DOT-36", "after a call of NaN", "DOT-1"),
        arguments(
            "recurses for each element", new Recurses(), "SUM-38", "StackOverflowError", "SUM-35"),
        arguments(
            "computes positions with 32 bits in products of 16 rows or more",
            new ShortPositions(false),
            "GEMM-39",
            "threw",
            "GEMM-2"),
        arguments(
            "computes positions in bytes with 32 bits below a certain stride",
            new ShortPositions(true),
            "GEMM-39",
            "threw",
            "GEMM-2"),
        arguments(
            "multiplies the right-hand side by 256",
            new ScalesRightSide(),
            "TRSV-20",
            "times 2^",
            "TRSV-1"),
        arguments(
            "rounds another way in a batch",
            new OtherBatch(),
            "GEMM_BATCH-20",
            "the loop has other bits",
            "GEMM_BATCH-1"),
        arguments(
            "flushes subnormals on a thread that is not the caller's",
            new FlushesOnWorkers(),
            "THREADS-10",
            "with thread count",
            "AXPY-1"),
        arguments(
            "shares a sum between threads", new SharesSum(), "THREADS-11", "beside views", "DOT-1"),
        arguments(
            "is wrong once more than a hundred callers have been inside",
            HundredCallers.kernels(),
            "RANDOM-3",
            " arena)",
            "THREADS-1"),
        arguments(
            "leaves out the last of many elements with a stride of 3",
            new LeavesOutLast(),
            "RANDOM-3",
            "(stride 3)",
            "RANDOM-1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void theRuleFailsAndItsMessageShowsTheMistake(
      String mistake, BlasKernels kernels, String broken, String said, String kept) {
    Outcome outcome = check(kernels, broken, Effort.SHORT);
    assertFalse(outcome.isPassed(), () -> broken + " must fail on a backend that " + mistake);
    assertTrue(
        outcome.toString().contains(said),
        () -> "the outcome must contain " + said + ", but was " + outcome);
    if (!broken.startsWith("THREADS-")) {
      Subject subject = Subject.of(kernels, Effort.SHORT);
      String line = outcome.messages().get(0);
      assertTrue(ConformanceKit.reproduce(subject, line).isPresent(), () -> "passes: " + line);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void anotherRulePasses(
      String mistake, BlasKernels kernels, String broken, String said, String kept) {
    Outcome outcome = check(kernels, kept, Effort.SHORT);
    assertTrue(outcome.isPassed(), () -> outcome + " must pass on a backend that " + mistake);
  }

  /** The mode remains changed in the thread that checks the rule. The thread ends with the rule. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aChangedRoundingModeIsNoticed() {
    Outcome outcome = check(new RoundsUpwards(), "DOT-37", Effort.SHORT);
    assertFalse(outcome.isPassed());
    assertTrue(
        outcome.toString().contains("the floating-point mode must be that of Java after the call"),
        outcome::toString);
  }

  @Test
  void aCallThatDoesNotEndIsAFailureThatNamesTheCase() {
    Duration limit = Duration.ofSeconds(1);
    Effort effort = new Effort(1, limit, 1, limit);
    Outcome outcome = check(new NeverReturns(), "GEMM-20", effort);
    assertEquals(1, outcome.failures());
    String message = outcome.messages().get(0);
    assertTrue(message.startsWith("GEMM-20: gemm single m="), message);
    assertTrue(message.endsWith(": has not ended after 1.0 s"), message);
  }

  @Test
  void aRandomCallThatDoesNotEndIsAFailureThatNamesTheCase() {
    Effort effort = new Effort(2000, Duration.ofSeconds(1), 1, Duration.ofMillis(500));
    Outcome outcome = check(new NeverReturns(), "RANDOM-3", effort);
    String message = outcome.messages().get(0);
    assertTrue(message.startsWith("RANDOM-3: 1 caller, in "), message);
    assertTrue(
        message.matches(".* seed=\\d+ \\(with .* arena\\): has not ended after 0.5 s"), message);
  }

  @Test
  void aRandomCallOnLongVectorsCanBeTriedAgainFromItsLine() {
    String line = "RANDOM-3: tbmv single n=1000, second diagonal upper, transposed, diagonal unit";
    Subject right = Subject.of(new ExampleKernels(), Effort.SHORT);
    BlasKernels idle =
        new ExampleKernels() {
          @Override
          public void tbmv(Triangle t, Transposition op, Diagonal d, Matrix a, Vector x) {}
        };
    Subject wrong = Subject.of(idle, Effort.SHORT);
    assertEquals(Optional.empty(), ConformanceKit.reproduce(right, line));
    String problem = ConformanceKit.reproduce(wrong, line + ": an error").orElseThrow();
    assertTrue(problem.contains("of the result must be"), problem);
  }

  @Test
  void errorsOfOneDirectionAreAWarning() {
    Outcome outcome = check(new Truncates(), "ASUM-1", Effort.SHORT);
    assertTrue(outcome.isPassed(), outcome::toString);
    assertTrue(outcome.warned() > outcome.warnings().size(), outcome::toString);
    assertTrue(
        outcome.warnings().get(0).contains("1 of 1 elements have errors in one direction"),
        () -> outcome.warnings().get(0));
    assertEquals(
        "warning: ASUM-1: %d more".formatted(outcome.warned() - 3),
        outcome.describeWarnings().get(3));
  }

  @Test
  void otherBitsAtAnotherOffsetAreAWarning() {
    Outcome outcome = check(new SumsFromCacheLine(), "DOT-34", Effort.SHORT);
    assertTrue(outcome.isPassed(), outcome::toString);
    assertTrue(
        outcome.warnings().get(0).contains(" other offsets are not those at the first"),
        () -> outcome.warnings().get(0));
  }

  private static Outcome check(BlasKernels kernels, String id, Effort effort) {
    Rule rule =
        ConformanceKit.rules().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
    return ConformanceKit.check(Subject.of(kernels, effort), rule);
  }

  private static boolean isWorker() {
    return Thread.currentThread().getName().startsWith("panblas-worker-");
  }

  /** The number of elements between the beginning of a cache line and the first element. */
  private static int offset(Vector x) {
    long bytes = x.segment().address() + x.origin() * x.precision().bytes();
    return (int) (bytes % 64) / x.precision().bytes();
  }

  private static double largest(double[] elements) {
    double largest = 0;
    for (double element : elements) {
      largest = Math.max(largest, Math.abs(element));
    }
    return largest;
  }

  private static Matrix copyOf(Matrix a) {
    Matrix copy = Matrix.allocate(a.precision(), a.rows(), a.columns());
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.columns(); j++) {
        copy.set(i, j, a.get(i, j));
      }
    }
    return copy;
  }

  private static final class DividesByLargest extends ExampleKernels {
    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      double divisor = 3 * largest(a.toDoubleArray(Order.ROW_MAJOR));
      Matrix divided = copyOf(a);
      for (int i = 0; i < a.rows() && divisor > 0; i++) {
        for (int j = 0; j < a.columns(); j++) {
          divided.set(i, j, a.get(i, j) / divisor);
        }
      }
      super.gemm(divisor > 0 ? alpha * divisor : alpha, divided, b, beta, c);
    }
  }

  private static double flushed(double value, Precision precision) {
    double smallest = precision == Precision.SINGLE ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    return Math.abs(value) < smallest ? 0 : value;
  }

  private static final class FlushesSubnormals extends ExampleKernels {
    @Override
    public void axpy(double alpha, Vector x, Vector y) {
      for (int i = 0; i < x.size(); i++) {
        double product = flushed(x.precision().round(alpha) * x.get(i), x.precision());
        y.set(i, flushed(product + y.get(i), x.precision()));
      }
    }
  }

  private static final class FlushesOnWorkers extends ExampleKernels {
    @Override
    public void axpy(double alpha, Vector x, Vector y) {
      super.axpy(alpha, x, y);
      for (int i = 0; i < y.size() && isWorker(); i++) {
        y.set(i, flushed(y.get(i), y.precision()));
      }
    }
  }

  /** One step of Strassen's algorithm: seven products of halves instead of eight. */
  private static final class StrassenProduct extends ExampleKernels {
    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      int n = c.rows();
      if (n < 64 || n % 2 != 0 || c.columns() != n || a.columns() != n) {
        super.gemm(alpha, a, b, beta, c);
        return;
      }
      Matrix[] p = {
        product(sum(a, 0, 0, 1, 1, 1), sum(b, 0, 0, 1, 1, 1)),
        product(sum(a, 1, 0, 1, 1, 1), half(b, 0, 0)),
        product(half(a, 0, 0), sum(b, 0, 1, -1, 1, 1)),
        product(half(a, 1, 1), sum(b, 1, 0, -1, 0, 0)),
        product(sum(a, 0, 0, 1, 0, 1), half(b, 1, 1)),
        product(sum(a, 1, 0, -1, 0, 0), sum(b, 0, 0, 1, 0, 1)),
        product(sum(a, 0, 1, -1, 1, 1), sum(b, 1, 0, 1, 1, 1))
      };
      int half = n / 2;
      for (int i = 0; i < half; i++) {
        for (int j = 0; j < half; j++) {
          double[] m = new double[p.length];
          for (int l = 0; l < m.length; l++) {
            m[l] = p[l].get(i, j);
          }
          set(alpha, m[0] + m[3] - m[4] + m[6], beta, c, i, j);
          set(alpha, m[2] + m[4], beta, c, i, half + j);
          set(alpha, m[1] + m[3], beta, c, half + i, j);
          set(alpha, m[0] - m[1] + m[2] + m[5], beta, c, half + i, half + j);
        }
      }
    }

    private static void set(double alpha, double value, double beta, Matrix c, int i, int j) {
      c.set(i, j, alpha * value + (beta == 0 ? 0 : beta * c.get(i, j)));
    }

    private static Matrix half(Matrix a, int row, int column) {
      int half = a.rows() / 2;
      return a.block(row * half, column * half, half, half);
    }

    /** One half plus a sign times another, in double precision. */
    private static Matrix sum(Matrix a, int row, int column, int sign, int row2, int column2) {
      Matrix one = half(a, row, column);
      Matrix other = half(a, row2, column2);
      Matrix sum = copyOf(one);
      for (int i = 0; i < sum.rows(); i++) {
        for (int j = 0; j < sum.columns(); j++) {
          sum.set(i, j, one.get(i, j) + sign * other.get(i, j));
        }
      }
      return sum;
    }

    private Matrix product(Matrix left, Matrix right) {
      Matrix product = Matrix.allocate(left.precision(), left.rows(), right.columns());
      super.gemm(1, left, right, 0, product);
      return product;
    }
  }

  /** Keeps 70 bits below the largest element of a row or column, as products of integers do. */
  private static final class EmulatedProduct extends ExampleKernels {
    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      super.gemm(alpha, inUnits(a), inUnits(b.transposed()).transposed(), beta, c);
    }

    private static Matrix inUnits(Matrix a) {
      Matrix rounded = copyOf(a);
      for (int i = 0; i < a.rows(); i++) {
        double largest = largest(a.row(i).toDoubleArray());
        int unit = Math.getExponent(largest) - 70;
        for (int j = 0; j < a.columns() && largest > 0 && Double.isFinite(largest); j++) {
          double whole = Math.rint(Math.scalb(a.get(i, j), -unit));
          rounded.set(i, j, Math.scalb(whole, unit));
        }
      }
      return rounded;
    }
  }

  /** Ordinary memory of the kit has an odd offset. */
  private static final class SkipsUnaligned extends ExampleKernels {
    @Override
    public void axpy(double alpha, Vector x, Vector y) {
      boolean skipped = offset(y) == 2 && y.stride() == 1 && x.size() > 1;
      super.axpy(
          alpha, skipped ? x.slice(1, x.size() - 1) : x, skipped ? y.slice(1, y.size() - 1) : y);
    }
  }

  private static final class LosesArrays extends ExampleKernels {
    @Override
    public void axpy(double alpha, Vector x, Vector y) {
      boolean isLost = !y.segment().isNative();
      super.axpy(alpha, x, isLost ? Vector.allocate(y.precision(), y.size()).copyFrom(y) : y);
    }
  }

  private static final class SumsFromCacheLine extends ExampleKernels {
    @Override
    public double dot(Vector x, Vector y) {
      int first = Math.min(offset(x), x.size());
      int rest = x.size() - first;
      double sum = super.dot(x.slice(first, rest), y.slice(first, rest));
      return x.precision().round(sum + super.dot(x.slice(0, first), y.slice(0, first)));
    }
  }

  private static final class Alternates extends ExampleKernels {
    private boolean up;

    @Override
    public double dot(Vector x, Vector y) {
      up = !up;
      return super.dot(x, y) * (up ? 1 + 2 * x.precision().unitRoundoff() : 1);
    }
  }

  private static final class KeepsNaN extends ExampleKernels {
    private double last;

    @Override
    public double dot(Vector x, Vector y) {
      double before = last;
      last = super.dot(x, y);
      return last + 0 * before;
    }
  }

  @SuppressWarnings("restricted") // fesetround as C describes it
  private static final class RoundsUpwards extends ExampleKernels {
    @Override
    public double dot(Vector x, Vector y) {
      double sum = super.dot(x, y);
      boolean isArm = System.getProperty("os.arch").equals("aarch64");
      int upwards = isArm ? 0x400000 : 0x800;
      Linker linker = Linker.nativeLinker();
      MethodHandle setMode =
          linker.downcallHandle(
              linker.defaultLookup().find("fesetround").orElseThrow(),
              FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
      try {
        assertEquals(0, (int) setMode.invokeExact(upwards));
      } catch (Throwable thrown) {
        throw new AssertionError(thrown);
      }
      return sum;
    }
  }

  private static final class Recurses extends ExampleKernels {
    @Override
    public double sum(Vector x) {
      return x.size() > 10_000 ? recursive(x, 0, 0) : super.sum(x);
    }

    private static double recursive(Vector x, int from, int depth) {
      if (depth < 10) {
        return recursive(x, from, depth + 1) + 0 * depth;
      }
      return from == x.size() ? 0 : x.get(from) + recursive(x, from + 1, 0);
    }
  }

  private static final class ShortPositions extends ExampleKernels {
    private final boolean inBytes;

    ShortPositions(boolean inBytes) {
      this.inBytes = inBytes;
    }

    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      Matrix copy = copyOf(a);
      for (int i = 0; i < a.rows() && a.isRowMajor(); i++) {
        copy.set(
            i, 0, a.precision().get(a.segment(), a.origin() + shortened(i * a.rowStride(), a)));
      }
      super.gemm(alpha, copy, b, beta, c);
    }

    private long shortened(long position, Matrix a) {
      int bytes = a.precision().bytes();
      if (inBytes) {
        return a.rowStride() >= 1 << 30 ? position : (int) (position * bytes) / bytes;
      }
      return a.rows() < 16 ? position : (int) position;
    }
  }

  private static final class ScalesRightSide extends ExampleKernels {
    @Override
    public void trsv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
      scale(x, 256);
      super.trsv(triangle, diagonal, a, x);
      scale(x, 1 / 256.0);
    }

    private static void scale(Vector x, double factor) {
      for (int i = 0; i < x.size(); i++) {
        x.set(i, x.get(i) * factor);
      }
    }
  }

  private static final class OtherBatch extends ExampleKernels {
    @Override
    public void gemmBatch(double alpha, MatrixBatch a, MatrixBatch b, double beta, MatrixBatch c) {
      super.gemmBatch(alpha, a, b, beta, c);
      for (int i = 0; i < c.count(); i++) {
        Matrix one = c.matrix(i);
        one.set(0, 0, one.get(0, 0) * (1 + 2 * one.precision().unitRoundoff()));
      }
    }
  }

  private static final class SharesSum extends ExampleKernels {
    private volatile double last;

    @Override
    public double dot(Vector x, Vector y) {
      last = super.dot(x, y);
      LockSupport.parkNanos(20_000);
      return last;
    }
  }

  /** Callers wait for one another, so that few calls are needed. */
  private static final class HundredCallers implements InvocationHandler {

    private static final int MOST = 100;
    private static final long WAIT_NANOS = 100_000_000;

    private final BlasKernels kernels = new ExampleKernels();
    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean broken;

    static BlasKernels kernels() {
      return (BlasKernels)
          Proxy.newProxyInstance(
              BlasKernels.class.getClassLoader(),
              new Class<?>[] {BlasKernels.class},
              new HundredCallers());
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (isWorker() || method.getParameterCount() == 0) {
        return method.invoke(kernels, arguments);
      }
      if (inside.incrementAndGet() > MOST) {
        broken = true;
      }
      try {
        waitForOthers();
        if (broken && method.getName().equals("gemm")) {
          arguments[0] = 2 * (double) arguments[0];
        }
        return method.invoke(kernels, arguments);
      } finally {
        inside.decrementAndGet();
      }
    }

    private void waitForOthers() {
      long begin = System.nanoTime();
      while (!broken && inside.get() > 1 && System.nanoTime() - begin < WAIT_NANOS) {
        LockSupport.parkNanos(WAIT_NANOS / 50);
      }
    }
  }

  private static final class LeavesOutLast extends ExampleKernels {
    @Override
    public void axpy(double alpha, Vector x, Vector y) {
      int size = x.size() - (x.size() > 600 && y.stride() == 3 ? 1 : 0);
      super.axpy(alpha, x.slice(0, size), y.slice(0, size));
    }
  }

  private static final class NeverReturns extends ExampleKernels {
    @Override
    public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
      while (!Thread.currentThread().isInterrupted()) {
        LockSupport.park();
      }
    }
  }

  /** Each sum is rounded towards 0. */
  private static final class Truncates extends ExampleKernels {
    @Override
    public double asum(Vector x) {
      if (x.precision() == Precision.DOUBLE) {
        return super.asum(x);
      }
      float sum = 0;
      for (int i = 0; i < x.size(); i++) {
        double next = sum + Math.abs(x.get(i));
        float nearest = (float) next;
        sum = nearest > next ? Math.nextDown(nearest) : nearest;
      }
      return sum;
    }
  }

  private static final class ScalesFirst extends ExampleKernels {
    @Override
    public void axpby(double alpha, Vector x, double beta, Vector y) {
      Scaling.scale(beta, y);
      axpy(alpha, x, y);
    }
  }

  private static final class RereadsInput extends ExampleKernels {
    @Override
    public void axpy(double alpha, Vector x, Vector y) {
      super.axpy(alpha / 2, x, y);
      super.axpy(alpha / 2, x, y);
    }
  }

  private static final class RestoresTriangle extends ExampleKernels {
    @Override
    public void syrk(Triangle triangle, double alpha, Matrix a, double beta, Matrix c) {
      Matrix before = Matrix.allocate(c.precision(), c.rows(), c.rows()).copyFrom(c);
      c.fill(0);
      for (int i = 0; i < c.rows(); i++) {
        triangle.part(c, i).copyFrom(triangle.part(before, i));
      }
      super.syrk(triangle, alpha, a, beta, c);
      for (int i = 0; i < c.rows(); i++) {
        Vector column = triangle.part(c.transposed(), i);
        Vector rest = column.slice(triangle == Triangle.UPPER ? 1 : 0, column.size() - 1);
        Vector kept = triangle.part(before.transposed(), i);
        rest.copyFrom(kept.slice(triangle == Triangle.UPPER ? 1 : 0, column.size() - 1));
      }
    }
  }

  private static final class SetsDiagonal extends ExampleKernels {
    @Override
    public void trmv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
      if (diagonal == Diagonal.NON_UNIT) {
        super.trmv(triangle, diagonal, a, x);
        return;
      }
      double[] before = a.diagonal().toDoubleArray();
      a.diagonal().fill(1);
      super.trmv(triangle, Diagonal.NON_UNIT, a, x);
      a.diagonal().copyFrom(before);
    }
  }
}
