/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.GivensRotation;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.nativelib.call.Downcalls;
import dev.panblas.nativelib.call.NativeFunctions;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.symbol.CFunction;
import dev.panblas.nativelib.vendor.Vendor;
import dev.panblas.spi.JavaSubstitute;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Settings;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks of functions in Java, right and wrong, and of a library whose functions do nothing. */
class RoutineChecksTest {

  private static final Set<Routine> CHECKED = Routine.implementedBy(CblasKernels.class);

  /** Every function returns at once, with the result 0; each call is recorded. */
  private static final class Idle implements NativeFunctions {

    private final List<String> calls = new CopyOnWriteArrayList<>();

    @Override
    public boolean has(String symbol) {
      return true;
    }

    @Override
    public MethodHandle bind(CFunction function) {
      MethodType type = Downcalls.methodType(function);
      try {
        MethodHandle add =
            MethodHandles.lookup()
                .bind(calls, "add", MethodType.methodType(boolean.class, Object.class))
                .asType(MethodType.methodType(void.class, String.class));
        return MethodHandles.foldArguments(
            MethodHandles.empty(type), MethodHandles.insertArguments(add, 0, function.name()));
      } catch (ReflectiveOperationException impossible) {
        throw new LinkageError("add has another type", impossible);
      }
    }

    @Override
    public UnusableLibraryException missing(String symbol) {
      return new UnusableLibraryException("no " + symbol, "name another library");
    }
  }

  private static final class Recorder implements System.Logger {

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private @Nullable RuntimeException failure;

    @Override
    public String getName() {
      return "recorder";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String message, Throwable thrown) {
      warnings.add(message);
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String format, Object... parameters) {
      warnings.add(MessageFormat.format(format, parameters));
      if (failure != null) {
        throw failure;
      }
    }
  }

  private static final LibraryInfo LIBRARY =
      new LibraryInfo(
          "Idle",
          Optional.of("1.2"),
          Optional.empty(),
          Optional.empty(),
          Optional.of("Zen"),
          OptionalInt.of(1));

  private final Idle idle = new Idle();
  private final Recorder recorder = new Recorder();

  private CblasKernels open(Settings settings) throws UnusableLibraryException {
    return open("Idle", settings);
  }

  private CblasKernels open(String vendor, Settings settings) throws UnusableLibraryException {
    return CblasKernels.on(
            idle, new Vendor.Unmarked(vendor, OptionalInt.of(1)), Optional.empty(), true, recorder)
        .open(settings);
  }

  @ParameterizedTest
  @EnumSource
  void functionsInJavaAreExact(Precision precision) {
    for (Routine routine : CHECKED) {
      assertTrue(new ExactCall(new JavaCblas(), precision).isExact(routine), routine::toString);
    }
  }

  /** A function that is right except for one element of its output, or for its result. */
  @ParameterizedTest
  @EnumSource
  void oneWrongElementIsFound(Precision precision) {
    for (Routine routine : CHECKED) {
      for (double position : new double[] {0, 0.5, 1}) {
        Cblas wrong =
            (Cblas)
                Proxy.newProxyInstance(
                    Cblas.class.getClassLoader(),
                    new Class<?>[] {Cblas.class},
                    (proxy, method, arguments) -> {
                      Object result = call(() -> method.invoke(new JavaCblas(), arguments));
                      if (result instanceof Number number) {
                        return routine == Routine.IAMAX
                            ? (Object) (number.intValue() + 1)
                            : (Object) (number.doubleValue() + 1);
                      }
                      spoil(lastOutput(routine, arguments), precision, position);
                      return result;
                    });
        assertFalse(
            new ExactCall(wrong, precision).isExact(routine),
            () -> routine + " with a wrong element at " + position);
      }
    }
  }

  /** The checks share inputs, which a wrong function may overwrite. */
  @ParameterizedTest
  @EnumSource
  void aFunctionThatOverwritesItsInputsDoesNotSpoilOtherChecks(Precision precision) {
    Set<String> spoiling = Set.of("gemm", "symm", "trsm");
    Cblas wrong =
        (Cblas)
            Proxy.newProxyInstance(
                Cblas.class.getClassLoader(),
                new Class<?>[] {Cblas.class},
                (proxy, method, arguments) -> {
                  Object result = call(() -> method.invoke(new JavaCblas(), arguments));
                  if (spoiling.contains(method.getName())) {
                    for (Object argument : arguments) {
                      if (argument instanceof Matrix operand) {
                        operand.segment().fill((byte) 1);
                      }
                    }
                  }
                  return result;
                });
    ExactCall check = new ExactCall(wrong, precision);
    for (Routine routine : CHECKED) {
      assertEquals(
          !spoiling.contains(routine.toString()), check.isExact(routine), routine::toString);
    }
  }

