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
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

  private record Operands(Matrix a, Matrix b, Vector v, Vector w) {

    Operands in(Layout layout) {
      return new Operands(layout.of(a), layout.of(b), layout.of(v), layout.of(w));
    }

    Matrix rows() {
      return v.asRows(a.rows());
    }

    Matrix columns() {
      return w.asColumns(a.columns());
    }
  }

  private static final Map<String, Function<Operands, Object>> OPERATIONS =
      Map.ofEntries(
          Map.entry("a + b", x -> Elementwise.add(x.a, x.b)),
          Map.entry("a - b", x -> Elementwise.subtract(x.a, x.b)),
          Map.entry("a * b", x -> Elementwise.multiply(x.a, x.b)),
          Map.entry("a / b", x -> Elementwise.divide(x.a, x.b)),
          Map.entry("np.minimum(a, b)", x -> Elementwise.minimum(x.a, x.b)),
          Map.entry("np.maximum(a, b)", x -> Elementwise.maximum(x.a, x.b)),
          Map.entry("-a", x -> Elementwise.negative(x.a)),
          Map.entry("np.abs(a)", x -> Elementwise.abs(x.a)),
          Map.entry("np.sqrt(a)", x -> Elementwise.sqrt(x.a)),
          Map.entry("np.exp(a)", x -> Elementwise.exp(x.a)),
          Map.entry("np.log(a)", x -> Elementwise.log(x.a)),
          Map.entry("np.tanh(a)", x -> Elementwise.tanh(x.a)),
          Map.entry("1 / (1 + np.exp(-a))", x -> Elementwise.sigmoid(x.a)),
          Map.entry("2.5 * a", x -> Elementwise.scale(2.5, x.a)),
          Map.entry("a + v", x -> Elementwise.add(x.a, x.rows())),
          Map.entry("a - v", x -> Elementwise.subtract(x.a, x.rows())),
          Map.entry("a * w[:, None]", x -> Elementwise.multiply(x.a, x.columns())),
          Map.entry("a / w[:, None]", x -> Elementwise.divide(x.a, x.columns())),
          Map.entry("a.sum()", x -> Reductions.sum(x.a)),
          Map.entry("a.sum(axis=0)", x -> Reductions.columnSums(x.a)),
          Map.entry("a.sum(axis=1)", x -> Reductions.rowSums(x.a)),
          Map.entry("a.mean()", x -> Reductions.mean(x.a)),
          Map.entry("a.mean(axis=0)", x -> Reductions.columnMeans(x.a)),
          Map.entry("a.mean(axis=1)", x -> Reductions.rowMeans(x.a)),
          Map.entry("a.min()", x -> Reductions.min(x.a)),
          Map.entry("a.min(axis=0)", x -> Reductions.columnMins(x.a)),
          Map.entry("a.min(axis=1)", x -> Reductions.rowMins(x.a)),
          Map.entry("a.max()", x -> Reductions.max(x.a)),
          Map.entry("a.max(axis=0)", x -> Reductions.columnMaxs(x.a)),
          Map.entry("a.max(axis=1)", x -> Reductions.rowMaxs(x.a)),
          Map.entry("a.argmin()", x -> Reductions.argmin(x.a)),
          Map.entry("a.argmin(axis=0)", x -> Reductions.columnArgmins(x.a)),
          Map.entry("a.argmin(axis=1)", x -> Reductions.rowArgmins(x.a)),
          Map.entry("a.argmax()", x -> Reductions.argmax(x.a)),
          Map.entry("a.argmax(axis=0)", x -> Reductions.columnArgmaxs(x.a)),
          Map.entry("a.argmax(axis=1)", x -> Reductions.rowArgmaxs(x.a)),
          Map.entry("np.linalg.norm(a, 1)", x -> Norms.norm1(x.a)),
          Map.entry("np.linalg.norm(a, np.inf)", x -> Norms.normInf(x.a)),
          Map.entry("np.linalg.norm(a)", x -> Norms.normFrobenius(x.a)),
          Map.entry("np.abs(a).max()", x -> Norms.maxAbs(x.a)),
          Map.entry("np.allclose(a, b)", x -> Comparison.isClose(x.a, x.b) ? 1.0 : 0.0),
          Map.entry(
              "np.allclose(a, a + 1e-9)",
              x -> Comparison.isClose(x.a, Elementwise.map(x.a, y -> y + 1e-9)) ? 1.0 : 0.0));

  /** Functions that NumPy rounds differently. */
  private static final Set<String> ROUNDED_DIFFERENTLY =
      Set.of("np.exp(a)", "np.log(a)", "np.tanh(a)", "1 / (1 + np.exp(-a))");

  private static List<String> lines() throws IOException {
    try (InputStream in = NumPyExpressionsTest.class.getResourceAsStream("numpy_expressions.txt")) {
      return new String(in.readAllBytes(), US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesWhatNumPyGives(Layout layout) throws IOException {
    for (String line : lines()) {
      String[] parts = line.split("; ", -1);
      Precision precision = parts[1].equals("double") ? Precision.DOUBLE : Precision.SINGLE;
      Operands operands =
          new Operands(
                  matrix(parts[2], precision),
                  matrix(parts[3], precision),
                  vector(parts[4], precision),
                  vector(parts[5], precision))
              .in(layout);
      Object result = OPERATIONS.get(parts[0]).apply(operands);
      boolean exact = exactly(parts[0]);
      assertSame(
          line, elements(parts[6]), elements(result), exact ? 0 : 8 * precision.unitRoundoff());
    }
  }

  @Test
  void everyExpressionIsTried() throws IOException {
    Set<String> tried = new HashSet<>();
    for (String line : lines()) {
      tried.add(line.split("; ", -1)[0]);
    }
    assertEquals(OPERATIONS.keySet(), tried);
  }

  private static boolean exactly(String expression) {
    return !ROUNDED_DIFFERENTLY.contains(expression)
        && !expression.contains("sum")
        && !expression.contains("mean")
        && !expression.contains("norm");
  }

  private static void assertSame(String line, double[] expected, double[] actual, double bound) {
    assertEquals(expected.length, actual.length, line);
    double largest =
        Arrays.stream(expected).filter(Double::isFinite).map(Math::abs).max().orElse(0);
    for (int i = 0; i < expected.length; i++) {
      boolean isExact = bound == 0 || !Double.isFinite(expected[i]);
      boolean same =
          isExact
              ? expected[i] == actual[i] || (Double.isNaN(expected[i]) && Double.isNaN(actual[i]))
              : Math.abs(expected[i] - actual[i]) <= bound * Math.max(largest, 1);
      assertTrue(same, line + "\nbut " + Arrays.toString(actual));
    }
  }

  private static double[] elements(Object result) {
    return switch (result) {
      case Matrix m -> m.toDoubleArray(Order.ROW_MAJOR);
      case Vector v -> v.toDoubleArray();
      case int[] indices -> Arrays.stream(indices).asDoubleStream().toArray();
      case Number number -> new double[] {number.doubleValue()};
      case String text ->
          Stream.of(text.substring(text.indexOf(' ') + 1).split(",", -1))
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
