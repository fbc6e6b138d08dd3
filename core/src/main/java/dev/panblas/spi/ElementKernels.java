/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

/**
 * Functions of each element of an array on vector instructions. {@code core} calls them in place of
 * its own loops, which compute the same bits: each function is one sequence of IEEE 754 operations,
 * written in {@code dev.panblas.internal.elementwise}.
 *
 * <p>The objects hold no state. Several threads may call them at once with different arrays. A
 * method must not throw.
 */
public interface ElementKernels {

  /**
   * What computes the functions, for reports.
   *
   * @return one clause: {@code kernels in Java with 512-bit vectors}
   */
  String describe();

  /**
   * s_i := 1 / (1 + e<sup>-x_i</sup>).
   *
   * @param count the number of elements
   * @param x read
   * @param s another array, written
   */
  void sigmoid(int count, double[] x, double[] s);

  /**
   * s_i := 1 / (1 + e<sup>-x_i</sup>), in single precision.
   *
   * @param count the number of elements
   * @param x read
   * @param s another array, written
   */
  void sigmoid(int count, float[] x, float[] s);
}
