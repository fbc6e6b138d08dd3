/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.nativelib.call.Downcalls;
import dev.panblas.nativelib.call.NativeFunctions;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.symbol.CFunction;
import dev.panblas.nativelib.vendor.Vendor;
import dev.panblas.spi.Settings;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which calls reach the functions for arrays, and with how many elements. */
class CriticalKernelsTest {

  /** A call of a C function, with its whole numbers: the sizes first. */
  private record Call(boolean isCritical, String function, List<Integer> sizes, boolean onArray) {

    /** The elements of its matrix, or of its vector if it has none. */
    long elements() {
      return function.matches("cblas_.(gemv|ger)")
          ? (long) sizes.get(0) * sizes.get(1)
          : function.matches("cblas_.(symv|syr|syr2|trmv|trsv)")
              ? (long) sizes.get(0) * sizes.get(0)
              : sizes.get(0);
    }
  }

  /** The constants of CBLAS. No size of these tests is one of them after it is cut. */
  private static final Set<Integer> CONSTANTS =
      Set.of(101, 102, 111, 112, 121, 122, 131, 132, 141, 142);

  private final List<Call> calls = new CopyOnWriteArrayList<>();

  /** A library that records its calls and computes nothing. */
  private final class Recording implements NativeFunctions {

    private final boolean isCritical;

    Recording(boolean isCritical) {
      this.isCritical = isCritical;
    }

    @Override
    public boolean has(String symbol) {
      return true;
    }

    @Override
    public Optional<NativeFunctions> onArrays() {
      return isCritical ? Optional.empty() : Optional.of(new Recording(true));
    }

    @Override
    public MethodHandle bind(CFunction function) {
      MethodType type = Downcalls.methodType(function);
      try {
        MethodHandle record =
            MethodHandles.lookup()
                .findVirtual(
                    Recording.class,
                    "record",
                    MethodType.methodType(void.class, String.class, Object[].class));
        MethodHandle recorder =
            MethodHandles.insertArguments(record, 0, this, function.name())
                .asCollector(Object[].class, type.parameterCount())
                .asType(type.changeReturnType(void.class));
        return type.returnType() == void.class
            ? recorder
            : MethodHandles.filterReturnValue(recorder, MethodHandles.zero(type.returnType()));
      } catch (ReflectiveOperationException impossible) {
        throw new LinkageError("record has another type", impossible);
      }
    }

    @SuppressWarnings("unused") // by bind
    private void record(String function, Object[] arguments) {
      List<Integer> sizes =
          Arrays.stream(arguments)
              .filter(Integer.class::isInstance)
              .map(Integer.class::cast)
              .filter(number -> !CONSTANTS.contains(number))
              .toList();
      boolean onArray =
          Arrays.stream(arguments)
              .anyMatch(at -> at instanceof MemorySegment memory && !memory.isNative());
      calls.add(new Call(isCritical, function, sizes, onArray));
    }

    @Override
    public UnusableLibraryException missing(String symbol) {
      return new UnusableLibraryException("no " + symbol, "name another library");
    }
  }

  /** The thread count that the library reports. */
  private OptionalInt libraryThreads = OptionalInt.of(1);

  private final class RecordingVendor implements Vendor {
    @Override
    public String name() {
      return "recording";
    }

    @Override
    public OptionalInt threads() {
      return libraryThreads;
    }
  }

  private static final Settings SETTINGS =
      Settings.defaults().withThreads(1).withLibraryCheck(false);

  private CblasKernels kernels(Settings settings) throws UnusableLibraryException {
    return CblasKernels.on(new Recording(false), new RecordingVendor(), Optional.empty(), true)
        .open(settings);
  }

  private static Vector vector(int size) {
    return Vector.over(new double[size], 0, size, 1);
  }

  private static Matrix rowMajor(int rows, int columns) {
    return Matrix.rowMajor(new double[rows * columns], 0, rows, columns, columns);
  }

