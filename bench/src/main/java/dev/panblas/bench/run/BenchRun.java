package dev.panblas.bench.run;

import dev.panblas.bench.TrainingBench;
import dev.panblas.bench.result.Circumstances;
import dev.panblas.bench.result.Json;
import dev.panblas.bench.result.Line;
import dev.panblas.bench.result.Machine;
import dev.panblas.bench.result.Results;
import dev.panblas.bench.result.Row;
import dev.panblas.bench.result.RowResult;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A run of the bench. Each round runs every row once, in a fork of its own, and every script once,
 * in a process for each question (but for {@link Options#asksScripts}): so whatever slows the
 * machine down for a while slows all rows of a round, and two rows are compared round by round.
 */
public final class BenchRun {

  /** Variables of the environment that say how BLAS libraries and threads behave. */
  private static final List<String> STEERING =
      List.of("OPENBLAS_", "OMP_", "MKL_", "GOTO_", "BLIS_", "PANBLAS_");

  /**
   * What to run.
   *
   * @param full all rows and long forks, or fewer and short ones
   * @param rounds how many, 1 or more
   * @param questions which ones, by name; all if there is none
   * @param jvmPeers the folder of the other JVM libraries' jars, or null to leave them out
   * @param scripts the folder of the other languages' scripts
   * @param classPath of the forks
   * @param jvmOptions of the forks
   * @param samples the file of the training's samples
   * @param start the file of the training's first weights
   * @param scratch a folder for what processes hand to one another
   */
  public record Options(
      boolean full,
      int rounds,
      Set<String> questions,
      @Nullable Path jvmPeers,
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

    boolean asks(String question) {
      return questions.isEmpty() || questions.contains(question);
    }

    boolean asks(Row row) {
      return asks(row.question());
    }

    /**
     * Whether scripts are asked in a round. A training takes SciPy half a minute: the short form
     * has it in the first round alone.
     */
    boolean asksScripts(String question, int round) {
      return asks(question) && (full || round == 1 || !question.equals(Question.TRAINING.label()));
    }
  }

  /** Hears how far it has come. */
  public interface Listener {

    /**
     * A row was timed, or failed.
     *
     * @param round from 1
     * @param line what came of it
     * @param done which part of the run is done, from 0 to 1
     */
    void measured(int round, Line line, double done);
  }

  private final Options options;
  private final Listener listener;
  private final Child child = new Child();
  private final Map<Row, RowResult> results = new LinkedHashMap<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private int round;
  private int processes; // that this run will start, forks and scripts, as far as is known
  private int ended;

  private BenchRun(Options options, Listener listener) {
    this.options = options;
    this.listener = listener;
  }

  /**
   * Runs.
   *
   * @param options what to run
   * @param version of this project
   * @param listener hears of each row
   * @return what was measured; a row that failed says why
   * @throws IOException if a file cannot be written, or Java not started
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
        List.copyOf(run.results.values()));
  }

  private static SortedMap<String, String> environment() {
    SortedMap<String, String> steering = new TreeMap<>(System.getenv());
    steering.keySet().removeIf(name -> STEERING.stream().noneMatch(name::startsWith));
    return steering;
  }

  private void allRounds() throws IOException, InterruptedException {
    List<Row> own = Plan.own(options.full()).stream().filter(options::asks).toList();
    List<Row> peers =
        options.jvmPeers() == null
            ? List.of()
            : Plan.jvmPeers(options.full()).stream().filter(options::asks).toList();
    if (options.jvmPeers() == null) {
      notes.add("The other JVM libraries were left out: --peers fetches and times them.");
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
    processes = options.rounds() * (own.size() + peers.size()) + commands;
    for (round = 1; round <= options.rounds(); round++) {
      host(own, false, options.classPath(), options.jvmOptions());
      if (options.jvmPeers() != null) {
        host(peers, true, options.jvmPeers() + File.separator + "*", peerOptions());
      }
      for (Script script : scripts) {
        runScript(script);
      }
      completeRound();
    }
    if (results.values().stream().anyMatch(this::hasFewerRounds)) {
      notes.add(
          "The short form has scripts train in the first round alone, so that the ratio to their"
              + " time has no interval; --full has them train in each.");
    }
  }

  private boolean hasFewerRounds(RowResult result) {
    return result.isComplete() && result.rounds().size() < options.rounds();
  }

  /** A row that a script left out in this round, or was yet to begin with in an earlier one. */
  private void completeRound() {
    results.replaceAll(
        (row, result) ->
            result.rounds().size() < round && options.asksScripts(row.question(), round)
                ? result.plus(Line.ofFailure(row, "it was not timed in round " + round))
                : result);
  }

  private void host(List<Row> rows, boolean ofPeers, String classPath, List<String> jvmOptions)
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
            new HostOrder(rows, ofPeers, options.full() ? Pace.FULL : Pace.SHORT, forkOptions)));
    Set<Row> missing = new LinkedHashSet<>(rows);
    String failure =
        child.run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // it only starts forks: no compiler threads beside them
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
      add(Line.ofFailure(row, failure == null ? "it was not timed" : failure));
    }
  }

  /**
   * netlib looks for a system library; it is given the one that the other rows run on. Its loops in
   * Java are written for the Vector API.
   */
  private List<String> peerOptions() {
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
                "%s's %s was not timed to its end: %s.", script.name(), question.label(), failure));
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
