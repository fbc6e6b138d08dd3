package dev.panblas.cli;

import dev.panblas.autoencoder.Parameters;
import dev.panblas.backend.Selection;
import dev.panblas.bench.result.Machine;
import dev.panblas.blas.Blas;
import dev.panblas.cli.BackendReport.Library;
import dev.panblas.matrix.Matrix;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import picocli.CommandLine.ExitCode;

/**
 * A run of {@code panblas train}: chooses the backend and reads the samples meanwhile, tries the
 * output folder, trains, and writes the results.
 *
 * @param settings what decides the numbers
 * @param source of the samples
 * @param folder for the results
 * @param terminal where progress is drawn
 * @param stopSignals what may end it early
 * @param out for results
 * @param err for everything else
 */
record TrainingRun(
    TrainingSettings settings,
    SampleSource source,
    Path folder,
    Terminal terminal,
    StopSignals stopSignals,
    PrintWriter out,
    PrintWriter err) {

  /** Runs and returns the exit code: 0, or the signal's that ended it early. */
  int on(BackendOptions backendOptions) throws InputException, IOException {
    // Shared: tiles are worked on by several threads.
    try (Arena arena = Arena.ofShared()) {
      // Opening a backend and reading the samples take half a second and one processor each.
      Background<Prepared> preparation = Background.start("samples", () -> prepare(arena));
      Opened opened = open(backendOptions);
      say(
          "Reading %s, for backend %s (%s) ...",
          source.path(), opened.selection().chosen().name(), opened.blas().library().name());
      return learn(arena, opened, preparation);
    }
  }

  /** A backend, and how long it took to open. */
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
        say("Learning from %d samples of %d features.", samples.rows(), samples.columns());
        Stopwatch stopwatch = new Stopwatch();
        Training.Outcome outcome =
            train(arena, opened.blas(), opened.selection().settings().threads(), samples);
        Summary summary =
            new Summary(
                Version.ofPanblas(),
                opened.report(),
                Library.of(opened.blas().library()),
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
          "There is not enough memory for so many samples of this size or so many hidden units:"
              + " take fewer.",
          tooMuch);
    }
  }

  /** Samples, and how long they took. */
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
      throw new InputException(Errors.message(tooMany) + ", more than a vector holds.", tooMany);
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
    err.printf(format + "%n", values);
    err.flush();
  }
}
