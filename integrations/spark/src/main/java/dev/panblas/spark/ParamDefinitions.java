/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.matrix.Precision;
import dev.panblas.optimize.Lbfgs;
import java.io.Serial;
import java.io.Serializable;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import scala.runtime.AbstractFunction1;

/** The parameters of one estimator or model, with their checks and defaults. */
public final class ParamDefinitions implements Serializable {

  @Serial private static final long serialVersionUID = 1L;

  private static final Hyperparameters USUAL = Hyperparameters.DEFAULT;

  /** The column of the samples. */
  final Param<String> inputCol;

  /** The column of the codes. */
  final Param<String> outputCol;

  /** The column that orders the rows. */
  final Param<String> idCol;

  /** The number of hidden units. */
  final IntParam hidden;

  /** Lambda. */
  final DoubleParam weightDecay;

  /** Beta. */
  final DoubleParam sparsityWeight;

  /** Rho. */
  final DoubleParam sparsity;

  /** The most iterations. */
  final IntParam maxIter;

  /** The tolerance of the cost. */
  final DoubleParam tol;

  /** The seed of the initial weights. */
  final LongParam seed;

  /** The precision of the training. */
  final Param<String> precision;

  /** Refuses a value by an exception that says why. */
  private interface Rule<T> extends Serializable {
    void check(T value);
  }

  /**
   * A rule as a function of Scala, which is true or throws.
   *
   * @param <T> a value of the parameter
   */
  private static final class Check<T> extends AbstractFunction1<T, Object> implements Serializable {

    @Serial private static final long serialVersionUID = 1L;

    private final Rule<T> rule;

    Check(Rule<T> rule) {
      this.rule = rule;
    }

    @Override
    public Object apply(T value) {
      rule.check(value);
      return true;
    }
  }

  /**
   * Defines the parameters, and sets the defaults.
   *
   * @param owner the estimator or the model, which has its uid
   */
  ParamDefinitions(Params owner) {
    inputCol = column(owner, "inputCol", "column of the samples: vectors or arrays, from 0 to 1");
    outputCol = column(owner, "outputCol", "column of the activations of the hidden units");
    idCol =
        column(
            owner,
            "idCol",
            "column that orders the rows, with another value in each; without it, rows are taken in"
                + " the order of the data set, which Spark may change");
    hidden =
        new IntParam(
            owner,
            "hidden",
            "number of hidden units (>= 1)",
            new Check<>(
                value ->
                    new Hyperparameters(
                        (Integer) value,
                        USUAL.weightDecay(),
                        USUAL.sparsityWeight(),
                        USUAL.sparsity())));
    weightDecay =
        new DoubleParam(
            owner,
            "weightDecay",
            "lambda, the factor of the squared weights (>= 0)",
            new Check<>(
                value ->
                    new Hyperparameters(
                        USUAL.hidden(), (Double) value, USUAL.sparsityWeight(), USUAL.sparsity())));
    sparsityWeight =
        new DoubleParam(
            owner,
            "sparsityWeight",
            "beta, the factor of the sparsity penalty (>= 0)",
            new Check<>(
                value ->
                    new Hyperparameters(
                        USUAL.hidden(), USUAL.weightDecay(), (Double) value, USUAL.sparsity())));
    sparsity =
        new DoubleParam(
            owner,
            "sparsity",
            "rho, the mean activation of a hidden unit at which the penalty is 0 (> 0 and < 1)",
            new Check<>(
                value ->
                    new Hyperparameters(
                        USUAL.hidden(),
                        USUAL.weightDecay(),
                        USUAL.sparsityWeight(),
                        (Double) value)));
    maxIter =
        new IntParam(
            owner,
            "maxIter",
            "maximum number of iterations of L-BFGS (>= 0)",
            new Check<>(value -> Lbfgs.Options.DEFAULT.withMaxIterations((Integer) value)));
    tol =
        new DoubleParam(
            owner,
            "tol",
            "relative decrease of the cost in an iteration at which the training ends (>= 0)",
            new Check<>(value -> withTolerance(Lbfgs.Options.DEFAULT, (Double) value)));
    seed = new LongParam(owner, "seed", "seed of the initial weights");
    precision =
        new Param<>(
            owner,
            "precision",
            "precision of the training: single or double",
            new Check<>(ParamDefinitions::precision));
    owner.setDefault(inputCol, "features");
    owner.setDefault(outputCol, "codes");
    owner.setDefault(hidden, USUAL.hidden());
    owner.setDefault(weightDecay, USUAL.weightDecay());
    owner.setDefault(sparsityWeight, USUAL.sparsityWeight());
    owner.setDefault(sparsity, USUAL.sparsity());
    owner.setDefault(maxIter, Lbfgs.Options.DEFAULT.maxIterations());
    owner.setDefault(tol, Lbfgs.Options.DEFAULT.costTolerance());
    owner.setDefault(seed, 1L);
    owner.setDefault(precision, Precision.DOUBLE.toString());
  }

  private static Param<String> column(Params owner, String name, String description) {
    return new Param<>(
        owner,
        name,
        description,
        new Check<>(
            value -> {
              if (value.isBlank()) {
                throw new IllegalArgumentException(
                    name + " must name a column, but was '" + value + "'");
              }
            }));
  }

  /** The precision of a name. */
  static Precision precision(String name) {
    for (Precision precision : Precision.values()) {
      if (precision.toString().equals(name)) {
        return precision;
      }
    }
    throw new IllegalArgumentException(
        "precision must be single or double, but was '" + name + "'");
  }

  /** Options with another tolerance of the cost. */
  static Lbfgs.Options withTolerance(Lbfgs.Options options, double tolerance) {
    return options.withTolerances(options.gradientTolerance(), tolerance);
  }
}
