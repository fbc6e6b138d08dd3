/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MatrixTextTest {

  /** The arrays and texts of numpy_str.py. */
  static Stream<String> arraysThatNumPyPrinted() throws IOException {
    try (InputStream in = MatrixTextTest.class.getResourceAsStream("numpy_str.txt")) {
      return Stream.of(new String(in.readAllBytes(), US_ASCII).strip().split("\n\n"));
    }
  }

  @ParameterizedTest
  @MethodSource("arraysThatNumPyPrinted")
  void printsAsNumPy(String printed) {
    String[] parts = printed.split("\n", 2);
    String[] head = parts[0].split(" ", -1);
    Precision precision = head[0].equals("double") ? Precision.DOUBLE : Precision.SINGLE;
    int[] shape = Stream.of(head[1].split("x", -1)).mapToInt(Integer::parseInt).toArray();
    double[] elements =
        Stream.of(head[2].split(",", -1))
            .mapToDouble(
                bits ->
                    precision == Precision.DOUBLE
                        ? Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))
                        : Float.intBitsToFloat(Integer.parseUnsignedInt(bits, 16)))
            .toArray();

    if (shape.length == 1) {
      Vector v = Vector.allocate(precision, shape[0]);
      for (int i = 0; i < v.size(); i++) {
        v.set(i, elements[i % elements.length]);
      }
      assertEquals(parts[1], v.toString());
    } else {
      Matrix columnMajor = Matrix.allocate(precision, shape[1], shape[0]).transposed();
      for (int i = 0; i < shape[0]; i++) {
        for (int j = 0; j < shape[1]; j++) {
          columnMajor.set(i, j, elements[(i * shape[1] + j) % elements.length]);
        }
      }
      assertEquals(parts[1], columnMajor.toString());
      Matrix copy = Matrix.allocate(precision, shape[0], shape[1]).copyFrom(columnMajor);
      assertEquals(parts[1], copy.toString());
    }
  }

  @Test
  void emptyOperandsArePrintedAsInNumPy() {
    assertEquals("[]", Vector.allocate(Precision.DOUBLE, 0).toString());
    assertEquals("[]", Matrix.allocate(Precision.DOUBLE, 0, 3).toString());
    assertEquals("[]", Matrix.allocate(Precision.DOUBLE, 2, 0).toString());
  }

  @Test
  void inaccessibleOperandsAreDescribed() throws InterruptedException {
    Matrix m;
    String[] seen = new String[1];
    try (Arena arena = Arena.ofConfined()) {
      Matrix confined = Matrix.allocate(arena, Precision.DOUBLE, 1, 1);
      m = confined;
      Thread other = new Thread(() -> seen[0] = confined.toString());
      other.start();
      other.join();
    }
    assertEquals("1x1 double matrix, row-major, row stride 1", m.toString());
    assertEquals(m.toString(), seen[0]);
  }
}
