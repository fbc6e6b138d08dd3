package dev.panblas.cli;

import dev.panblas.autoencoder.Schedule;
import dev.panblas.bench.result.Machine;
import dev.panblas.cli.BackendReport.Library;
import dev.panblas.optimize.Lbfgs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code summary.json} holds.
 *
 * @param panblas the version
 * @param backend what ran, why, and why not the others
 * @param library what the products ran on
 * @param settings what decided the numbers
 * @param data what was learned from
 * @param result how it ended
 * @param costs the cost at the start and after each iteration
 * @param seconds where the time went
 * @param machine what it ran on
 */
record Summary(
    String panblas,
    BackendReport backend,
    Library library,
    Settings settings,
    Data data,
    Result result,
    List<Double> costs,
    Seconds seconds,
    Machine machine) {

  /**
   * What decided the numbers.
   *
   * @param hidden the number of hidden units
   * @param weightDecay lambda
   * @param sparsityWeight beta
   * @param sparsity rho
   * @param precision single or double
   * @param schedule the order of computing, asked for or chosen
   * @param iterations the limit
   * @param seed of patches and first weights
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
   * What was learned from.
   *
   * @param source the folder or file
   * @param samples how many
   * @param features how many a sample has
   * @param patch the side of a patch in pixels, or null if the samples are no patches
   */
  record Data(String source, int samples, int features, @Nullable Integer patch) {}

  /**
   * How it ended.
   *
   * @param stopReason such as {@code iteration limit}
   * @param cost the final cost
   * @param gradientNorm the final gradient's Euclidean norm
   * @param iterations how many were done
   * @param evaluations how often cost and gradient were computed
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
   * Where the time went.
   *
   * @param backend finding and loading backends
   * @param data reading and preparing the samples
   * @param training from first weights to last
   */
  record Seconds(double backend, double data, double training) {}
}
