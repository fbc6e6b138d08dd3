/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.reference;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import dev.panblas.matrix.Vector;
import java.lang.foreign.MemorySegment;

/**
 * axpy and dot in double precision. The twin is {@link FloatVectors}: a loop with a static element
 * type stays fast in a program that uses both precisions.
 */
final class DoubleVectors {

  private DoubleVectors() {}

  static void axpy(double alpha, Vector x, Vector y) {
    MemorySegment xs = x.segment();
    MemorySegment ys = y.segment();
    int size = x.size();
    if (x.stride() == 1 && y.stride() == 1) {
      for (int i = 0; i < size; i++) {
        double sum = alpha * xs.getAtIndex(JAVA_DOUBLE, i) + ys.getAtIndex(JAVA_DOUBLE, i);
        ys.setAtIndex(JAVA_DOUBLE, i, sum);
      }
      return;
    }
    long xi = x.origin();
    long yi = y.origin();
    for (int i = 0; i < size; i++, xi += x.stride(), yi += y.stride()) {
      double sum = alpha * xs.getAtIndex(JAVA_DOUBLE, xi) + ys.getAtIndex(JAVA_DOUBLE, yi);
      ys.setAtIndex(JAVA_DOUBLE, yi, sum);
    }
  }

  static double dot(Vector x, Vector y) {
    MemorySegment xs = x.segment();
    MemorySegment ys = y.segment();
    int size = x.size();
    double sum = 0;
    if (x.stride() == 1 && y.stride() == 1) {
      for (int i = 0; i < size; i++) {
        sum += xs.getAtIndex(JAVA_DOUBLE, i) * ys.getAtIndex(JAVA_DOUBLE, i);
      }
      return sum;
    }
    long xi = x.origin();
    long yi = y.origin();
    for (int i = 0; i < size; i++, xi += x.stride(), yi += y.stride()) {
      sum += xs.getAtIndex(JAVA_DOUBLE, xi) * ys.getAtIndex(JAVA_DOUBLE, yi);
    }
    return sum;
  }
}
