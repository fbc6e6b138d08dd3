/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.nativelib.call.Downcalls;
import dev.panblas.nativelib.call.NativeFunctions;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.symbol.CFunction;
import dev.panblas.nativelib.symbol.CblasHeader;
import dev.panblas.nativelib.vendor.KnownFault;
import dev.panblas.nativelib.vendor.Vendor;
import dev.panblas.spi.JavaSubstitute;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Settings;
import dev.panblas.spi.Threading;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The C calls of the kernels, on a library that only records its calls. */
class CblasKernelsTest {

  private final List<String> calls = new CopyOnWriteArrayList<>();

  /** A library that records its calls and computes nothing. */
  private final class Recording implements NativeFunctions {

    private final Set<String> absent;

    /** The result of each function that returns one. */
    private double result;

    Recording(String... absent) {
      this.absent = Set.of(absent);
    }

    @Override
    public boolean has(String name) {
      return !absent.contains(name);
    }

    @Override
    public MethodHandle bind(CFunction function) {
      String name = function.name();
      MethodType type = Downcalls.methodType(function);
      try {
        MethodHandle recorder =
            MethodHandles.lookup()
                .findVirtual(
                    Recording.class,
                    "record",
                    MethodType.methodType(void.class, String.class, Object[].class));
        MethodHandle called =
            MethodHandles.insertArguments(recorder, 0, this, name)
                .asCollector(Object[].class, type.parameterCount())
                .asType(type.changeReturnType(void.class));
        Class<?> returned = type.returnType();
        return MethodHandles.filterReturnValue(
            called,
            returned == void.class
                ? MethodHandles.zero(void.class)
                : MethodHandles.explicitCastArguments(
                    MethodHandles.constant(double.class, result), MethodType.methodType(returned)));
      } catch (ReflectiveOperationException impossible) {
        throw new LinkageError("record has another type", impossible);
      }
    }

    @SuppressWarnings("unused") // by bind
    private void record(String name, Object[] arguments) {
      StringBuilder call = new StringBuilder(name);
      for (Object argument : arguments) {
        call.append(' ').append(argument instanceof MemorySegment ? "*" : argument);
      }
      calls.add(call.toString());
    }

    @Override
    public UnusableLibraryException missing(String name) {
      return new UnusableLibraryException("no " + name, "name another library");
    }
  }

  /** A library with threads whose level 3 calls must not run concurrently. */
  private static final class Racing implements Vendor {
    @Override
    public String name() {
      return "racing";
    }

    @Override
    public OptionalInt threads() {
      return OptionalInt.of(2);
    }

    @Override
    public boolean racesWhenThreaded() {
      return true;
    }
  }

  /** A library whose work buffers hold two elements of 8 bytes. */
  private static final class ShortBuffers implements Vendor {
    @Override
    public String name() {
      return "short buffers";
    }

    @Override
    public OptionalInt threads() {
      return OptionalInt.of(1);
    }

    @Override
    public long longestInWorkBuffer() {
      return 16;
    }
  }

