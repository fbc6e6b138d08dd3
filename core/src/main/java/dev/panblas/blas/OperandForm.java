/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import dev.panblas.internal.division.DividedKernels;
import dev.panblas.internal.scratch.Scratch;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.ArrayCalls;
import dev.panblas.spi.BlasKernels;
import org.jspecify.annotations.Nullable;

/**
 * The form of operands that kernels take: one that CBLAS can describe, in memory that the kernels
 * access. {@link Packing} brings other operands into this form.
 *
 * <p>Kernels in Java access arrays. Native kernels access arrays only in the calls that {@link
 * ArrayCalls} takes: calls of level 1, and of level 2 on matrices in full storage, of any size; and
 * small calls of level 3 and on band and packed matrices, which have no natural pieces. For all
 * other calls, operands in arrays are copied to native memory.
 */
final class OperandForm {

  /**
   * A call on a matrix in full storage, or on vectors, of at most so many elements is computed on
   * the calling thread by libraries with threads: OpenBLAS divides level 1 from 10,001 elements,
   * gemv from 9,216, ger from 8,193 and products from 262,145 multiplications. To ask the library
   * for its threads would take a good part of the time of such a call.
   */
  private static final int MOST_UNDIVIDED = 1 << 13;

  private final boolean takesArrays;
  private final DividedKernels divided;
  private final @Nullable ArrayCalls arrayCalls;

  /** The packing of a call that copies nothing. It has no scratch. */
  private final Packing nothingPacked;

  /** The packing of a call on arrays that copies nothing, or null if arrays are always copied. */
  private final @Nullable Packing arraysInPlace;

  /**
   * The form of operands of kernels.
   *
   * @param kernels the kernels
   * @param divided the same, divided
   */
  OperandForm(BlasKernels kernels, DividedKernels divided) {
    this.divided = divided;
    takesArrays = !kernels.isNative();
    nothingPacked = new Packing(this, divided, null);
    arrayCalls = takesArrays ? null : kernels.onArrays().orElse(null);
    arraysInPlace =
        arrayCalls == null ? null : new Packing(this, divided.over(arrayCalls.kernels()), null);
  }

  /**
   * The packing of a call on arrays of so many elements that copies nothing; null if they are
   * copied. The library may have got threads since it was opened. A critical call must not wait for
   * them: no thread of the JVM would reach a safepoint.
   */
  private @Nullable Packing arraysInPlace(long elements) {
    return arraysInPlace != null && (elements <= MOST_UNDIVIDED || divided.divides())
        ? arraysInPlace
        : null;
  }

  // ---- packing of a call: returned for one call, which closes it. What will be copied is
  // determined before, so that a call that copies nothing allocates nothing, and one that does
  // borrows its scratch at once. "Described" says that CBLAS can describe all operands.

  /** The packing of a call of level 1. */
  Packing pack(boolean described, Vector x) {
    Packing inPlace = described ? inPlace(takesMemoryOf(x), x.size()) : null;
    return inPlace == null ? packing(bytes(x)) : inPlace;
  }

  /** The same for two operands, of level 1 or 2. */
  Packing pack(boolean described, Operand x, Vector y) {
    Packing inPlace = inPlace(described, x, y);
    return inPlace == null ? packing(bytes(x) + bytes(y)) : inPlace;
  }

  /** The same for three operands. */
  Packing pack(boolean described, Matrix a, Vector x, Vector y) {
    Packing inPlace =
        described
            ? inPlace(takesMemoryOf(a) && takesMemoryOf(x) && takesMemoryOf(y), elements(a))
            : null;
    return inPlace == null ? packing(bytes(a) + bytes(x) + bytes(y)) : inPlace;
  }

  /** The packing of a call of level 1 that copies nothing; null if an operand must be copied. */
  @Nullable Packing inPlace(boolean described, Operand x, Operand y) {
    return described ? inPlace(takesMemoryOf(x) && takesMemoryOf(y), elements(x)) : null;
  }

  private @Nullable Packing inPlace(boolean takesMemory, long elements) {
    return takesMemory ? nothingPacked : arraysInPlace(elements);
  }

