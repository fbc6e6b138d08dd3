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
import dev.panblas.optimize.LbfgsState;
import dev.panblas.optimize.Objective;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

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
   * @param history the costs at the start and after each iteration
   */
  record Outcome(
      Parameters parameters,
      Schedule schedule,
      String kernels,
      Lbfgs.Result result,
      History history) {}

  /**
   * What a training starts with.
   *
   * @param samples one a row, from 0 to 1, in the settings' precision
   * @param validation the samples that are held out, in the same form; empty for none
   * @param initial the initial parameters, in the same precision; empty to draw them
   * @param checkpoints of this training, with what it goes on from; empty to write none
   */
  record Start(
      Matrix samples,
      Optional<Matrix> validation,
      Optional<Parameters> initial,
      Optional<Checkpoints> checkpoints) {}

  /**
   * Trains, from the beginning or from a checkpoint. The same settings and samples give the same
   * costs on the same backend (batched: with the same thread count), also if the training was
   * interrupted.
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
    Schedule schedule = settings.scheduleFor(samples.columns());
    int steps = start.checkpoints().map(Checkpoints::steps).orElse(settings.iterations());
    try (SparseAutoencoder autoencoder =
        new SparseAutoencoder(arena, blas, chosen, samples, schedule, threads, steps)) {
      Vector theta = Vector.allocate(arena, samples.precision(), autoencoder.dimension());
      Parameters parameters = Parameters.over(theta, samples.columns(), chosen.hidden());
      if (start.initial().isPresent()) {
        theta.copyFrom(start.initial().get().theta());
      } else {
        parameters.initialize(settings.seed().weights());
      }
      start.checkpoints().ifPresent(each -> each.begin(autoencoder.kernels()));
      History earlier = start.checkpoints().map(Checkpoints::history).orElse(History.NONE);
      Optional<Validation> validation =
          start
              .validation()
              .map(
                  held ->
                      Validation.of(
                          arena,
                          blas,
                          settings.hyperparameters(),
                          held,
                          schedule,
                          threads,
                          steps,
                          theta,
                          earlier));
      Lbfgs lbfgs = new Lbfgs(blas, Lbfgs.Options.DEFAULT.withMaxIterations(settings.iterations()));
      CostHistory costs = new CostHistory(autoencoder, earlier);
      Supplier<History> history =
          () ->
              new History(
                  costs.costs, costs.terms, validation.map(Validation::costs).orElse(List.of()));
      Lbfgs.Result result =
          minimize(
              lbfgs,
              start,
              costs,
              theta,
              (iteration, state) -> {
                costs.add(iteration);
                validation.ifPresent(Validation::evaluate);
                progress.iterated(iteration);
                boolean isStopped = stopWanted.test(iteration.number());
                boolean isLast = isStopped || iteration.number() == settings.iterations();
                start
                    .checkpoints()
                    .ifPresent(each -> each.iterated(iteration, state, isLast, history));
                return !isStopped;
              });
      return new Outcome(parameters, schedule, autoencoder.kernels(), result, history.get());
    }
  }

  private static Lbfgs.Result minimize(
      Lbfgs lbfgs, Start start, CostHistory history, Vector theta, Lbfgs.StateListener listener)
      throws InputException {
    Optional<LbfgsState> state = start.checkpoints().flatMap(Checkpoints::state);
    if (state.isPresent()) {
      return lbfgs.resume(history, theta, state.get(), listener);
    }
    try {
      return lbfgs.begin(history, theta, listener);
    } catch (IllegalArgumentException notFinite) {
      if (history.startsFinite()) {
        throw notFinite;
      }
      throw new InputException(
          String.format(
              Locale.ROOT,
              "the cost of the initial weights must be finite, but was %s: choose %s",
              history.costs.getFirst(),
              start.initial().isPresent()
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

    /** Prepares the evaluation, and evaluates the initial parameters unless they were before. */
    static Validation of(
        Arena arena,
        Blas blas,
        Hyperparameters hyperparameters,
        Matrix samples,
        Schedule schedule,
        int threads,
        int steps,
        Vector theta,
        History earlier) {
      SparseAutoencoder objective =
          new SparseAutoencoder(arena, blas, hyperparameters, samples, schedule, threads, steps);
      Vector gradient = Vector.allocate(arena, theta.precision(), theta.size()); // not used
      Validation validation =
          new Validation(
              () -> objective.evaluate(theta, gradient),
              new ArrayList<>(earlier.validationCosts()));
      if (validation.costs.isEmpty()) {
        validation.evaluate();
      }
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
    private final List<Double> costs;
    private final List<CostTerms> terms;
    private final List<CostTerms> tried; // since the last iteration, and its own

    CostHistory(SparseAutoencoder autoencoder, History earlier) {
      this.autoencoder = autoencoder;
      this.costs = new ArrayList<>(earlier.costs());
      this.terms = new ArrayList<>(earlier.terms());
      this.tried = new ArrayList<>(terms.subList(Math.max(0, terms.size() - 1), terms.size()));
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
  }
}
