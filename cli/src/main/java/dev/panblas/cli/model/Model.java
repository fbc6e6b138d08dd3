/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.model;

import static dev.panblas.spi.TileKernels.BLOCK_ROWS;

import dev.panblas.autoencoder.Parameters;
import dev.panblas.blas.Blas;
import dev.panblas.cli.samples.Preprocessing;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.operations.Elementwise;
import java.lang.foreign.Arena;
import java.util.Optional;

/**
 * A trained autoencoder.
 *
 * @param parameters W1 (hidden x visible), b1, W2 (visible x hidden), b2
 * @param preprocessing how pictures become samples; empty if the samples were those of an array
 */
public record Model(Parameters parameters, Optional<Preprocessing> preprocessing) {

  /**
   * The number of visible units.
   *
   * @return at least 1
   */
  public int visible() {
    return parameters.w1().columns();
  }

  /**
   * The number of hidden units.
   *
   * @return at least 1
   */
  public int hidden() {
    return parameters.w1().rows();
  }

  /**
   * The precision of the parameters.
   *
   * @return that of samples and codes too
   */
  public Precision precision() {
    return parameters.theta().precision();
  }

  /**
   * The values of a pixel.
   *
   * @return 3 if the samples were patches in colour, otherwise 1
   */
  public int channels() {
    return preprocessing.map(known -> known.patches().channels()).orElse(1);
  }

  /**
   * The activations of the hidden units: A2 = sigmoid(X W1' + b1).
   *
   * @param arena the owner of the result
   * @param blas computes the product
   * @param samples X: m x visible, in the model's precision; read
   * @return A2: m x hidden
   */
  public Matrix encode(Arena arena, Blas blas, Matrix samples) {
    return layer(arena, blas, samples, parameters.w1(), parameters.b1());
  }

  /**
   * The reconstruction of the samples from their codes: A3 = sigmoid(A2 W2' + b2).
   *
   * @param arena the owner of the result
   * @param blas computes the product
   * @param codes A2: m x hidden, in the model's precision; read
   * @return A3: m x visible
   */
  public Matrix decode(Arena arena, Blas blas, Matrix codes) {
    return layer(arena, blas, codes, parameters.w2(), parameters.b2());
  }

  /**
   * Computes sigmoid(X W' + b) in blocks of as many rows each, the last one filled up with rows
   * that are not used: all products have one shape, so that a row's bits do not depend on the
   * number of rows.
   */
  private static Matrix layer(
      Arena arena, Blas blas, Matrix inputs, Matrix weights, Vector biases) {
    Precision precision = inputs.precision();
    int units = weights.rows();
    Matrix outputs = Matrix.allocate(arena, precision, inputs.rows(), units); // m x units
    try (Arena scratch = Arena.ofShared()) {
      Matrix x = Matrix.allocate(scratch, precision, BLOCK_ROWS, inputs.columns());
      Matrix a = Matrix.allocate(scratch, precision, BLOCK_ROWS, units);
      for (int first = 0; first < inputs.rows(); first += BLOCK_ROWS) {
        int rows = Math.min(BLOCK_ROWS, inputs.rows() - first);
        x.block(0, 0, rows, x.columns()).copyFrom(inputs.block(first, 0, rows, x.columns()));
        blas.gemm(1, x, weights.transposed(), 0, a);
        Elementwise.add(a, biases.asRows(BLOCK_ROWS), a);
        Elementwise.sigmoid(a, a);
        outputs.block(first, 0, rows, units).copyFrom(a.block(0, 0, rows, units));
      }
    }
    return outputs;
  }
}
