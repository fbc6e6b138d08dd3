/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.autoencoder.CostTerms;
import dev.panblas.autoencoder.Schedule;
import dev.panblas.cli.shared.BackendReport;
import dev.panblas.cli.shared.BackendReport.Library;
import dev.panblas.cli.shared.EnumName;
import dev.panblas.cli.shared.Machine;
import dev.panblas.optimize.Lbfgs;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code summary.json}.
 *
 * @param panblas the version
 * @param commit of Panblas's sources, or null if unknown; {@code -dirty} if they were changed
 * @param command the command line
 * @param backend the chosen backend, the reason, and the other backends
 * @param library the library that computed the products
 * @param kernels what computed the steps
 * @param settings the settings of the training
 * @param data the samples
 * @param sha256 hashes of what the result depends on, and of the result
 * @param result the optimiser's result
 * @param costs the cost at the start and after each iteration
 * @param validationCosts the same of the samples that are held out, or null if there are none; one
 *     that is not finite is null
 * @param terms the terms of each of these costs; null in a file of an older version
 * @param units the hidden units, those of the largest contribution first
 * @param checkpoints where the state was written and resumed, or null
 * @param seconds the time of each phase
 * @param machine the machine of the run
 */
record Summary(
    String panblas,
    @Nullable String commit,
    Command command,
    BackendReport backend,
    Library library,
    String kernels,
    Settings settings,
    Data data,
    Hashes sha256,
    Result result,
    List<Double> costs,
    @Nullable List<@Nullable Double> validationCosts,
    @Nullable Terms terms,
    List<Units.Unit> units,
    @Nullable Checkpoints checkpoints,
    Seconds seconds,
    Machine machine) {

  /**
   * The terms of the cost at the start and after each iteration.
   *
   * @param error half the mean squared error of a sample
   * @param weightDecay lambda/2 times the squared weights
   * @param sparsity beta times the divergence of the mean activations
   */
  record Terms(List<Double> error, List<Double> weightDecay, List<Double> sparsity) {

    static Terms of(List<CostTerms> terms) {
      return new Terms(
          terms.stream().map(CostTerms::error).toList(),
          terms.stream().map(CostTerms::weightDecay).toList(),
          terms.stream().map(CostTerms::sparsity).toList());
    }
  }

  /**
   * The command line.
   *
   * @param arguments as they were given
   * @param options each option that has a value, given or not: what {@code --repeat} uses. Paths
   *     are absolute
   */
  record Command(List<String> arguments, Map<String, String> options) {}

  /**
   * Hashes by SHA-256.
   *
   * @param library of the native library's file, or null if there is none
   * @param data of the array's file, or of the text that {@code sha256sum} prints for the pictures;
   *     null for a pipe
   * @param samples of the {@code .npy} file with the samples, held-out ones included
   * @param init of the initial model's file, or null if the weights are random
   * @param parameters of the {@code .npy} file with W1, W2, b1 and b2, one after the other, row
   *     after row
   */
  record Hashes(
      @Nullable String library,
      @Nullable String data,
      String samples,
      @Nullable String init,
      String parameters) {}

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
   * @param seed of patches, held-out samples and initial weights
   * @param crossover whether small calls are computed in Java on a native backend
   * @param libraryCheck whether routines that are wrong in a library are computed in Java
   */
  record Settings(
      int hidden,
      double weightDecay,
      double sparsityWeight,
      double sparsity,
      String precision,
      String schedule,
      int iterations,
      long seed,
      boolean crossover,
      boolean libraryCheck) {

    static Settings of(
        TrainingSettings settings, Schedule schedule, dev.panblas.spi.Settings backend) {
      return new Settings(
          settings.hyperparameters().hidden(),
          settings.hyperparameters().weightDecay(),
          settings.hyperparameters().sparsityWeight(),
          settings.hyperparameters().sparsity(),
          EnumName.of(settings.precision()),
          EnumName.of(schedule),
          settings.iterations(),
          settings.seed().value(),
          backend.crossover(),
          backend.libraryCheck());
    }
  }

  /**
   * The samples.
   *
   * @param source the folder or file
   * @param format of the file, such as {@code idx}, or {@code pictures} for a folder
   * @param divisor by which all values of the file are divided, or null
   * @param samples their number, without those that are held out
   * @param heldOut the number of samples that are held out
   * @param features the number of values of a sample
   * @param patch the side of a patch in pixels, or null if the samples are not patches
   * @param colour whether patches have colours, or null
   * @param whitening the filter of the pictures, or null
   * @param deviation sigma, by which patches are scaled, or null
   */
  record Data(
      String source,
      String format,
      @Nullable Double divisor,
      int samples,
      int heldOut,
      int features,
      @Nullable Integer patch,
      @Nullable Boolean colour,
      @Nullable String whitening,
      @Nullable Double deviation) {}

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
   * The checkpoints of {@code --checkpoint}.
   *
   * @param file its absolute path
   * @param every the iterations from one to the next
   * @param lastWritten the iteration of the last one that this run has written, or null
   * @param resumedAfter the iterations after which the training was resumed
   * @param changes of the software: if there is one, the bits may differ from those of a training
   *     that is not interrupted
   */
  record Checkpoints(
      String file,
      int every,
      @Nullable Integer lastWritten,
      List<Integer> resumedAfter,
      List<Change> changes) {}

  /**
   * A change of what computes.
   *
   * @param afterIteration the last iteration before it
   * @param differences such as {@code JDK was x, is y}
   */
  record Change(int afterIteration, List<String> differences) {}

  /**
   * The time of each phase.
   *
   * @param backend selecting and opening the backend
   * @param data reading and preparing the samples
   * @param training from the initial to the final weights; those of earlier runs up to the
   *     checkpoint are included
   */
  record Seconds(double backend, double data, double training) {}
}
