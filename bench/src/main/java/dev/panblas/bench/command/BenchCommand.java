/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.command;

import dev.panblas.bench.result.Json;
import dev.panblas.bench.result.Results;
import dev.panblas.bench.run.Question;
import dev.panblas.cli.shared.CommandProvider;
import dev.panblas.cli.shared.Errors;
import dev.panblas.cli.shared.InputException;
import dev.panblas.cli.shared.OutputFolder;
import dev.panblas.cli.shared.StopSignals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code panblas bench}: its options and their checks. */
@Command(
    name = CommandProvider.BENCH,
    sortOptions = false,
    description = {
      CommandProvider.BENCH_DESCRIPTION,
      "",
      "Shows who is faster at what on this machine, with 95% intervals. Writes results.json,"
          + " report.html, report.md and charts to the folder --out. Without --full it takes about"
          + " a quarter of an hour. Run it on an idle machine.",
      ""
    },
    footer = {
      "",
      "Ctrl-C ends it and writes nothing. Exits with 1 if a row failed; all other rows are still"
          + " timed and written."
    })
final class BenchCommand implements Callable<Integer> {

  private static final int QUICK_ROUNDS = 3;
  private static final int FULL_ROUNDS = 5;

  private final StopSignals stopSignals;

  @Spec private CommandSpec spec;

  @Option(
      names = "--quick",
      description =
          "Run the rows of the targets, in " + QUICK_ROUNDS + " rounds. This is the default.")
  private boolean quick;

  @Option(
      names = "--full",
      description =
          "Run all rows, each for longer, in "
              + FULL_ROUNDS
              + " rounds, as for published results. It takes some hours.")
  private boolean full;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The folder for the results. It is created if it is missing; results in it are replaced."
              + " Default: a new folder, out/bench-1, then out/bench-2.")
  private @Nullable Path out;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "The number of rounds. A round times every row once, in its own process.")
  private @Nullable Integer rounds;

  @Option(
      names = "--only",
      paramLabel = "QUESTION",
      split = ",",
      description = "Run only these questions: ${COMPLETION-CANDIDATES}.",
      completionCandidates = Questions.class)
  private @Nullable List<String> only;

  @Option(
      names = "--peers",
      description =
          "Also time rival JVM libraries: EJML, ojAlgo, netlib, ND4J, jblas, TensorFlow and"
              + " PyTorch. The first time, Maven downloads 600 MB.")
  private boolean peers;

  @Option(
      names = "--targets",
      description =
          "Measure the targets against rivals in place of the questions, in "
              + FULL_ROUNDS
              + " rounds, for each vector width of the machine, and print them with verdicts, which"
              + " do not change the exit code. Needs --peers for the rivals. With --quick"
              + " everything runs once, and no figure counts.")
  private boolean targets;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description =
          "Time nothing: write the report of an earlier run, from its results.json. With --targets"
              + " the report also has the targets of its questions.")
  private @Nullable Path from;

  /** The names of the questions, for the help. */
  static final class Questions implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Question.labels().iterator();
    }
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the options
  BenchCommand(StopSignals stopSignals) {
    this.stopSignals = stopSignals;
  }

  @Override
  public Integer call() throws InputException, IOException, InterruptedException {
    if (from != null) {
      return writeAgain(from);
    }
    if (quick && full) {
      throw wrong("--quick and --full cannot be combined: choose one of them");
    }
    if (targets && (full || only != null)) {
      throw wrong("--targets cannot be combined with --full or --only: leave them out");
    }
    if (rounds != null && rounds < 1) {
      throw wrong("--rounds must be >= 1, but was " + rounds);
    }
    return new BenchJob(
            full,
            rounds == null ? usualRounds() : rounds,
            questions(),
            peers,
            targets,
            quick,
            out == null ? OutputFolder.next(CommandProvider.BENCH) : out,
            stopSignals,
            spec.commandLine().getOut(),
            spec.commandLine().getErr())
        .run();
  }

  /** Writes the report of an earlier run. */
  private int writeAgain(Path file) throws InputException, IOException {
    if (full || quick || peers || only != null || rounds != null) {
      throw wrong("--from cannot be combined with options of a run: use --out and --targets only");
    }
    Results results;
    try {
      results = Json.read(Files.readString(file), Results.class);
    } catch (IOException failure) {
      throw new InputException(
          String.format(
              Locale.ROOT, "--from: %s cannot be read (%s)", file, Errors.reason(failure)),
          failure);
    } catch (RuntimeException invalid) {
      throw new InputException(
          "--from: " + file + " is not a results.json of panblas bench", invalid);
    }
    try (OutputFolder folder = OutputFolder.prepare(out, CommandProvider.BENCH)) {
      new ReportFiles(folder.path(), targets, spec.commandLine().getOut()).write(results);
    }
    return ExitCode.OK;
  }

  private int usualRounds() {
    if (targets) {
      return quick ? 1 : FULL_ROUNDS;
    }
    return full ? FULL_ROUNDS : QUICK_ROUNDS;
  }

  private Set<String> questions() {
    Set<String> questions = new LinkedHashSet<>();
    for (String name : only == null ? List.<String>of() : only) {
      if (Question.of(name).isEmpty()) {
        throw wrong(
            String.format(
                Locale.ROOT,
                "--only: '%s' is not one of %s",
                name,
                String.join(", ", Question.labels())));
      }
      questions.add(name.toLowerCase(Locale.ROOT));
    }
    return questions;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
