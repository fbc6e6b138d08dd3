/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.operations;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.operations.NumPyExpressions.Operands;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares operations with what NumPy computed (numpy_expressions.py), in several layouts. */
class NumPyExpressionsTest {

  /** Where the elements of an operand lie. */
  enum Layout {
    ROW_MAJOR {
      @Override
      Matrix of(Matrix m) {
        return m.copy();
      }
    },
    COLUMN_MAJOR {
      @Override
      Matrix of(Matrix m) {
        return m.transposed().copy().transposed();
      }
    },
    REVERSED {
      @Override
      Matrix of(Matrix m) {
        return m.reversedRows().reversedColumns().copy().reversedRows().reversedColumns();
      }
    },
    WITH_GAPS {
      @Override
      Matrix of(Matrix m) {
        Matrix memory = Matrix.allocate(m.precision(), 2 * m.rows() + 1, 3 * m.columns() + 1);
        memory.fill(Double.NaN);
        return Matrix.wrap(
                memory.segment(),
                m.precision(),
                m.rows(),
                m.columns(),
                memory.rowStride() + 1,
                2 * memory.rowStride(),
                3)
            .copyFrom(m);
      }
    },
    ARRAY {
      @Override
      Matrix of(Matrix m) {
        int length = m.rows() * m.columns();
        Matrix view =
            m.precision() == Precision.DOUBLE
                ? Matrix.columnMajor(new double[length], 0, m.rows(), m.columns(), m.rows())
                : Matrix.columnMajor(new float[length], 0, m.rows(), m.columns(), m.rows());
        return view.copyFrom(m);
      }
    };

    abstract Matrix of(Matrix m);

    Vector of(Vector v) {
      return of(v.asRow()).row(0);
    }
  }

  /** Operands, and the expressions with NumPy's results for them. */
  private record Group(String text, Precision precision, List<String> results) {

    Operands operands(Layout layout) {
      String[] parts = text.split("; ", -1);
      return new Operands(
          layout.of(matrix(parts[2], precision)),
          layout.of(matrix(parts[3], precision)),
          layout.of(vector(parts[4], precision)),
          layout.of(vector(parts[5], precision)));
    }
  }

  private static List<Group> groups() throws IOException {
    List<Group> groups = new ArrayList<>();
    try (InputStream in = NumPyExpressionsTest.class.getResourceAsStream("numpy_expressions.txt")) {
      for (String line : new String(in.readAllBytes(), US_ASCII).split("\n", -1)) {
        if (line.startsWith("operands; ")) {
          boolean isDouble = line.startsWith("operands; double; ");
          Precision precision = isDouble ? Precision.DOUBLE : Precision.SINGLE;
          groups.add(new Group(line, precision, new ArrayList<>()));
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          groups.getLast().results.add(line);
        }
      }
    }
    return groups;
  }

  @ParameterizedTest
  @EnumSource
  void givesWhatNumPyGives(Layout layout) throws IOException {
    for (Group group : groups()) {
      Operands operands = group.operands(layout);
      double largest = Math.max(largest(elements(operands.a())), largest(elements(operands.b())));
      double bound = 8 * group.precision.unitRoundoff() * Math.max(1, largest);
      for (String line : group.results) {
        String[] parts = line.split("; ", -1);
        boolean isExact = NumPyExpressions.EXACT.containsKey(parts[0]);
        Function<Operands, Object> operation =
            (isExact ? NumPyExpressions.EXACT : NumPyExpressions.ROUNDED).get(parts[0]);
        double[] expected = elements(parts[1]);
        assertSame(
            group.text + "\n" + line,
            expected,
            elements(operation.apply(operands)),
            isExact ? 0 : bound * Math.max(1, largest(expected)));
      }
    }
  }

  @Test
  void allExpressionsAreTriedWithAllOperands() throws IOException {
    Set<String> all = new HashSet<>(NumPyExpressions.EXACT.keySet());
    all.addAll(NumPyExpressions.ROUNDED.keySet());
    assertTrue(all.size() >= 100, () -> "only " + all.size() + " expressions");
    for (Group group : groups()) {
      Set<String> tried = new HashSet<>();
      group.results.forEach(line -> tried.add(line.split("; ", -1)[0]));
      assertEquals(all, tried);
    }
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).map(Math::abs).max().orElse(0);
  }

  private static void assertSame(String line, double[] expected, double[] actual, double bound) {
    assertEquals(expected.length, actual.length, line);
    for (int i = 0; i < expected.length; i++) {
      boolean same =
          (bound == 0 || !Double.isFinite(expected[i]))
              ? expected[i] == actual[i] || (Double.isNaN(expected[i]) && Double.isNaN(actual[i]))
              : Math.abs(expected[i] - actual[i]) <= bound;
      assertTrue(same, line + "\nbut " + Arrays.toString(actual));
    }
  }

  private static double[] elements(Object result) {
    return switch (result) {
      case Matrix m -> m.toDoubleArray(Order.ROW_MAJOR);
      case Vector v -> v.toArray();
      case int[] indices -> Arrays.stream(indices).asDoubleStream().toArray();
      case Number number -> new double[] {number.doubleValue()};
      case Boolean truth -> new double[] {truth ? 1 : 0};
      case String text ->
          Stream.of(text.substring(text.indexOf(' ') + 1).split(",", -1))
              .filter(each -> !each.isEmpty())
              .mapToDouble(NumPyExpressionsTest::number)
              .toArray();
      default -> throw new IllegalArgumentException(result.toString());
    };
  }

  private static double number(String text) {
    return switch (text) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static Matrix matrix(String text, Precision precision) {
    String[] shape = text.substring(0, text.indexOf(' ')).split("x", -1);
    return Matrix.allocate(precision, Integer.parseInt(shape[0]), Integer.parseInt(shape[1]))
        .copyFrom(elements(text), Order.ROW_MAJOR);
  }

  private static Vector vector(String text, Precision precision) {
    double[] elements = elements(text);
    return Vector.allocate(precision, elements.length).copyFrom(elements);
  }
}
