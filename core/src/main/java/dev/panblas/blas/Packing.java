/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import dev.panblas.internal.division.CopiedMatrix;
import dev.panblas.internal.division.DividedKernels;
import dev.panblas.internal.scratch.Scratch;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings the operands of a call into the form that the kernels take. Most need no change, or only
 * other strides. The rest are copied, at a cost in proportion to their size: a matrix in which
 * neither stride is 1, a vector with a stride of 0 or with a span that exceeds 32 bits, and an
 * operand in a Java array if the kernels do not take it. Matrices are copied by all threads of the
 * call.
 *
 * <p>{@link #unpack} copies the outputs back after the call.
 */
final class Packing implements AutoCloseable {

  private final OperandForm form;
  private final DividedKernels divided;
  private final @Nullable Scratch scratch;
  private final Deque<Runnable> copiesBack = new ArrayDeque<>();

  /**
   * The packing of one call.
   *
   * @param form that the operands must have
   * @param divided the kernels that take the operands, and copy matrices
   * @param scratch for the copies, closed with this; null if nothing will be copied
   */
  Packing(OperandForm form, DividedKernels divided, @Nullable Scratch scratch) {
    this.form = form;
    this.divided = divided;
    this.scratch = scratch;
  }

  /** The kernels that take the operands of this call. */
  DividedKernels divided() {
    return divided;
  }

  /** The same elements in the order of memory, for routines whose result does not depend on it. */
  static Vector upwards(Vector x) {
    return x.stride() < 0 ? x.reversed() : x;
  }

  // ---- operands in the form, or null; if nothing is packed, the call has checked their memory

  private @Nullable Vector inForm(Vector x) {
    return scratch == null ? x.asBlasOperand() : form.of(x);
  }

  private @Nullable Matrix inForm(Matrix a) {
    return scratch == null ? a.asBlasOperand() : form.of(a);
  }

  private @Nullable Matrix inForm(Order order, Matrix a) {
    return scratch == null ? a.asBlasOperand(order) : form.of(order, a);
  }

  private boolean fitsPacked(Vector ap) {
    return scratch == null || form.fitsPacked(ap);
  }

  // ---- inputs

  Vector input(Vector x) {
    Vector fitting = inForm(x);
    return fitting != null ? fitting : copy(x);
  }

  Vector inputPacked(Vector ap) {
    return fitsPacked(ap) ? ap : copy(ap);
  }

  Matrix input(Matrix a) {
    Matrix fitting = inForm(a);
    return fitting != null ? fitting : copy(OperandForm.order(a), a);
  }

  Matrix inputBand(Matrix a) {
    return input(Order.COLUMN_MAJOR, a);
  }

  Matrix input(Order order, Matrix a) {
    Matrix fitting = inForm(order, a);
    return fitting != null ? fitting : copy(order, a);
  }

  /** A contiguous copy. */
  Vector copy(Vector x) {
    return slice(x).copyFrom(x);
  }

  private Matrix copy(Order order, Matrix a) {
    Matrix copy = slice(order, a);
    divided.copyRows(lines(order, a), lines(order, copy));
    return copy;
  }

  /** An operand, and its copy if it does not fit, which is copied in parts of the call. */
  CopiedMatrix copied(Matrix a) {
    Matrix fitting = inForm(a);
    return fitting != null
        ? new CopiedMatrix(fitting, fitting)
        : new CopiedMatrix(a, slice(OperandForm.order(a), a));
  }

  // ---- outputs, which are not read if beta is 0

  Vector output(Vector y) {
    return output(1, y);
  }

  Vector output(double beta, Vector y) {
    Vector fitting = inForm(y);
    return fitting != null ? fitting : copiedBack(beta, y);
  }

  Vector outputPacked(Vector ap) {
    return fitsPacked(ap) ? ap : copiedBack(1, ap);
  }

  private Vector copiedBack(double beta, Vector y) {
    Vector packed = beta == 0 ? slice(y) : copy(y);
    copiesBack.add(() -> y.copyFrom(packed));
    return packed;
  }

  Matrix output(Matrix c) {
    Matrix fitting = inForm(c);
    return fitting != null ? fitting : copiedBack(1, OperandForm.order(c), c);
  }

  Matrix output(double beta, Order order, Matrix c) {
    Matrix fitting = inForm(order, c);
    return fitting != null ? fitting : copiedBack(beta, order, c);
  }

  private Matrix copiedBack(double beta, Order order, Matrix c) {
    Matrix packed = beta == 0 ? slice(order, c) : copy(order, c);
    copiesBack.add(() -> divided.copyRows(lines(order, packed), lines(order, c)));
    return packed;
  }

  Matrix output(Triangle triangle, Matrix c) {
    return output(1, triangle, c);
  }

  /**
   * An output of which one triangle is read and written. Another thread may write the other
   * triangle, so it is copied neither from nor back.
   */
  Matrix output(double beta, Triangle triangle, Matrix c) {
    Matrix fitting = inForm(c);
    if (fitting != null) {
      return fitting;
    }
    Order order = OperandForm.order(c);
    Triangle part = order == Order.ROW_MAJOR ? triangle : triangle.transposed();
    Matrix packed = slice(order, c);
    if (beta != 0) {
      divided.copyRows(part, lines(order, c), lines(order, packed));
    }
    copiesBack.add(() -> divided.copyRows(part, lines(order, packed), lines(order, c)));
    return packed;
  }

  // ---- scratch

  private Vector slice(Vector x) {
    return scratch().vector(x.precision(), x.size());
  }

  /** A contiguous matrix with the shape of another. */
  private Matrix slice(Order order, Matrix a) {
    Matrix shape = lines(order, a);
    return lines(order, scratch().matrix(a.precision(), shape.rows(), shape.columns()));
  }

  /** The rows of a row-major matrix, the columns of a column-major one. */
  private static Matrix lines(Order order, Matrix a) {
    return order == Order.ROW_MAJOR ? a : a.transposed();
  }

  private Scratch scratch() {
    return Objects.requireNonNull(scratch, "an operand does not fit although all were to fit");
  }

  /** Copies packed outputs back. */
  void unpack() {
    copiesBack.forEach(Runnable::run);
  }

  @Override
  public void close() {
    if (scratch != null) {
      scratch.close();
    }
  }
}
