/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import dev.panblas.internal.division.DividedKernels;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings the operands of a call into the form that the kernels take. Most need no change, or only
 * other strides. The rest are copied, at a cost in proportion to their size: a matrix in which
 * neither stride is 1, a vector with a stride of 0 or with a span that exceeds 32 bits, and an
 * operand in a Java array if the kernels do not take it.
 *
 * <p>{@link #unpack} copies the outputs back after the call.
 */
final class Packing implements AutoCloseable {

  private final OperandForm form;
  private final DividedKernels divided;
  private final @Nullable Arena arena;
  private final Deque<Runnable> copiesBack = new ArrayDeque<>();

  /**
   * The packing of one call.
   *
   * @param form that the operands must have
   * @param divided the kernels that take the operands
   * @param arena of the copies, closed with this; null if nothing will be copied
   */
  Packing(OperandForm form, DividedKernels divided, @Nullable Arena arena) {
    this.form = form;
    this.divided = divided;
    this.arena = arena;
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
    return arena == null ? x.asBlasOperand() : form.of(x);
  }

  private @Nullable Matrix inForm(Matrix a) {
    return arena == null ? a.asBlasOperand() : form.of(a);
  }

  private @Nullable Matrix inForm(Order order, Matrix a) {
    return arena == null ? a.asBlasOperand(order) : form.of(order, a);
  }

  private boolean fitsPacked(Vector ap) {
    return arena == null || form.fitsPacked(ap);
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
    return fitting != null ? fitting : copy(a);
  }

  Matrix inputBand(Matrix a) {
    return input(Order.COLUMN_MAJOR, a);
  }

  Matrix input(Order order, Matrix a) {
    Matrix fitting = inForm(order, a);
    return fitting != null ? fitting : copy(order, a);
  }

  // ---- outputs

  Vector output(Vector y) {
    Vector fitting = inForm(y);
    return fitting != null ? fitting : copiedBack(y);
  }

  Vector outputPacked(Vector ap) {
    return fitsPacked(ap) ? ap : copiedBack(ap);
  }

  private Vector copiedBack(Vector y) {
    Vector packed = copy(y);
    copiesBack.add(() -> y.copyFrom(packed));
    return packed;
  }

  Matrix output(Matrix c) {
    Matrix fitting = inForm(c);
    return fitting != null ? fitting : copiedBack(OperandForm.order(c), c);
  }

  Matrix output(Order order, Matrix c) {
    Matrix fitting = inForm(order, c);
    return fitting != null ? fitting : copiedBack(order, c);
  }

  private Matrix copiedBack(Order order, Matrix c) {
    Matrix packed = copy(order, c);
    copiesBack.add(() -> c.copyFrom(packed));
    return packed;
  }

  /**
   * An output of which one triangle is written. Another thread may write the other triangle, so it
   * is not copied back.
   */
  Matrix output(Triangle triangle, Matrix c) {
    Matrix fitting = inForm(c);
    if (fitting != null) {
      return fitting;
    }
    Matrix packed = copy(c);
    copiesBack.add(
        () -> {
          for (int i = 0; i < c.rows(); i++) {
            triangle.part(c, i).copyFrom(triangle.part(packed, i));
          }
        });
    return packed;
  }

  /** A contiguous copy. */
  Vector copy(Vector x) {
    return Vector.allocate(arena(), x.precision(), x.size()).copyFrom(x);
  }

  private Matrix copy(Matrix a) {
    return copy(OperandForm.order(a), a);
  }

  private Matrix copy(Order order, Matrix a) {
    boolean byRows = order == Order.ROW_MAJOR;
    Matrix lines = byRows ? a : a.transposed();
    Matrix copy =
        Matrix.allocate(arena(), a.precision(), lines.rows(), lines.columns()).copyFrom(lines);
    return byRows ? copy : copy.transposed();
  }

  private Arena arena() {
    return Objects.requireNonNull(
        arena, "an operand does not fit although nothing was to be packed");
  }

  /** Copies packed outputs back. */
  void unpack() {
    copiesBack.forEach(Runnable::run);
  }

  @Override
  public void close() {
    if (arena != null) {
      arena.close();
    }
  }
}
