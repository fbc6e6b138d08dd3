/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Triangle;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * C := alpha A B + beta C in single precision, or a triangle of it, in {@link Blocks}. {@link
 * DoubleProduct} is its twin.
 *
 * <p>The sum of an element over a block of k is a chain of fused multiply-adds that begins with 0.
 * The sum of the first block is multiplied by alpha and added to beta times the element, the others
 * to the element. {@link FloatLoops} computes the same bits.
 */
final class FloatProduct {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** The columns of a panel. */
  private static final int WIDTH = Blocks.PANEL_VECTORS * LANES;

  /** The columns of a group of panels, whose sums are added to C row by row. */
  private static final int GROUP = Blocks.GROUP_PANELS * WIDTH;

  /** The columns of a block of B. */
  private static final int COLUMNS = Blocks.ROW_BYTES / Float.BYTES;

  /** The buffers of all routines in single precision. */
  static final Buffers<float[]> BUFFERS =
      new Buffers<>(elements(Blocks.ROWS, COLUMNS, Blocks.TERMS), float[]::new);

  private final @Nullable Triangle triangle; // of C, if only a triangle is computed
  private final float alpha;
  private final Matrix a;
  private final Matrix b;
  private final Matrix c;
  private final @Nullable FloatElements as; // of a, b and c, if these or copies are in arrays
  private final @Nullable FloatElements bs;
  private final @Nullable FloatElements cs;

  /**
   * The sums of a group, a line of B, the panels of a block of B and a block of A; empty until it
   * is used.
   */
  private float[] buffer = {};

  private final int elements; // of the buffer
  private final int lineAt;
  private final int panelsAt;
  private final int rowsAt;

  private FloatProduct(
      @Nullable Triangle triangle,
      float alpha,
      Matrix a,
      @Nullable FloatElements as,
      Matrix b,
      @Nullable FloatElements bs,
      Matrix c,
      @Nullable FloatElements cs) {
    this.triangle = triangle;
    this.alpha = alpha;
    this.a = a;
    this.b = b;
    this.c = c;
    this.as = as;
    this.bs = bs;
    this.cs = cs;
    int m = Math.min(c.rows(), Blocks.ROWS);
    int n = Math.min(c.columns(), COLUMNS);
    int k = Blocks.terms(a.columns());
    this.lineAt = sums(m, n);
    this.panelsAt = lineAt + Math.max(n, k);
    this.rowsAt = panelsAt + k * FloatPacking.padded(n);
    this.elements = elements(m, n, k);
  }

  /** The elements of the buffer for one block of a product, of this shape. */
  private static int elements(int m, int n, int k) {
    return sums(m, n) + Math.max(n, k) + k * FloatPacking.padded(n) + FloatElements.copied(m, k);
  }

  /** The elements of the sums of a group. */
  private static int sums(int m, int n) {
    return Math.min(m, Blocks.STRIP) * FloatPacking.padded(Math.min(n, GROUP));
  }

  private float[] buffer() {
    if (buffer.length == 0) {
      buffer = BUFFERS.borrow(elements);
    }
    return buffer;
  }

  private void close() {
    if (buffer.length > 0) {
      BUFFERS.giveBack(elements, buffer);
    }
  }

  static void multiply(float alpha, Matrix a, Matrix b, float beta, Matrix c) {
    int m = c.rows();
    int n = c.columns();
    int k = a.columns();
    if (Blocks.isPlain(m, n, k)) {
      FloatLoops.multiply(alpha, a, b, beta, c);
      return;
    }
    if (Blocks.isSmall(m, n, k) && FloatSmallProduct.multiply(alpha, a, b, beta, c)) {
      return;
    }
    if (!c.isRowMajor()) {
      multiply(alpha, b.transposed(), a.transposed(), beta, c.transposed());
      return;
    }
    if (isCopied(a, b, c) && (float) m * k + (float) k * n + (float) m * n <= Buffers.SMALL) {
      multiplyCopies(alpha, a, b, beta, c);
      return;
    }
    multiply(null, alpha, a, b, beta, c);
  }

