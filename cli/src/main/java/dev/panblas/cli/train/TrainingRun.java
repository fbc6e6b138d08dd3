/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.autoencoder.Parameters;
import dev.panblas.backend.Selection;
import dev.panblas.blas.Blas;
import dev.panblas.cli.model.Model;
import dev.panblas.cli.samples.PatchSettings;
import dev.panblas.cli.samples.Preprocessing;
import dev.panblas.cli.samples.SampleSource;
import dev.panblas.cli.samples.Samples;
import dev.panblas.cli.shared.BackendOptions;
import dev.panblas.cli.shared.BackendReport;
import dev.panblas.cli.shared.BackendReport.Library;
import dev.panblas.cli.shared.EnumName;
import dev.panblas.cli.shared.Errors;
import dev.panblas.cli.shared.InputException;
import dev.panblas.cli.shared.Machine;
import dev.panblas.cli.shared.OutputFolder;
import dev.panblas.cli.shared.Sha256;
import dev.panblas.cli.shared.StopSignals;
import dev.panblas.cli.shared.Terminal;
import dev.panblas.cli.shared.Version;
import dev.panblas.matrix.Matrix;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/**
 * A run of {@code panblas train}: selects the backend while it reads the samples, tests the output
 * folder, trains, and writes the results.
 *
 * @param settings of the training
 * @param source of the samples
 * @param validation the fraction of the samples that is held out; empty for none
 * @param init the model to go on from; empty for random weights
 * @param scales whether the picture of the features shows their scales
 * @param caption the text below the features, or null
 * @param command the command line
 * @param checkpoint the file from which the training goes on; empty for none
 * @param repetition the run to repeat and compare with; empty for none
 * @param folder for the results, or null for a new one
 * @param terminal draws the progress bar
 * @param stopSignals stop the training
 * @param out receives the results
 * @param err receives everything else
 */
