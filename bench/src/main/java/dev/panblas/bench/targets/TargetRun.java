/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.targets;

import com.google.gson.JsonObject;
import dev.panblas.bench.ForkReport;
import dev.panblas.bench.ReferenceStep;
import dev.panblas.bench.TrainingBench;
import dev.panblas.bench.result.Circumstances;
import dev.panblas.bench.result.Json;
import dev.panblas.bench.result.Line;
import dev.panblas.bench.result.Load;
import dev.panblas.bench.result.Row;
import dev.panblas.bench.run.Child;
import dev.panblas.bench.run.TimedProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Times the rows of the targets. Each round runs every process of every column once, so that a slow
 * period of the machine affects all rows of a round. A process that other processes disturbed is
 * run once more.
 */
public final class TargetRun {

  /** A rival that took more than this multiple of the fastest's time is not timed again. */
  private static final double SLOW = 1.5;

  private static final String ADD_VECTORS = "--add-modules=jdk.incubator.vector";

  /** The main classes in the rivals' jars. */
  private static final String RIVALS = "dev.panblas.bench.peers.RivalProcess";

  private static final String RIVAL_TRAINING = "dev.panblas.bench.peers.RivalTraining";

  private static final int RETRIES = 1;

  /** How long to wait for the launcher's cache of classes, which it records at its first start. */
  private static final int SECONDS_OF_RECORDING = 120;

  /**
   * The options of a run.
   *
   * @param rounds the number of rounds, >= 1
   * @param isQuick whether to time only so much that everything runs once
   * @param columns the columns to measure, the machine's own one first
   * @param home the folder of the launcher
   * @param jvmRivals the folder of the rival JVM libraries' jars, or null to leave them out
   * @param classPath of the processes
   * @param jvmOptions of the processes
   * @param samples the file of the training's samples
   * @param start the file of the training's initial weights
   * @param scratch a folder for files between processes
   */
  public record Options(
      int rounds,
      boolean isQuick,
      List<Column> columns,
      Path home,
      @Nullable Path jvmRivals,
      String classPath,
      List<String> jvmOptions,
      Path samples,
      Path start,
      Path scratch) {

    /** The lists are copied. */
    public Options {
      columns = List.copyOf(columns);
      jvmOptions = List.copyOf(jvmOptions);
    }
  }

  /** Is notified of the progress. */
  public interface Listener {

    /**
     * Is called after a process has ended.
     *
     * @param round from 1
     * @param column the column
     * @param lines what the process timed
     */
    void timed(int round, Column column, Collection<Line> lines);
  }

  private final Options options;
  private final Listener listener;
  private final Child child = new Child();
  private final Map<Column, Measurements> results = new EnumMap<>(Column.class);

  private TargetRun(Options options, Listener listener) {
    this.options = options;
    this.listener = listener;
  }

  /**
   * Runs.
   *
   * @param options of the run
   * @param listener is notified of each process
   * @return what was timed in each column
   * @throws IOException if a file cannot be written or a process cannot be started
   * @throws InterruptedException if the thread is interrupted
   */
  public static Map<Column, Measurements> run(Options options, Listener listener)
      throws IOException, InterruptedException {
    TargetRun run = new TargetRun(options, listener);
    options.columns().forEach(column -> run.results.put(column, new Measurements()));
    if (!options.isQuick()) {
      run.recordClasses();
    }
    for (int round = 1; round <= options.rounds(); round++) {
      for (Column column : options.columns()) {
        run.round(round, column);
      }
    }
    return run.results;
  }

  private void round(int round, Column column) throws IOException, InterruptedException {
    Batch.Choice choice =
        new Batch.Choice(
            round == 1,
            column == options.columns().getFirst(),
            options.jvmRivals() != null,
            options.isQuick());
    for (Batch batch : Batch.of(choice, this::isWorthwhile)) {
      Collection<Line> lines = time(batch, column);
      int retries = options.isQuick() ? 0 : RETRIES;
      for (int i = 0; i < retries && others(lines) > Load.MOST_OF_OTHERS; i++) {
        Collection<Line> again = time(batch, column);
        lines = others(again) < others(lines) ? again : lines;
      }
      lines.forEach(Objects.requireNonNull(results.get(column))::add);
      listener.timed(round, column, lines);
    }
  }

  private static double others(Collection<Line> lines) {
    return lines.stream()
        .map(Line::others)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(0.0);
  }

  /** Whether a row has no time that counts yet, or is not much slower than the fastest rival's. */
  private boolean isWorthwhile(Row row) {
    Measurements first = Objects.requireNonNull(results.get(options.columns().getFirst()));
    OptionalDouble fastest =
        TargetRows.RIVALS.stream()
            .map(rival -> new Row(row.question(), rival, row.parameters()))
            .map(first::fastest)
            .flatMapToDouble(OptionalDouble::stream)
            .min();
    if (!first.lines().containsKey(row)
        || (first.times(row).isEmpty() && first.fastest(row).isPresent())) {
      return true;
    }
    OptionalDouble own = first.fastest(row);
    return own.isPresent() && own.getAsDouble() <= SLOW * fastest.orElseThrow();
  }

  private Collection<Line> time(Batch batch, Column column)
      throws IOException, InterruptedException {
    return switch (batch.program()) {
      case OWN, RIVALS -> timeRows(batch, column);
      case TRAIN_COMMAND ->
          training(batch, column, command(TargetRows.ITERATIONS), this::ofCommand);
      case RIVAL_TRAINING ->
          training(batch, column, java(batch, column, RIVAL_TRAINING), lines -> parsed(lines));
    };
  }