  @Test
  void vectorsThatAreLongerThanAWorkBufferAreCut() throws UnusableLibraryException {
    CblasKernels kernels =
        CblasKernels.on(new Recording(), new ShortBuffers(), Optional.empty(), true);
    Vector x = Vector.of(1, 1, 1);
    Vector y = Vector.of(1, 1, 1);
    Matrix diagonals = Matrix.allocate(Precision.DOUBLE, 3, 1).transposed();
    kernels.sbmv(Triangle.UPPER, 2, diagonals, x, 1, y);
    kernels.gbmv(Transposition.NONE, 0, 0, 2, diagonals, x, 1, y);
    kernels.ger(2, x, Vector.of(1), Matrix.allocate(Precision.DOUBLE, 3, 1));
    assertEquals(
        List.of(
            "cblas_dsbmv 102 121 2 0 2.0 * 1 * 1 1.0 * 1",
            "cblas_dsbmv 102 121 1 0 2.0 * 1 * 1 1.0 * 1",
            "cblas_dgbmv 102 111 2 2 0 0 2.0 * 1 * 1 1.0 * 1",
            "cblas_dgbmv 102 111 1 1 0 0 2.0 * 1 * 1 1.0 * 1",
            "cblas_dger 101 2 1 2.0 * 1 * 1 * 1",
            "cblas_dger 101 1 1 2.0 * 1 * 1 * 1"),
        calls);
    calls.clear();
    Matrix full = Matrix.of(new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}});
    Vector packed = Vector.of(1, 2, 3, 4, 5, 6);
    kernels.symv(Triangle.UPPER, 1, full, x, 1, y);
    kernels.spmv(Triangle.UPPER, 1, packed, x, 1, y);
    kernels.trmv(Triangle.UPPER, Diagonal.UNIT, full, x);
    kernels.tpmv(Triangle.UPPER, Transposition.NONE, Diagonal.UNIT, packed, x);
    assertEquals(
        Set.of("cblas_daxpy", "cblas_ddot"),
        calls.stream().map(call -> call.split(" ", 2)[0]).collect(Collectors.toSet()));
  }

  private CblasKernels kernels(String... absent) throws UnusableLibraryException {
    return CblasKernels.on(
        new Recording(absent),
        new Vendor.Unmarked("recording", OptionalInt.of(1)),
        Optional.empty(),
        true);
  }

  @Test
  void aRoutineIsOneCallInItsPrecision() throws UnusableLibraryException {
    CblasKernels kernels = kernels();
    Vector x = Vector.of(1, 2, 3).reversed();
    kernels.axpy(0.5, x, Vector.of(1, 2, 3));
    kernels.axpy(0.5, Vector.of(new float[2]), Vector.of(new float[2]));
    kernels.iamax(x.reversed());
    assertEquals(
        List.of("cblas_daxpy 3 0.5 * -1 * 1", "cblas_saxpy 2 0.5 * 1 * 1", "cblas_idamax 3 * 1"),
        calls);
  }

  @Test
  void aLevel3CallUsesTheOrderOfItsOutputAndTranslatesTheTriangle()
      throws UnusableLibraryException {
    CblasKernels kernels = kernels();
    Matrix b = Matrix.allocate(Precision.DOUBLE, 2, 3);
    Matrix a = Matrix.allocate(Precision.DOUBLE, 2, 4).block(0, 0, 2, 2);
    kernels.trsm(Side.LEFT, Triangle.UPPER, Diagonal.UNIT, 2, a, b);
    kernels.trsm(Side.LEFT, Triangle.UPPER, Diagonal.UNIT, 2, a.transposed(), b);
    assertEquals(
        List.of(
            "cblas_dtrsm 101 141 121 111 132 2 3 2.0 * 4 * 3",
            "cblas_dtrsm 101 141 122 112 132 2 3 2.0 * 4 * 3"),
        calls);
  }

  @Test
  void aMissingExtensionRunsTheDefaultAndIsNotListedAsImplemented()
      throws UnusableLibraryException {
    CblasKernels kernels = kernels("cblas_ssum", "cblas_daxpby", "cblas_somatcopy");
    assertFalse(
        kernels.implemented().stream().anyMatch(Routine::isExtension),
        kernels.implemented()::toString);
    assertEquals(6, kernels.sum(Vector.of(1, 2, 3)));
    Vector y = Vector.of(1, 2);
    kernels.axpby(1, Vector.of(3, 4), 2, y);
    assertEquals(List.of("cblas_daxpy 2 1.0 * 1 * 1"), calls);
    Matrix copy = Matrix.allocate(Precision.DOUBLE, 1, 1);
    kernels.omatcopy(2, Matrix.of(new double[][] {{3}}), copy);
    assertEquals(6, copy.get(0, 0));

    assertTrue(kernels().implemented().containsAll(Set.of(Routine.SUM, Routine.OMATCOPY)));
  }

  @Test
  void singleSumIsComputedInJavaAndDoubleSumByTheLibrary() throws UnusableLibraryException {
    CblasKernels kernels = kernels();
    Vector singles = Vector.allocate(Precision.SINGLE, 1_000_003);
    singles.fill(0.1);
    assertEquals(1_000_003 * (double) 0.1f, kernels.sum(singles), 1e-6);
    assertEquals(List.of(), calls);
    kernels.sum(Vector.of(1, 2));
    assertEquals(List.of("cblas_dsum 2 * 1"), calls);
  }

  @Test
  void substitutesListRoutinesWithReasons() throws UnusableLibraryException {
    List<String> substitutes =
        kernels().substitutes().stream().map(JavaSubstitute::toString).toList();
    assertTrue(
        substitutes.stream().anyMatch(text -> text.startsWith("sum in single: OpenBLAS 0.3.31 ")),
        substitutes::toString);
    assertTrue(
        substitutes.stream().anyMatch(text -> text.startsWith("gemmt: ")), substitutes::toString);
    assertFalse(
        kernels("cblas_ssum").substitutes().stream()
            .anyMatch(substitute -> substitute.routine() == Routine.SUM));
  }

  /** A vendor whose version and core are unknown, so that it has every fault of its name. */
  private static Vendor unknown(String name) {
    return new Vendor.Unmarked(name, OptionalInt.of(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"OpenBLAS", "BLIS", "MKL", "ATLAS", "Netlib"})
  void aCallThatTheLibraryComputesWronglyIsComputedInJava(String name)
      throws UnusableLibraryException {
    Recording library = new Recording();
    library.result = Double.NaN;
    CblasKernels kernels = CblasKernels.on(library, unknown(name), Optional.empty(), true);
    List<KnownFault> faults = KnownFault.of(unknown(name));
    assertFalse(faults.isEmpty());
    for (KnownFault fault : faults) {
      assertTrue(kernels.substitutes().contains(fault.substitute()), fault::toString);
      for (Precision precision : fault.substitute().precisions()) {
        calls.clear();
        Routine routine = fault.substitute().routine();
        double result =
            fault.calls() == KnownFault.Calls.FAR
                ? far(kernels, routine, precision)
                : faulty(kernels, routine, precision);
        assertEquals(5, result, 1e-6, fault::toString);
        List<String> allowed =
            fault.calls() == KnownFault.Calls.NAN ? List.of("nrm2") : List.of("dot", "axpy");
        assertTrue(
            calls.stream().allMatch(call -> allowed.stream().anyMatch(call::contains)),
            calls::toString);
      }
    }
  }

  /** The result of a call that a library computes wrongly, on operands that give 5. */
  private static double faulty(CblasKernels kernels, Routine routine, Precision precision) {
    Vector x = Vector.allocate(precision, 2).copyFrom(new double[] {3, 4});
    Matrix a = Matrix.allocate(precision, 1, 1);
    Matrix c = Matrix.allocate(precision, 1, 1);
    switch (routine) {
      case ROTG -> c.set(0, 0, kernels.rotg(precision, 3, 4).r());
      case SCAL -> {
        kernels.scal(0, x);
        c.set(0, 0, x.get(0) + x.get(1) + 5);
      }
      case NRM2 -> c.set(0, 0, kernels.nrm2(x));
      case SYMV, GEMM -> {
        // The library's inner product is NaN, which beta c would not be.
        if (routine == Routine.GEMM) {
          kernels.gemm(1, a, a, 1, c);
        } else {
          kernels.symv(Triangle.UPPER, 1, a, c.row(0), 1, c.row(0));
        }
        c.set(0, 0, Double.isNaN(c.get(0, 0)) ? 5 : c.get(0, 0) + 5);
      }
      default -> throw new AssertionError("no test for " + routine + ": add it");
    }
    return c.get(0, 0);
  }

  /** The result of a call with long strides, on matrices of one element that give 5. */
  private static double far(CblasKernels kernels, Routine routine, Precision precision) {
    Matrix one = far(precision, 1);
    Matrix two = far(precision, 2);
    Matrix five = far(precision, 5);
    Vector x = five.row(0);
    Vector y = Matrix.allocate(precision, 1, 1).row(0);
    Transposition none = Transposition.NONE;
    switch (routine) {
      case GEMV -> kernels.gemv(1, one, x, 0, y);
      case GBMV -> kernels.gbmv(none, 0, 0, 1, one, x, 0, y);
      case SYMV -> kernels.symv(Triangle.UPPER, 1, one, x, 0, y);
      case SBMV -> kernels.sbmv(Triangle.UPPER, 1, one, x, 0, y);
      case TRMV -> kernels.trmv(Triangle.UPPER, Diagonal.NON_UNIT, one, x);
      case TBMV -> kernels.tbmv(Triangle.UPPER, none, Diagonal.NON_UNIT, one, x);
      case TRSV -> kernels.trsv(Triangle.UPPER, Diagonal.NON_UNIT, one, x);
      case TBSV -> kernels.tbsv(Triangle.UPPER, none, Diagonal.NON_UNIT, one, x);
      case GER -> kernels.ger(2, two.row(0), two.row(0), far(y, -3));
      case SYR -> kernels.syr(Triangle.UPPER, 2, two.row(0), far(y, -3));
      case SYR2 -> kernels.syr2(Triangle.UPPER, 1, two.row(0), two.row(0), far(y, -3));
      case GEMM -> kernels.gemm(1, one, five, 0, far(y, 0));
      case SYMM -> kernels.symm(Side.LEFT, Triangle.UPPER, 1, one, five, 0, far(y, 0));
      case SYRK -> kernels.syrk(Triangle.UPPER, 2, two, 1, far(y, -3));
      case SYR2K -> kernels.syr2k(Triangle.UPPER, 1, two, two, 1, far(y, -3));
      case TRMM -> kernels.trmm(Side.LEFT, Triangle.UPPER, Diagonal.NON_UNIT, 1, one, five);
      case TRSM -> kernels.trsm(Side.LEFT, Triangle.UPPER, Diagonal.NON_UNIT, 1, one, five);
      default -> throw new AssertionError("no test for " + routine + ": add it");
    }
    boolean isInPlace = routine.toString().startsWith("t");
    return isInPlace ? x.get(0) : y.get(0);
  }

  private static Matrix far(Precision precision, double element) {
    return far(Matrix.allocate(precision, 1, 1).row(0), element);
  }

  private static Matrix far(Vector memory, double element) {
    memory.set(0, element);
    return Matrix.wrap(
        memory.segment(), memory.precision(), 1, 1, memory.origin(), Integer.MAX_VALUE, 1);
  }

  @Test
  void aCallThatTheLibraryComputesRightlyIsNotComputedInJava() throws UnusableLibraryException {
    CblasKernels kernels =
        CblasKernels.on(new Recording(), unknown("BLIS"), Optional.empty(), true);
    Vector x = Vector.of(3, 4);
    kernels.scal(2, x);
    kernels.nrm2(x);
    Matrix a = Matrix.allocate(Precision.DOUBLE, 2, 2);
    kernels.gemm(1, a, a, 0, Matrix.allocate(Precision.DOUBLE, 2, 2));
    assertEquals(
        List.of(
            "cblas_dscal 2 2.0 * 1",
            "cblas_dnrm2 2 * 1",
            "cblas_dgemm 101 111 111 2 2 2 1.0 * 2 * 2 0.0 * 2"),
        calls);
  }

  @Test
  void everyMethodHasADeclarationWithItsTypes() throws UnusableLibraryException {
    Set<String> methods =
        Arrays.stream(Cblas.class.getDeclaredMethods())
            .map(Method::getName)
            .collect(Collectors.toSet());
    assertEquals(CblasHeader.routines(), methods);
    Cblas cblas = new Linkage(new Recording()::bind, new Faults(List.of())).unchecked();
    for (Method method : Cblas.class.getDeclaredMethods()) {
      for (Precision precision : Precision.values()) {
        Object[] arguments =
            Arrays.stream(method.getParameterTypes())
                .map(type -> argument(type, precision))
                .toArray();
        // Binding fails if the call has other types than the declaration.
        assertDoesNotThrow(() -> method.invoke(cblas, arguments), method::getName);
      }
    }
    assertEquals(2 * methods.size(), calls.size());
  }

  private static Object argument(Class<?> type, Precision precision) {
    if (type == Matrix.class) {
      return Matrix.allocate(precision, 1, 1);
    }
    if (type == Vector.class) {
      return Vector.allocate(precision, 1);
    }
    if (type == MemorySegment.class) {
      return MemorySegment.NULL;
    }
    return type == Precision.class ? precision : type == int.class ? (Object) 1 : (Object) 1.0;
  }

  @Test
  void aMissingRoutineOfTheStandardIsAnErrorThatNamesIt() {
    UnusableLibraryException refused =
        assertThrows(UnusableLibraryException.class, () -> kernels("cblas_stpsv"));
    assertEquals("no cblas_stpsv", refused.getMessage());
  }

  /** A library without locks. */
  private static final class Unlocked implements Vendor {
    @Override
    public String name() {
      return "unlocked";
    }

    @Override
    public OptionalInt threads() {
      return OptionalInt.of(1);
    }

    @Override
    public boolean allowsManyCallers() {
      return false;
    }
  }

  @Test
  void callsOfALibraryWithoutLocksRunOneAtATime() throws Exception {
    Recording library = new Recording();
    library.result = 3;
    CblasKernels kernels = CblasKernels.on(library, new Unlocked(), Optional.empty(), true);
    assertEquals(Threading.OWN, kernels.threading(), "a call is not divided");
    Vector x = Vector.of(1, 2);
    assertEquals(3, kernels.dot(x, x));
    Matrix a = Matrix.allocate(Precision.SINGLE, 2, 2);
    List<Thread> threads;
    synchronized (SerialKernels.LOCK) {
      threads =
          Stream.<Runnable>of(() -> kernels.gemm(1, a, a, 0, a), () -> kernels.nrm2(x))
              .map(call -> Thread.ofPlatform().start(call))
              .toList();
      for (Thread thread : threads) {
        while (thread.getState() != Thread.State.BLOCKED) {
          assertTrue(thread.isAlive(), "a call did not wait");
          Thread.onSpinWait();
        }
      }
      assertEquals(1, calls.size());
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(3, calls.size());
    // The lock is released if a call throws.
    CblasKernels broken = CblasKernels.on(new Recording(), new Unlocked(), Optional.empty(), true);
    assertThrows(NullPointerException.class, () -> broken.dot(x, null));
    Thread other = Thread.ofPlatform().start(() -> broken.dot(x, x));
    other.join();
    assertEquals(4, calls.size());
  }

  @Test
  void productsThatRaceRunOneAtATime() throws Exception {
    CblasKernels kernels =
        CblasKernels.on(new Recording(), new Racing(), Optional.empty(), true)
            .open(Settings.defaults().withLibraryThreads(2).withLibraryCheck(false));
    Matrix small = Matrix.allocate(Precision.DOUBLE, 2, 2);
    Matrix a = Matrix.allocate(Precision.DOUBLE, 65, 65);
    Matrix c = Matrix.allocate(Precision.DOUBLE, 65, 65);
    Triangle upper = Triangle.UPPER;
    List<Runnable> racing =
        List.of(
            () -> kernels.gemm(1, a, a, 0, c),
            () -> kernels.symm(Side.LEFT, upper, 1, small, small, 0, small),
            () -> kernels.syrk(upper, 1, small, 0, small),
            () -> kernels.syr2k(upper, 1, small, small, 0, small),
            () -> kernels.trmm(Side.LEFT, upper, Diagonal.UNIT, 1, small, small),
            () -> kernels.trsm(Side.LEFT, upper, Diagonal.UNIT, 1, small, small));
    List<Thread> threads;
    synchronized (SerialKernels.LOCK) {
      threads = racing.stream().map(product -> Thread.ofPlatform().start(product)).toList();
      // A small gemm is computed on the calling thread, so it does not wait.
      Thread.ofPlatform().start(() -> kernels.gemm(1, small, small, 0, small)).join();
      for (Thread thread : threads) {
        while (thread.getState() != Thread.State.BLOCKED) {
          assertTrue(thread.isAlive(), "a product did not wait");
          Thread.onSpinWait();
        }
      }
      assertEquals(List.of("cblas_dgemm 101 111 111 2 2 2 1.0 * 2 * 2 0.0 * 2"), calls);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(1 + racing.size(), calls.size());
  }
}