record TrainingRun(
    TrainingSettings settings,
    SampleSource source,
    OptionalDouble validation,
    Optional<InitialModel> init,
    boolean scales,
    @Nullable String caption,
    Summary.Command command,
    Optional<CheckpointOptions.Plan> checkpoint,
    Optional<Repetition> repetition,
    @Nullable Path folder,
    Terminal terminal,
    StopSignals stopSignals,
    PrintWriter out,
    PrintWriter err) {

  /** The property in which the launcher puts the commit of Panblas's sources. */
  private static final String COMMIT_PROPERTY = "panblas.commit";

  /**
   * Runs and returns the exit code: 0, that of the signal that stopped the training, or 1 if it
   * repeats a run whose bits differ.
   */
  int on(BackendOptions backendOptions) throws InputException, IOException {
    // Shared: several threads compute tiles.
    try (Arena arena = Arena.ofShared()) {
      // Opening a backend and reading the samples take half a second each, on one processor.
      Background<Prepared> preparation = Background.start("samples", () -> prepare(arena));
      Opened opened = open(backendOptions);
      say(
          "Reading %s, for backend %s (%s) ...",
          source.path(), opened.selection().chosen().name(), opened.blas().library().name());
      return learn(arena, opened, preparation);
    }
  }

  /** A backend and the time to open it. */
  private record Opened(Selection selection, Blas blas, BackendReport report, double seconds) {}

  private static Opened open(BackendOptions backendOptions) throws InputException {
    Stopwatch stopwatch = new Stopwatch();
    Selection selection = backendOptions.select();
    Blas blas = Blas.over(selection.open(), selection.settings());
    return new Opened(selection, blas, BackendReport.of(selection, blas), stopwatch.lap());
  }

  private int learn(Arena arena, Opened opened, Background<Prepared> preparation)
      throws InputException, IOException {
    try {
      Prepared prepared = preparation.await(InputException.class);
      Matrix all = prepared.samples().matrix();
      requireParameters(all);
      if (init.isPresent()) {
        init.get().requireFeatures(all.columns(), source.path());
      }
      Split split =
          validation.isPresent()
              ? Split.of(arena, all, validation.getAsDouble(), settings.seed().validation())
              : new Split(all, Optional.empty());
      Matrix samples = split.training();
      Library library = Library.of(opened.blas().library());
      String libraryHash = hash(library);
      Optional<Checkpoints> checkpoints =
          checkpoints(arena, opened, library, libraryHash, prepared, samples.columns());
      try (OutputFolder results = OutputFolder.prepare(folder, "train");
          var _ = stopSignals.listen(err)) {
        say("Training on %d samples of %d features.", samples.rows(), samples.columns());
        Stopwatch stopwatch = new Stopwatch();
        Training.Outcome outcome = train(arena, opened, split, checkpoints);
        double trainingSeconds =
            stopwatch.lap() + checkpoints.map(Checkpoints::earlierSeconds).orElse(0.0);
        Model model = new Model(outcome.parameters(), prepared.samples().preprocessing());
        Summary summary =
            new Summary(
                Version.ofPanblas(),
                commit(),
                command(opened, outcome),
                opened.report(),
                library,
                outcome.kernels(),
                Summary.Settings.of(settings, outcome.schedule(), opened.selection().settings()),
                data(split, prepared.samples()),
                hashes(libraryHash, prepared, outcome),
                Summary.Result.of(outcome.result()),
                outcome.history().costs(),
                split.heldOut().isEmpty()
                    ? null
                    : CheckpointText.finite(outcome.history().validationCosts()),
                Summary.Terms.of(outcome.history().terms()),
                Units.sorted(opened.blas(), model, samples),
                checkpoints.map(Checkpoints::report).orElse(null),
                new Summary.Seconds(opened.seconds(), prepared.seconds(), trainingSeconds),
                Machine.current());
        stopSignals.startWriting();
        Results.write(results.path(), model, summary, scales, caption, out);
        if (repetition.isPresent() && stopSignals.received().isEmpty()) {
          return repetition.get().compare(summary, out) ? ExitCode.OK : ExitCode.SOFTWARE;
        }
      }
      return stopSignals.received().map(StopSignals.Signal::exitCode).orElse(ExitCode.OK);
    } catch (OutOfMemoryError tooMuch) {
      throw new InputException(
          "out of memory: choose fewer samples, smaller samples or fewer hidden units", tooMuch);
    }
  }

  /** Samples, their hash, and the time to read them. */
  private record Prepared(Samples samples, String hash, double seconds) {}

  private Prepared prepare(Arena arena) throws InputException, IOException {
    Stopwatch stopwatch = new Stopwatch();
    Samples samples = source.read(arena, settings.precision(), settings.seed());
    return new Prepared(samples, Sha256.hex(Sha256.of(samples.matrix())), stopwatch.lap());
  }

  private Optional<Checkpoints> checkpoints(
      Arena arena,
      Opened opened,
      Library library,
      @Nullable String libraryHash,
      Prepared prepared,
      int features)
      throws InputException, IOException {
    if (checkpoint.isEmpty()) {
      return Optional.empty();
    }
    Origin origin =
        Origin.of(
            settings,
            settings.scheduleFor(features),
            validation,
            prepared.hash(),
            init.map(InitialModel::hash).orElse(null),
            opened.selection().settings(),
            opened.report(),
            library,
            libraryHash,
            commit());
    return Optional.of(
        Checkpoints.open(arena, checkpoint.get(), origin, settings.iterations(), err));
  }

  private Training.Outcome train(
      Arena arena, Opened opened, Split split, Optional<Checkpoints> checkpoints)
      throws InputException {
    Training.Start start =
        new Training.Start(
            split.training(),
            split.heldOut(),
            init.map(known -> known.model().parameters()),
            checkpoints);
    int last = repetition.map(Repetition::lastIteration).orElse(OptionalInt.empty()).orElse(0);
    int done = checkpoints.map(Checkpoints::iteration).orElse(0);
    try (Progress progress = Progress.on(terminal, err, settings.iterations(), done)) {
      return Training.run(
          arena,
          opened.blas(),
          opened.selection().settings().threads(),
          settings,
          start,
          progress,
          iteration -> iteration == last || stopSignals.received().isPresent());
    }
  }

  private void requireParameters(Matrix samples) throws InputException {
    try {
      Parameters.count(samples.columns(), settings.hyperparameters().hidden());
    } catch (IllegalArgumentException tooMany) {
      throw new InputException(Errors.message(tooMany) + ": choose a smaller --hidden", tooMany);
    }
  }

  private Summary.Data data(Split split, Samples samples) {
    Preprocessing preprocessing = samples.preprocessing().orElse(null);
    PatchSettings patches = preprocessing == null ? null : preprocessing.patches();
    return new Summary.Data(
        source.path().toAbsolutePath().normalize().toString(),
        samples.format(),
        source.divisor().orElse(null),
        split.training().rows(),
        split.heldOut().map(Matrix::rows).orElse(0),
        split.training().columns(),
        patches == null ? null : patches.size(),
        patches == null ? null : patches.colour(),
        patches == null ? null : EnumName.of(patches.whitening()),
        preprocessing == null ? null : preprocessing.deviation());
  }

  /** The hash of a library's file, or null if there is none. */
  private static @Nullable String hash(Library library) throws IOException {
    String file = library.file();
    return file != null && Files.isRegularFile(Path.of(file))
        ? Sha256.hex(Sha256.of(Path.of(file)))
        : null;
  }

  private Summary.Hashes hashes(
      @Nullable String library, Prepared prepared, Training.Outcome outcome) {
    return new Summary.Hashes(
        library,
        prepared.samples().fileHash(),
        prepared.hash(),
        init.map(InitialModel::hash).orElse(null),
        Sha256.hex(Sha256.of(outcome.parameters().theta())));
  }

  /** The command with what was chosen by itself. */
  private Summary.Command command(Opened opened, Training.Outcome outcome) {
    Map<String, String> options = new LinkedHashMap<>(command.options());
    options.put("--backend", opened.selection().chosen().name());
    options.put("--threads", Integer.toString(opened.selection().settings().threads()));
    options.put("--schedule", EnumName.of(outcome.schedule()));
    return new Summary.Command(command.arguments(), options);
  }

  private static @Nullable String commit() {
    String commit = System.getProperty(COMMIT_PROPERTY, "");
    return commit.isEmpty() ? null : commit;
  }

  private void say(String format, Object... values) {
    err.printf(Locale.ROOT, format + "%n", values);
    err.flush();
  }
}