  private Collection<Line> timeRows(Batch batch, Column column)
      throws IOException, InterruptedException {
    Path order = options.scratch().resolve("order.json");
    Files.writeString(order, Json.line(new TimedProcess.Order(batch.rows(), batch.pace())));
    List<String> command =
        java(
            batch,
            column,
            batch.program() == Batch.Program.OWN ? TimedProcess.class.getName() : RIVALS);
    command.add(order.toString());
    command.add(options.scratch().resolve("report.json").toString());
    List<Line> lines = new ArrayList<>();
    String failure =
        child.run(
            command,
            environment(batch, column),
            options.scratch().resolve("process.log"),
            line -> lines.add(Line.parse(line)));
    Set<Row> missing = new LinkedHashSet<>(batch.rows());
    lines.forEach(line -> missing.remove(line.row()));
    missing.forEach(row -> lines.add(Line.ofFailure(row, failure == null ? "not timed" : failure)));
    return lines;
  }

  private List<String> java(Batch batch, Column column, String mainClass) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options.jvmOptions());
    command.add(ADD_VECTORS);
    command.addAll(column.jvmOptions());
    if (batch.isOnOneThread()) {
      command.add("-Dpanblas.threads=1");
    }
    command.add("-D" + TrainingBench.SAMPLES_PROPERTY + "=" + options.samples());
    command.add("-D" + TrainingBench.START_PROPERTY + "=" + options.start());
    command.add("-D" + ReferenceStep.FOLDER_PROPERTY + "=" + options.scratch());
    boolean isOwn = batch.program() == Batch.Program.OWN;
    if (!isOwn) { // netlib uses the library of the other rows
      libraryFile(column)
          .ifPresent(file -> command.add("-Ddev.ludovic.netlib.blas.nativeLibPath=" + file));
    }
    command.add("-cp");
    command.add(isOwn ? options.classPath() : options.jvmRivals() + File.separator + "*");
    command.add(mainClass);
    return command;
  }

  private Optional<String> libraryFile(Column column) {
    return Objects.requireNonNull(results.get(column)).lines().values().stream()
        .flatMap(List::stream)
        .filter(line -> TargetRows.PANBLAS.equals(Objects.requireNonNull(line.row()).subject()))
        .map(Line::circumstances)
        .filter(Objects::nonNull)
        .map(Circumstances::library)
        .filter(Objects::nonNull)
        .map(Circumstances.Library::file)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static Map<String, String> environment(Batch batch, Column column) {
    Map<String, String> environment = new TreeMap<>(column.environment());
    if (batch.isOnOneThread()) {
      for (String library : List.of("OMP", "MKL", "OPENBLAS")) {
        environment.put(library + "_NUM_THREADS", "1");
      }
    }
    return environment;
  }

  /** Reads what a training printed. */
  private interface Output {
    Line read(List<String> lines) throws IOException;
  }

  /** Runs a training. Its time is the CPU time of the whole process, which needs Linux. */
  private Collection<Line> training(Batch batch, Column column, List<String> command, Output output)
      throws IOException, InterruptedException {
    Row row = batch.rows().getFirst();
    Map<String, String> environment = environment(batch, column);
    if (batch.program() == Batch.Program.TRAIN_COMMAND && !column.jvmOptions().isEmpty()) {
      environment.put("JDK_JAVA_OPTIONS", String.join(" ", column.jvmOptions()));
    }
    List<String> printed = new ArrayList<>();
    Optional<Load> begin = Load.now();
    String failure =
        child.run(command, environment, options.scratch().resolve("training.log"), printed::add);
    Optional<Load> end = Load.now();
    if (failure != null) {
      return List.of(Line.ofFailure(row, failure));
    }
    if (begin.isEmpty() || end.isEmpty()) {
      return List.of(Line.ofFailure(row, "the CPU time of a process is known on Linux only"));
    }
    double seconds = begin.get().ownSecondsUntil(end.get());
    return List.of(
        Line.of(row, List.of(seconds), output.read(printed).circumstances())
            .withCpuSeconds(seconds)
            .withOthers(begin.get().othersUntil(end.get()).orElse(0)));
  }

  private static Line parsed(List<String> lines) {
    return Line.parse(lines.getLast());
  }

  /** The iterations of {@code panblas train}, in its summary. */
  private Line ofCommand(List<String> lines) throws IOException {
    JsonObject result =
        Json.read(Files.readString(trained().resolve("summary.json")), JsonObject.class)
            .getAsJsonObject("result");
    Map<String, String> facts = new TreeMap<>();
    for (String fact : List.of(ForkReport.ITERATIONS, ForkReport.EVALUATIONS, ForkReport.COST)) {
      facts.put(fact, result.get(fact).getAsString());
    }
    return Line.of(
        TargetRows.training(TargetRows.TRAIN_COMMAND),
        List.of(1.0),
        new Circumstances(null, null, null, facts));
  }

  private Path trained() {
    return options.scratch().resolve("trained");
  }

  private List<String> command(int iterations) {
    return List.of(
        options.home().resolve("panblas").toString(),
        "train",
        "--iterations",
        Integer.toString(iterations),
        "--out",
        trained().toString());
  }

  /** Starts the command once and waits until it has recorded its classes, as for its users. */
  private void recordClasses() throws IOException, InterruptedException {
    Path log = options.scratch().resolve("training.log");
    String failure = child.run(command(1), Map.of(), log, line -> {});
    if (failure != null) {
      throw new IOException("panblas train failed: " + failure);
    }
    Path folder = options.home().resolve(Path.of("cli", "target"));
    for (int i = 0; i < SECONDS_OF_RECORDING && isRecording(folder); i++) {
      Thread.sleep(1000);
    }
  }

  private static boolean isRecording(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith("classes.aot."));
    }
  }
}