  static Stream<Arguments> largeCalls() {
    int n = 200_003;
    Vector x = vector(n);
    Vector y = vector(n);
    ModifiedGivens h = new ModifiedGivens(ModifiedGivens.Form.FULL, 1, 2, 3, 4);
    Vector x3 = vector(701);
    Vector y3 = vector(701);
    Matrix a = rowMajor(701, 701);
    return Stream.of(
        arguments("rot", call(blas -> blas.rot(x, y, 0.6, 0.8)), n),
        arguments("rotm", call(blas -> blas.rotm(x, y, h)), n),
        arguments("swap", call(blas -> blas.swap(x, y)), n),
        arguments("scal", call(blas -> blas.scal(2, x)), n),
        arguments("copy", call(blas -> blas.copy(x, y)), n),
        arguments("axpy", call(blas -> blas.axpy(2, x, y)), n),
        arguments("axpby", call(blas -> blas.axpby(2, x, 3, y)), n),
        arguments("dot", call(blas -> blas.dot(x, y)), n),
        arguments("nrm2", call(blas -> blas.nrm2(x)), n),
        arguments("asum", call(blas -> blas.asum(x)), n),
        arguments("sum", call(blas -> blas.sum(x)), n),
        arguments("iamax", call(blas -> blas.iamax(x)), n),
        arguments("gemv", call(blas -> blas.gemv(1, a, x3, 0, y3)), 701 * 701),
        arguments("gemv", call(blas -> blas.gemv(1, a.transposed(), x3, 0, y3)), 701 * 701),
        arguments("gemv", call(blas -> blas.gemv(1, x.asRow(), y, 0, vector(1))), n),
        arguments("gemv", call(blas -> blas.gemv(1, x.asColumn(), vector(1), 0, y)), n),
        arguments("ger", call(blas -> blas.ger(1, x3, y3, a)), 701 * 701),
        arguments("ger", call(blas -> blas.ger(1, x3, y3, a.transposed())), 701 * 701),
        // Half of the elements at least: those of the triangle.
        arguments("symv", call(blas -> blas.symv(Triangle.UPPER, 1, a, x3, 0, y3)), 701 * 351),
        arguments("syr", call(blas -> blas.syr(Triangle.LOWER, 1, x3, a)), 701 * 351),
        arguments("syr2", call(blas -> blas.syr2(Triangle.UPPER, 1, x3, y3, a)), 701 * 351),
        arguments(
            "trmv", call(blas -> blas.trmv(Triangle.LOWER, Diagonal.NON_UNIT, a, x3)), 701 * 351),
        arguments(
            "trsv", call(blas -> blas.trsv(Triangle.UPPER, Diagonal.UNIT, a, x3)), 701 * 351));
  }

  private static Consumer<Blas> call(Consumer<Blas> call) {
    return call;
  }

  /** No critical call is long, and together they have all elements. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("largeCalls")
  void largeCallsOnArraysAreCutIntoCriticalCalls(String routine, Consumer<Blas> call, int elements)
      throws UnusableLibraryException {
    call.accept(Blas.over(kernels(SETTINGS)));
    assertTrue(calls.size() > 1, calls::toString);
    for (Call made : calls) {
      assertTrue(made.isCritical(), made::toString);
      assertTrue(made.elements() <= CriticalKernels.ELEMENTS, made::toString);
    }
    long together = calls.stream().mapToLong(Call::elements).sum();
    assertTrue(together >= elements, () -> together + " elements in " + calls);
  }

  /** An elementwise routine gives the bits of one call if its pieces begin at such multiples. */
  @Test
  void vectorsAreCutAtMultiplesOfAPiece() throws UnusableLibraryException {
    Blas.over(kernels(SETTINGS)).axpy(2, vector(200_003), vector(200_003));
    assertEquals(
        List.of(65536, 65536, 65536, 200_003 - 3 * 65536),
        calls.stream().map(made -> made.sizes().get(0)).toList());
  }

  static Stream<Arguments> callsOnBothSidesOfTheBound() {
    return Stream.of(
        arguments("gemm", call(blas -> gemm(blas, 101)), call(blas -> gemm(blas, 102))),
        arguments("syrk", call(blas -> syrk(blas, 101)), call(blas -> syrk(blas, 102))),
        arguments(
            "gemm of few products on many elements",
            call(blas -> blas.gemm(1, rowMajor(200, 1), rowMajor(1, 200), 0, rowMajor(200, 200))),
            call(blas -> blas.gemm(1, rowMajor(300, 1), rowMajor(1, 300), 0, rowMajor(300, 300)))),
        arguments("gbmv", call(blas -> gbmv(blas, 13_000)), call(blas -> gbmv(blas, 13_200))),
        arguments("spmv", call(blas -> spmv(blas, 300)), call(blas -> spmv(blas, 362))));
  }

  private static void gemm(Blas blas, int n) {
    blas.gemm(1, rowMajor(n, n), rowMajor(n, n), 0, rowMajor(n, n));
  }

  private static void syrk(Blas blas, int n) {
    blas.syrk(Triangle.LOWER, 1, rowMajor(n, n), 0, rowMajor(n, n));
  }

