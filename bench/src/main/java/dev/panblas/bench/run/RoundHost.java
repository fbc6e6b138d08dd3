/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.run;

import dev.panblas.bench.ForkReport;
import dev.panblas.bench.result.Circumstances;
import dev.panblas.bench.result.Json;
import dev.panblas.bench.result.Line;
import dev.panblas.bench.result.Row;
import dev.panblas.spi.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs each row in one JMH fork and prints a line for each. It is the main class of a process on
 * the class path, because JMH's forks do not find benchmarks on the module path.
 */
public final class RoundHost {

  private static final double NANOS = 1e9;

  /** A parameter of rows, not of the benchmarks: {@code on} adds the Vector API. */
  static final String VECTORS = "vectors";

  static final String ON = "on";

  /** A parameter of rows, not of the benchmarks: the number of threads of the native library. */
  static final String LIBRARY_THREADS = "libraryThreads";

  static final String ADD_VECTORS = "--add-modules=jdk.incubator.vector";

  /** The parameters that become options of the JVM. */
  private static final Set<String> OF_JVM = Set.of(VECTORS, LIBRARY_THREADS);

  private final HostOrder order;
  private final Path report;

  private RoundHost(HostOrder order, Path report) {
    this.order = order;
    this.report = report;
  }

  /**
   * Runs the rows.
   *
   * @param args the file of a {@link HostOrder}, and the file for the reports of the forks
   * @throws IOException if a file cannot be read
   */
  public static void main(String[] args) throws IOException {
    PrintStream out = System.out;
    System.setOut(System.err); // JMH's output must not be among the lines
    HostOrder order = Json.read(Files.readString(Path.of(args[0])), HostOrder.class);
    RoundHost host = new RoundHost(order, Path.of(args[1]));
    for (Row row : order.rows()) {
      out.println(Json.line(host.run(row)));
      out.flush();
    }
  }

  private Line run(Row row) throws IOException {
    Files.deleteIfExists(report);
    try {
      Collection<RunResult> results = new Runner(options(row).build()).run();
      return Line.of(row, seconds(results), circumstances());
    } catch (RunnerException failure) {
      return Line.ofFailure(row, reason(failure));
    }
  }

  private ChainedOptionsBuilder options(Row row) {
    Question question = Question.of(row.question()).orElseThrow();
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(question.benchmark(row, order.ofRivals())) + "$")
            .forks(1)
            .timeUnit(TimeUnit.NANOSECONDS)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .jvmArgs(jvmOptions(row).toArray(String[]::new));
    if (question != Question.TRAINING) { // a single shot
      Pace.Iterations iterations = order.pace().iterations(question);
      TimeValue length = TimeValue.milliseconds(iterations.millis());
      options
          .warmupIterations(iterations.warmups())
          .warmupTime(length)
          .measurementIterations(iterations.repetitions())
          .measurementTime(length);
    }
    if (!question.subjectIsMethod()) {
      options.param(order.ofRivals() ? "rival" : "backend", row.subject());
    }
    for (Map.Entry<String, String> parameter : row.parameters().entrySet()) {
      if (!OF_JVM.contains(parameter.getKey())) {
        options.param(parameter.getKey(), parameter.getValue());
      }
    }
    return options;
  }

  private List<String> jvmOptions(Row row) {
    List<String> options = new ArrayList<>(order.jvmOptions());
    if (ON.equals(row.parameter(VECTORS)) || row.subject().equals(Plan.VECTOR)) {
      options.add(ADD_VECTORS);
    }
    String libraryThreads = row.parameter(LIBRARY_THREADS);
    if (libraryThreads != null) {
      options.add("-D" + Settings.LIBRARY_THREADS_PROPERTY + "=" + libraryThreads);
    }
    options.add("-D" + ForkReport.FILE_PROPERTY + "=" + report);
    return options;
  }

  private static List<Double> seconds(Collection<RunResult> results) {
    List<Double> seconds = new ArrayList<>();
    for (RunResult result : results) {
      for (BenchmarkResult fork : result.getBenchmarkResults()) {
        boolean isRate = fork.getParams().getMode() == Mode.Throughput;
        for (IterationResult iteration : fork.getIterationResults()) {
          double score = iteration.getPrimaryResult().getScore();
          seconds.add((isRate ? 1 / score : score) / NANOS);
        }
      }
    }
    return seconds;
  }

  private @Nullable Circumstances circumstances() throws IOException {
    return Files.exists(report) ? Json.read(Files.readString(report), Circumstances.class) : null;
  }

  /** The cause of a fork's failure, which JMH wraps or attaches as suppressed. */
  static String reason(Throwable failure) {
    Throwable first = failure;
    while (first.getCause() != null || first.getSuppressed().length > 0) {
      first = first.getCause() != null ? first.getCause() : first.getSuppressed()[0];
    }
    String message = first.getMessage();
    return message == null ? first.toString() : message;
  }
}