  /** One triangle of C := alpha A B + beta C; its elements have the bits of the whole product. */
  static void multiplyTriangle(
      Triangle triangle, float alpha, Matrix a, Matrix b, float beta, Matrix c) {
    if (c.isRowMajor()) {
      multiply(triangle, alpha, a, b, beta, c);
    } else {
      Triangle other = triangle.transposed();
      multiply(other, alpha, b.transposed(), a.transposed(), beta, c.transposed());
    }
  }

  private static void multiply(
      @Nullable Triangle triangle, float alpha, Matrix a, Matrix b, float beta, Matrix c) {
    run(
        new FloatProduct(
            triangle,
            alpha,
            a,
            FloatElements.of(a),
            b,
            FloatElements.of(b),
            c,
            FloatElements.of(c)),
        beta);
  }

  private static void run(FloatProduct product, float beta) {
    try {
      product.run(beta);
    } finally {
      product.close();
    }
  }

  /**
   * Whether small matrices are copied whole, because some are in native memory. With 16 registers,
   * B is copied to panels in any case.
   */
  private static boolean isCopied(Matrix a, Matrix b, Matrix c) {
    if (VectorShape.HAS_32_REGISTERS || Blocks.isSmall(c.rows(), c.columns(), a.columns())) {
      return a.segment().isNative() || b.segment().isNative() || c.segment().isNative();
    }
    return isByColumns(a) || isByColumns(b);
  }

  private static boolean isByColumns(Matrix a) {
    return a.segment().isNative() && !a.isRowMajor();
  }

  /** A product of small matrices of which some are in native memory: these are copied whole. */
  private static void multiplyCopies(float alpha, Matrix a, Matrix b, float beta, Matrix c) {
    float[] buffer = BUFFERS.borrow(Buffers.SMALL);
    try {
      int bAt = a.rows() * a.columns();
      int cAt = bAt + b.rows() * b.columns();
      FloatElements as = FloatElements.inArray(a, buffer, 0);
      FloatElements bs = FloatElements.inArray(b, buffer, bAt);
      FloatElements cs =
          beta == 0 && c.segment().isNative()
              ? new FloatElements(buffer, cAt, c.columns(), 1)
              : FloatElements.inArray(c, buffer, cAt);
      if (!Blocks.isSmall(c.rows(), c.columns(), a.columns())
          || !FloatSmallProduct.multiply(
              c.rows(), c.columns(), a.columns(), alpha, as, bs, beta, cs)) {
        run(new FloatProduct(null, alpha, a, as, b, bs, c, cs), beta);
      }
      if (c.segment().isNative()) {
        FloatElements.writeRows(c, buffer, cAt);
      }
    } finally {
      BUFFERS.giveBack(Buffers.SMALL, buffer);
    }
  }

  private void run(float beta) {
    int most = Blocks.terms(a.columns());
    for (int j = 0; j < c.columns(); j += Math.min(COLUMNS, c.columns() - j)) {
      int columns = Math.min(COLUMNS, c.columns() - j);
      for (int p = 0; p < a.columns(); p += Math.min(most, a.columns() - p)) {
        int terms = Math.min(most, a.columns() - p);
        FloatElements inPlace = inPlace(p, j);
        pack(p, j, terms, columns, inPlace != null);
        for (int i = 0; i < c.rows(); i += Math.min(Blocks.ROWS, c.rows() - i)) {
          int rows = Math.min(Blocks.ROWS, c.rows() - i);
          if (!Blocks.isOutside(triangle, i, j, rows, columns)) {
            multiply(i, j, p, rows, columns, terms, inPlace, p == 0 ? beta : 1);
          }
        }
      }
    }
  }