  private static void gbmv(Blas blas, int n) {
    Matrix diagonals = rowMajor(n, 3).transposed();
    blas.gbmv(Transposition.NONE, 1, 1, 1, diagonals, vector(n), 0, vector(n));
  }

  private static void spmv(Blas blas, int n) {
    blas.spmv(Triangle.LOWER, 1, vector(n * (n + 1) / 2), vector(n), 0, vector(n));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("callsOnBothSidesOfTheBound")
  void smallCallsAreCriticalAndLargeOnesAreCopied(
      String routine, Consumer<Blas> small, Consumer<Blas> large) throws UnusableLibraryException {
    Blas blas = Blas.over(kernels(SETTINGS));
    small.accept(blas);
    assertEquals(1, calls.size(), calls::toString);
    assertTrue(calls.getFirst().isCritical() && calls.getFirst().onArray(), calls::toString);
    calls.clear();
    large.accept(blas);
    assertEquals(1, calls.size(), calls::toString);
    assertTrue(!calls.getFirst().isCritical() && !calls.getFirst().onArray(), calls::toString);
  }

  @Test
  void callsOnNativeMemoryAreNotCritical() throws UnusableLibraryException {
    Blas blas = Blas.over(kernels(SETTINGS));
    Vector x = Vector.allocate(Precision.DOUBLE, 100);
    blas.axpy(2, x, Vector.allocate(Precision.DOUBLE, 100));
    assertEquals(List.of(false), calls.stream().map(Call::isCritical).toList());
    calls.clear();
    blas.axpy(2, x, vector(100));
    assertEquals(List.of(true), calls.stream().map(Call::isCritical).toList());
  }

  static Stream<Arguments> callsThatALibraryDivides() {
    Matrix a = rowMajor(100, 91);
    Matrix square = rowMajor(100, 100);
    Vector x = vector(10_001);
    Vector y = vector(10_001);
    return Stream.of(
        arguments("scal", call(blas -> blas.scal(2, x))),
        arguments("swap", call(blas -> blas.swap(x, y))),
        arguments("dot", call(blas -> blas.dot(x, y))),
        arguments("gemv", call(blas -> blas.gemv(1, a, vector(91), 0, vector(100)))),
        arguments("ger", call(blas -> blas.ger(1, vector(100), vector(91), a))),
        arguments("syr", call(blas -> blas.syr(Triangle.LOWER, 1, vector(100), square))),
        arguments("gbmv", call(blas -> gbmv(blas, 10))),
        arguments("spmv", call(blas -> spmv(blas, 10))),
        arguments("gemm", call(blas -> gemm(blas, 65))),
        arguments("syrk", call(blas -> syrk(blas, 65))));
  }

  /** A critical call that waited for a thread of the library would hold all threads of the JVM. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("callsThatALibraryDivides")
  void aLibraryThatHasGotThreadsIsCalledOnCopies(String routine, Consumer<Blas> call)
      throws UnusableLibraryException {
    Blas blas = Blas.over(kernels(SETTINGS));
    for (OptionalInt threads :
        List.of(OptionalInt.of(1), OptionalInt.of(4), OptionalInt.empty(), OptionalInt.of(1))) {
      libraryThreads = threads;
      calls.clear();
      call.accept(blas);
      boolean isCritical = threads.equals(OptionalInt.of(1));
      assertEquals(1, calls.size(), calls::toString);
      assertEquals(isCritical, calls.getFirst().isCritical(), calls::toString);
      assertEquals(isCritical, calls.getFirst().onArray(), calls::toString);
    }
  }

  @Test
  void aLibraryThatIsOpenedWithThreadsIsCalledOnCopies() throws UnusableLibraryException {
    libraryThreads = OptionalInt.of(4);
    Blas.over(kernels(SETTINGS.withLibraryThreads(4))).axpy(2, vector(100), vector(100));
    assertEquals(List.of(false), calls.stream().map(Call::onArray).toList());
  }

  /** The check of a function is one call on native memory, for both sets of functions. */
  @Test
  void functionsForArraysShareTheChecks() throws UnusableLibraryException {
    Blas blas = Blas.over(kernels(SETTINGS.withLibraryCheck(true)));
    blas.swap(vector(100), vector(100));
    blas.swap(vector(100), vector(100));
    // The library computes nothing, so its function is wrong and no later call reaches it.
    assertEquals(List.of(false), calls.stream().map(Call::isCritical).toList());
    assertEquals(
        1, blas.substitutes().stream().filter(s -> s.routine().toString().equals("swap")).count());
  }
}