  /** The packing of a call of level 3 on three matrices m x k, k x n and m x n. */
  Packing packProduct(boolean described, Matrix a, Matrix b, Matrix c) {
    Packing inPlace = productInPlace(described, a, b, c);
    return inPlace == null ? packCopies(a, b, c) : inPlace;
  }

  /** The packing of such a call of which at least one matrix is copied. */
  Packing packCopies(Matrix a, Matrix b, Matrix c) {
    return packing(bytes(a) + bytes(b) + bytes(c));
  }

  /** The packing of a call of level 3 if the first two matrices must have one order. */
  Packing packProductInOneOrder(Matrix a, Matrix b, Matrix c) {
    Packing inPlace = productInPlace(describesInOneOrder(a, b) && describes(c), a, b, c);
    return inPlace == null ? packing(bytesInOneOrder(a, b) + bytes(c)) : inPlace;
  }

  /** The same for two matrices, of which the first has two of the three shapes. */
  Packing packProduct(Matrix a, Matrix b) {
    Packing inPlace = productInPlace(describes(a, b), a, a, b);
    return inPlace == null ? packing(bytes(a) + bytes(b)) : inPlace;
  }

  /** The packing of a call of level 3 that copies nothing; null if an operand must be copied. */
  @Nullable Packing productInPlace(boolean described, Operand a, Operand b, Operand c) {
    if (!described) {
      return null;
    }
    return takesMemoryOf(a) && takesMemoryOf(b) && takesMemoryOf(c)
        ? nothingPacked
        : productOnArrays(a, b, c);
  }

  private @Nullable Packing productOnArrays(Operand a, Operand b, Operand c) {
    double products = Math.sqrt((double) elements(a) * elements(b) * elements(c)); // m n k
    long elements = elements(a, b, c);
    return arrayCalls != null && products <= arrayCalls.products() && areFew(elements)
        ? arraysInPlace(elements)
        : null;
  }

  private boolean areFew(long elements) {
    return arrayCalls != null && elements <= arrayCalls.elements();
  }

  /** An operand that is given twice is counted once. */
  private static long elements(Operand a, Operand b, Operand c) {
    return elements(a) + (b == a ? 0 : elements(b)) + (c == b ? 0 : elements(c));
  }

  private static long elements(Operand operand) {
    return switch (operand) {
      case Matrix matrix -> (long) matrix.rows() * matrix.columns();
      case Vector vector -> vector.size();
      case MatrixBatch batch -> (long) batch.count() * batch.rows() * batch.columns();
    };
  }

  /** The packing of a call on a matrix of diagonals, which must be column-major; y may be x. */
  Packing packBand(Matrix a, Vector x, Vector y) {
    Packing inPlace =
        storedInPlace(a.asBlasOperand(Order.COLUMN_MAJOR) != null && describes(x, y), a, x, y);
    return inPlace == null ? packing(bytes(Order.COLUMN_MAJOR, a) + bytesOfBoth(x, y)) : inPlace;
  }

  /** The packing of a call on a packed triangle, which must be contiguous; y may be x. */
  Packing packPacked(Vector ap, Vector x, Vector y) {
    Packing inPlace = storedInPlace(ap.stride() == 1 && describes(x, y), ap, x, y);
    return inPlace == null ? packing(bytesPacked(ap) + bytesOfBoth(x, y)) : inPlace;
  }

  private @Nullable Packing storedInPlace(boolean described, Operand a, Vector x, Vector y) {
    if (!described) {
      return null;
    }
    if (takesMemoryOf(a) && takesMemoryOf(x) && takesMemoryOf(y)) {
      return nothingPacked;
    }
    // Libraries divide some of these calls whatever their size, so each asks for the threads.
    return areFew(elements(a, x, y)) ? arraysInPlace(Long.MAX_VALUE) : null;
  }

  /** The packing of a call that copies a vector although CBLAS may be able to describe it. */
  Packing packCopyOf(Vector x) {
    return packing(bytesOfCopy(x));
  }

  private Packing packing(long bytes) {
    return new Packing(this, divided, divided.borrow(bytes));
  }

