/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Schedule;
import dev.panblas.cli.data.ArrayFile;
import dev.panblas.cli.data.DataOptions;
import dev.panblas.cli.model.Model;
import dev.panblas.cli.samples.PatchSampler;
import dev.panblas.cli.samples.PatchSettings;
import dev.panblas.cli.samples.Preprocessing;
import dev.panblas.cli.samples.SampleSource;
import dev.panblas.cli.samples.Seed;
import dev.panblas.cli.samples.Whitening;
import dev.panblas.cli.shared.BackendOptions;
import dev.panblas.cli.shared.EnumName;
import dev.panblas.cli.shared.Errors;
import dev.panblas.cli.shared.InputException;
import dev.panblas.cli.shared.StopSignals;
import dev.panblas.cli.shared.Terminal;
import dev.panblas.matrix.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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
          + " features.png, cost.png, cost.svg, report.html, model.npz and summary.json.",
      ""
    },
    footer = {
      "",
      "Ctrl-C stops after the current iteration, writes the results so far, and exits with 130. A"
          + " second Ctrl-C during that iteration ends at once and writes nothing."
    })
public final class TrainCommand implements Callable<Integer> {

  private static final int DEFAULT_HIDDEN = 25;

  /** The options of a run that may be given with --repeat. */
  private static final Set<String> REPLACEABLE =
      Set.of("--backend", "--threads", "--images", "--data");

  private static final Set<String> UNRECORDED = Set.of("--repeat", "--help", "--version");

