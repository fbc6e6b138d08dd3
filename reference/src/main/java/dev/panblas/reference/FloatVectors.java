/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.reference;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.panblas.matrix.Vector;
import java.lang.foreign.MemorySegment;

/**
 * axpy and dot in single precision. The twin is {@link DoubleVectors}: a loop with a static element
 * type stays fast in a program that uses both precisions.
 */
final class FloatVectors {

  private FloatVectors() {}

  static void axpy(double alpha, Vector x, Vector y) {
    MemorySegment xs = x.segment();
    MemorySegment ys = y.segment();
    int size = x.size();
    if (x.stride() == 1 && y.stride() == 1) {
      for (int i = 0; i < size; i++) {
        double sum = alpha * xs.getAtIndex(JAVA_FLOAT, i) + ys.getAtIndex(JAVA_FLOAT, i);
        ys.setAtIndex(JAVA_FLOAT, i, (float) sum);
      }
      return;
    }
    long xi = x.origin();
    long yi = y.origin();
    for (int i = 0; i < size; i++, xi += x.stride(), yi += y.stride()) {
      double sum = alpha * xs.getAtIndex(JAVA_FLOAT, xi) + ys.getAtIndex(JAVA_FLOAT, yi);
      ys.setAtIndex(JAVA_FLOAT, yi, (float) sum);
    }
  }

  static double dot(Vector x, Vector y) {
    MemorySegment xs = x.segment();
    MemorySegment ys = y.segment();
    int size = x.size();
    double sum = 0;
    if (x.stride() == 1 && y.stride() == 1) {
      for (int i = 0; i < size; i++) {
        sum += (double) xs.getAtIndex(JAVA_FLOAT, i) * ys.getAtIndex(JAVA_FLOAT, i);
      }
      return sum;
    }
    long xi = x.origin();
    long yi = y.origin();
    for (int i = 0; i < size; i++, xi += x.stride(), yi += y.stride()) {
      sum += (double) xs.getAtIndex(JAVA_FLOAT, xi) * ys.getAtIndex(JAVA_FLOAT, yi);
    }
    return sum;
  }
}
