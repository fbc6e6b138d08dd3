/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ludovic.netlib.blas.BLAS;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SizedBlasTest {

  /** A call of one of the two. */
  private record Made(String by, Method method, List<Object> arguments) {}

  private final List<Made> calls = new ArrayList<>();
  private final BLAS sized = new SizedBlas(recorder("java"), recorder("native"));

  private BLAS recorder(String name) {
    return (BLAS)
        Proxy.newProxyInstance(
            BLAS.class.getClassLoader(),
            new Class<?>[] {BLAS.class},
            (proxy, method, arguments) -> {
              calls.add(new Made(name, method, Arrays.asList(arguments)));
              Class<?> type = method.getReturnType();
              return type == void.class ? null : Array.get(Array.newInstance(type, 1), 0);
            });
  }

  @TestFactory
  @DisplayName(
      "each method passes its arguments on: to Java if it is small, otherwise to native code")
  Stream<DynamicTest> methods() {
    return Stream.of(BLAS.class.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .map(
            method ->
                DynamicTest.dynamicTest(
                    method.getName() + " of " + method.getParameterCount() + " arguments",
                    () -> {
                      boolean hasSizes =
                          Arrays.asList(method.getParameterTypes()).contains(int.class)
                              && !method.getName().contains("rotmg");
                      check(method, 1, "java");
                      check(method, 1_000_000, hasSizes ? "native" : "java");
                    }));
  }

  private void check(Method method, int first, String by) throws Exception {
    Object[] arguments = new Object[method.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = argument(method.getParameterTypes()[i], first + i);
    }
    calls.clear();
    method.invoke(sized, arguments);
    assertEquals(1, calls.size());
    assertEquals(by, calls.get(0).by());
    assertEquals(method, calls.get(0).method());
    assertEquals(Arrays.asList(arguments), calls.get(0).arguments());
  }

  /** Different from every other argument of its type. */
  private static Object argument(Class<?> type, int number) throws Exception {
    if (type == int.class) {
      return number;
    }
    if (type == double.class) {
      return (double) number;
    }
    if (type == float.class) {
      return (float) number;
    }
    if (type == String.class) {
      return String.valueOf(number);
    }
    if (type == boolean.class) {
      return true;
    }
    if (type.isArray()) {
      return Array.newInstance(type.getComponentType(), number % 10);
    }
    Constructor<?> wrapper = type.getConstructors()[0];
    return wrapper.newInstance(argument(wrapper.getParameterTypes()[0], number));
  }

  @Test
  void sizesBeyondAnIntAreLarge() {
    sized.dgemm("N", "N", 1 << 11, 1 << 11, 1 << 10, 1, null, 1, null, 1, 0, null, 1);
    sized.dger(1 << 16, 1 << 16, 1, null, 1, null, 1, null, 1);
    assertEquals(List.of("native", "native"), calls.stream().map(Made::by).toList());
  }
}