  private interface Invocation {
    Object call() throws InvocationTargetException, IllegalAccessException;
  }

  private static Object call(Invocation invocation) throws Throwable {
    try {
      return invocation.call();
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private static MemorySegment lastOutput(Routine routine, Object[] arguments) {
    // The last operand of rotm is an input.
    int end = arguments.length - (routine == Routine.ROTM ? 1 : 0);
    for (int i = end - 1; i >= 0; i--) {
      if (arguments[i] instanceof MemorySegment segment) {
        return segment;
      }
      if (arguments[i] instanceof Operand operand) {
        return operand.segment();
      }
    }
    throw new AssertionError(routine + " has no output");
  }

  private static void spoil(MemorySegment output, Precision precision, double position) {
    long at = Math.round(position * (output.byteSize() / precision.bytes() - 1));
    precision.set(output, at, precision.get(output, at) + 1);
  }

  @Test
  void aWrongFunctionIsCalledOnceAndThenComputedInJava() throws UnusableLibraryException {
    CblasKernels kernels = open(Settings.defaults());
    for (int i = 0; i < 3; i++) {
      assertEquals(11, kernels.dot(Vector.of(1, 2), Vector.of(3, 4)));
    }
    assertEquals(List.of("cblas_ddot"), idle.calls);
    assertEquals(1, recorder.warnings.size());
    assertEquals(
        List.of("dot in double: Idle returned a wrong result when it was checked at its first use"),
        found(kernels));
    assertTrue(kernels.implemented().contains(Routine.DOT));
    assertEquals(11, kernels.dot(Vector.of(new float[] {1, 2}), Vector.of(new float[] {3, 4})));
    assertEquals(
        List.of("dot: Idle returned a wrong result when it was checked at its first use"),
        found(kernels));
  }

  private static List<String> found(CblasKernels kernels) {
    return kernels.substitutes().stream()
        .map(JavaSubstitute::toString)
        .filter(text -> text.contains("Idle"))
        .toList();
  }

  @Test
  void withoutChecksTheLibraryComputes() throws UnusableLibraryException {
    CblasKernels checked = open(Settings.defaults());
    CblasKernels unchecked = checked.open(Settings.defaults().withLibraryCheck(false));
    unchecked.checkRoutines();
    assertEquals(List.of(), idle.calls);
    assertEquals(0, unchecked.dot(Vector.of(1, 2), Vector.of(3, 4)));
    assertEquals(11, checked.dot(Vector.of(1, 2), Vector.of(3, 4)));
    assertEquals(0, unchecked.dot(Vector.of(1, 2), Vector.of(3, 4)));
    assertEquals(List.of(), found(unchecked));
  }

  @Test
  void checkRoutinesFindsAllThatAreWrong() throws UnusableLibraryException {
    CblasKernels kernels = open(Settings.defaults());
    kernels.checkRoutines();
    Set<Routine> wrong = EnumSet.noneOf(Routine.class);
    kernels.substitutes().forEach(substitute -> wrong.add(substitute.routine()));
    assertTrue(wrong.containsAll(CHECKED), wrong::toString);
    assertEquals(EnumSet.of(Routine.AXPY, Routine.DOT, Routine.GEMM), kernels.implemented());
    // The single sum and asum are known to be wrong and are not called at all.
    assertEquals(2 * CHECKED.size() - 2, idle.calls.size());
    kernels.checkRoutines();
    assertEquals(2 * CHECKED.size() - 2, idle.calls.size());
  }

  /** Of BLIS, known faults concern all calls of rotg, and some calls of scal, nrm2 and gemm. */
  @Test
  void functionsThatAreWrongForSomeOperandsAreCheckedToo() throws UnusableLibraryException {
    CblasKernels kernels = open("BLIS", Settings.defaults());
    Set<Routine> called = EnumSet.copyOf(CHECKED);
    called.remove(Routine.ROTG);
    assertEquals(called, kernels.implemented());
    assertEquals(11, kernels.dot(Vector.of(1, 2), Vector.of(3, 4)));
    assertEquals(called, kernels.implemented(), "one wrong routine says nothing about others");
    kernels.checkRoutines();
    assertTrue(
        idle.calls.containsAll(List.of("cblas_dscal", "cblas_sscal", "cblas_dnrm2", "cblas_dgemm")),
        idle.calls::toString);
    assertFalse(idle.calls.contains("cblas_drotg"));
    assertEquals(JavaKernels.OWN, kernels.implemented());
  }

  /** Options and layouts of calls reach Java as the kernels were given them. */
  @ParameterizedTest
  @EnumSource
  void callsInJavaHaveTheOptionsOfTheKernels(Precision precision) throws UnusableLibraryException {
    CblasKernels kernels = open(Settings.defaults());
    JavaKernels java = new JavaKernels();
    for (Triangle triangle : Triangle.values()) {
      for (Diagonal diagonal : Diagonal.values()) {
        for (boolean rows : new boolean[] {true, false}) {
          Matrix a = matrix(precision, rows);
          for (Side side : Side.values()) {
            Matrix expected = matrix(precision, true);
            Matrix actual = matrix(precision, true);
            java.trmm(side, triangle, diagonal, 2, a, expected);
            kernels.trmm(side, triangle, diagonal, 2, a, actual);
            java.trsm(side, triangle, diagonal, 3, a, expected);
            kernels.trsm(side, triangle, diagonal, 3, a, actual);
            java.symm(side, triangle, 2, a, matrix(precision, false), 1, expected);
            kernels.symm(side, triangle, 2, a, matrix(precision, false), 1, actual);
            java.syr2k(triangle, 2, a, a, 1, expected);
            kernels.syr2k(triangle, 2, a, a, 1, actual);
            java.syrk(triangle, 2, a, 1, expected);
            kernels.syrk(triangle, 2, a, 1, actual);
            java.gemm(2, a, matrix(precision, true), 1, expected);
            kernels.gemm(2, a, matrix(precision, true), 1, actual);
            assertSame(expected, actual);
          }
          for (Transposition op : Transposition.values()) {
            assertSameVectors(precision, triangle, op, diagonal, kernels);
          }
        }
      }
    }
  }

  private static void assertSameVectors(
      Precision precision,
      Triangle triangle,
      Transposition op,
      Diagonal diagonal,
      CblasKernels kernels) {
    JavaKernels java = new JavaKernels();
    Matrix full = matrix(precision, true);
    Matrix band = matrix(precision, false).block(0, 0, 2, 3);
    Vector ap = vector(precision, 6);
    Vector expected = vector(precision, 3);
    Vector actual = vector(precision, 3);
    java.tbmv(triangle, op, diagonal, band, expected);
    kernels.tbmv(triangle, op, diagonal, band, actual);
    java.tbsv(triangle, op, diagonal, band, expected);
    kernels.tbsv(triangle, op, diagonal, band, actual);
    java.tpmv(triangle, op, diagonal, ap, expected);
    kernels.tpmv(triangle, op, diagonal, ap, actual);
    java.tpsv(triangle, op, diagonal, ap, expected);
    kernels.tpsv(triangle, op, diagonal, ap, actual);
    java.trmv(triangle, diagonal, full, expected);
    kernels.trmv(triangle, diagonal, full, actual);
    java.trsv(triangle, diagonal, full, expected);
    kernels.trsv(triangle, diagonal, full, actual);
    Vector x = vector(precision, 3);
    java.gbmv(op, 1, 0, 2, band, x, 3, expected);
    kernels.gbmv(op, 1, 0, 2, band, x, 3, actual);
    java.sbmv(triangle, 2, band, x, 3, expected);
    kernels.sbmv(triangle, 2, band, x, 3, actual);
    java.spmv(triangle, 2, ap, x, 3, expected);
    kernels.spmv(triangle, 2, ap, x, 3, actual);
    java.rotm(expected, vector(precision, 3), new ModifiedGivens(form(), 1, 2, 3, 4));
    kernels.rotm(actual, vector(precision, 3), new ModifiedGivens(form(), 1, 2, 3, 4));
    assertArrayEquals(expected.toDoubleArray(), actual.toDoubleArray());
    GivensRotation rotation = kernels.rotg(precision, 3, 4);
    assertEquals(5, rotation.r());
    assertEquals(precision.round(0.8), rotation.s());
  }

  private static ModifiedGivens.Form form() {
    return ModifiedGivens.Form.UNIT_DIAGONAL;
  }

  private static Vector vector(Precision precision, int size) {
    Vector x = Vector.allocate(precision, size);
    for (int i = 0; i < size; i++) {
      x.set(i, i + 1);
    }
    return x;
  }

  private static Matrix matrix(Precision precision, boolean rowMajor) {
    Matrix a = Matrix.allocate(precision, 3, 3);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        a.set(i, j, 3 * i + j + 1);
      }
    }
    return rowMajor ? a : a.transposed();
  }

