package dev.panblas.cli;

import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Parameters;
import dev.panblas.bench.chart.PngFile;
import dev.panblas.bench.report.Charts;
import dev.panblas.bench.report.Report;
import dev.panblas.bench.result.Json;
import dev.panblas.bench.result.Line;
import dev.panblas.bench.result.Results;
import dev.panblas.bench.result.RowResult;
import dev.panblas.bench.run.BenchRun;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.npy.AtomicFile;
import dev.panblas.npy.NpyFile;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.ExitCode;

/**
 * A run of {@code panblas bench}: makes what the training learns from, runs the rounds, and writes
 * the results.
 *
 * @param full all rows, or fewer
 * @param rounds how often every row is run
 * @param questions which ones; all if there is none
 * @param peers whether to time other JVM libraries
 * @param folder for the results
 * @param stopSignals what may end it
 * @param out for results
 * @param err for everything else
 */
record BenchJob(
    boolean full,
    int rounds,
    Set<String> questions,
    boolean peers,
    Path folder,
    StopSignals stopSignals,
    PrintWriter out,
    PrintWriter err) {

  private static final String RESULTS = "results.json";
  private static final String REPORT = "report.md";

  /** The seed of {@code panblas train}: the bench learns from the same patches. */
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
        Results results = measure(scratch);
        try (var _ = stopSignals.listen(err)) {
          stopSignals.startWriting();
          write(results);
        }
        return wasWhole(results) ? ExitCode.OK : ExitCode.SOFTWARE;
      } finally {
        Runtime.getRuntime().removeShutdownHook(cleaning);
        remove(scratch);
      }
    }
  }

  private Results measure(Path scratch) throws InputException, IOException, InterruptedException {
    Path samples = scratch.resolve("samples.npy");
    Path start = scratch.resolve("start.npy");
    makeTraining(samples, start);
    long began = System.nanoTime();
    BenchRun.Options options =
        new BenchRun.Options(
            full,
            rounds,
            questions,
            peers ? jvmPeers() : null,
            home().resolve(Path.of("bench", "peers")),
            classPath(),
            forkOptions(ManagementFactory.getRuntimeMXBean().getInputArguments()),
            samples,
            start,
            scratch);
    return BenchRun.run(
        options,
        Version.ofPanblas(),
        (round, line, done) -> tell(round, line, done, (System.nanoTime() - began) / 1e9));
  }

  /** What {@code panblas train} would learn from and begin with, as files. */
  private static void makeTraining(Path samples, Path start) throws InputException, IOException {
    try (Arena arena = Arena.ofShared()) {
      Matrix patches = TrainCommand.defaultSource().read(arena, Precision.DOUBLE, SEED);
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

  private static Path jvmPeers() throws InputException {
    Path jars = home().resolve(Path.of("bench", "peers", "target", "jars"));
    if (!Files.isDirectory(jars)) {
      throw new InputException(
          "The other JVM libraries are not there (no folder "
              + jars
              + "): call ./panblas bench --peers, which builds them.");
    }
    return jars;
  }

  /** The forks run on the class path, with the jars that this runs with as modules. */
  private static String classPath() {
    String modules = System.getProperty("jdk.module.path");
    return modules == null ? System.getProperty("java.class.path") : modules + File.separator + "*";
  }

  /**
   * The options of this JVM, as the launcher chose them. Left out are those of the module path, and
   * what makes a command of seconds shorter, the cache of its classes and the limit on inlining:
   * what is timed runs as in anybody's program, other libraries too.
   */
  static List<String> forkOptions(List<String> own) {
    List<String> options = new ArrayList<>();
    for (String option : own) {
      boolean ofShortCommands =
          option.startsWith("-XX:AOT") || option.startsWith("-XX:InlineSmallCode");
      if ((option.startsWith("-X") && !ofShortCommands)
          || option.startsWith("-Dpanblas.")
          || option.startsWith("--add-modules")) {
        options.add(option);
      }
    }
    options.add("--enable-native-access=ALL-UNNAMED");
    return options;
  }

  private void tell(int round, Line line, double done, double seconds) {
    String result =
        line.seconds() == null
            ? "failed: " + line.failure()
            : Report.time(RowResult.median(line.seconds()));
    err.printf(
        Locale.ROOT,
        "round %d of %d, %.0f%%, %.0f s left: %s: %s%n",
        round,
        rounds,
        100 * done,
        seconds / done - seconds,
        line.row(),
        result);
    err.flush();
  }

  private void write(Results results) throws IOException {
    try {
      writeText(RESULTS, Json.text(results)); // what took long to get comes first
      Map<String, BufferedImage> charts = draw(results);
      writeText(REPORT, Report.of(results, List.copyOf(charts.keySet())));
      for (Map.Entry<String, BufferedImage> chart : charts.entrySet()) {
        PngFile.write(folder.resolve(chart.getKey()), chart.getValue());
        out.println(folder.resolve(chart.getKey()));
      }
    } catch (IOException failure) {
      throw OutputFolder.unwritable(folder, failure);
    } finally {
      out.flush();
    }
  }

  private void writeText(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(folder.resolve(name), stream -> stream.write(bytes));
    out.println(folder.resolve(name));
  }

  /** Draws the charts: a Java without fonts has no single way to fail at it. */
  private Map<String, BufferedImage> draw(Results results) {
    try {
      return Charts.of(results);
    } catch (RuntimeException | Error failure) {
      err.println(
          "The charts could not be drawn ("
              + Errors.message(failure).lines().findFirst().orElse("")
              + "): they need fonts; install fontconfig and a font such as DejaVu.");
      err.flush();
      return Map.of();
    }
  }

  private static boolean wasWhole(Results results) {
    return results.rows().stream().allMatch(RowResult::isComplete);
  }

  private static void close(OutputFolder folder) {
    try {
      folder.close();
    } catch (IOException kept) {
      return; // at worst an empty folder is left
    }
  }

  private static void remove(Path scratch) {
    try (Stream<Path> files = Files.list(scratch)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(scratch);
    } catch (IOException kept) {
      return; // the system empties its folder for temporary files
    }
  }
}
