/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ludovic.netlib.blas.BLAS;
import dev.panblas.blas.Blas;
import dev.panblas.spi.Settings;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.netlib.util.doubleW;
import org.netlib.util.floatW;

/** Compares every method of netlib's interface with F2J, on random arguments. */
class ComparisonTest {

  private static final int CALLS =
      System.getProperty("panblas.conformance.effort", "short").equals("full") ? 500 : 12;

  /** Methods that compute nothing. */
  private static final Set<String> OTHER_METHODS = Set.of("getInstance", "lsame");

  private static final BLAS F2J = f2j();

  /** Each with the crossover on, and off, so that small calls reach the kernels. */
  private static final Map<String, BLAS> BACKENDS = new TreeMap<>();

  static {
    for (String backend : List.of("reference", "panama")) {
      Settings settings = Settings.current().withBackend(backend);
      BACKENDS.put(backend, new PanblasBlas(Blas.open(settings)));
      BACKENDS.put(
          backend + ", crossover off", new PanblasBlas(Blas.open(settings.withCrossover(false))));
    }
  }

  /** netlib's F2J, whose class is not public. */
  static BLAS f2j() {
    try {
      Method getInstance =
          Class.forName("dev.ludovic.netlib.blas.F2jBLAS").getMethod("getInstance");
      getInstance.setAccessible(true);
      return (BLAS) getInstance.invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("netlib has changed", e);
    }
  }

  private static Stream<Method> methods() {
    return methods(BLAS.class);
  }

