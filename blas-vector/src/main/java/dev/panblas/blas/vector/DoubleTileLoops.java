/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import dev.panblas.blas.vector.KernelGuards.Loop;
import dev.panblas.internal.elementwise.Sigmoid;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The elementwise operations on the arrays of a tile in double precision, for all rows of one
 * vector of columns. A loop that is slow is replaced by one of {@link DoublePlainTileLoops}. The
 * twin is {@link FloatTileLoops}.
 */
final class DoubleTileLoops {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private DoubleTileLoops() {}

  /** The activations of a tile become sigmoid(z + bias) for a vector of columns. */
  static void activate(int rows, DoubleTile z, int vector, DoubleTile bias) {
    int at = vector * LANES;
    double[] s = z.activations();
    if (DoubleVectorSigmoid.areInRange(rows, z.elements, at, z.distance, bias.elements, at, s, 0)) {
      return;
    }
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < LANES; j++) {
        s[i * LANES + j] = Sigmoid.of(z.elements[i * z.distance + at + j] + bias.elements[at + j]);
      }
    }
  }

  /** The lone column of z becomes sigmoid(z + bias); sums it. */
  static void activateLoneColumn(int rows, DoubleTile z, DoubleTile bias) {
    int column = z.columns - 1;
    double offset = bias.elements[column];
    double[] s = z.activations();
    z.gatherLoneColumn(rows);
    Arrays.fill(z.offsets, 0, LANES, offset);
    if (!DoubleVectorSigmoid.areInRange(
        Math.ceilDiv(rows, LANES), z.loneColumn, 0, LANES, z.offsets, 0, s, 0)) {
      for (int i = 0; i < rows; i++) {
        s[i] = Sigmoid.of(z.loneColumn[i] + offset);
      }
    }
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      z.elements[i * z.distance + column] = s[i];
      sum += s[i];
    }
    z.columnSums[column] = sum;
  }

  /** The lone column of A B: each element is a dot product. */
  static void multiplyLoneColumn(int rows, DoubleTile a, DoubleTile b, DoubleTile c) {
    double[] lanes = c.activations();
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
      int vectors, double[] a, int from, int distance, double[] column, double[] lanes) {
    KernelGuard guard = KernelGuards.DOUBLE.loop(Loop.LONE_COLUMN);
    if (guard.isReplaced()) {
      DoublePlainTileLoops.multiplyRows(vectors * LANES, a, from, distance, column, lanes, LANES);
      return;
    }
    long elements = 4L * vectors * LANES;
    long start = guard.start(elements);
    multiplyVectors(vectors, a, from, distance, column, lanes);
    guard.stop(start, elements);
  }

  private static void multiplyVectors(
      int vectors, double[] a, int from, int distance, double[] column, double[] lanes) {
    DoubleVector c0 = DoubleVector.zero(SPECIES);
    DoubleVector c1 = c0;
    DoubleVector c2 = c0;
    DoubleVector c3 = c0;
    for (int v = 0; v < vectors; v++) {
      DoubleVector b = DoubleVector.fromArray(SPECIES, column, v * LANES);
      int p = from + v * LANES;
      c0 = DoubleVector.fromArray(SPECIES, a, p).fma(b, c0);
      c1 = DoubleVector.fromArray(SPECIES, a, p + distance).fma(b, c1);
      c2 = DoubleVector.fromArray(SPECIES, a, p + 2 * distance).fma(b, c2);
      c3 = DoubleVector.fromArray(SPECIES, a, p + 3 * distance).fma(b, c3);
    }
    c0.intoArray(lanes, 0);
    c1.intoArray(lanes, LANES);
    c2.intoArray(lanes, 2 * LANES);
    c3.intoArray(lanes, 3 * LANES);
  }

  private static double sum(double[] lanes, int from) {
    double even = 0;
    double odd = 0;
    for (int i = 0; i < LANES; i += 2) {
      even += lanes[from + i];
      odd += lanes[from + i + 1];
    }
    return even + odd;
  }

  /** z := the activations; sums them. */
  static void store(int rows, DoubleTile z, int vector) {
    int at = vector * LANES;
    KernelGuard guard = KernelGuards.DOUBLE.loop(Loop.SUM);
    if (guard.isReplaced()) {
      DoublePlainTileLoops.store(
          LANES, rows, z.activations(), z.elements, at, z.distance, z.columnSums);
      return;
    }
    long elements = (long) rows * LANES;
    long start = guard.start(elements);
    store(rows, z.activations(), z.elements, at, z.distance, z.columnSums);
    guard.stop(start, elements);
  }

  private static void store(
      int rows, double[] activations, double[] z, int at, int distance, double[] columnSums) {
    DoubleVector sum = DoubleVector.zero(SPECIES);
    int p = at;
    for (int i = 0; i < rows; i++) {
      DoubleVector a = DoubleVector.fromArray(SPECIES, activations, i * LANES);
      a.intoArray(z, p);
      sum = sum.add(a);
      p += distance;
    }
    sum.intoArray(columnSums, at);
  }

  /** delta := e a (1 - a) with e = a - target. Sums delta, and e squared. */
  static void error(
      int rows, double[] a, int from, int step, DoubleTile target, DoubleTile delta, int vector) {
    int at = vector * LANES;
    double[] t = target.elements;
    double[] d = delta.elements;
    KernelGuard guard = KernelGuards.DOUBLE.loop(Loop.ERROR);
    if (guard.isReplaced()) {
      DoublePlainTileLoops.error(
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
      double[] activations,
      int from,
      int step,
      double[] target,
      double[] delta,
      int at,
      int distance,
      double[] columnSums) {
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
    DoubleVector sum = DoubleVector.zero(SPECIES);
    DoubleVector squares = sum;
    int q = from;
    int p = at;
    for (int i = 0; i < rows; i++) {
      DoubleVector a = DoubleVector.fromArray(SPECIES, activations, q);
      DoubleVector e = a.sub(DoubleVector.fromArray(SPECIES, target, p));
      DoubleVector d = e.mul(one.sub(a).mul(a));
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
  static void hiddenDelta(int rows, DoubleTile delta, int vector, DoubleTile a) {
    int at = vector * LANES;
    double[] d = delta.elements;
    KernelGuard guard = KernelGuards.DOUBLE.loop(Loop.HIDDEN_DELTA);
    if (guard.isReplaced()) {
      DoublePlainTileLoops.hiddenDelta(
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
      double[] delta,
      int at,
      int distance,
      double[] slopes,
      double[] activations,
      double[] columnSums) {
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
    DoubleVector slope = DoubleVector.fromArray(SPECIES, slopes, at);
    DoubleVector sum = DoubleVector.zero(SPECIES);
    int p = at;
    for (int i = 0; i < rows; i++) {
      DoubleVector a = DoubleVector.fromArray(SPECIES, activations, p);
      DoubleVector d = DoubleVector.fromArray(SPECIES, delta, p).add(slope).mul(one.sub(a).mul(a));
      d.intoArray(delta, p);
      sum = sum.add(d);
      p += distance;
    }
    sum.intoArray(columnSums, at);
  }

  /** a := h = a (1 - a), delta := delta h. Sums delta, and h. */
  static void splitDelta(int rows, DoubleTile delta, int vector, DoubleTile a) {
    int at = vector * LANES;
    double[] d = delta.elements;
    KernelGuard guard = KernelGuards.DOUBLE.loop(Loop.SPLIT_DELTA);
    if (guard.isReplaced()) {
      DoublePlainTileLoops.splitDelta(
          LANES, rows, d, a.elements, at, delta.distance, delta.columnSums);
      return;
    }
    long elements = (long) rows * LANES;
    long start = guard.start(elements);
    splitDelta(rows, d, a.elements, at, delta.distance, delta.columnSums);
    guard.stop(start, elements);
  }

  private static void splitDelta(
      int rows, double[] delta, double[] activations, int at, int distance, double[] columnSums) {
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
    DoubleVector deltas = DoubleVector.zero(SPECIES);
    DoubleVector slopes = deltas;
    int p = at;
    for (int i = 0; i < rows; i++) {
      DoubleVector a = DoubleVector.fromArray(SPECIES, activations, p);
      DoubleVector h = one.sub(a).mul(a);
      DoubleVector d = DoubleVector.fromArray(SPECIES, delta, p).mul(h);
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
  static void add(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] += b[i];
    }
  }
}
