/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.verify;

import dev.panblas.backend.Candidate;
import dev.panblas.backend.Selection;
import dev.panblas.cli.shared.BackendOptions;
import dev.panblas.cli.shared.Errors;
import dev.panblas.cli.shared.InputException;
import dev.panblas.cli.shared.Terminal;
import dev.panblas.conformance.ConformanceKit;
import dev.panblas.conformance.Deviations;
import dev.panblas.conformance.Effort;
import dev.panblas.conformance.Outcome;
import dev.panblas.conformance.Report;
import dev.panblas.conformance.Subject;
import dev.panblas.spi.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code panblas verify}. */
@Command(
    name = "verify",
    description =
        "Check the contract's rules on this machine, on every backend that is ready or on the named"
            + " one.",
    footer = "%nExits with 1 if a rule is broken or the named backend is not ready.")
public final class VerifyCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Mixin private final BackendOptions backendOptions = new BackendOptions();

  @Option(
      names = "--quick",
      description =
          "Make 2,000 random calls from one thread and 2,000 from many instead of 100,000 each, and"
              + " call from many threads for 0.5 seconds instead of 20.")
  private boolean quick;

  @Option(
      names = "--only",
      paramLabel = "RULE",
      split = ",",
      description =
          "Check only these rules. A name without a number selects a group: --only GEMM-4,DOT.")
  private List<String> only = List.of();

  @Option(
      names = "--except",
      paramLabel = "RULE",
      split = ",",
      description = "Leave out these rules or groups, such as a rule that ends the process.")
  private List<String> exceptions = List.of();

  @Option(
      names = "--case",
      paramLabel = "LINE",
      description =
          "Run only this case: the line that a failure printed, from the rule on, with or without"
              + " the error after it. If the line has no rule, the call's result is checked.")
  private @Nullable String line;

  @Option(
      names = "--details",
      description =
          "Also print a row for each rule, the rules that were not tried, and the warnings.")
  private boolean details;

  @Option(
      names = "--outcomes",
      paramLabel = "FILE",
      description =
          "Also write each rule's outcome to a file, as soon as it is known: backend, rule, cases,"
              + " failures, and why the rule was not tried, separated by tabs.")
  private @Nullable Path outcomes;

  @Option(
      names = "--deviations",
      paramLabel = "FILE",
      description =
          "Read the rules that the backend named by --backend is known to break. A line has the"
              + " rule, the number of failing cases or nothing, the reason, and the issue, with"
              + " tabs between them. The command then fails only if the outcome differs from the"
              + " list.")
  private @Nullable Path deviations;

  @Option(
      names = "--cores",
      description =
          "Check the backend named by --backend on each core whose kernels its native library has"
              + " and this processor can run, each in a process of its own.")
  private boolean cores;

  private final Terminal terminal;

  /**
   * Creates the command.
   *
   * @param terminal draws the progress bar
   */
  public VerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InputException, IOException {
    if (line != null && outcomes != null) {
      throw new InputException(
          "--case and --outcomes cannot be combined: --outcomes is for whole rules");
    }
    if (line != null && !(only.isEmpty() && exceptions.isEmpty())) {
      throw new InputException(
          "--case and --only or --except cannot be combined: the case names its rule");
    }
    RuleChoice choice = RuleChoice.of(only, exceptions);
    PrintWriter out = spec.commandLine().getOut();
    Selection selection = backendOptions.select();
    if (cores) {
      if (selection.settings().backend().isEmpty() || line != null || outcomes != null) {
        throw new InputException(
            "--cores needs --backend, and cannot be combined with --case or --outcomes");
      }
      return CoreRuns.run(
          selection,
          spec.root().userObject().getClass(),
          childArguments(spec.commandLine().getParseResult().originalArgs()),
          out,
          spec.commandLine().getErr());
    }
    Deviations known = knownDeviations(selection);
    if (line != null) {
      return reproduce(line, selection, out);
    }
    Map<String, Report> reports =
        outcomes == null
            ? check(selection, choice, (backend, outcome) -> {})
            : checkInto(outcomes, selection, choice);
    out.print(details ? VerifyTable.details(reports) : VerifyTable.summary(reports));
    if (details) {
      out.println(
          "All rules except number 42 and half of RANDOM-3 ran with the crossover off, so that"
              + " every case reached the backend's kernels.");
    }
    for (Candidate candidate : selection.candidates()) {
      if (!candidate.isReady()) {
        out.println("Not checked: " + candidate.describe() + ".");
      }
    }
    List<Outcome> all =
        reports.values().stream().flatMap(report -> report.outcomes().stream()).toList();
    known.describe(all).forEach(out::println);
    if (!known.all().isEmpty()) {
      known.problems(all).forEach(out::println);
    }
    for (Candidate candidate : toBeChecked(selection)) {
      CoreRuns.describe(candidate, selection.settings()).ifPresent(out::println);
    }
    out.flush();
    return exitCode(reports, known);
  }

  /** The arguments of the same check without --cores, which may have the value true. */
  static String[] childArguments(List<String> arguments) {
    return arguments.stream()
        .filter(argument -> !argument.startsWith("--cores"))
        .toArray(String[]::new);
  }

  /** 0 if every rule passed, or failed as listed. */
  static int exitCode(Map<String, Report> reports, Deviations known) {
    boolean passed =
        reports.values().stream().allMatch(report -> known.problems(report.outcomes()).isEmpty());
    return passed ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private Deviations knownDeviations(Selection selection) throws InputException, IOException {
    if (deviations == null) {
      return Deviations.NONE;
    }
    if (line != null) {
      throw new InputException(
          "--case and --deviations cannot be combined: --deviations is for whole rules");
    }
    if (selection.settings().backend().isEmpty()) {
      throw new InputException(
          "--deviations needs --backend, because it lists the rules that one backend breaks");
    }
    try {
      return Deviations.read(deviations, ConformanceKit.rules());
    } catch (IllegalArgumentException wrong) {
      throw new InputException("--deviations: " + Errors.message(wrong), wrong);
    } catch (IOException failure) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s cannot be read (%s): choose another with --deviations",
              deviations,
              Errors.reason(failure)),
          failure);
    }
  }

  /** Is notified of each outcome. */
  private interface Listener {
    void checked(String backend, Outcome outcome);
  }

  private Map<String, Report> checkInto(Path file, Selection selection, RuleChoice choice)
      throws IOException {
    try (OutcomesFile open = OutcomesFile.open(file)) {
      return check(
          selection,
          choice,
          (backend, outcome) -> {
            try {
              open.add(backend, outcome);
            } catch (IOException failure) {
              throw new UncheckedIOException(failure);
            }
          });
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private Map<String, Report> check(Selection selection, RuleChoice choice, Listener listener) {
    PrintWriter err = spec.commandLine().getErr();
    Map<String, Report> reports = new LinkedHashMap<>();
    for (Candidate candidate : toBeChecked(selection)) {
      String name = candidate.name();
      err.printf(Locale.ROOT, "Checking %d rules on %s ...%n", choice.rules().size(), name);
      err.flush();
      try (VerifyProgress progress =
          new VerifyProgress(
              terminal, err, name, choice, outcome -> listener.checked(name, outcome))) {
        reports.put(
            name,
            ConformanceKit.run(subject(candidate, selection), choice.rules()::contains, progress));
      }
    }
    return reports;
  }

  private Subject subject(Candidate candidate, Selection selection) {
    return Subject.of(
        candidate.provider().orElseThrow(),
        selection.settings(),
        (quick ? Effort.SHORT : Effort.FULL).changedByProperties());
  }

  private int reproduce(String described, Selection selection, PrintWriter out)
      throws InputException {
    boolean passed = true;
    for (Candidate candidate : toBeChecked(selection)) {
      Optional<String> wrong;
      try {
        wrong = ConformanceKit.reproduce(subject(candidate, selection), described);
      } catch (IllegalArgumentException noCase) {
        throw new InputException("--case: " + Errors.message(noCase), noCase);
      }
      out.println(candidate.name() + ": " + wrong.orElse("passed"));
      passed &= wrong.isEmpty();
    }
    out.flush();
    return passed ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static List<Candidate> toBeChecked(Selection selection) {
    Settings settings = selection.settings();
    return settings.backend().isPresent()
        ? List.of(selection.chosen())
        : selection.candidates().stream().filter(Candidate::isReady).toList();
  }
}
