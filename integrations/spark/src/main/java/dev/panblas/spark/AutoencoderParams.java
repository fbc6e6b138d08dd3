/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import dev.panblas.autoencoder.Hyperparameters;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The parameters that {@link SparseAutoencoder} and {@link SparseAutoencoderModel} have. */
public interface AutoencoderParams extends Params {

  /**
   * Where the parameters are.
   *
   * @return those of this object
   */
  ParamDefinitions definitions();

  /**
   * The column of the samples: vectors, dense or sparse, or arrays of double or float, all of one
   * length, with values from 0 to 1. Default: {@code features}.
   *
   * @return the parameter
   */
  default Param<String> inputCol() {
    return definitions().inputCol;
  }

  /**
   * The column that {@link SparseAutoencoderModel#transform} adds: the activations of the hidden
   * units, as vectors. Default: {@code codes}.
   *
   * @return the parameter
   */
  default Param<String> outputCol() {
    return definitions().outputCol;
  }

  /**
   * The column by which the rows are ordered: whole numbers, strings, dates or timestamps, another
   * value in each row. With it, the model does not depend on how Spark has laid out the rows.
   * Without it, rows are taken in the order of the data set. Not set by default.
   *
   * @return the parameter
   */
  default Param<String> idCol() {
    return definitions().idCol;
  }

  /**
   * The number of hidden units, 1 or more. Default: 25.
   *
   * @return the parameter
   */
  default IntParam hidden() {
    return definitions().hidden;
  }

  /**
   * Lambda, the factor of the squared weights, 0 or more. Default: 1e-4.
   *
   * @return the parameter
   */
  default DoubleParam weightDecay() {
    return definitions().weightDecay;
  }

  /**
   * Beta, the factor of the sparsity penalty, 0 or more. Default: 3.
   *
   * @return the parameter
   */
  default DoubleParam sparsityWeight() {
    return definitions().sparsityWeight;
  }

  /**
   * Rho, the mean activation of each hidden unit at which the penalty is 0; between 0 and 1, both
   * excluded. Default: 0.01.
   *
   * @return the parameter
   */
  default DoubleParam sparsity() {
    return definitions().sparsity;
  }

  /**
   * The most iterations of L-BFGS, 0 or more. Default: 400.
   *
   * @return the parameter
   */
  default IntParam maxIter() {
    return definitions().maxIter;
  }

  /**
   * The relative decrease of the cost in an iteration with which the training has converged, 0 or
   * more. Default: 1e-9.
   *
   * @return the parameter
   */
  default DoubleParam tol() {
    return definitions().tol;
  }

  /**
   * The seed of the initial weights, the same as {@code panblas train --seed}. Default: 1.
   *
   * @return the parameter
   */
  default LongParam seed() {
    return definitions().seed;
  }

  /**
   * The precision of the training, {@code single} or {@code double}. Default: {@code double}.
   *
   * @return the parameter
   */
  default Param<String> precision() {
    return definitions().precision;
  }

  /** {@return the value of {@link #inputCol}} */
  default String getInputCol() {
    return getOrDefault(inputCol());
  }

  /** {@return the value of {@link #outputCol}} */
  default String getOutputCol() {
    return getOrDefault(outputCol());
  }

  /** {@return the value of {@link #idCol}, which must be set} */
  default String getIdCol() {
    return getOrDefault(idCol());
  }

  /** {@return the value of {@link #hidden}} */
  default int getHidden() {
    return (Integer) getOrDefault(hidden());
  }

  /** {@return the value of {@link #weightDecay}} */
  default double getWeightDecay() {
    return (Double) getOrDefault(weightDecay());
  }

  /** {@return the value of {@link #sparsityWeight}} */
  default double getSparsityWeight() {
    return (Double) getOrDefault(sparsityWeight());
  }

  /** {@return the value of {@link #sparsity}} */
  default double getSparsity() {
    return (Double) getOrDefault(sparsity());
  }

  /** {@return the value of {@link #maxIter}} */
  default int getMaxIter() {
    return (Integer) getOrDefault(maxIter());
  }

  /** {@return the value of {@link #tol}} */
  default double getTol() {
    return (Double) getOrDefault(tol());
  }

  /** {@return the value of {@link #seed}} */
  default long getSeed() {
    return (Long) getOrDefault(seed());
  }

  /** {@return the value of {@link #precision}} */
  default String getPrecision() {
    return getOrDefault(precision());
  }

  /** {@return hidden units, lambda, beta, rho} */
  default Hyperparameters hyperparameters() {
    return new Hyperparameters(getHidden(), getWeightDecay(), getSparsityWeight(), getSparsity());
  }
}