  /** The elements of B from (p, j) on, if its panels need not be copied. */
  private @Nullable FloatElements inPlace(int p, int j) {
    if (bs != null
        && bs.columnStride == 1
        && Blocks.isPanelInPlace(c.rows(), b.rows(), b.columns())) {
      return bs.from(p, j);
    }
    return null;
  }

  /** Copies a block of B to panels, or if it is in place, only the panel that must be padded. */
  private void pack(int p, int j, int terms, int columns, boolean isInPlace) {
    int last = columns % WIDTH;
    int whole = columns - last;
    if (!isInPlace && whole > 0) {
      FloatPacking.packPanels(b, p, j, terms, whole, WIDTH, buffer(), panelsAt, lineAt);
    }
    if (last > 0 && !(isInPlace && last % LANES == 0)) {
      int width = FloatPacking.padded(last);
      int at = panelsAt + whole * terms;
      FloatPacking.packPanels(b, p, j + whole, terms, last, width, buffer(), at, lineAt);
    }
  }

  /** A block of A, in place or copied; null if it is copied strip by strip. */
  private @Nullable FloatElements rows(int i, int p, int rows, int terms) {
    if (as == null) {
      return a.isRowMajor()
          ? null
          : FloatElements.copy(a.block(i, p, rows, terms), buffer(), rowsAt);
    }
    return as.columnStride == 1 || Blocks.isInPlace(c.columns(), a.rows(), a.columns())
        ? as.from(i, p)
        : FloatElements.copy(a.block(i, p, rows, terms), buffer(), rowsAt);
  }

  /** A copy of some rows of A. */
  private FloatElements strip(int i, int p, int rows, int terms) {
    int distance = terms + Blocks.GAP;
    FloatPacking.copyRows(a, i, p, rows, terms, buffer(), rowsAt, distance);
    return new FloatElements(buffer(), rowsAt, distance, 1);
  }

  // ---- tiles of C

  /** A block of C, from element (i, j) on: strip by strip, and group of panels by group. */
  private void multiply(
      int i,
      int j,
      int p,
      int rows,
      int columns,
      int terms,
      @Nullable FloatElements inPlace,
      float beta) {
    FloatElements left = rows(i, p, rows, terms);
    FloatElements overwritten = alpha == 1 && beta == 0 ? cs : null;
    int most = overwritten == null ? GROUP : WIDTH;
    for (int row = 0; row < rows; row += Blocks.STRIP) {
      int height = Math.min(Blocks.STRIP, rows - row);
      FloatElements strip = left == null ? strip(i + row, p, height, terms) : left.from(row, 0);
      for (int first = 0; first < columns; first += most) {
        int width = Math.min(most, columns - first);
        if (Blocks.isOutside(triangle, i + row, j + first, height, width)) {
          continue;
        }
        boolean isWhole =
            width % LANES == 0 && Blocks.isInside(triangle, i + row, j + first, height, width);
        if (overwritten != null && isWhole) {
          multiplyPanels(
              height, first, width, terms, strip, inPlace, overwritten.from(i + row, j + first));
        } else {
          FloatElements sums = new FloatElements(buffer(), 0, FloatPacking.padded(width), 1);
          multiplyPanels(height, first, width, terms, strip, inPlace, sums);
          add(height, width, FloatPacking.padded(width), beta, i + row, j + first);
        }
      }
    }
  }

  /** T := the product of a strip and a group of panels. */
  private void multiplyPanels(
      int rows,
      int first,
      int columns,
      int terms,
      FloatElements strip,
      @Nullable FloatElements inPlace,
      FloatElements t) {
    for (int j = 0; j < columns; j += WIDTH) {
      int width = Math.min(WIDTH, columns - j);
      FloatElements panel =
          inPlace != null && width % LANES == 0
              ? inPlace.from(0, first + j)
              : new FloatElements(
                  buffer(), panelsAt + (first + j) * terms, FloatPacking.padded(width), 1);
      multiplyPanel(rows, Math.ceilDiv(width, LANES), terms, strip, panel, t.from(0, j));
    }
  }

