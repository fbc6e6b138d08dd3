/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.npy.NpyFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Views over Java arrays. */
class ArrayViewsTest {

  private static double[] counting(int length) {
    double[] array = new double[length];
    for (int i = 0; i < length; i++) {
      array[i] = i;
    }
    return array;
  }

  private static void assertMessage(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void aViewSharesTheElementsOfTheArray() {
    double[] array = counting(20);
    Matrix columns = Matrix.columnMajor(array, 2, 3, 4, 5);
    assertEquals(2 + 1 + 2 * 5, columns.get(1, 2));
    Matrix rows = Matrix.rowMajor(array, 1, 3, 4, 6);
    assertEquals(1 + 2 * 6 + 3, rows.get(2, 3));
    Matrix strided = Matrix.over(array, 19, 2, 3, -9, -2);
    assertEquals(19 - 9 - 4, strided.get(1, 2));
    Vector backwards = Vector.over(array, 9, 4, -3);
    assertArrayEquals(new double[] {9, 6, 3, 0}, backwards.toDoubleArray());
    backwards.set(1, -7);
    assertEquals(-7, array[6]);
    array[9] = 5;
    assertEquals(5, backwards.get(0));
    columns.block(1, 1, 2, 2).transposed().fill(0);
    assertEquals(0, array[2 + 1 + 5]);
    assertEquals(0, array[2 + 2 + 10]);
    assertEquals(2 + 5, array[2 + 5], "beside the block");
  }

  @Test
  void aViewOfFloatsIsSingle() {
    float[] array = new float[12];
    Matrix columns = Matrix.columnMajor(array, 1, 2, 3, 4);
    columns.set(1, 2, 0.1);
    assertEquals(0.1f, array[1 + 1 + 8]);
    assertEquals(Precision.SINGLE, columns.precision());
    Matrix.rowMajor(array, 0, 3, 2, 4).fill(2);
    assertArrayEquals(new float[] {2, 2, 0, 0, 2, 2, 0, 0, 2, 2, 0.1f, 0}, array);
    Matrix.over(array, 11, 1, 2, 0, -1).fill(3);
    Vector.over(array, 2, 1, 1).fill(4);
    assertArrayEquals(new float[] {2, 2, 4, 0, 2, 2, 0, 0, 2, 2, 3, 3}, array);
  }

  @Test
  void aViewOfNoElementsMayEndWithTheArray() {
    assertTrue(Vector.over(new double[3], 3, 0, 1).isEmpty());
    assertTrue(Matrix.columnMajor(new float[0], 0, 0, 4, 1).isEmpty());
    assertEquals(
        2, Matrix.columnMajor(counting(9), 1, 2, 2, 6).columns(), "the last column is short");
  }

  @Test
  void wrongSizesAreRefused() {
    double[] array = counting(9);
    assertThrows(IndexOutOfBoundsException.class, () -> Vector.over(array, 1, 9, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> Vector.over(array, 7, 9, -1));
    assertThrows(IndexOutOfBoundsException.class, () -> Vector.over(array, -1, 1, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> Matrix.columnMajor(array, 0, 2, 5, 2));
    assertMessage("size must be >= 0, but was -1", () -> Vector.over(array, 0, -1, 1));
    assertMessage(
        "rows and columns must be >= 0, but were -1 and 2",
        () -> Matrix.rowMajor(array, 0, -1, 2, 2));
    assertMessage(
        "the leading dimension must be >= max(1, rows) = 3, but was 2",
        () -> Matrix.columnMajor(array, 0, 3, 2, 2));
    assertMessage(
        "the leading dimension must be >= max(1, columns) = 1, but was 0",
        () -> Matrix.rowMajor(array, 0, 3, 0, 0));
  }

  @Test
  void viewsOverlapOnlyInOneArray() {
    double[] array = counting(20);
    Vector even = Vector.over(array, 0, 10, 2);
    assertFalse(even.overlaps(Vector.over(array, 1, 10, 2)));
    assertTrue(even.overlaps(Vector.over(array, 4, 3, 3)));
    assertFalse(even.overlaps(Vector.over(array.clone(), 0, 20, 1)));
    assertFalse(even.overlaps(Vector.over(new float[20], 0, 20, 1)));
    Vector nativeVector = Vector.allocate(Precision.DOUBLE, 20);
    assertFalse(even.overlaps(nativeVector));
    assertFalse(nativeVector.overlaps(even));
    Matrix block = Matrix.columnMajor(array, 0, 2, 4, 5);
    assertFalse(block.overlaps(Matrix.columnMajor(array, 2, 3, 3, 5)));
    assertTrue(block.overlaps(Matrix.columnMajor(array, 1, 3, 3, 5)));
    MatrixBatch batch =
        MatrixBatch.wrap(MemorySegment.ofArray(array), Precision.DOUBLE, 3, 2, 2, 0, 5, 2, 1);
    assertTrue(batch.overlaps(even));
    assertFalse(batch.overlaps(Vector.over(array, 4, 4, 5)), "between the matrices");
  }

  @Test
  void copiesToAndFromPartsOfArrays() {
    double[] array = new double[12];
    Matrix numbers = Matrix.of(new double[][] {{1, 2}, {3, 4}, {5, 6}});
    Matrix.columnMajor(array, 1, 3, 2, 4).copyFrom(numbers);
    assertArrayEquals(new double[] {0, 1, 3, 5, 0, 2, 4, 6, 0, 0, 0, 0}, array);
    float[] single = new float[8];
    Matrix.rowMajor(single, 1, 3, 2, 2).copyFrom(Matrix.columnMajor(array, 1, 3, 2, 4));
    assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5, 6, 0}, single);
    Vector target = Vector.allocate(Precision.DOUBLE, 3);
    target.copyFrom(Vector.over(array, 7, 3, -2));
    assertArrayEquals(new double[] {6, 2, 5}, target.toDoubleArray());
    Vector.over(array, 9, 3, 1).copyFrom(target);
    assertEquals(2, array[10]);
    assertMessage(
        "copy: source and target (1x3 double) must not overlap, except that elements with equal"
            + " indices may be one",
        () -> Vector.over(array, 0, 3, 1).copyFrom(Vector.over(array, 2, 3, 1)));
  }

  @Test
  void aViewIsPrintedAndSavedAsAnyOther(@TempDir Path folder) throws IOException {
    Matrix view = Matrix.columnMajor(counting(9), 1, 2, 3, 3);
    Matrix copy = Matrix.allocate(Precision.DOUBLE, 2, 3).copyFrom(view);
    assertEquals(copy.toString(), view.toString());
    Path file = folder.resolve("view.npy");
    NpyFile.write(file, view);
    assertArrayEquals(
        copy.toDoubleArray(Order.ROW_MAJOR),
        NpyFile.read(Arena.ofAuto(), file).toDoubleArray(Order.ROW_MAJOR));
  }
}