  /** The routines of an interface, with and without offsets. */
  static Stream<Method> methods(Class<?> type) {
    return Stream.of(type.getMethods())
        .filter(method -> method.getDeclaringClass() == type)
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> !OTHER_METHODS.contains(method.getName()))
        .sorted(Comparator.comparing(Method::getName).thenComparingInt(Method::getParameterCount));
  }

  @Test
  @DisplayName("all 69 routines of netlib's interface are compared")
  void allRoutines() {
    Set<String> names = methods().map(Method::getName).collect(Collectors.toSet());
    assertEquals(69, names.size());
    assertEquals(Call.ROUTINES.keySet(), methods().map(Call::routine).collect(Collectors.toSet()));
  }

  @TestFactory
  @DisplayName("results equal those of F2J within rounding")
  Stream<DynamicTest> results() {
    return methods()
        .flatMap(
            method ->
                BACKENDS.entrySet().stream()
                    .map(
                        backend ->
                            DynamicTest.dynamicTest(
                                name(method) + " on " + backend.getKey(),
                                () -> compareResults(method, F2J, backend.getValue()))));
  }

  static String name(Method method) {
    return method.getName() + (Call.hasOffsets(method) ? " with offsets" : "");
  }

  static void compareResults(Method method, Object f2j, Object blas) throws Throwable {
    for (int i = 0; i < CALLS; i++) {
      Call call = new Call(method, i * 31L + method.getName().hashCode(), false);
      // netlib refuses some calls with a size of 0.
      boolean isRefused = call.isEmpty() && f2j instanceof BLAS;
      Object[] expected = call.copy();
      Object expectedResult = isRefused ? emptyResult(method) : call.invoke(f2j, expected);
      Object[] bound = call.absolute();
      Object boundOfResult = isRefused ? emptyResult(method) : call.invoke(f2j, bound);
      Object[] actual = call.copyOfUsedParts();
      Object actualResult = call.invoke(blas, actual);
      double tolerance = 4 * (call.terms() + 4) * (call.isSingle() ? 0x1p-24 : 0x1p-53);
      boolean bounded = call.isSolve() || method.getName().contains("rot");
      for (int j = 0; j < actual.length; j++) {
        requireClose(
            call + ", argument " + j, expected[j], actual[j], bounded ? null : bound[j], tolerance);
      }
      requireClose(
          call + ", result",
          expectedResult,
          actualResult,
          bounded ? null : boundOfResult,
          tolerance);
    }
  }

  private static Object emptyResult(Method method) {
    Class<?> type = method.getReturnType();
    if (type == double.class) {
      return 0.0;
    }
    if (type == float.class) {
      return 0f;
    }
    return type == int.class ? -1 : (Object) null;
  }

  /**
   * Compares with F2J's value, within a factor of the value that F2J computes from absolute values.
   * Without one, the bound is the largest element.
   */
  private static void requireClose(
      String text, Object expected, Object actual, Object bound, double tolerance) {
    double[] expectedValues = values(expected);
    double[] actualValues = values(actual);
    double[] bounds = bound == null ? null : values(bound);
    double largest = 0;
    for (double value : expectedValues) {
      largest = Double.isNaN(value) ? largest : Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < actualValues.length; i++) {
      double error = Math.abs(expectedValues[i] - actualValues[i]);
      double allowed = tolerance * (bounds == null ? 8 * largest : Math.abs(bounds[i]));
      boolean close = Double.compare(expectedValues[i], actualValues[i]) == 0 || error <= allowed;
      if (!close) {
        fail(
            text
                + ": element "
                + i
                + " must be "
                + expectedValues[i]
                + " within "
                + allowed
                + ", but was "
                + actualValues[i]);
      }
    }
  }

  /** The numbers in an argument or a result. */
  private static double[] values(Object value) {
    return switch (value) {
      case null -> new double[0];
      case double[] array -> array;
      case float[] array -> {
        double[] values = new double[array.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = array[i];
        }
        yield values;
      }
      case Number number -> new double[] {number.doubleValue()};
      case doubleW wrapper -> new double[] {wrapper.val};
      case floatW wrapper -> new double[] {wrapper.val};
      default -> new double[0];
    };
  }

  @TestFactory
  @DisplayName("errors equal those of F2J, and nothing is written")
  Stream<DynamicTest> errors() {
    BLAS blas = BACKENDS.get("reference");
    return methods()
        .map(method -> DynamicTest.dynamicTest(name(method), () -> compareErrors(method, blas)));
  }

  private static void compareErrors(Method method, BLAS blas) throws Throwable {
    int errors = 0;
    for (int seed = 0; seed < 4; seed++) {
      Call call = new Call(method, seed, true);
      for (int i = 0; i < call.argumentCount(); i++) {
        for (Object wrong : wrongValues(call, i)) {
          errors += compareError(call, i, wrong, blas) ? 1 : 0;
        }
      }
    }
    assertTrue(errors > 0 || method.getName().endsWith("rotg"), "no argument was refused");
  }

  /** The values of an argument of which some are refused; an array may be missing or too short. */
  private static List<Object> wrongValues(Call call, int index) {
    return switch (call.argument(index)) {
      case String option -> Arrays.asList("", "X", "x", null);
      case Integer number -> call.isOffset(index) ? List.of(100) : List.of(-1, 0, 1);
      case double[] array -> Arrays.asList(Call.part(array, array.length - 1), null);
      case float[] array -> Arrays.asList(Call.part(array, array.length - 1), null);
      case doubleW wrapper -> Arrays.asList((Object) null);
      case floatW wrapper -> Arrays.asList((Object) null);
      default -> List.of();
    };
  }

  /** Compares the error of F2J, if there is one, and returns whether there was. */
  private static boolean compareError(Call call, int index, Object wrong, BLAS blas) {
    Object[] expected = call.copy();
    expected[index] = wrong;
    Throwable error = thrown(call, F2J, expected);
    if (error == null) {
      return false;
    }
    String text = call + " with argument " + index + " = " + wrong;
    Object[] actual = call.copy();
    actual[index] = wrong;
    if (wrong instanceof Integer size && size == 0 && error instanceof IndexOutOfBoundsException) {
      assertDoesNotThrow(() -> call.invoke(blas, actual), text); // no element of an array is used
      return false;
    }
    Throwable own = assertThrows(error.getClass(), () -> call.invoke(blas, actual), text);
    if (!(error instanceof NullPointerException)) {
      assertEquals(error.getMessage(), own.getMessage(), text);
    }
    Object[] before = call.copy();
    for (int i = 0; i < before.length; i++) {
      if (i != index) {
        assertArrayEquals(values(before[i]), values(actual[i]), text);
      }
    }
    return true;
  }

  private static Throwable thrown(Call call, BLAS blas, Object[] arguments) {
    try {
      call.invoke(blas, arguments);
      return null;
    } catch (Throwable e) {
      return e;
    }
  }

  @TestFactory
  @DisplayName("an offset before the array is refused")
  Stream<DynamicTest> negativeOffsets() {
    BLAS blas = BACKENDS.get("reference");
    return methods()
        .filter(Call::hasOffsets)
        .map(
            method ->
                DynamicTest.dynamicTest(
                    method.getName(),
                    () -> {
                      Call call = new Call(method, 1, true);
                      for (int i = 0; i < call.argumentCount(); i++) {
                        if (call.isOffset(i)) {
                          Object[] arguments = call.copy();
                          arguments[i] = -1;
                          assertThrows(
                              IndexOutOfBoundsException.class, () -> call.invoke(blas, arguments));
                        }
                      }
                    }));
  }

  @TestFactory
  @DisplayName("level 1 on vectors that overlap has the result of F2J")
  Stream<DynamicTest> overlappingVectors() {
    return methods()
        .filter(Call::hasOffsets)
        .filter(method -> Call.writesTwoVectors(method))
        .flatMap(
            method ->
                BACKENDS.entrySet().stream()
                    .map(
                        backend ->
                            DynamicTest.dynamicTest(
                                method.getName() + " on " + backend.getKey(),
                                () -> compareOverlap(method, backend.getValue()))));
  }

  private static void compareOverlap(Method method, BLAS blas) throws Throwable {
    for (int seed = 0; seed < CALLS; seed++) {
      Call call = new Call(method, seed, false);
      Object[] expected = call.copyInOneArray();
      Object expectedResult = call.invoke(F2J, expected);
      Object[] actual = call.copyInOneArray();
      Object actualResult = call.invoke(blas, actual);
      double tolerance = 64 * (call.terms() + 4) * (call.isSingle() ? 0x1p-24 : 0x1p-53);
      for (int i = 0; i < actual.length; i++) {
        requireClose(call + ", argument " + i, expected[i], actual[i], null, tolerance);
      }
      requireClose(call + ", result", expectedResult, actualResult, null, tolerance);
    }
  }
}
