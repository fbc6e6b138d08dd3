package dev.panblas.cli.verify;

import dev.panblas.backend.Candidate;
import dev.panblas.backend.Selection;
import dev.panblas.cli.shared.BackendOptions;
import dev.panblas.cli.shared.Errors;
import dev.panblas.cli.shared.InputException;
import dev.panblas.conformance.ConformanceKit;
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
          "Make 2,000 random calls instead of 100,000, and call from many threads for half a second"
              + " instead of 20.")
  private boolean quick;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      split = ",",
      description =
          "Check only these rules. A name without a number selects a group: --rule GEMM-4,DOT.")
  private List<String> rules = List.of();

  @Option(
      names = "--case",
      paramLabel = "LINE",
      description =
          "Run only this case: the line that a failure printed, from the rule on, with or without"
              + " the error after it. Without the rule, make the call and check its result.")
  private @Nullable String line;

  @Option(
      names = "--outcomes",
      paramLabel = "FILE",
      description =
          "Also write each rule's outcome to a file, as soon as it is known: backend, rule, cases,"
              + " failures, and why the rule was not tried, separated by tabs.")
  private @Nullable Path outcomes;

  /** Creates the command. */
  public VerifyCommand() {}

  @Override
  public Integer call() throws InputException, IOException {
    if (line != null && outcomes != null) {
      throw new InputException(
          "--case and --outcomes cannot be combined: --outcomes is for whole rules");
    }
    if (line != null && !rules.isEmpty()) {
      throw new InputException("--case and --rule cannot be combined: the case names its rule");
    }
    RuleChoice choice = RuleChoice.of(rules);
    PrintWriter out = spec.commandLine().getOut();
    Selection selection = backendOptions.select();
    if (line != null) {
      return reproduce(line, selection, out);
    }
    Map<String, Report> reports =
        outcomes == null
            ? check(selection, choice, (backend, outcome) -> {})
            : checkInto(outcomes, selection, choice);
    out.print(VerifyTable.of(reports));
    out.println(
        "Every case called the backend's kernels. Programs compute small operands of a native"
            + " backend in Java instead (panblas backends shows up to which size): Panblas's own"
            + " tests check those calls by the same rules.");
    for (Candidate candidate : selection.candidates()) {
      if (!candidate.isReady()) {
        out.println("Not checked: " + candidate.describe() + ".");
      }
    }
    out.flush();
    return exitCode(reports);
  }

  /** 0 if every rule is kept. */
  static int exitCode(Map<String, Report> reports) {
    boolean passed =
        reports.values().stream()
            .flatMap(report -> report.outcomes().stream())
            .allMatch(Outcome::isPassed);
    return passed ? ExitCode.OK : ExitCode.SOFTWARE;
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
      err.printf("Checking %d rules on %s ...%n", choice.rules().size(), name);
      err.flush();
      reports.put(
          name,
          ConformanceKit.run(
              subject(candidate, selection),
              choice.rules()::contains,
              outcome -> listener.checked(name, outcome)));
    }
    return reports;
  }

  private Subject subject(Candidate candidate, Selection selection) {
    return Subject.of(
        candidate.provider().orElseThrow(),
        selection.settings(),
        quick ? Effort.SHORT : Effort.current());
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
