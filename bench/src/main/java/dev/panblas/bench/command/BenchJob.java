/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.command;

import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Parameters;
import dev.panblas.bench.report.Report;
import dev.panblas.bench.result.Line;
import dev.panblas.bench.result.Results;
import dev.panblas.bench.result.RowResult;
import dev.panblas.bench.run.BenchRun;
import dev.panblas.bench.targets.Column;
import dev.panblas.bench.targets.Measurements;
import dev.panblas.bench.targets.TargetReport;
import dev.panblas.bench.targets.TargetRun;
import dev.panblas.cli.samples.SampleSource;
import dev.panblas.cli.samples.Seed;
import dev.panblas.cli.shared.InputException;
import dev.panblas.cli.shared.Json;
import dev.panblas.cli.shared.Machine;
import dev.panblas.cli.shared.OutputFolder;
import dev.panblas.cli.shared.StopSignals;
import dev.panblas.cli.shared.Version;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.npy.NpyFile;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.ExitCode;

/**
 * A run of {@code panblas bench}: writes the training's samples and initial weights, runs the
 * rounds, and writes the results.
 *
 * @param full whether to run all rows
 * @param rounds the number of rounds
 * @param questions the questions to run; empty for all
 * @param peers whether to time rival JVM libraries
 * @param targets whether to measure the targets against rivals, in place of the questions
 * @param quick whether to run the targets once, without times that count
 * @param folder for the results
 * @param stopSignals the signals that stop the run; ignored while results are written
 * @param out receives the names of the written files
 * @param err receives everything else
 */
