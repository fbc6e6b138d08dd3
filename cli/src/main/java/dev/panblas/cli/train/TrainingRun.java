/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.autoencoder.Parameters;
import dev.panblas.backend.Selection;
import dev.panblas.blas.Blas;
import dev.panblas.cli.samples.SampleSource;
import dev.panblas.cli.shared.BackendOptions;
import dev.panblas.cli.shared.BackendReport;
import dev.panblas.cli.shared.BackendReport.Library;
import dev.panblas.cli.shared.Errors;
import dev.panblas.cli.shared.InputException;
import dev.panblas.cli.shared.Machine;
import dev.panblas.cli.shared.OutputFolder;
import dev.panblas.cli.shared.StopSignals;
import dev.panblas.cli.shared.Terminal;
import dev.panblas.cli.shared.Version;
import dev.panblas.matrix.Matrix;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.ExitCode;

/**
 * A run of {@code panblas train}: selects the backend while it reads the samples, tests the output
 * folder, trains, and writes the results.
 *
 * @param settings of the training
 * @param source of the samples
 * @param folder for the results
 * @param terminal draws the progress bar
 * @param stopSignals stop the training
 * @param out receives the results
 * @param err receives everything else
 */
record TrainingRun(
    TrainingSettings settings,
    SampleSource source,
    Path folder,
    Terminal terminal,
    StopSignals stopSignals,
    PrintWriter out,
    PrintWriter err) {

  /** Runs and returns the exit code: 0, or that of the signal that stopped the training. */
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
      Matrix samples = prepared.samples();
      requireParameters(samples);
      try (var _ = OutputFolder.prepare(folder);
          var _ = stopSignals.listen(err)) {
        say("Training on %d samples of %d features.", samples.rows(), samples.columns());
        Stopwatch stopwatch = new Stopwatch();
        Training.Outcome outcome =
            train(arena, opened.blas(), opened.selection().settings().threads(), samples);
        Summary summary =
            new Summary(
                Version.ofPanblas(),
                opened.report(),
                Library.of(opened.blas().library()),
                outcome.kernels(),
                Summary.Settings.of(settings, outcome.schedule()),
                data(samples),
                Summary.Result.of(outcome.result()),
                outcome.costs(),
                new Summary.Seconds(opened.seconds(), prepared.seconds(), stopwatch.lap()),
                Machine.current());
        stopSignals.startWriting();
        Results.write(folder, outcome, summary, CostChart::of, out);
      }
      return stopSignals.received().map(StopSignals.Signal::exitCode).orElse(ExitCode.OK);
    } catch (OutOfMemoryError tooMuch) {
      throw new InputException(
          "out of memory: choose fewer samples, smaller samples or fewer hidden units", tooMuch);
    }
  }

  /** Samples and the time to read them. */
  private record Prepared(Matrix samples, double seconds) {}

  private Prepared prepare(Arena arena) throws InputException, IOException {
    Stopwatch stopwatch = new Stopwatch();
    Matrix samples = source.read(arena, settings.precision(), settings.seed());
    return new Prepared(samples, stopwatch.lap());
  }

  private Training.Outcome train(Arena arena, Blas blas, int threads, Matrix samples)
      throws InputException {
    try (Progress progress = Progress.on(terminal, err, settings.iterations())) {
      return Training.run(
          arena,
          blas,
          threads,
          settings,
          samples,
          progress,
          () -> stopSignals.received().isPresent());
    }
  }

  private void requireParameters(Matrix samples) throws InputException {
    try {
      Parameters.count(samples.columns(), settings.hyperparameters().hidden());
    } catch (IllegalArgumentException tooMany) {
      throw new InputException(Errors.message(tooMany) + ": choose a smaller --hidden", tooMany);
    }
  }

  private Summary.Data data(Matrix samples) {
    return new Summary.Data(
        source.path().toAbsolutePath().normalize().toString(),
        samples.rows(),
        samples.columns(),
        source instanceof SampleSource.Images patches ? patches.patches().size() : null);
  }

  private void say(String format, Object... values) {
    err.printf(Locale.ROOT, format + "%n", values);
    err.flush();
  }
}
