/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.operations;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operations that write into an output allocate no memory that grows with the operands. */
class OperationsAllocationTest {

  /**
   * What an operation may allocate: arrays of bounded size and views. An array for the elements, or
   * an object for each row or column of the larger shapes, takes megabytes.
   */
  private static final long MOST_BYTES = 1 << 16;

  private record Outputs(Matrix a, Matrix b, Matrix out, Vector ofRows, Vector ofColumns) {}

  private static final Map<String, Consumer<Outputs>> OPERATIONS =
      Map.ofEntries(
          Map.entry("add", x -> Elementwise.add(x.a, x.b, x.out)),
          Map.entry("add in place", x -> Elementwise.add(x.out, x.b, x.out)),
          Map.entry("add to rows", x -> Elementwise.add(x.a, x.b.row(0).asRows(x.a.rows()), x.out)),
          Map.entry("subtract", x -> Elementwise.subtract(x.a, x.b, x.out)),
          Map.entry("multiply", x -> Elementwise.multiply(x.a, x.b, x.out)),
          Map.entry("divide", x -> Elementwise.divide(x.a, x.b, x.out)),
          Map.entry("minimum", x -> Elementwise.minimum(x.a, x.b, x.out)),
          Map.entry("maximum", x -> Elementwise.maximum(x.a, x.b, x.out)),
          Map.entry("scale", x -> Elementwise.scale(2, x.a, x.out)),
          Map.entry("map", x -> Elementwise.map(x.a, y -> y + 1, x.out)),
          Map.entry("negative", x -> Elementwise.negative(x.a, x.out)),
          Map.entry("abs", x -> Elementwise.abs(x.a, x.out)),
          Map.entry("sqrt", x -> Elementwise.sqrt(x.a, x.out)),
          Map.entry("exp", x -> Elementwise.exp(x.a, x.out)),
          Map.entry("log", x -> Elementwise.log(x.a, x.out)),
          Map.entry("tanh", x -> Elementwise.tanh(x.a, x.out)),
          Map.entry("sigmoid", x -> Elementwise.sigmoid(x.a, x.out)),
          Map.entry("rowSums", x -> Reductions.rowSums(x.a, x.ofRows)),
          Map.entry("rowMeans", x -> Reductions.rowMeans(x.a, x.ofRows)),
          Map.entry("rowMins", x -> Reductions.rowMins(x.a, x.ofRows)),
          Map.entry("rowMaxs", x -> Reductions.rowMaxs(x.a, x.ofRows)),
          Map.entry("columnSums", x -> Reductions.columnSums(x.a, x.ofColumns)),
          Map.entry("columnMeans", x -> Reductions.columnMeans(x.a, x.ofColumns)),
          Map.entry("columnMins", x -> Reductions.columnMins(x.a, x.ofColumns)),
          Map.entry("columnMaxs", x -> Reductions.columnMaxs(x.a, x.ofColumns)),
          Map.entry("sum", x -> Reductions.sum(x.a)),
          Map.entry("max", x -> Reductions.max(x.a)),
          Map.entry("argmax", x -> Reductions.argmax(x.a)),
          Map.entry("normFrobenius", x -> Norms.normFrobenius(x.a)),
          Map.entry("isClose", x -> Comparison.isClose(x.a, x.b)));

  @ParameterizedTest
  @CsvSource({
    "DOUBLE, 300, 200, false",
    "SINGLE, 200, 300, true",
    "DOUBLE, 20000, 4, false",
    "SINGLE, 4, 20000, true"
  })
  void noMemoryGrowsWithTheOperands(Precision precision, int rows, int columns, boolean byColumns) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Outputs outputs =
        new Outputs(
            matrix(precision, rows, columns, byColumns),
            matrix(precision, rows, columns, byColumns),
            matrix(precision, rows, columns, false),
            Vector.allocate(precision, rows),
            Vector.allocate(precision, columns));
    OPERATIONS.forEach(
        (name, operation) -> {
          operation.accept(outputs); // loads classes
          long before = threads.getCurrentThreadAllocatedBytes();
          operation.accept(outputs);
          long allocated = threads.getCurrentThreadAllocatedBytes() - before;
          assertTrue(allocated <= MOST_BYTES, () -> name + " allocated " + allocated + " bytes");
        });
  }

  private static Matrix matrix(Precision precision, int rows, int columns, boolean byColumns) {
    Matrix matrix =
        byColumns
            ? Matrix.allocate(precision, columns, rows).transposed()
            : Matrix.allocate(precision, rows, columns);
    matrix.fill(0.5);
    return matrix;
  }
}