record BenchJob(
    boolean full,
    int rounds,
    Set<String> questions,
    boolean peers,
    boolean targets,
    boolean quick,
    Path folder,
    StopSignals stopSignals,
    PrintWriter out,
    PrintWriter err) {

  private static final String RESULTS = "results.json";
  private static final String TARGETS_JSON = "targets.json";
  private static final String TARGETS = "targets.md";

  /** The default seed of {@code panblas train}: the training uses the same patches. */
  private static final Seed SEED = new Seed(1);

  BenchJob {
    questions = Set.copyOf(questions);
  }

  /** Runs and returns the exit code. */
  int run() throws InputException, IOException, InterruptedException {
    try (OutputFolder prepared = OutputFolder.prepare(folder)) {
      Path scratch = Files.createTempDirectory("panblas-bench");
      Thread cleaning =
          new Thread(
              () -> { // Ctrl-C
                remove(scratch);
                close(prepared);
              });
      Runtime.getRuntime().addShutdownHook(cleaning);
      try {
        boolean isComplete = targets ? measureTargets(scratch) : measureQuestions(scratch);
        return isComplete ? ExitCode.OK : ExitCode.SOFTWARE;
      } finally {
        Runtime.getRuntime().removeShutdownHook(cleaning);
        remove(scratch);
      }
    }
  }

  /** Measures and writes the questions, and returns whether all rows were timed. */
  private boolean measureQuestions(Path scratch)
      throws InputException, IOException, InterruptedException {
    Results results = measure(scratch);
    try (var _ = stopSignals.listen(err)) {
      stopSignals.startWriting();
      write(results);
    }
    return isComplete(results);
  }

  /** Measures and writes the targets, and returns whether all rows were timed. */
  private boolean measureTargets(Path scratch)
      throws InputException, IOException, InterruptedException {
    Machine machine = Machine.current();
    List<Column> columns = Column.of(machine);
    if (columns.isEmpty()) {
      throw new InputException(
          "--targets needs a processor with AVX2 or AVX-512, but this one has neither: run"
              + " ./panblas bench without --targets.");
    }
    Path samples = scratch.resolve("samples.npy");
    Path start = scratch.resolve("start.npy");
    writeTraining(samples, start);
    String date = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    long began = System.nanoTime();
    TargetRun.Options options =
        new TargetRun.Options(
            rounds,
            quick,
            columns,
            home(),
            peers ? jvmRivals() : null,
            classPath(),
            forkOptions(ManagementFactory.getRuntimeMXBean().getInputArguments()),
            samples,
            start,
            scratch);
    Map<Column, Measurements> measured =
        TargetRun.run(
            options,
            (round, column, lines) ->
                print(round, column, lines, (System.nanoTime() - began) / 1e9));
    TargetReport.Run run =
        new TargetReport.Run(Version.ofPanblas(), date, rounds, quick, machine, measured);
    try (var _ = stopSignals.listen(err)) {
      stopSignals.startWriting();
      writeText(TARGETS_JSON, Json.of(TargetReport.content(run)));
      writeText(TARGETS, TargetReport.of(run));
      out.print(TargetReport.targets(run));
    } catch (IOException failure) {
      throw OutputFolder.unwritable(folder, failure);
    } finally {
      out.flush();
    }
    return TargetReport.isComplete(run);
  }

  private void print(int round, Column column, Collection<Line> lines, double seconds) {
    for (Line line : lines) {
      err.printf(
          Locale.ROOT,
          "%.0f s, round %d of %d, %s: %s: %s%n",
          seconds,
          round,
          rounds,
          column.title(),
          line.row(),
          time(line));
    }
    err.flush();
  }

  private static String time(Line line) {
    return line.seconds() == null
        ? "failed: " + line.failure()
        : Report.time(RowResult.median(line.seconds()));
  }

  private Results measure(Path scratch) throws InputException, IOException, InterruptedException {
    Path samples = scratch.resolve("samples.npy");
    Path start = scratch.resolve("start.npy");
    writeTraining(samples, start);
    long began = System.nanoTime();
    BenchRun.Options options =
        new BenchRun.Options(
            full,
            rounds,
            questions,
            peers ? jvmRivals() : null,
            home().resolve(Path.of("bench", "peers")),
            classPath(),
            forkOptions(ManagementFactory.getRuntimeMXBean().getInputArguments()),
            samples,
            start,
            scratch);
    return BenchRun.run(
        options,
        Version.ofPanblas(),
        (round, line, done) -> print(round, line, done, (System.nanoTime() - began) / 1e9));
  }

  /** Writes the samples and the initial weights of {@code panblas train}. */
  private static void writeTraining(Path samples, Path start) throws InputException, IOException {
    try (Arena arena = Arena.ofShared()) {
      Matrix patches = SampleSource.standard().read(arena, Precision.DOUBLE, SEED).matrix();
      NpyFile.write(samples, patches);
      int hidden = Hyperparameters.DEFAULT.hidden();
      Vector theta =
          Vector.allocate(arena, Precision.DOUBLE, Parameters.count(patches.columns(), hidden));
      Parameters.over(theta, patches.columns(), hidden).initialize(SEED.weights());
      NpyFile.write(start, theta);
    }
  }

  private static Path home() {
    return Path.of(System.getProperty("panblas.home", ""));
  }

  private static Path jvmRivals() throws InputException {
    Path jars = home().resolve(Path.of("bench", "peers", "target", "jars"));
    if (!Files.isDirectory(jars)) {
      throw new InputException(
          "--peers needs the rival libraries, but there is no folder "
              + jars
              + ": run ./panblas bench --peers, which builds it.");
    }
    return jars;
  }

  /** The class path of the forks: the jars of this JVM's module path. */
  private static String classPath() {
    String modules = System.getProperty("jdk.module.path");
    return modules == null ? System.getProperty("java.class.path") : modules + File.separator + "*";
  }

  /**
   * The options of the forks: those that the launcher gave this JVM, except the module path and the
   * options that only speed up short commands (class cache, limit on inlining), so that code is
   * timed as in an ordinary program.
   */
  static List<String> forkOptions(List<String> own) {
    List<String> options = new ArrayList<>();
    for (String option : own) {
      boolean isForShortCommands =
          option.startsWith("-XX:AOT") || option.startsWith("-XX:InlineSmallCode");
      if ((option.startsWith("-X") && !isForShortCommands)
          || option.startsWith("-Dpanblas.")
          || option.startsWith("--add-modules")) {
        options.add(option);
      }
    }
    options.add("--enable-native-access=ALL-UNNAMED");
    return options;
  }

  private void print(int round, Line line, double done, double seconds) {
    err.printf(
        Locale.ROOT,
        "round %d of %d, %.0f%%, %.0f s left: %s: %s%n",
        round,
        rounds,
        100 * done,
        seconds / done - seconds,
        line.row(),
        time(line));
    err.flush();
  }

  private void write(Results results) throws IOException {
    try {
      writeText(RESULTS, Json.of(results)); // first, because it took the longest
    } catch (IOException failure) {
      throw OutputFolder.unwritable(folder, failure);
    }
    new ReportFiles(folder, false, out).write(results);
  }

  private void writeText(String name, String text) throws IOException {
    new ReportFiles(folder, false, out).writeText(name, text);
  }

  private static boolean isComplete(Results results) {
    return results.rows().stream().allMatch(RowResult::isComplete);
  }

  private static void close(OutputFolder folder) {
    try {
      folder.close();
    } catch (IOException kept) {
      return; // an empty folder is left
    }
  }

  private static void remove(Path scratch) {
    try (Stream<Path> files = Files.walk(scratch)) {
      for (Path file : files.toList().reversed()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException kept) {
      return; // the system deletes its temporary files
    }
  }
}
