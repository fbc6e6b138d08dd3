/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.model;

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

  private static Matrix layer(
      Arena arena, Blas blas, Matrix inputs, Matrix weights, Vector biases) {
    Matrix outputs =
        Matrix.allocate(arena, inputs.precision(), inputs.rows(), weights.rows()); // m x units
    blas.gemm(1, inputs, weights.transposed(), 0, outputs);
    Elementwise.add(outputs, biases.asRows(outputs.rows()), outputs);
    return Elementwise.sigmoid(outputs, outputs);
  }
}
