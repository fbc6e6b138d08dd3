package dev.panblas.cli;

import dev.panblas.bench.run.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code panblas bench}: its options, and what they may be. */
@Command(
    name = "bench",
    sortOptions = false,
    description = {
      "Time the backends, and NumPy and Octave beside them, and judge the targets.",
      "",
      "Writes results.json, report.md and charts to the folder --out. Without --full it takes four"
          + " to five minutes. Let the machine do nothing else meanwhile.",
      ""
    },
    footer = {
      "",
      "Ctrl-C ends it and writes nothing. Exits with 1 when a row failed, after all others were"
          + " timed and written."
    })
final class BenchCommand implements Callable<Integer> {

  private static final int QUICK_ROUNDS = 3;
  private static final int FULL_ROUNDS = 5;

  private final StopSignals stopSignals;

  @Spec private CommandSpec spec;

  @Option(
      names = "--quick",
      description = "The rows that the targets need, in " + QUICK_ROUNDS + " rounds: the default.")
  private boolean quick;

  @Option(
      names = "--full",
      description =
          "All rows, longer forks, in "
              + FULL_ROUNDS
              + " rounds, as for published figures: an hour and more.")
  private boolean full;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "bench-results",
      description = "The folder for the results; made if it is missing. Default: ${DEFAULT-VALUE}.")
  private Path out;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often every row is run, in a process of its own each time.")
  private @Nullable Integer rounds;

  @Option(
      names = "--only",
      paramLabel = "QUESTION",
      split = ",",
      description = "Only this question, or these: ${COMPLETION-CANDIDATES}.",
      completionCandidates = Questions.class)
  private @Nullable List<String> only;

  @Option(
      names = "--peers",
      description =
          "Time other JVM libraries too: EJML, ojAlgo, netlib and ND4J. The first time Maven"
              + " fetches some 120 MB.")
  private boolean peers;

  /** The questions' names, for the help. */
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
    if (quick && full) {
      throw wrong("--quick and --full exclude one another: leave one out.");
    }
    if (out.toString().isEmpty()) {
      throw wrong("--out: the folder's name is empty.");
    }
    if (rounds != null && rounds < 1) {
      throw wrong("--rounds: " + rounds + "; there must be 1 or more.");
    }
    return new BenchJob(
            full,
            rounds == null ? (full ? FULL_ROUNDS : QUICK_ROUNDS) : rounds,
            questions(),
            peers,
            out,
            stopSignals,
            spec.commandLine().getOut(),
            spec.commandLine().getErr())
        .run();
  }

  private Set<String> questions() {
    Set<String> questions = new LinkedHashSet<>();
    for (String name : only == null ? List.<String>of() : only) {
      if (Question.of(name).isEmpty()) {
        throw wrong(
            String.format(
                "--only: '%s' is none of %s.", name, String.join(", ", Question.labels())));
      }
      questions.add(name);
    }
    return questions;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
