/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Schedule;
import dev.panblas.cli.samples.PatchSampler;
import dev.panblas.cli.samples.SampleSource;
import dev.panblas.cli.samples.Seed;
import dev.panblas.cli.shared.BackendOptions;
import dev.panblas.cli.shared.Errors;
import dev.panblas.cli.shared.InputException;
import dev.panblas.cli.shared.StopSignals;
import dev.panblas.cli.shared.Terminal;
import dev.panblas.matrix.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code panblas train}: its options and their checks. */
@Command(
    name = "train",
    sortOptions = false,
    description = {
      "Train a sparse autoencoder and draw the features that its hidden units learn.",
      "",
      "Without --images or --data it trains on the photographs that come with Panblas. Writes"
          + " features.png, cost.png, model.npz and summary.json to the folder --out.",
      ""
    },
    footer = {
      "",
      "Ctrl-C stops after the current iteration, writes the results so far, and exits with 130. A"
          + " second Ctrl-C during that iteration ends at once and writes nothing."
    })
public final class TrainCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final StopSignals stopSignals;

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder for the results. It is created if it is missing.")
  private Path out;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description =
          "Train on patches of this folder's PNG and JPEG files. A rotation in EXIF data is"
              + " ignored.")
  private @Nullable Path images;

  @Option(
      names = "--data",
      paramLabel = "FILE.npy",
      description = "Train on this array, samples x features, of values from 0 to 1.")
  private @Nullable Path data;

  @Option(
      names = "--patch",
      paramLabel = "N",
      description = "The side of a patch in pixels. Default: " + SampleSource.DEFAULT_PATCH + ".")
  private @Nullable Integer patch;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "The number of patches. Default: " + SampleSource.DEFAULT_SAMPLES + ".")
  private @Nullable Integer samples;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      defaultValue = "25",
      description = "The number of hidden units. Default: ${DEFAULT-VALUE}.")
  private int hidden;

  @Option(
      names = "--weight-decay",
      paramLabel = "LAMBDA",
      defaultValue = "1e-4",
      description = "The factor of the squared weights in the cost. Default: ${DEFAULT-VALUE}.")
  private double weightDecay;

  @Option(
      names = "--sparsity-weight",
      paramLabel = "BETA",
      defaultValue = "3",
      description = "The factor of the sparsity penalty in the cost. Default: ${DEFAULT-VALUE}.")
  private double sparsityWeight;

  @Option(
      names = "--sparsity",
      paramLabel = "RHO",
      defaultValue = "0.01",
      description = "The target of the mean activation. Default: ${DEFAULT-VALUE}.")
  private double sparsity;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "400",
      description = "The maximum number of L-BFGS iterations. Default: ${DEFAULT-VALUE}.")
  private int iterations;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "The seed of all random numbers: the same seed gives the same patches and initial"
              + " weights. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      defaultValue = "double",
      description = "double or single. Default: ${DEFAULT-VALUE}.")
  private Precision precision;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      description =
          "The schedule of a step: per-sample (gemv and ger for each sample), batched (gemm over"
              + " all samples) or tiled (gemm over tiles of samples that stay in a core's cache)."
              + " Default: tiled, or batched for large layers.")
  private @Nullable Schedule schedule;

  @Mixin private final BackendOptions backendOptions = new BackendOptions();

  /**
   * Creates the command.
   *
   * @param terminal draws the progress bar
   * @param stopSignals stop the training
   */
  @SuppressWarnings("NullAway.Init") // picocli sets the options
  public TrainCommand(Terminal terminal, StopSignals stopSignals) {
    this.terminal = terminal;
    this.stopSignals = stopSignals;
  }

  @Override
  public Integer call() throws InputException, IOException {
    TrainingSettings settings = settings();
    SampleSource source = source();
    TrainingRun run =
        new TrainingRun(
            settings,
            source,
            out,
            terminal,
            stopSignals,
            spec.commandLine().getOut(),
            spec.commandLine().getErr());
    return run.on(backendOptions);
  }

  private TrainingSettings settings() {
    if (iterations < 1) {
      throw wrong("--iterations must be >= 1, but was " + iterations);
    }
    Hyperparameters hyperparameters;
    try {
      hyperparameters = new Hyperparameters(hidden, weightDecay, sparsityWeight, sparsity);
    } catch (IllegalArgumentException invalid) {
      throw new ParameterException(spec.commandLine(), Errors.message(invalid), invalid);
    }
    return new TrainingSettings(
        hyperparameters, precision, Optional.ofNullable(schedule), iterations, new Seed(seed));
  }

  private SampleSource source() {
    if (data != null) {
      if (images != null) {
        throw wrong("--images and --data cannot be combined: choose one of them");
      }
      if (patch != null || samples != null) {
        throw wrong("--patch and --samples cannot be combined with --data: they apply to images");
      }
      return new SampleSource.Array(data);
    }
    int side = patch == null ? SampleSource.DEFAULT_PATCH : patch;
    int count = samples == null ? SampleSource.DEFAULT_SAMPLES : samples;
    if (count < 1) {
      throw wrong("--samples must be >= 1, but was " + count);
    }
    try {
      return new SampleSource.Images(
          images == null ? SampleSource.photographs() : images, new PatchSampler(side), count);
    } catch (IllegalArgumentException invalid) {
      throw new ParameterException(
          spec.commandLine(), "--patch: " + Errors.message(invalid), invalid);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
