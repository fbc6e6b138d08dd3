/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.MatrixBatch;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/**
 * The form of operands that kernels take: one that CBLAS can describe, and in native memory if the
 * kernels are native. {@link Packing} brings other operands into this form.
 */
final class OperandForm {

  /**
   * The fewest elements of a call whose copies are shared by threads. Closing a shared arena takes
   * tens of microseconds, and a call with fewer elements has too few multiplications to be divided.
   */
  private static final long SHARED_ELEMENTS = 1 << 12;

  private final boolean takesArrays;

  /** The packing of a call that copies nothing. It has no arena. */
  private final Packing nothingPacked = new Packing(this, null);

  /**
   * A form.
   *
   * @param takesArrays whether operands may be in Java arrays
   */
  OperandForm(boolean takesArrays) {
    this.takesArrays = takesArrays;
  }

  // ---- packing of a call

  /**
   * Returns the packing for one call, which the caller closes. Whether something will be copied is
   * decided before, so that a call that copies nothing allocates nothing: a packing that opens its
   * arena when it first copies would be an object for each call.
   *
   * @param fit whether all operands fit, which means that nothing is copied
   */
  @SuppressWarnings("MustBeClosedChecker") // the packing owns the arena
  Packing packUnless(boolean fit) {
    return fit ? nothingPacked : new Packing(this, Arena.ofConfined());
  }

  /** The same for a call that may be divided: if it is large, every thread may use its copies. */
  Packing packUnless(boolean fit, Operand x) {
    return fit ? nothingPacked : packingOf(elements(x));
  }

  /** The same for two operands. */
  Packing packUnless(boolean fit, Operand a, Operand b) {
    return fit ? nothingPacked : packingOf(elements(a) + elements(b));
  }

  /** The same for three operands. */
  Packing packUnless(boolean fit, Operand a, Operand b, Operand c) {
    return fit ? nothingPacked : packingOf(elements(a) + elements(b) + elements(c));
  }

  private static long elements(Operand operand) {
    return switch (operand) {
      case Matrix matrix -> (long) matrix.rows() * matrix.columns();
      case Vector vector -> vector.size();
      case MatrixBatch batch -> (long) batch.count() * batch.rows() * batch.columns();
    };
  }

  @SuppressWarnings("MustBeClosedChecker") // the packing owns the arena
  private Packing packingOf(long elements) {
    return new Packing(this, elements < SHARED_ELEMENTS ? Arena.ofConfined() : Arena.ofShared());
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

  private boolean takesMemoryOf(Operand x) {
    return x.segment().isNative() || takesArrays;
  }

  // ---- whether operands fit

  boolean fits(Vector x) {
    return of(x) != null;
  }

  boolean fits(Vector x, Vector y) {
    return fits(x) && fits(y);
  }

  boolean fits(Matrix a) {
    return of(a) != null;
  }

  /** Whether a matrix of diagonals fits, which must be column-major. */
  boolean fitsBand(Matrix a) {
    return of(Order.COLUMN_MAJOR, a) != null;
  }

  /** Whether a packed triangle fits, which must be contiguous. */
  boolean fitsPacked(Vector ap) {
    return ap.stride() == 1 && takesMemoryOf(ap);
  }

  /** Whether CBLAS can describe both as row-major, or both as column-major. */
  boolean fitInOneOrder(Matrix a, Matrix b) {
    Order order = order(a, b);
    return of(order, a) != null && of(order, b) != null;
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
  boolean fits(MatrixBatch batch) {
    return batch.batchStride() >= 0
        && batch.batchStride() <= Integer.MAX_VALUE
        && batch.batchStride() * batch.count() <= Integer.MAX_VALUE
        && isInForm(batch.matrix(0));
  }

  private boolean isInForm(Matrix a) {
    return of(a) == a;
  }
}