  private static void assertSame(Matrix expected, Matrix actual) {
    for (int i = 0; i < expected.rows(); i++) {
      assertArrayEquals(expected.row(i).toDoubleArray(), actual.row(i).toDoubleArray());
    }
  }

  /** The matrix has one row, so that its stride can be long without any memory. */
  @Test
  void elementsFarApartAreComputedInJavaIfTheLibraryFails() throws Exception {
    Vector x = Vector.of(1, 2, 3);
    Vector y = Vector.of(1);
    for (String library : List.of("ATLAS", "Idle")) {
      Vendor vendor = new Vendor.Unmarked(library, OptionalInt.of(1));
      CblasKernels kernels = CblasKernels.on(idle, vendor, Optional.empty(), true);
      for (long stride : new long[] {Integer.MAX_VALUE - 3, Integer.MAX_VALUE - 2}) {
        MemorySegment row = Matrix.of(new double[][] {{4, 5, 6}}).segment();
        Matrix a = Matrix.wrap(row, Precision.DOUBLE, 1, 3, 0, stride, 1);
        y.set(0, 0);
        idle.calls.clear();
        kernels.gemv(1, a, x, 0, y);
        boolean inJava = library.equals("ATLAS") && stride == Integer.MAX_VALUE - 2;
        assertEquals(inJava ? List.of() : List.of("cblas_dgemv"), idle.calls, library);
        assertEquals(inJava ? 32 : 0, y.get(0));
      }
    }
  }

