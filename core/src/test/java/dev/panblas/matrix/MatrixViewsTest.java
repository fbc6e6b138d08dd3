/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares all compositions of up to three views with the same operations on a model. */
class MatrixViewsTest {

  /** An operation on a matrix, and the same operation on the model. */
  private record View(String name, UnaryOperator<Matrix> view, UnaryOperator<Model> expected) {}

  private interface Elements {
    double at(int i, int j);
  }

  private record Model(int rows, int columns, Elements elements) {}

  private static final List<View> VIEWS =
      List.of(
          new View(
              "transposed",
              Matrix::transposed,
              m -> new Model(m.columns, m.rows, (i, j) -> m.elements.at(j, i))),
          new View(
              "reversedRows",
              Matrix::reversedRows,
              m -> new Model(m.rows, m.columns, (i, j) -> m.elements.at(m.rows - 1 - i, j))),
          new View(
              "reversedColumns",
              Matrix::reversedColumns,
              m -> new Model(m.rows, m.columns, (i, j) -> m.elements.at(i, m.columns - 1 - j))),
          new View(
              "inner block",
              m -> m.block(inner(m.rows()), 0, m.rows() - inner(m.rows()), m.columns()),
              m ->
                  new Model(
                      m.rows - inner(m.rows),
                      m.columns,
                      (i, j) -> m.elements.at(i + inner(m.rows), j))),
          new View(
              "all but the last column",
              m -> m.block(0, 0, m.rows(), Math.max(0, m.columns() - 1)),
              m -> new Model(m.rows, Math.max(0, m.columns - 1), m.elements)),
          new View(
              "empty block at the end",
              m -> m.block(m.rows(), m.columns(), 0, 0),
              m -> new Model(0, 0, m.elements)),
          new View(
              "diagonal as a column",
              m -> m.diagonal().asColumn(),
              m -> new Model(Math.min(m.rows, m.columns), 1, (i, _) -> m.elements.at(i, i))),
          new View(
              "last row reversed",
              m -> m.rows() == 0 ? m : m.row(m.rows() - 1).reversed().asRow(),
              m ->
                  m.rows == 0
                      ? m
                      : new Model(
                          1, m.columns, (_, j) -> m.elements.at(m.rows - 1, m.columns - 1 - j))),
          new View(
              "first column without its first element",
              m ->
                  m.rows() == 0 || m.columns() == 0
                      ? m
                      : m.column(0).slice(1, m.rows() - 1).asColumn(),
              m ->
                  m.rows == 0 || m.columns == 0
                      ? m
                      : new Model(m.rows - 1, 1, (i, _) -> m.elements.at(i + 1, 0))));

  private static int inner(int size) {
    return Math.min(1, size);
  }

  static Stream<Matrix> matrices() {
    return Stream.of(Precision.values())
        .flatMap(
            precision ->
                Stream.of(
                    numbered(Matrix.allocate(precision, 4, 5)),
                    numbered(Matrix.allocate(precision, 5, 4).transposed()),
                    numbered(Matrix.allocate(precision, 9, 11).block(2, 3, 5, 4)),
                    numbered(Matrix.allocate(precision, 1, 6)),
                    numbered(Matrix.allocate(precision, 0, 3))));
  }

  private static Matrix numbered(Matrix matrix) {
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        matrix.set(i, j, 100 * i + j);
      }
    }
    return matrix;
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void viewsCompose(Matrix matrix) {
    Model model = new Model(matrix.rows(), matrix.columns(), (i, j) -> 100.0 * i + j);
    for (View first : VIEWS) {
      Matrix once = first.view.apply(matrix);
      Model expectedOnce = first.expected.apply(model);
      requireSame(first.name, expectedOnce, once);
      for (View second : VIEWS) {
        Matrix twice = second.view.apply(once);
        Model expectedTwice = second.expected.apply(expectedOnce);
        requireSame(first.name + ", " + second.name, expectedTwice, twice);
        for (View third : VIEWS) {
          requireSame(
              first.name + ", " + second.name + ", " + third.name,
              third.expected.apply(expectedTwice),
              third.view.apply(twice));
        }
      }
    }
  }

  private static void requireSame(String path, Model expected, Matrix actual) {
    assertEquals(expected.rows, actual.rows(), path);
    assertEquals(expected.columns, actual.columns(), path);
    for (int i = 0; i < actual.rows(); i++) {
      for (int j = 0; j < actual.columns(); j++) {
        assertEquals(expected.elements.at(i, j), actual.get(i, j), path);
      }
    }
  }
}