  // ---- the bytes that a copy of an operand takes; 0 if it is in the form

  private long bytes(Operand operand) {
    return operand instanceof Matrix matrix ? bytes(matrix) : bytes((Vector) operand);
  }

  private long bytes(Vector x) {
    return of(x) != null ? 0 : bytesOfCopy(x);
  }

  private long bytesOfBoth(Vector x, Vector y) {
    return bytes(x) + (y == x ? 0 : bytes(y));
  }

  private long bytesPacked(Vector ap) {
    return fitsPacked(ap) ? 0 : bytesOfCopy(ap);
  }

  private static long bytesOfCopy(Vector x) {
    return Scratch.bytes(x.precision(), x.size());
  }

  private long bytes(Matrix a) {
    return of(a) != null ? 0 : bytesOfCopy(a);
  }

  private long bytesInOneOrder(Matrix a, Matrix b) {
    Order order = order(a, b);
    return bytes(order, a) + bytes(order, b);
  }

  private long bytes(Order order, Matrix a) {
    return of(order, a) != null ? 0 : bytesOfCopy(a);
  }

  private static long bytesOfCopy(Matrix a) {
    return Scratch.bytes(a.precision(), (long) a.rows() * a.columns());
  }

  // ---- operands in this form, or null if they must be copied

  @Nullable Vector of(Vector x) {
    return takesMemoryOf(x) ? x.asBlasOperand() : null;
  }

  @Nullable Matrix of(Matrix a) {
    return takesMemoryOf(a) ? a.asBlasOperand() : null;
  }

  @Nullable Matrix of(Order order, Matrix a) {
    return takesMemoryOf(a) ? a.asBlasOperand(order) : null;
  }

  /** Whether a packed triangle is in this form. */
  boolean fitsPacked(Vector ap) {
    return ap.stride() == 1 && takesMemoryOf(ap);
  }

  private boolean takesMemoryOf(Operand x) {
    return x.segment().isNative() || takesArrays;
  }

  // ---- whether CBLAS can describe operands

  static boolean describes(Vector x) {
    return x.asBlasOperand() != null;
  }

  static boolean describes(Vector x, Vector y) {
    return describes(x) && describes(y);
  }

  static boolean describes(Matrix a) {
    return a.asBlasOperand() != null;
  }

  static boolean describes(Matrix a, Vector x) {
    return describes(a) && describes(x);
  }

  static boolean describes(Matrix a, Vector x, Vector y) {
    return describes(a) && describes(x) && describes(y);
  }

  static boolean describes(Matrix a, Matrix b) {
    return describes(a) && describes(b);
  }

  static boolean describes(Matrix a, Matrix b, Matrix c) {
    return describes(a) && describes(b) && describes(c);
  }

  /** Whether CBLAS can describe both as row-major, or both as column-major. */
  static boolean describesInOneOrder(Matrix a, Matrix b) {
    Order order = order(a, b);
    return a.asBlasOperand(order) != null && b.asBlasOperand(order) != null;
  }

  /** An order in which both operands fit, otherwise an order in which the first fits. */
  static Order order(Matrix a, Matrix b) {
    boolean rows = a.asBlasOperand(Order.ROW_MAJOR) != null;
    boolean columns = a.asBlasOperand(Order.COLUMN_MAJOR) != null;
    if (rows && columns) {
      rows = b.asBlasOperand(Order.ROW_MAJOR) != null;
    }
    return rows || !columns ? Order.ROW_MAJOR : Order.COLUMN_MAJOR;
  }

  /** An order in which a matrix fits, or row-major. */
  static Order order(Matrix a) {
    return order(a, a);
  }

  /**
   * Whether CBLAS can describe the batch: its stride is not negative, and its span fits 32 bits.
   */
  static boolean describes(MatrixBatch batch) {
    Matrix first = batch.matrix(0);
    return batch.batchStride() >= 0
        && batch.batchStride() <= Integer.MAX_VALUE
        && batch.batchStride() * batch.count() <= Integer.MAX_VALUE
        && first.asBlasOperand() == first;
  }
}
