/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import static dev.panblas.internal.elementwise.FloatCoefficients.EXPONENT_SHIFT;
import static dev.panblas.internal.elementwise.FloatCoefficients.LN2_HIGH;
import static dev.panblas.internal.elementwise.FloatCoefficients.LN2_LOW;
import static dev.panblas.internal.elementwise.FloatCoefficients.MINUS_LOG2_E;
import static dev.panblas.internal.elementwise.FloatCoefficients.MOST_EXPONENT;
import static dev.panblas.internal.elementwise.FloatCoefficients.Q0;
import static dev.panblas.internal.elementwise.FloatCoefficients.Q1;
import static dev.panblas.internal.elementwise.FloatCoefficients.Q2;
import static dev.panblas.internal.elementwise.FloatCoefficients.Q3;
import static dev.panblas.internal.elementwise.FloatCoefficients.Q4;
import static dev.panblas.internal.elementwise.FloatCoefficients.ROUND;
import static dev.panblas.internal.elementwise.FloatCoefficients.ROUND_BITS;

import dev.panblas.internal.elementwise.Sigmoid;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The elementwise operations on the arrays of a tile in single precision, for all rows of one
 * vector of columns. The twin is {@link DoubleTileLoops}.
 */
final class FloatTileLoops {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private FloatTileLoops() {}

  /** The activations of a tile become sigmoid(z + bias) for a vector of columns. */
  static void activate(int rows, FloatTile z, int vector, FloatTile bias) {
    int at = vector * LANES;
    float[] s = z.activations;
    if (areInRange(rows, z.elements, at, z.distance, bias.elements, s)) {
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
    float[] s = z.activations;
    z.gatherLoneColumn(rows);
    Arrays.fill(z.offsets, 0, LANES, offset);
    if (!areInRange(Math.ceilDiv(rows, LANES), z.loneColumn, 0, LANES, z.offsets, s)) {
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
    float[] lanes = c.activations;
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

  /**
   * The operations of {@link Sigmoid#of(float)} in each lane, and whether all elements are in the
   * range in which they hold. The constants are local variables: the JIT compiler would load static
   * fields again after each vector that is stored, and does not inline more methods here.
   */
  private static boolean areInRange(
      int rows, float[] z, int at, int distance, float[] bias, float[] s) {
    FloatVector offset = FloatVector.fromArray(SPECIES, bias, at);
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    FloatVector minusLog2E = FloatVector.broadcast(SPECIES, MINUS_LOG2_E);
    FloatVector round = FloatVector.broadcast(SPECIES, ROUND);
    FloatVector ln2Low = FloatVector.broadcast(SPECIES, LN2_LOW);
    FloatVector ln2High = FloatVector.broadcast(SPECIES, LN2_HIGH);
    FloatVector q0 = FloatVector.broadcast(SPECIES, Q0);
    FloatVector q1 = FloatVector.broadcast(SPECIES, Q1);
    FloatVector q2 = FloatVector.broadcast(SPECIES, Q2);
    FloatVector q3 = FloatVector.broadcast(SPECIES, Q3);
    FloatVector q4 = FloatVector.broadcast(SPECIES, Q4);
    IntVector oneBits = one.reinterpretAsInts();
    IntVector least = oneBits.broadcast(ROUND_BITS - MOST_EXPONENT);
    IntVector most = oneBits.broadcast(ROUND_BITS + MOST_EXPONENT);
    IntVector outside = oneBits;
    int p = at;
    for (int i = 0; i < rows; i++) {
      FloatVector v = FloatVector.fromArray(SPECIES, z, p).add(offset);
      FloatVector shifted = v.fma(minusLog2E, round);
      FloatVector n = shifted.sub(round);
      FloatVector u = n.fma(ln2Low, n.fma(ln2High, v));
      FloatVector u2 = u.mul(u);
      FloatVector low = u2.fma(u.fma(q3, q2), u.fma(q1, q0));
      FloatVector w = u2.fma(u2.mul(u2).fma(q4, low), u.neg());
      IntVector bits = shifted.reinterpretAsInts();
      outside = outside.or(bits.sub(least)).or(most.sub(bits));
      FloatVector power =
          bits.lanewise(VectorOperators.LSHL, EXPONENT_SHIFT).add(oneBits).reinterpretAsFloats();
      one.div(w.fma(power, power.add(one))).intoArray(s, i * LANES);
      p += distance;
    }
    return outside.reduceLanes(VectorOperators.OR) >= 0;
  }

  /** z := the activations; sums them. */
  static void store(int rows, FloatTile z, int vector) {
    int at = vector * LANES;
    store(rows, z.activations, z.elements, at, z.distance, z.columnSums);
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
    error(
        rows, a, from, step, target.elements, delta.elements, at, delta.distance, delta.columnSums);
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
    hiddenDelta(
        rows, delta.elements, at, delta.distance, delta.offsets, a.elements, delta.columnSums);
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
    splitDelta(rows, delta.elements, a.elements, at, delta.distance, delta.columnSums);
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

  /** A := A + B. */
  static void add(float[] a, float[] b) {
    for (int i = 0; i < a.length; i += LANES) {
      FloatVector.fromArray(SPECIES, a, i)
          .add(FloatVector.fromArray(SPECIES, b, i))
          .intoArray(a, i);
    }
  }

  /** Copies rows to rows of whole vectors. The padding becomes elements of the next row. */
  static void pad(int rows, int columns, float[] from, int distance, float[] to) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < distance; j += LANES) {
        FloatVector.fromArray(SPECIES, from, i * columns + j).intoArray(to, i * distance + j);
      }
    }
  }
}
