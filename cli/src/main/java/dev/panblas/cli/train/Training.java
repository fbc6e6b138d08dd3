/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.autoencoder.CostTerms;
import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Parameters;
import dev.panblas.autoencoder.Schedule;
import dev.panblas.autoencoder.SparseAutoencoder;
import dev.panblas.blas.Blas;
import dev.panblas.cli.shared.InputException;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import dev.panblas.optimize.Lbfgs;
import dev.panblas.optimize.Objective;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.IntPredicate;

/** Trains a sparse autoencoder. */
final class Training {

  private Training() {}

  /**
   * The outcome of a training.
   *
   * @param parameters the parameters of the lowest cost, in the arena of the training
   * @param schedule the schedule, requested or chosen
   * @param kernels what computed the steps
   * @param result the optimiser's result
   * @param costs at the start and after each iteration
   * @param terms the terms of each of these costs
   * @param validationCosts those of the samples that are held out; empty if there are none
   */
  record Outcome(
      Parameters parameters,
      Schedule schedule,
      String kernels,
      Lbfgs.Result result,
      List<Double> costs,
      List<CostTerms> terms,
      List<Double> validationCosts) {}

  /**
   * What a training starts with.
   *
   * @param samples one a row, from 0 to 1, in the settings' precision
   * @param validation the samples that are held out, in the same form; empty for none
   * @param initial the initial parameters, in the same precision; empty to draw them
   */
  record Start(Matrix samples, Optional<Matrix> validation, Optional<Parameters> initial) {}

  /**
   * Trains. The same settings and samples give the same costs on the same backend (batched: with
   * the same thread count).
   *
   * @param arena the owner of parameters and workspace
   * @param blas computes the products
   * @param threads the thread count of a step
   * @param settings the hyperparameters, precision, schedule, iterations and seed
   * @param start samples and initial parameters
   * @param progress is notified of each iteration
   * @param stopWanted is queried with the number of each iteration, after it
   * @return the outcome
   * @throws InputException if the cost of the initial weights is not finite
   */
  static Outcome run(
      Arena arena,
      Blas blas,
      int threads,
      TrainingSettings settings,
      Start start,
      Progress progress,
      IntPredicate stopWanted)
      throws InputException {
    Matrix samples = start.samples();
    Hyperparameters chosen = settings.hyperparameters();
    Schedule schedule =
        settings.schedule().orElseGet(() -> Schedule.fitting(samples.columns(), chosen.hidden()));
    try (SparseAutoencoder autoencoder =
        new SparseAutoencoder(
            arena, blas, chosen, samples, schedule, threads, settings.iterations())) {
      Vector theta = Vector.allocate(arena, samples.precision(), autoencoder.dimension());
      Parameters parameters = Parameters.over(theta, samples.columns(), chosen.hidden());
      if (start.initial().isPresent()) {
        theta.copyFrom(start.initial().get().theta());
      } else {
        parameters.initialize(settings.seed().weights());
      }
      Optional<Validation> validation =
          start
              .validation()
              .map(held -> Validation.of(arena, blas, threads, settings, schedule, held, theta));
      Lbfgs lbfgs = new Lbfgs(blas, Lbfgs.Options.DEFAULT.withMaxIterations(settings.iterations()));
      CostHistory history = new CostHistory(autoencoder);
      Lbfgs.Result result =
          minimize(
              lbfgs,
              start.initial().isPresent(),
              history,
              theta,
              iteration -> {
                history.add(iteration);
                validation.ifPresent(Validation::evaluate);
                progress.iterated(iteration);
                return !stopWanted.test(iteration.number());
              });
      return new Outcome(
          parameters,
          schedule,
          autoencoder.kernels(),
          result,
          history.costs(),
          history.terms(),
          validation.map(held -> List.copyOf(held.costs())).orElse(List.of()));
    }
  }

  private static Lbfgs.Result minimize(
      Lbfgs lbfgs, boolean goesOn, CostHistory history, Vector theta, Lbfgs.Listener listener)
      throws InputException {
    try {
      return lbfgs.minimize(history, theta, listener);
    } catch (IllegalArgumentException notFinite) {
      if (history.startsFinite()) {
        throw notFinite;
      }
      throw new InputException(
          String.format(
              Locale.ROOT,
              "the cost of the initial weights must be finite, but was %s: choose %s",
              history.costs().getFirst(),
              goesOn
                  ? "another model for --init"
                  : "a smaller --weight-decay and --sparsity-weight"),
          notFinite);
    }
  }

  /**
   * The cost of the samples that are held out.
   *
   * @param evaluator computes the cost of the current parameters
   * @param costs at the start and after each iteration
   */
  private record Validation(DoubleSupplier evaluator, List<Double> costs) {

    /** Prepares the evaluation, and evaluates the initial parameters. */
    static Validation of(
        Arena arena,
        Blas blas,
        int threads,
        TrainingSettings settings,
        Schedule schedule,
        Matrix samples,
        Vector theta) {
      SparseAutoencoder objective =
          new SparseAutoencoder(
              arena,
              blas,
              settings.hyperparameters(),
              samples,
              schedule,
              threads,
              settings.iterations());
      Vector gradient = Vector.allocate(arena, theta.precision(), theta.size()); // not used
      Validation validation =
          new Validation(() -> objective.evaluate(theta, gradient), new ArrayList<>());
      validation.evaluate();
      return validation;
    }

    void evaluate() {
      costs.add(evaluator.getAsDouble());
    }
  }

  /**
   * Records the costs and their terms, also those of the initial weights, which the optimiser does
   * not report. A line search evaluates points that it does not take: an iteration's terms are
   * those of the last evaluation with its cost.
   */
  private static final class CostHistory implements Objective {

    private final SparseAutoencoder autoencoder;
    private final List<Double> costs = new ArrayList<>();
    private final List<CostTerms> terms = new ArrayList<>();
    private final List<CostTerms> tried =
        new ArrayList<>(); // since the last iteration, and its own

    CostHistory(SparseAutoencoder autoencoder) {
      this.autoencoder = autoencoder;
    }

    @Override
    public int dimension() {
      return autoencoder.dimension();
    }

    @Override
    public double evaluate(Vector point, Vector gradient) {
      double cost = autoencoder.evaluate(point, gradient);
      tried.add(autoencoder.terms());
      if (costs.isEmpty()) {
        costs.add(cost);
        terms.add(autoencoder.terms());
      }
      return cost;
    }

    void add(Lbfgs.Iteration iteration) {
      CostTerms taken =
          tried.reversed().stream()
              .filter(each -> each.cost() == iteration.cost())
              .findFirst()
              .orElseThrow();
      tried.clear();
      tried.add(taken);
      costs.add(iteration.cost());
      terms.add(taken);
    }

    boolean startsFinite() {
      return costs.isEmpty() || Double.isFinite(costs.getFirst());
    }

    List<Double> costs() {
      return List.copyOf(costs);
    }

    List<CostTerms> terms() {
      return List.copyOf(terms);
    }
  }
}
