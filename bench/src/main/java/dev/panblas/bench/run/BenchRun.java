/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.run;

import dev.panblas.bench.TrainingBench;
import dev.panblas.bench.result.Circumstances;
import dev.panblas.bench.result.Json;
import dev.panblas.bench.result.Line;
import dev.panblas.bench.result.Load;
import dev.panblas.bench.result.Results;
import dev.panblas.bench.result.Row;
import dev.panblas.bench.result.RowResult;
import dev.panblas.cli.shared.Machine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A run of the benchmarks. Each round runs every row once in its own fork, and every script once
 * for each question in its own process (see {@link Options#hasScripts}). A temporary slowdown of
 * the machine thus affects all rows of a round, and ratios are computed round by round.
 */
public final class BenchRun {

  /** Prefixes of the environment variables that control BLAS libraries and their threads. */
  private static final List<String> LIBRARY_VARIABLES =
      List.of("OPENBLAS_", "OMP_", "MKL_", "GOTO_", "BLIS_", "PANBLAS_");

  /**
   * The options of a run.
   *
   * @param full all rows and long forks, or fewer rows and short forks
   * @param rounds the number of rounds, >= 1
   * @param questions the names of the questions to run; empty for all
   * @param jvmRivals the folder of the rival JVM libraries' jars, or null to leave them out
   * @param scripts the folder of the scripts in other languages
   * @param classPath of the forks
   * @param jvmOptions of the forks
   * @param samples the file of the training's samples
   * @param start the file of the training's initial weights
   * @param scratch a folder for files between processes
   */
  public record Options(
      boolean full,
      int rounds,
      Set<String> questions,
      @Nullable Path jvmRivals,
      Path scripts,
      String classPath,
      List<String> jvmOptions,
      Path samples,
      Path start,
      Path scratch) {

    /** Set and list are copied. */
    public Options {
      questions = Set.copyOf(questions);
      jvmOptions = List.copyOf(jvmOptions);
    }

    boolean has(String question) {
      return questions.isEmpty() || questions.contains(question);
    }

    boolean has(Row row) {
      return has(row.question());
    }

    /**
     * Whether scripts run a question in a round. A training takes SciPy half a minute: the short
     * form runs it only in the first round.
     */
    boolean hasScripts(String question, int round) {
      return has(question) && (full || round == 1 || !question.equals(Question.TRAINING.label()));
    }
  }

  /** Is notified of the progress. */
  public interface Listener {

    /**
     * Is called after a row was timed or failed.
     *
     * @param round from 1
     * @param line its times or its failure
     * @param done the finished part of the run, from 0 to 1
     */
    void measured(int round, Line line, double done);
  }

  private final Options options;
  private final Listener listener;
  private final Child child = new Child();
  private final Map<Row, RowResult> results = new LinkedHashMap<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private final List<Double> others = new ArrayList<>();
  private int round;
  private int processes; // forks and scripts of the whole run
  private int ended;

  private BenchRun(Options options, Listener listener) {
    this.options = options;
    this.listener = listener;
  }

  /**
   * Runs.
   *
   * @param options of the run
   * @param version of this project
   * @param listener is notified of each row
   * @return the results; a failed row has its reason
   * @throws IOException if a file cannot be written or a process cannot be started
   * @throws InterruptedException if the thread is interrupted
   */
  public static Results run(Options options, String version, Listener listener)
      throws IOException, InterruptedException {
    String date = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    BenchRun run = new BenchRun(options, listener);
    run.allRounds();
    return new Results(
        version,
        date,
        options.full() ? "full" : "short",
        options.rounds(),
        Machine.current(),
        environment(),
        List.copyOf(run.notes),
        List.copyOf(run.others),
        List.copyOf(run.results.values()));
  }

  private static SortedMap<String, String> environment() {
    SortedMap<String, String> variables = new TreeMap<>(System.getenv());
    variables.keySet().removeIf(name -> LIBRARY_VARIABLES.stream().noneMatch(name::startsWith));
    return variables;
  }

  private void allRounds() throws IOException, InterruptedException {
    List<Row> own = Plan.own(options.full()).stream().filter(options::has).toList();
    List<Row> rivals =
        options.jvmRivals() == null
            ? List.of()
            : Plan.jvmRivals(options.full()).stream().filter(options::has).toList();
    if (options.jvmRivals() == null) {
      notes.add("The rival JVM libraries were not timed: --peers downloads and times them.");
    }
    List<Script> scripts = new ArrayList<>();
    for (Script script : Script.all(options.scripts())) {
      Optional<String> missing = script.whyMissing(child, options.scratch());
      missing.ifPresentOrElse(notes::add, () -> scripts.add(script));
    }
    int commands =
        IntStream.rangeClosed(1, options.rounds())
            .map(each -> scripts.size() * Script.questions(options, each).size())
            .sum();
    processes = options.rounds() * (own.size() + rivals.size()) + commands;
    for (round = 1; round <= options.rounds(); round++) {
      Optional<Load> start = Load.now();
      host(own, false, options.classPath(), options.jvmOptions());
      if (options.jvmRivals() != null) {
        host(rivals, true, options.jvmRivals() + File.separator + "*", rivalOptions());
      }
      for (Script script : scripts) {
        runScript(script);
      }
      completeRound();
      start.ifPresent(this::addOthers);
    }
    if (results.values().stream().anyMatch(this::hasFewerRounds)) {
      notes.add(
          "In the short form scripts train only in the first round, so the ratio to their time has"
              + " no interval; with --full they train in each round.");
    }
  }

  private void addOthers(Load start) {
    Load.now().map(start::othersUntil).ifPresent(share -> share.ifPresent(others::add));
  }

  private boolean hasFewerRounds(RowResult result) {
    return result.isComplete() && result.rounds().size() < options.rounds();
  }

  /** Adds a failed round to each row that a script did not time in this round. */
  private void completeRound() {
    results.replaceAll(
        (row, result) ->
            result.rounds().size() < round && options.hasScripts(row.question(), round)
                ? result.plus(Line.ofFailure(row, "not timed in round " + round))
                : result);
  }

  private void host(List<Row> rows, boolean ofRivals, String classPath, List<String> jvmOptions)
      throws IOException, InterruptedException {
    if (rows.isEmpty()) {
      return;
    }
    List<String> forkOptions = new ArrayList<>(jvmOptions);
    forkOptions.add("-D" + TrainingBench.SAMPLES_PROPERTY + "=" + options.samples());
    forkOptions.add("-D" + TrainingBench.START_PROPERTY + "=" + options.start());
    Path order = options.scratch().resolve("order.json");
    Files.writeString(
        order,
        Json.line(
            new HostOrder(rows, ofRivals, options.full() ? Pace.FULL : Pace.SHORT, forkOptions)));
    Set<Row> missing = new LinkedHashSet<>(rows);
    String failure =
        child.run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // it only starts forks, and C2 would compete with them
                "-cp",
                classPath,
                RoundHost.class.getName(),
                order.toString(),
                options.scratch().resolve("fork.json").toString()),
            options.scratch().resolve("host.log"),
            line -> {
              missing.remove(line.row());
              ended++;
              add(line);
            });
    for (Row row : missing) {
      ended++;
      add(Line.ofFailure(row, failure == null ? "not timed" : failure));
    }
  }

  /**
   * The options of the rivals. Without one, netlib would load a library of the system: it uses the
   * library of the other rows. Its loops in Java use the Vector API.
   */
  private List<String> rivalOptions() {
    List<String> jvmOptions = new ArrayList<>(options.jvmOptions());
    jvmOptions.add(RoundHost.ADD_VECTORS);
    results.values().stream()
        .filter(result -> result.row().subject().equals(Plan.MAIN_BACKEND))
        .map(RowResult::circumstances)
        .map(BenchRun::libraryFile)
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(file -> jvmOptions.add("-Ddev.ludovic.netlib.blas.nativeLibPath=" + file));
    return jvmOptions;
  }

  private static Optional<String> libraryFile(@Nullable Circumstances circumstances) {
    return circumstances == null || circumstances.library() == null
        ? Optional.empty()
        : Optional.ofNullable(circumstances.library().file());
  }

  private void runScript(Script script) throws IOException, InterruptedException {
    Consumer<Line> lines = this::add;
    for (Question question : Script.questions(options, round)) {
      String failure =
          child.run(
              script.command(options, question), options.scratch().resolve("script.log"), lines);
      ended++;
      if (failure != null) {
        notes.add(
            String.format(
                Locale.ROOT,
                "%s's %s was not timed completely: %s.",
                script.name(),
                question.label(),
                failure));
      }
    }
  }

  private void add(Line line) {
    Row row = line.row();
    if (row == null) {
      if (line.note() != null) {
        notes.add(line.note());
      }
      return;
    }
    RowResult result = results.get(row);
    if (result == null) {
      result = new RowResult(row, List.of(), null, null);
    }
    results.put(row, result.plus(line));
    listener.measured(round, line, (double) ended / Math.max(processes, ended));
  }
}
