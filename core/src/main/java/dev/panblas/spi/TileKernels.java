/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import dev.panblas.matrix.Matrix;
import java.lang.foreign.Arena;

/**
 * The operations of the autoencoder's step on one tile: a block of rows whose arrays stay in a
 * core's cache. The step is written once against them. A backend that has none of its own computes
 * a tile with its gemm and with loops of {@code core}.
 *
 * <p>The arrays of a tile have a form that the kernels choose. Each has a fixed number of columns,
 * and an operation reads and writes its first rows, as many as it is given. Sigmoid layers add sums
 * by column to arrays of {@code double}: over the rows of a tile the sums are in the precision of
 * the arrays.
 *
 * <p>The objects hold no state but their arrays. Several threads may call them at once with
 * different arrays; what is only read may be the same. The bits of a result depend on the operands,
 * the row count, the processor and the version of Java alone. A method must not throw.
 *
 * @param <T> an array of a tile
 */
public interface TileKernels<T> {

  /** The rows of a block, whose sums are added to those of other blocks along a binary tree. */
  int BLOCK_ROWS = 480;

  /**
   * The fewest multiplications of a product for one sample, over all steps, with which kernels in
   * Java take the place of a native library: until the JVM has compiled them, they take about a
   * second of processor time more. At 64-25-64 these are 1,500 steps, which is when they were as
   * fast with 10,000 samples. The number of samples does not count, so that all parts of the
   * samples are computed by the same kernels, with the same bits.
   */
  double FEWEST_MULTIPLICATIONS = 2.4e6;

  /**
   * The largest number of weights of a layer for which the step of a native backend uses kernels in
   * Java. For larger layers the library's gemm is faster on processors with 256-bit vectors.
   */
  int MOST_WEIGHTS = 1 << 12;

  /**
   * The rows of a tile for which these kernels are fast. The sums over the tiles of a block are
   * accumulated in order.
   *
   * @param visible the number of visible units
   * @param hidden the number of hidden units
   * @return a divisor of {@link #BLOCK_ROWS}
   */
  int rows(int visible, int hidden);

  /**
   * What computes a tile, for reports.
   *
   * @return one clause: {@code kernels in Java with 512-bit vectors}
   */
  String describe();

  /**
   * Allocates an array of zeros.
   *
   * @param arena the owner of native memory
   * @param rows the most rows
   * @param columns the columns
   * @return the array
   */
  T allocate(Arena arena, int rows, int columns);

  /**
   * Allocates an array whose elements are only loaded. Its elements may be those of the matrix that
   * was loaded last, in place.
   *
   * @param arena the owner of native memory
   * @param rows the most rows
   * @param columns the columns
   * @return the array, which must be loaded before it is read
   */
  T allocateInput(Arena arena, int rows, int columns);

  /**
   * The first rows become those of a matrix.
   *
   * @param source with the columns of the array and at most its rows; if the array is an input,
   *     row-major
   * @param target written
   */
  void load(Matrix source, T target);

  /**
   * C := A B.
   *
   * @param rows the rows of a and c
   * @param a rows x k, read
   * @param b k x n with all its rows, as it was loaded, read
   * @param c rows x n, written
   */
  void multiply(int rows, T a, T b, T c);

  /**
   * C := A' B, or C := C + A' B.
   *
   * @param rows the rows of a and b
   * @param a rows x m, read
   * @param b rows x n, read
   * @param adds whether the product is added
   * @param c m x n with all its rows, read if adds is true, written
   */
  void multiplyTransposed(int rows, T a, T b, boolean adds, T c);

  /**
   * A := A + B, with all rows.
   *
   * @param a read and written
   * @param b read
   */
  void add(T a, T b);

  /**
   * B := B + diag(factors) A, with all rows.
   *
   * @param factors m, read
   * @param a m x n, read
   * @param target B: m x n, contiguous, row-major or column-major; read and written
   */
  void addScaledRows(double[] factors, T a, Matrix target);

  /**
   * z_ij := sigmoid(z_ij + bias_j).
   *
   * @param rows the rows of z
   * @param z rows x n, read and written
   * @param bias 1 x n, read
   * @param sums n: the sums by column of the result are added
   */
  void activate(int rows, T z, T bias, double[] sums);

  /**
   * z_ij := e_ij a_ij (1 - a_ij) with a_ij = sigmoid(z_ij + bias_j) and e_ij = a_ij - target_ij.
   *
   * @param rows the rows of z and target
   * @param z rows x n, read and written
   * @param bias 1 x n, read
   * @param target rows x n, read
   * @param sums n: the sums by column of the result are added
   * @return the sum of e squared
   */
  double outputDelta(int rows, T z, T bias, T target, double[] sums);

  /**
   * delta_ij := e_ij a_ij (1 - a_ij) with e_ij = a_ij - target_ij.
   *
   * @param rows the rows of all arrays
   * @param a rows x n, read
   * @param target rows x n, read
   * @param delta rows x n, written
   * @param sums n: the sums by column of delta are added
   * @return the sum of e squared
   */
  double errorDelta(int rows, T a, T target, T delta, double[] sums);

  /**
   * delta_ij := (delta_ij + slope_j) a_ij (1 - a_ij).
   *
   * @param rows the rows of delta and a
   * @param delta rows x n, read and written
   * @param slope n, read
   * @param a rows x n, read
   * @param sums n: the sums by column of delta are added
   */
  void hiddenDelta(int rows, T delta, double[] slope, T a, double[] sums);

  /**
   * a_ij := h_ij = a_ij (1 - a_ij) and delta_ij := delta_ij h_ij.
   *
   * @param rows the rows of delta and a
   * @param delta rows x n, read and written
   * @param a rows x n, read and written
   * @param deltaSums n: the sums by column of delta are added
   * @param slopeSums n: the sums by column of h are added
   */
  void splitDelta(int rows, T delta, T a, double[] deltaSums, double[] slopeSums);
}
