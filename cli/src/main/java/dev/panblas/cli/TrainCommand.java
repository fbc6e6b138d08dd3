package dev.panblas.cli;

import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Schedule;
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

/** {@code panblas train}: its options, and what they may be. */
@Command(
    name = "train",
    sortOptions = false,
    description = {
      "Train a sparse autoencoder and show what its hidden units learned.",
      "",
      "Without --images or --data it learns from the photographs that come with Panblas. Writes"
          + " features.png, cost.png, model.npz and summary.json to the folder --out.",
      ""
    },
    footer = {
      "",
      "Ctrl-C stops after the current iteration, writes what was learned so far, and exits with"
          + " 130; a second one during that iteration ends at once and writes nothing."
    })
final class TrainCommand implements Callable<Integer> {

  private static final int DEFAULT_PATCH = 8;
  private static final int DEFAULT_SAMPLES = 10_000;

  private final Terminal terminal;
  private final StopSignals stopSignals;

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder for the results; made if it is missing.")
  private Path out;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Learn from patches of this folder's PNG and JPEG files.")
  private @Nullable Path images;

  @Option(
      names = "--data",
      paramLabel = "FILE.npy",
      description = "Learn from this array, samples x features, of values from 0 to 1.")
  private @Nullable Path data;

  @Option(
      names = "--patch",
      paramLabel = "N",
      description = "The side of a patch in pixels. Default: " + DEFAULT_PATCH + ".")
  private @Nullable Integer patch;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "How many patches. Default: " + DEFAULT_SAMPLES + ".")
  private @Nullable Integer samples;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      defaultValue = "25",
      description = "How many hidden units. Default: ${DEFAULT-VALUE}.")
  private int hidden;

  @Option(
      names = "--weight-decay",
      paramLabel = "LAMBDA",
      defaultValue = "1e-4",
      description = "The weight of the squared weights in the cost. Default: ${DEFAULT-VALUE}.")
  private double weightDecay;

  @Option(
      names = "--sparsity-weight",
      paramLabel = "BETA",
      defaultValue = "3",
      description = "The weight of the sparsity penalty in the cost. Default: ${DEFAULT-VALUE}.")
  private double sparsityWeight;

  @Option(
      names = "--sparsity",
      paramLabel = "RHO",
      defaultValue = "0.01",
      description = "The mean activation to aim at. Default: ${DEFAULT-VALUE}.")
  private double sparsity;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "400",
      description = "At most how many steps of L-BFGS. Default: ${DEFAULT-VALUE}.")
  private int iterations;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "What all chance hangs on: the same seed gives the same patches and first weights."
              + " Default: ${DEFAULT-VALUE}.")
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
          "The order in which a step computes: per-sample (gemv and ger, sample by sample), batched"
              + " (gemm over all samples) or tiled (gemm over blocks of samples that stay in a"
              + " core's cache). Default: tiled, or batched for large layers.")
  private @Nullable Schedule schedule;

  @Mixin private final BackendOptions backendOptions = new BackendOptions();

  @SuppressWarnings("NullAway.Init") // picocli sets the options
  TrainCommand(Terminal terminal, StopSignals stopSignals) {
    this.terminal = terminal;
    this.stopSignals = stopSignals;
  }

  @Override
  public Integer call() throws InputException, IOException {
    if (out.toString().isEmpty()) {
      throw wrong("--out: the folder's name is empty.");
    }
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
      throw wrong("--iterations: " + iterations + "; there must be 1 or more.");
    }
    Hyperparameters hyperparameters;
    try {
      hyperparameters = new Hyperparameters(hidden, weightDecay, sparsityWeight, sparsity);
    } catch (IllegalArgumentException impossible) {
      throw new ParameterException(spec.commandLine(), Errors.message(impossible), impossible);
    }
    return new TrainingSettings(
        hyperparameters, precision, Optional.ofNullable(schedule), iterations, new Seed(seed));
  }

  private SampleSource source() {
    if (data != null) {
      if (images != null) {
        throw wrong("--images and --data exclude one another: learn from one of them.");
      }
      if (patch != null || samples != null) {
        throw wrong("--patch and --samples are for images: --data is used as it is, and whole.");
      }
      return new SampleSource.Array(data);
    }
    int side = patch == null ? DEFAULT_PATCH : patch;
    int count = samples == null ? DEFAULT_SAMPLES : samples;
    if (count < 1) {
      throw wrong("--samples: " + count + "; there must be 1 or more.");
    }
    try {
      return new SampleSource.Images(
          images == null ? photographs() : images, new PatchSampler(side), count);
    } catch (IllegalArgumentException impossible) {
      throw new ParameterException(
          spec.commandLine(), "--patch: " + Errors.message(impossible), impossible);
    }
  }

  /** What is learned from without --images or --data. */
  static SampleSource defaultSource() {
    return new SampleSource.Images(photographs(), new PatchSampler(DEFAULT_PATCH), DEFAULT_SAMPLES);
  }

  /** The photographs that come with Panblas: the launcher says where its root is. */
  private static Path photographs() {
    return Path.of(System.getProperty("panblas.home", ""), "data", "natural-images");
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
