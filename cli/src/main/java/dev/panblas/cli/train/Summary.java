/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.autoencoder.Schedule;
import dev.panblas.cli.shared.BackendReport;
import dev.panblas.cli.shared.BackendReport.Library;
import dev.panblas.cli.shared.EnumName;
import dev.panblas.cli.shared.Machine;
import dev.panblas.optimize.Lbfgs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code summary.json}.
 *
 * @param panblas the version
 * @param backend the chosen backend, the reason, and the other backends
 * @param library the library that computed the products
 * @param kernels what computed the steps
 * @param settings the settings of the training
 * @param data the samples
 * @param result the optimiser's result
 * @param costs the cost at the start and after each iteration
 * @param seconds the time of each phase
 * @param machine the machine of the run
 */
record Summary(
    String panblas,
    BackendReport backend,
    Library library,
    String kernels,
    Settings settings,
    Data data,
    Result result,
    List<Double> costs,
    Seconds seconds,
    Machine machine) {

  /**
   * The settings that change the results.
   *
   * @param hidden the number of hidden units
   * @param weightDecay lambda
   * @param sparsityWeight beta
   * @param sparsity rho
   * @param precision single or double
   * @param schedule the schedule, requested or chosen
   * @param iterations the maximum number of iterations
   * @param seed of patches and initial weights
   */
  record Settings(
      int hidden,
      double weightDecay,
      double sparsityWeight,
      double sparsity,
      String precision,
      String schedule,
      int iterations,
      long seed) {

    static Settings of(TrainingSettings settings, Schedule schedule) {
      return new Settings(
          settings.hyperparameters().hidden(),
          settings.hyperparameters().weightDecay(),
          settings.hyperparameters().sparsityWeight(),
          settings.hyperparameters().sparsity(),
          EnumName.of(settings.precision()),
          EnumName.of(schedule),
          settings.iterations(),
          settings.seed().value());
    }
  }

  /**
   * The samples.
   *
   * @param source the folder or file
   * @param samples their number
   * @param features the number of values of a sample
   * @param patch the side of a patch in pixels, or null if the samples are not patches
   */
  record Data(String source, int samples, int features, @Nullable Integer patch) {}

  /**
   * The result.
   *
   * @param stopReason such as {@code iteration limit}
   * @param cost the final cost
   * @param gradientNorm the final gradient's Euclidean norm
   * @param iterations the number of iterations
   * @param evaluations the number of evaluations of cost and gradient
   */
  record Result(
      String stopReason, double cost, double gradientNorm, int iterations, int evaluations) {

    static Result of(Lbfgs.Result result) {
      return new Result(
          describe(result.reason()),
          result.cost(),
          result.gradientNorm(),
          result.iterations(),
          result.evaluations());
    }

    private static String describe(Lbfgs.StopReason reason) {
      return switch (reason) {
        case CONVERGED -> "converged";
        case ITERATION_LIMIT -> "iteration limit";
        case LINE_SEARCH_FAILED -> "line search failed";
        case CANCELLED -> "cancelled";
      };
    }
  }

  /**
   * The time of each phase.
   *
   * @param backend selecting and opening the backend
   * @param data reading and preparing the samples
   * @param training from the initial to the final weights
   */
  record Seconds(double backend, double data, double training) {}
}