  @Test
  void aWarningNamesLibraryCoreRoutineAndSetting() {
    RoutineChecks checks =
        new RoutineChecks(idle::bind, Optional.empty(), new Faults(List.of()), LIBRARY, recorder);
    assertFalse(checks.isRight(Routine.GEMM, Precision.SINGLE));
    assertFalse(checks.isRight(Routine.GEMM, Precision.SINGLE));
    assertEquals(
        List.of(
            "Idle 1.2 for Zen: gemm in single returned a wrong result when it was checked at its"
                + " first use, and is computed in Java from now on; use another library or version."
                + " To call it nevertheless, set -Dpanblas.library.check or PANBLAS_LIBRARY_CHECK"
                + " to false"),
        recorder.warnings);
  }

  @Test
  void aLoggerThatThrowsDoesNotDisableTheRoutine() throws Exception {
    recorder.failure = new IllegalStateException("the log is closed");
    Cblas cblas =
        new RoutineChecks(idle::bind, Optional.empty(), new Faults(List.of()), LIBRARY, recorder)
            .checked();
    List<Throwable> reported = new ArrayList<>();
    double[] results = new double[2];
    Thread caller =
        Thread.ofPlatform()
            .uncaughtExceptionHandler((thread, thrown) -> reported.add(thrown))
            .start(
                () -> {
                  Vector x = Vector.of(1, 2);
                  Arrays.setAll(results, call -> cblas.dot(2, x, x));
                });
    caller.join();
    assertArrayEquals(new double[] {5, 5}, results);
    assertEquals(List.of(recorder.failure), reported);
  }

  @Test
  void threadsThatUseARoutineFirstAtTheSameTimeCheckItOnce() throws Exception {
    Cblas cblas =
        new RoutineChecks(idle::bind, Optional.empty(), new Faults(List.of()), LIBRARY, recorder)
            .checked();
    int callers = 16;
    CyclicBarrier together = new CyclicBarrier(callers);
    double[] results = new double[callers];
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      int caller = i;
      Runnable first =
          () -> {
            Vector x = Vector.of(1, 2);
            await(together);
            results[caller] = cblas.dot(2, x, x);
          };
      threads.add(i % 2 == 0 ? Thread.ofPlatform().start(first) : Thread.ofVirtual().start(first));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertTrue(Arrays.stream(results).allMatch(result -> result == 5), Arrays.toString(results));
    assertEquals(List.of("cblas_ddot"), idle.calls);
    assertEquals(1, recorder.warnings.size());
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception broken) {
      throw new AssertionError(broken);
    }
  }
}
