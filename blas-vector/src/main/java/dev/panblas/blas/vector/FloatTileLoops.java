/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import dev.panblas.blas.vector.KernelGuards.Loop;
import dev.panblas.internal.elementwise.Sigmoid;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The elementwise operations on the arrays of a tile in single precision, for all rows of one
 * vector of columns. A loop that is slow is replaced by one of {@link FloatPlainTileLoops}. The
 * twin is {@link DoubleTileLoops}.
 */
final class FloatTileLoops {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private FloatTileLoops() {}

  /** The activations of a tile become sigmoid(z + bias) for a vector of columns. */
  static void activate(int rows, FloatTile z, int vector, FloatTile bias) {
    int at = vector * LANES;
    float[] s = z.activations();
    if (FloatVectorSigmoid.areInRange(rows, z.elements, at, z.distance, bias.elements, at, s, 0)) {
      return;
    }
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < LANES; j++) {
        s[i * LANES + j] = Sigmoid.of(z.elements[i * z.distance + at + j] + bias.elements[at + j]);
      }
    }
  }

  /** The lone column of z becomes sigmoid(z + bias); sums it. */
  static void activateLoneColumn(int rows, FloatTile z, FloatTile bias) {
    int column = z.columns - 1;
    float offset = bias.elements[column];
    float[] s = z.activations();
    z.gatherLoneColumn(rows);
    Arrays.fill(z.offsets, 0, LANES, offset);
    if (!FloatVectorSigmoid.areInRange(
        Math.ceilDiv(rows, LANES), z.loneColumn, 0, LANES, z.offsets, 0, s, 0)) {
      for (int i = 0; i < rows; i++) {
        s[i] = Sigmoid.of(z.loneColumn[i] + offset);
      }
    }
    float sum = 0;
    for (int i = 0; i < rows; i++) {
      z.elements[i * z.distance + column] = s[i];
      sum += s[i];
    }
    z.columnSums[column] = sum;
  }

  /** The lone column of A B: each element is a dot product. */
  static void multiplyLoneColumn(int rows, FloatTile a, FloatTile b, FloatTile c) {
    float[] lanes = c.activations();
    int at = c.columns - 1;
    int i = 0;
    for (; i <= rows - 4; i += 4, at += 4 * c.distance) {
      multiplyRows(a.vectors, a.elements, i * a.distance, a.distance, b.loneColumn, lanes);
      c.elements[at] = sum(lanes, 0);
      c.elements[at + c.distance] = sum(lanes, LANES);
      c.elements[at + 2 * c.distance] = sum(lanes, 2 * LANES);
      c.elements[at + 3 * c.distance] = sum(lanes, 3 * LANES);
    }
    for (; i < rows; i++, at += c.distance) {
      multiplyRows(a.vectors, a.elements, i * a.distance, 0, b.loneColumn, lanes);
      c.elements[at] = sum(lanes, 0);
    }
  }

  /** The products of four rows and a column, as vectors whose lanes are to be added. */
  private static void multiplyRows(
      int vectors, float[] a, int from, int distance, float[] column, float[] lanes) {
    KernelGuard guard = KernelGuards.FLOAT.loop(Loop.LONE_COLUMN);
    if (guard.isReplaced()) {
      FloatPlainTileLoops.multiplyRows(vectors * LANES, a, from, distance, column, lanes, LANES);
      return;
    }
    long elements = 4L * vectors * LANES;
    long start = guard.start(elements);
    multiplyVectors(vectors, a, from, distance, column, lanes);
    guard.stop(start, elements);
  }

  private static void multiplyVectors(
      int vectors, float[] a, int from, int distance, float[] column, float[] lanes) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    for (int v = 0; v < vectors; v++) {
      FloatVector b = FloatVector.fromArray(SPECIES, column, v * LANES);
      int p = from + v * LANES;
      c0 = FloatVector.fromArray(SPECIES, a, p).fma(b, c0);
      c1 = FloatVector.fromArray(SPECIES, a, p + distance).fma(b, c1);
      c2 = FloatVector.fromArray(SPECIES, a, p + 2 * distance).fma(b, c2);
      c3 = FloatVector.fromArray(SPECIES, a, p + 3 * distance).fma(b, c3);
    }
    c0.intoArray(lanes, 0);
    c1.intoArray(lanes, LANES);
    c2.intoArray(lanes, 2 * LANES);
    c3.intoArray(lanes, 3 * LANES);
  }

  private static float sum(float[] lanes, int from) {
    float even = 0;
    float odd = 0;
    for (int i = 0; i < LANES; i += 2) {
      even += lanes[from + i];
      odd += lanes[from + i + 1];
    }
    return even + odd;
  }

  /** z := the activations; sums them. */
  static void store(int rows, FloatTile z, int vector) {
    int at = vector * LANES;
    KernelGuard guard = KernelGuards.FLOAT.loop(Loop.SUM);
    if (guard.isReplaced()) {
      FloatPlainTileLoops.store(
          LANES, rows, z.activations(), z.elements, at, z.distance, z.columnSums);
      return;
    }
    long elements = (long) rows * LANES;
    long start = guard.start(elements);
    store(rows, z.activations(), z.elements, at, z.distance, z.columnSums);
    guard.stop(start, elements);
  }

  private static void store(
      int rows, float[] activations, float[] z, int at, int distance, float[] columnSums) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int p = at;
    for (int i = 0; i < rows; i++) {
      FloatVector a = FloatVector.fromArray(SPECIES, activations, i * LANES);
      a.intoArray(z, p);
      sum = sum.add(a);
      p += distance;
    }
    sum.intoArray(columnSums, at);
  }

  /** delta := e a (1 - a) with e = a - target. Sums delta, and e squared. */
  static void error(
      int rows, float[] a, int from, int step, FloatTile target, FloatTile delta, int vector) {
    int at = vector * LANES;
    float[] t = target.elements;
    float[] d = delta.elements;
    KernelGuard guard = KernelGuards.FLOAT.loop(Loop.ERROR);
    if (guard.isReplaced()) {
      FloatPlainTileLoops.error(
          LANES, rows, a, from, step, t, d, at, delta.distance, delta.columnSums);
      return;
    }
    long elements = (long) rows * LANES;
    long start = guard.start(elements);
    error(rows, a, from, step, t, d, at, delta.distance, delta.columnSums);
    guard.stop(start, elements);
  }

  private static void error(
      int rows,
      float[] activations,
      int from,
      int step,
      float[] target,
      float[] delta,
      int at,
      int distance,
      float[] columnSums) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    FloatVector sum = FloatVector.zero(SPECIES);
    FloatVector squares = sum;
    int q = from;
    int p = at;
    for (int i = 0; i < rows; i++) {
      FloatVector a = FloatVector.fromArray(SPECIES, activations, q);
      FloatVector e = a.sub(FloatVector.fromArray(SPECIES, target, p));
      FloatVector d = e.mul(one.sub(a).mul(a));
      d.intoArray(delta, p);
      sum = sum.add(d);
      squares = e.fma(e, squares);
      q += step;
      p += distance;
    }
    sum.intoArray(columnSums, at);
    squares.intoArray(columnSums, distance + at);
  }

  /** delta := (delta + slope) a (1 - a). Sums delta. */
  static void hiddenDelta(int rows, FloatTile delta, int vector, FloatTile a) {
    int at = vector * LANES;
    float[] d = delta.elements;
    KernelGuard guard = KernelGuards.FLOAT.loop(Loop.HIDDEN_DELTA);
    if (guard.isReplaced()) {
      FloatPlainTileLoops.hiddenDelta(
          LANES, rows, d, at, delta.distance, delta.offsets, a.elements, delta.columnSums);
      return;
    }
    long elements = (long) rows * LANES;
    long start = guard.start(elements);
    hiddenDelta(rows, d, at, delta.distance, delta.offsets, a.elements, delta.columnSums);
    guard.stop(start, elements);
  }

  private static void hiddenDelta(
      int rows,
      float[] delta,
      int at,
      int distance,
      float[] slopes,
      float[] activations,
      float[] columnSums) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    FloatVector slope = FloatVector.fromArray(SPECIES, slopes, at);
    FloatVector sum = FloatVector.zero(SPECIES);
    int p = at;
    for (int i = 0; i < rows; i++) {
      FloatVector a = FloatVector.fromArray(SPECIES, activations, p);
      FloatVector d = FloatVector.fromArray(SPECIES, delta, p).add(slope).mul(one.sub(a).mul(a));
      d.intoArray(delta, p);
      sum = sum.add(d);
      p += distance;
    }
    sum.intoArray(columnSums, at);
  }

  /** a := h = a (1 - a), delta := delta h. Sums delta, and h. */
  static void splitDelta(int rows, FloatTile delta, int vector, FloatTile a) {
    int at = vector * LANES;
    float[] d = delta.elements;
    KernelGuard guard = KernelGuards.FLOAT.loop(Loop.SPLIT_DELTA);
    if (guard.isReplaced()) {
      FloatPlainTileLoops.splitDelta(
          LANES, rows, d, a.elements, at, delta.distance, delta.columnSums);
      return;
    }
    long elements = (long) rows * LANES;
    long start = guard.start(elements);
    splitDelta(rows, d, a.elements, at, delta.distance, delta.columnSums);
    guard.stop(start, elements);
  }

  private static void splitDelta(
      int rows, float[] delta, float[] activations, int at, int distance, float[] columnSums) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    FloatVector deltas = FloatVector.zero(SPECIES);
    FloatVector slopes = deltas;
    int p = at;
    for (int i = 0; i < rows; i++) {
      FloatVector a = FloatVector.fromArray(SPECIES, activations, p);
      FloatVector h = one.sub(a).mul(a);
      FloatVector d = FloatVector.fromArray(SPECIES, delta, p).mul(h);
      h.intoArray(activations, p);
      d.intoArray(delta, p);
      deltas = deltas.add(d);
      slopes = slopes.add(h);
      p += distance;
    }
    deltas.intoArray(columnSums, at);
    slopes.intoArray(columnSums, distance + at);
  }

  /** A := A + B. The JIT compiler vectorises this loop. */
  static void add(float[] a, float[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] += b[i];
    }
  }
}
