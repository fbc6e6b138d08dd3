package dev.panblas.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MatrixBatchTest {

  private static final Precision DOUBLE = Precision.DOUBLE;

  private static void assertMessage(
      Class<? extends Throwable> type, String message, Executable call) {
    assertEquals(message, assertThrows(type, call).getMessage());
  }

  private static MatrixBatch allocate(Precision precision, int count, int rows, int columns) {
    return MatrixBatch.allocate(Arena.ofAuto(), precision, count, rows, columns);
  }

  /** The numbers from 0 on, as the elements of memory. */
  private static MemorySegment numbers(int size) {
    Vector numbers = Vector.allocate(DOUBLE, size);
    for (int i = 0; i < size; i++) {
      numbers.set(i, i);
    }
    return numbers.segment();
  }

  private static double[] elements(Matrix m) {
    return m.toDoubleArray(Order.ROW_MAJOR);
  }

  // ---- construction

  @ParameterizedTest
  @EnumSource
  void aNewBatchIsZeroAlignedAndContiguous(Precision precision) {
    MatrixBatch batch = allocate(precision, 3, 2, 5);
    assertEquals(0, batch.segment().address() % 64);
    assertEquals(30L * precision.bytes(), batch.segment().byteSize());
    assertEquals(3, batch.count());
    assertEquals(2, batch.rows());
    assertEquals(5, batch.columns());
    assertEquals(10, batch.batchStride());
    assertEquals(precision, batch.precision());
    assertFalse(batch.isEmpty());
    batch.matrix(1).fill(1);
    assertArrayEquals(new double[10], elements(batch.matrix(0)));
    assertArrayEquals(new double[10], elements(batch.matrix(2)));
    assertTrue(batch.matrix(1).isRowMajor());
  }

  @Test
  void shapesThatCannotBe() {
    assertMessage(
        IllegalArgumentException.class,
        "a batch cannot have -1 matrices of 2 rows and 3 columns",
        () -> allocate(DOUBLE, -1, 2, 3));
    assertMessage(
        IllegalArgumentException.class,
        "a batch cannot have 1 matrices of 2 rows and -3 columns",
        () -> MatrixBatch.wrap(numbers(4), DOUBLE, 1, 2, -3, 0, 0, 1, 1));
    assertMessage(
        IllegalArgumentException.class,
        "4 1073741824x1073741824 double matrices need more bytes than can be addressed",
        () -> allocate(DOUBLE, 4, 1 << 30, 1 << 30));
    assertMessage(
        IllegalArgumentException.class,
        "a matrix or vector needs native memory, but this segment is on the Java heap: allocate it"
            + " from an Arena, or copy with Matrix.of",
        () -> MatrixBatch.wrap(MemorySegment.ofArray(new long[4]), DOUBLE, 1, 2, 2, 0, 0, 2, 1));
  }

  @Test
  void emptyBatches() {
    assertTrue(allocate(DOUBLE, 0, 2, 2).isEmpty());
    assertTrue(allocate(DOUBLE, 2, 0, 2).isEmpty());
    assertTrue(allocate(DOUBLE, 2, 2, 0).isEmpty());
    assertEquals(2, allocate(DOUBLE, 2, 0, 2).matrix(1).columns());
    // Without elements no offset and no stride reaches anything.
    MatrixBatch none = MatrixBatch.wrap(numbers(1), DOUBLE, 0, 2, 2, 9, 1L << 60, 5, 1);
    assertEquals(0, none.segment().byteSize());
    assertFalse(none.overlapsItself());
  }

  @Test
  void wrappedMemoryMustHoldEveryElement() {
    MemorySegment memory = numbers(12);
    assertArrayEquals(
        new double[] {8, 9, 10, 11},
        elements(MatrixBatch.wrap(memory, DOUBLE, 3, 2, 2, 0, 4, 2, 1).matrix(2)));
    assertMessage(
        IndexOutOfBoundsException.class,
        "the last of 3, 5 elements apart: a 2x2 double view at offset 0 with strides 2 and 1 does"
            + " not lie in memory of 12 elements",
        () -> MatrixBatch.wrap(memory, DOUBLE, 3, 2, 2, 0, 5, 2, 1));
    assertMessage(
        IndexOutOfBoundsException.class,
        "a 2x2 double view at offset 10 with strides 2 and 1 does not lie in memory of 12 elements",
        () -> MatrixBatch.wrap(memory, DOUBLE, 1, 2, 2, 10, 5, 2, 1));
    for (long huge : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE / 8, 1L << 61}) {
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> MatrixBatch.wrap(memory, DOUBLE, 3, 1, 1, 0, huge, 1, 1));
    }
    // The stride of a single matrix has no meaning.
    assertEquals(
        5, MatrixBatch.wrap(memory, DOUBLE, 1, 2, 2, 5, Long.MIN_VALUE, 2, 1).matrix(0).get(0, 0));
  }

  @Test
  void stridesMayRunDownwards() {
    MemorySegment memory = numbers(12);
    MatrixBatch down = MatrixBatch.wrap(memory, DOUBLE, 3, 2, 2, 8, -4, 2, 1);
    assertArrayEquals(new double[] {8, 9, 10, 11}, elements(down.matrix(0)));
    assertArrayEquals(new double[] {0, 1, 2, 3}, elements(down.matrix(2)));
    MatrixBatch all = MatrixBatch.wrap(memory, DOUBLE, 3, 2, 2, 11, -4, -2, -1);
    assertArrayEquals(new double[] {11, 10, 9, 8}, elements(all.matrix(0)));
    assertArrayEquals(new double[] {3, 2, 1, 0}, elements(all.matrix(2)));
    assertEquals(12 * 8, all.segment().byteSize());
    MatrixBatch mixed = MatrixBatch.wrap(memory, DOUBLE, 2, 2, 2, 4, 6, -3, 1);
    assertArrayEquals(new double[] {10, 11, 7, 8}, elements(mixed.matrix(1)));
    assertMessage(
        IndexOutOfBoundsException.class,
        "the last of 3, -4 elements apart: a 2x2 double view at offset 7 with strides 2 and 1 does"
            + " not lie in memory of 12 elements",
        () -> MatrixBatch.wrap(memory, DOUBLE, 3, 2, 2, 7, -4, 2, 1));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> MatrixBatch.wrap(memory, DOUBLE, 3, 2, 2, 9, -4, 2, 1));
  }

  @Test
  void aMatrixThatIsNotThere() {
    MatrixBatch batch = allocate(DOUBLE, 3, 2, 2);
    assertMessage(
        IndexOutOfBoundsException.class,
        "matrix 3 of a batch of 3 times 2x2 double",
        () -> batch.matrix(3));
    assertThrows(IndexOutOfBoundsException.class, () -> batch.matrix(-1));
  }

  // ---- views and copies

  @Test
  void oneMatrixStandsForMany() {
    Matrix m = Matrix.of(new double[][] {{1, 2, 3}, {4, 5, 6}}).transposed().reversedRows();
    MatrixBatch many = MatrixBatch.repeat(m, 1_000_000);
    assertEquals(0, many.batchStride());
    assertArrayEquals(elements(m), elements(many.matrix(999_999)));
    assertEquals(m.segment().byteSize(), many.segment().byteSize());
    assertTrue(many.overlapsItself());
    assertFalse(MatrixBatch.repeat(m, 1).overlapsItself());
    assertTrue(MatrixBatch.repeat(m, 0).isEmpty());
    assertTrue(MatrixBatch.repeat(m.block(0, 0, 0, 2), 4).isEmpty());
  }

  @Test
  void theTransposedBatch() {
    MatrixBatch batch = MatrixBatch.wrap(numbers(12), DOUBLE, 2, 2, 3, 6, -6, 3, 1);
    MatrixBatch transposed = batch.transposed();
    assertEquals("2 times 3x2 double", transposed.describe());
    assertArrayEquals(new double[] {6, 9, 7, 10, 8, 11}, elements(transposed.matrix(0)));
    assertArrayEquals(new double[] {0, 3, 1, 4, 2, 5}, elements(transposed.matrix(1)));
    assertTrue(transposed.matrix(0).isColumnMajor());
  }

  @Test
  void aBatchDescribesItself() {
    assertEquals("3 times 2x5 single", allocate(Precision.SINGLE, 3, 2, 5).describe());
    assertEquals("3 times 2x5 single", allocate(Precision.SINGLE, 3, 2, 5).toString());
  }

  // ---- overlap

  @Test
  void interleavedMatricesDoNotMeet() {
    MemorySegment memory = numbers(24);
    // Three 2 x 4 matrices side by side, and their halves.
    MatrixBatch sideBySide = MatrixBatch.wrap(memory, DOUBLE, 3, 2, 4, 0, 4, 12, 1);
    assertFalse(sideBySide.overlapsItself());
    MatrixBatch left = MatrixBatch.wrap(memory, DOUBLE, 3, 2, 2, 0, 4, 12, 1);
    MatrixBatch right = MatrixBatch.wrap(memory, DOUBLE, 3, 2, 2, 2, 4, 12, 1);
    assertFalse(left.overlaps(right));
    assertFalse(right.overlaps(left));
    assertTrue(left.overlaps(sideBySide));
    assertTrue(sideBySide.overlaps(right));
    Vector column = Vector.wrap(memory, DOUBLE, 2, 3, 12);
    assertFalse(left.overlaps(column));
    assertTrue(right.overlaps(column));
    assertTrue(column.overlaps(right));
    assertFalse(column.overlaps(left));
    Matrix whole = Matrix.wrap(memory, DOUBLE, 2, 12, 0, 12, 1);
    assertTrue(whole.overlaps(left));
    assertFalse(whole.block(0, 2, 2, 2).overlaps(left));
    assertTrue(MatrixBatch.wrap(memory, DOUBLE, 3, 2, 4, 0, 3, 12, 1).overlapsItself());
    assertTrue(MatrixBatch.wrap(memory, DOUBLE, 3, 2, 4, 8, -3, 12, 1).overlapsItself());
  }

  @Test
  void halvesOfAnElementOverlap() {
    MatrixBatch doubles = allocate(DOUBLE, 2, 2, 2);
    Matrix singles = Matrix.wrap(doubles.segment(), Precision.SINGLE, 1, 1, 9, 1, 1);
    assertTrue(doubles.overlaps(singles));
    assertTrue(singles.overlaps(doubles));
  }

  /** A batch, and the elements that it and its first matrix touch, as bits of a long: of 64. */
  private record Touched(MatrixBatch batch, long bits, long firstBits, boolean twice) {

    private static final MemorySegment MEMORY = numbers(Long.SIZE);

    private static long bits(Matrix m) {
      long bits = 0;
      for (double element : elements(m)) {
        bits |= 1L << (int) element;
      }
      return bits;
    }

    static Touched random(Random random) {
      while (true) {
        int count = 1 + random.nextInt(4);
        int rows = 1 + random.nextInt(4);
        int columns = 1 + random.nextInt(4);
        int rowStride = random.nextInt(13) - 6;
        int columnStride = random.nextInt(13) - 6;
        int batchStride = random.nextInt(41) - 20;
        int[] spans = {
          batchStride * (count - 1), rowStride * (rows - 1), columnStride * (columns - 1)
        };
        int below = -Arrays.stream(spans).map(span -> Math.min(0, span)).sum();
        int above = Arrays.stream(spans).map(span -> Math.max(0, span)).sum();
        if (below + above < Long.SIZE) {
          int offset = below + random.nextInt(Long.SIZE - below - above);
          return of(
              MatrixBatch.wrap(
                  MEMORY,
                  DOUBLE,
                  count,
                  rows,
                  columns,
                  offset,
                  batchStride,
                  rowStride,
                  columnStride));
        }
      }
    }

    private static Touched of(MatrixBatch batch) {
      long bits = 0;
      for (int b = 0; b < batch.count(); b++) {
        bits |= bits(batch.matrix(b));
      }
      int elements = batch.count() * batch.rows() * batch.columns();
      return new Touched(batch, bits, bits(batch.matrix(0)), Long.bitCount(bits) < elements);
    }
  }

  @Test
  void overlapsAgreeWithTheElements() {
    Random random = new Random(4);
    List<Touched> all = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      all.add(Touched.random(random));
    }
    int met = 0;
    for (Touched a : all) {
      assertEquals(a.twice, a.batch.overlapsItself(), () -> a.batch + " " + a.bits);
      for (Touched b : all) {
        boolean meet = (a.bits & b.bits) != 0;
        met += meet ? 1 : 0;
        assertEquals(meet, a.batch.overlaps(b.batch), () -> a + " and " + b);
        assertEquals(
            (a.bits & b.firstBits) != 0,
            a.batch.overlaps(b.batch.matrix(0)),
            () -> a + " and the first of " + b);
      }
    }
    assertTrue(met > 100_000 && met < 900_000, "met: " + met);
  }
}
