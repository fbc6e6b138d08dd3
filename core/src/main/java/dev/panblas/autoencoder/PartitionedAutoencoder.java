/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.optimize.Objective;
import dev.panblas.spi.TileKernels;
import java.lang.foreign.Arena;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * The cost of {@link SparseAutoencoder} and its gradient for samples that are divided over several
 * machines, none of which needs to be this one. Each machine computes the sums of its samples by
 * {@link RangeSums}. The cost and the gradient have the bits that {@link Schedule#TILED} gives for
 * all samples on one machine.
 *
 * <p>The sums of a step must have the rows of each block once; a step otherwise throws {@link
 * IllegalStateException} and says which blocks are wrong. Only one thread at a time may use an
 * object.
 */
public final class PartitionedAutoencoder implements Objective, AutoCloseable {

  private final CostAndGradient costAndGradient;

  /**
   * Allocates the workspace.
   *
   * @param arena the owner of the workspace
   * @param blas computes the weight decay
   * @param hyperparameters hidden units, lambda, beta, rho
   * @param precision of the samples and of theta
   * @param visible n, 1 or more
   * @param samples m, 1 or more, of all machines together
   * @param steps about how many steps the training will make, as for {@link RangeSums}
   * @param sums called once by each step with theta, contiguous: returns the sums of all ranges, in
   *     any order. The step throws each exception that the function throws
   * @throws IllegalArgumentException if a number is out of its range
   */
  public PartitionedAutoencoder(
      Arena arena,
      Blas blas,
      Hyperparameters hyperparameters,
      Precision precision,
      int visible,
      long samples,
      int steps,
      Function<? super Vector, ? extends Collection<SubtreeSums>> sums) {
    long most = (long) Integer.MAX_VALUE * TileKernels.BLOCK_ROWS;
    if (samples < 1 || samples > most) {
      throw new IllegalArgumentException(
          "the number of samples must be from 1 to " + most + ", but was " + samples);
    }
    int hidden = hyperparameters.hidden();
    Parameters.count(visible, hidden); // refuses units below 1
    this.costAndGradient =
        new CostAndGradient(
            arena,
            blas,
            hyperparameters,
            precision,
            visible,
            samples,
            List.of(),
            new PartitionedSchedule<>(
                arena,
                GemmTiles.fitting(blas, precision, visible, hidden, steps),
                precision,
                visible,
                hidden,
                samples,
                sums));
  }

  @Override
  public int dimension() {
    return costAndGradient.dimension();
  }

  /**
   * Computes cost and gradient, as {@link SparseAutoencoder#evaluate} does.
   *
   * @param theta W1, W2, b1, b2 in the layout of {@link Parameters} and the samples' precision;
   *     read
   * @param gradientByTheta the derivative of the cost with respect to each element of theta;
   *     written. It must not overlap theta. It is not written if an argument is refused. Its
   *     content is unspecified if the sums fail
   * @return the cost J
   * @throws IllegalArgumentException if a vector has another size or precision, or the gradient is
   *     read-only or overlaps what is read
   * @throws IllegalStateException if this object or an arena is closed, or sums are missing
   */
  @Override
  public double evaluate(Vector theta, Vector gradientByTheta) {
    return costAndGradient.evaluate(theta, gradientByTheta);
  }

  /**
   * The terms of the cost that {@link #evaluate} returned last.
   *
   * @return the terms; NaN before the first step
   */
  public CostTerms terms() {
    return costAndGradient.terms();
  }

  /**
   * What computes a step on this machine; that of the ranges is {@link RangeSums#kernels}.
   *
   * @return one clause: {@code gemm of OpenBLAS, other loops in Java}
   */
  public String kernels() {
    return costAndGradient.kernels();
  }

  /** Ends the use of this object: a step after that throws {@link IllegalStateException}. */
  @Override
  public void close() {
    costAndGradient.close();
  }
}