  private final Terminal terminal;
  private final StopSignals stopSignals;

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The folder for the results. It is created if it is missing; results in it are replaced."
              + " Default: a new folder, out/train-1, then out/train-2.")
  private @Nullable Path out;

  @Option(
      names = "--images",
      paramLabel = "DIR|FILE.mat",
      description =
          "Train on patches of this folder's PNG and JPEG files, or of the pictures in a .mat file"
              + " (height x width x count). A rotation in EXIF data is ignored.")
  private @Nullable Path images;

  @Mixin private final DataOptions dataOptions = new DataOptions();

  @Option(
      names = "--patch",
      paramLabel = "N",
      description = "The side of a patch in pixels. Default: " + SampleSource.DEFAULT_PATCH + ".")
  private @Nullable Integer patch;

  @Option(names = "--colour", description = "Patches have red, green and blue instead of grey.")
  private boolean colour;

  @Option(
      names = "--whiten",
      paramLabel = "NAME",
      description =
          "The filter of the pictures: olshausen (it flattens the spectrum of natural images),"
              + " none, or given (those of a .mat file are whitened already). Default: olshausen,"
              + " or given for a .mat file.")
  private @Nullable Whitening whitening;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "The number of patches. Default: " + SampleSource.DEFAULT_SAMPLES + ".")
  private @Nullable Integer samples;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "The number of hidden units. Default: 25, or that of --init.")
  private @Nullable Integer hidden;

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
      description = "double or single. Default: double, or that of --init.")
  private @Nullable Precision precision;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      description =
          "The schedule of a step: per-sample (gemv and ger for each sample), batched (gemm over"
              + " all samples) or tiled (gemm over tiles of samples that stay in a core's cache)."
              + " Default: tiled, or batched for large layers.")
  private @Nullable Schedule schedule;

  @Option(
      names = "--validation",
      paramLabel = "FRACTION",
      description =
          "Hold out this fraction of the samples, chosen by the seed, and compute their cost after"
              + " each iteration.")
  private @Nullable Double validation;

  @Option(
      names = "--init",
      paramLabel = "FILE.npz",
      description =
          "Go on from this model: its weights are the initial ones, and its preprocessing that of"
              + " the pictures.")
  private @Nullable Path init;

  @Option(
      names = "--scales",
      description =
          "In features.png, draw a bar below each unit: its largest weight, relative to that of all"
              + " units.")
  private boolean scales;

  @Option(
      names = "--caption",
      paramLabel = "TEXT",
      description = "A text below the features in features.png. Default: none.")
  private @Nullable String caption;

  @Option(
      names = "--repeat",
      paramLabel = "FILE.json",
      description =
          "Repeat the run of this summary.json, and say whether the bits agree; if they do not, the"
              + " exit code is 1. Only --out, --checkpoint and its options, --backend, --threads,"
              + " and --images or --data for samples that have moved can be given with it.")
  private @Nullable Path repeat;

  @Mixin private final CheckpointOptions checkpointOptions = new CheckpointOptions();

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
    CommandLine root = spec.root().commandLine();
    List<String> arguments = List.copyOf(root.getParseResult().originalArgs());
    if (repeat == null) {
      return run(arguments, Optional.empty());
    }
    Repetition repetition = Repetition.read(repeat);
    spec.commandLine().parseArgs(repeated(repetition));
    return run(arguments, Optional.of(repetition));
  }

  /** Whether an option is about where this run writes, and not about what it computes. */
  private static boolean isPlace(String name) {
    return name.equals("--out") || CheckpointOptions.NAMES.contains(name);
  }

  /** The arguments of the run that is repeated, with those options that were given now. */
  private String[] repeated(Repetition repetition) {
    Map<String, String> options = repetition.options();
    List<String> arguments = new ArrayList<>();
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName();
      if (name.equals("--resume")) {
        throw wrong("--resume cannot be combined with --repeat, which computes all iterations");
      }
      if (option.inherited()) {
        arguments.add(name); // such as --verbose
      } else if (isPlace(name) || (options.containsKey(name) && REPLACEABLE.contains(name))) {
        options.put(name, text(option.getValue()));
      } else if (name.equals("--images") && !options.containsKey("--data")) {
        options.put(name, text(option.getValue())); // the photographs that come with Panblas
      } else if (!name.equals("--repeat")) {
        throw wrong(name + " cannot be combined with --repeat, which takes it from the summary");
      }
    }
    options.forEach((name, value) -> arguments.add(name + "=" + value));
    return arguments.toArray(String[]::new);
  }

  private int run(List<String> arguments, Optional<Repetition> repetition)
      throws InputException, IOException {
    Optional<InitialModel> initial =
        init == null ? Optional.empty() : Optional.of(InitialModel.read(init));
    TrainingSettings settings = settings(initial);
    SampleSource source = source(initial);
    if (validation != null && !(validation > 0 && validation < 1)) {
      throw wrong("--validation must be > 0 and < 1, but was " + validation);
    }
    TrainingRun run =
        new TrainingRun(
            settings,
            source,
            validation == null ? OptionalDouble.empty() : OptionalDouble.of(validation),
            initial,
            scales,
            caption,
            new Summary.Command(arguments, options()),
            checkpointOptions.plan(),
            repetition,
            out,
            terminal,
            stopSignals,
            spec.commandLine().getOut(),
            spec.commandLine().getErr());
    return run.on(backendOptions);
  }

  /** Each option of this command that has a value, given or not. */
  private Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    for (OptionSpec option : spec.options()) {
      String name = option.longestName();
      Object value = option.getValue();
      if (!option.inherited() && value != null && !UNRECORDED.contains(name) && !isPlace(name)) {
        options.put(name, text(value));
      }
    }
    return options;
  }

  private static String text(Object value) {
    return switch (value) {
      case Enum<?> constant -> EnumName.of(constant);
      case Path path -> path.toAbsolutePath().normalize().toString();
      default -> value.toString();
    };
  }

  private TrainingSettings settings(Optional<InitialModel> initial) {
    if (iterations < 1) {
      throw wrong("--iterations must be >= 1, but was " + iterations);
    }
    Optional<Model> model = initial.map(InitialModel::model);
    hidden = likeModel("--hidden", hidden, model.map(Model::hidden), DEFAULT_HIDDEN);
    precision = likeModel("--precision", precision, model.map(Model::precision), Precision.DOUBLE);
    Hyperparameters hyperparameters;
    try {
      hyperparameters = new Hyperparameters(hidden, weightDecay, sparsityWeight, sparsity);
    } catch (IllegalArgumentException invalid) {
      throw new ParameterException(spec.commandLine(), Errors.message(invalid), invalid);
    }
    return new TrainingSettings(
        hyperparameters, precision, Optional.ofNullable(schedule), iterations, new Seed(seed));
  }

  /** An option's value, which must be that of the initial model if there is one. */
  private <T> T likeModel(String option, @Nullable T given, Optional<T> ofModel, T otherwise) {
    T value = ofModel.orElse(given == null ? otherwise : given);
    if (given != null && !given.equals(value)) {
      throw wrong(
          String.format(
              Locale.ROOT,
              "%s must be that of the model in --init, %s, but was %s: leave it out",
              option,
              text(value),
              text(given)));
    }
    return value;
  }

  private SampleSource source(Optional<InitialModel> initial) throws InputException {
    Optional<ArrayFile> array = dataOptions.array();
    Optional<ArrayFile> pictures = dataOptions.pictures(images);
    if (array.isPresent()) {
      if (images != null) {
        throw wrong("--images and --data cannot be combined: choose one of them");
      }
      if (patch != null || samples != null || colour || whitening != null) {
        throw wrong(
            "--patch, --colour, --whiten and --samples cannot be combined with --data: they apply"
                + " to images");
      }
      return new SampleSource.Array(array.get());
    }
    Optional<Preprocessing> known = initial.flatMap(read -> read.model().preprocessing());
    if (initial.isPresent() && known.isEmpty()) {
      throw new InputException(
          initial.get().file()
              + " does not say how pictures become samples, because it was trained on an array or"
              + " made by hand: give the array with --data");
    }
    Optional<PatchSettings> patches = known.map(Preprocessing::patches);
    patch =
        likeModel("--patch", patch, patches.map(PatchSettings::size), SampleSource.DEFAULT_PATCH);
    whitening =
        likeModel(
            "--whiten",
            whitening,
            patches.map(PatchSettings::whitening),
            pictures.isPresent() ? Whitening.GIVEN : Whitening.OLSHAUSEN);
    colour = likeModel("--colour", colour ? true : null, patches.map(PatchSettings::colour), false);
    samples = samples == null ? SampleSource.DEFAULT_SAMPLES : samples;
    if (samples < 1) {
      throw wrong("--samples must be >= 1, but was " + samples);
    }
    try {
      PatchSettings settings = new PatchSettings(patch, colour, whitening);
      OptionalDouble deviation =
          known.isPresent() ? OptionalDouble.of(known.get().deviation()) : OptionalDouble.empty();
      PatchSampler sampler = new PatchSampler(settings, deviation);
      return pictures.isPresent()
          ? new SampleSource.Pictures(pictures.get(), sampler, samples)
          : new SampleSource.Images(
              images == null ? SampleSource.photographs() : images, sampler, samples);
    } catch (IllegalArgumentException invalid) {
      throw new ParameterException(
          spec.commandLine(), "--patch: " + Errors.message(invalid), invalid);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