  /** T := the product of a strip and a panel, tile by tile. */
  private static void multiplyPanel(
      int rows, int vectors, int terms, FloatElements strip, FloatElements panel, FloatElements t) {
    int done = 0;
    while (done < rows) {
      int height = Blocks.tileRows(vectors, rows - done);
      FloatTileKernels.multiply(
          height,
          vectors,
          terms,
          strip.array,
          strip.index(done, 0),
          strip.rowStride,
          strip.columnStride,
          panel.array,
          panel.origin,
          panel.rowStride,
          t.array,
          t.index(done, 0),
          t.rowStride);
      done += height;
    }
  }

  /** C := alpha T + beta C for the sums of a group, as far as they are in the triangle. */
  private void add(int rows, int columns, int distance, float beta, int i, int j) {
    for (int r = 0; r < rows; r++) {
      int first = triangle == Triangle.UPPER ? Math.max(0, i + r - j) : 0;
      int end = triangle == Triangle.LOWER ? Math.min(columns, i + r - j + 1) : columns;
      int from = r * distance + first;
      if (first >= end) {
        continue;
      }
      if (cs != null) {
        addRow(end - first, alpha, buffer(), from, beta, cs.array, cs.index(i + r, j + first));
      } else {
        long at = c.origin() + (i + r) * c.rowStride() + j + first;
        addRow(end - first, alpha, buffer(), from, beta, c.segment(), at);
      }
    }
  }

  /**
   * c := alpha t + beta c for a row. The mask is made of bits: {@code indexInRange} is slow on
   * vectors of 16 elements.
   */
  static void addRow(
      int columns, float alpha, float[] tile, int from, float beta, float[] c, int at) {
    int j = 0;
    for (; j <= columns - LANES; j += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, tile, from + j);
      if (beta == 0) {
        sum.mul(alpha).intoArray(c, at + j);
      } else {
        FloatVector old = FloatVector.fromArray(SPECIES, c, at + j).mul(beta);
        sum.fma(FloatVector.broadcast(SPECIES, alpha), old).intoArray(c, at + j);
      }
    }
    if (j < columns) {
      VectorMask<Float> used = VectorMask.fromLong(SPECIES, (1L << (columns - j)) - 1);
      FloatVector sum = FloatVector.fromArray(SPECIES, tile, from + j);
      if (beta == 0) {
        sum.mul(alpha).intoArray(c, at + j, used);
      } else {
        FloatVector old = FloatVector.fromArray(SPECIES, c, at + j, used).mul(beta);
        sum.fma(FloatVector.broadcast(SPECIES, alpha), old).intoArray(c, at + j, used);
      }
    }
  }

  private static void addRow(
      int columns, float alpha, float[] tile, int from, float beta, MemorySegment c, long at) {
    ByteOrder order = ByteOrder.nativeOrder();
    int j = 0;
    for (; j <= columns - LANES; j += LANES) {
      long offset = (at + j) * Float.BYTES;
      FloatVector sum = FloatVector.fromArray(SPECIES, tile, from + j);
      if (beta == 0) {
        sum.mul(alpha).intoMemorySegment(c, offset, order);
      } else {
        FloatVector old = FloatVector.fromMemorySegment(SPECIES, c, offset, order).mul(beta);
        sum.fma(FloatVector.broadcast(SPECIES, alpha), old).intoMemorySegment(c, offset, order);
      }
    }
    for (; j < columns; j++) {
      float sum = tile[from + j];
      float element =
          beta == 0 ? alpha * sum : Math.fma(alpha, sum, beta * c.getAtIndex(JAVA_FLOAT, at + j));
      c.setAtIndex(JAVA_FLOAT, at + j, element);
    }
  }
}
