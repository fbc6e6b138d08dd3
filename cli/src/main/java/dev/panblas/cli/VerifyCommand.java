package dev.panblas.cli;

import dev.panblas.backend.Candidate;
import dev.panblas.backend.Selection;
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
        "Check the contract's rules on this machine: on every backend that is ready, or on the one"
            + " that is named.",
    footer = "%nExits with 1 when a rule is broken, or when the named backend is not ready.")
final class VerifyCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Mixin private final BackendOptions backendOptions = new BackendOptions();

  @Option(
      names = "--quick",
      description =
          "Make 2,000 random calls in place of 100,000, and let many threads call for half a second"
              + " in place of 20.")
  private boolean quick;

  @Option(
      names = "--case",
      paramLabel = "LINE",
      description =
          "Try one case again, as a failure has told it, in place of all: its line from the rule"
              + " on, with or without what was wrong. Without the rule, make the call and judge its"
              + " result.")
  private @Nullable String line;

  @Option(
      names = "--outcomes",
      paramLabel = "FILE",
      description =
          "Write each rule's outcome to a file too, as soon as there is one: backend, rule, cases,"
              + " failures, and why it was not tried, with tabs between them.")
  private @Nullable Path outcomes;

  @Option(
      names = "--deviations",
      paramLabel = "FILE",
      description =
          "Read the rules that the backend named by --backend is known to break. A line has the"
              + " rule, the number of failing cases or nothing, the reason, and the issue, with"
              + " tabs between them. Only a difference from the list then counts as a broken rule.")
  private @Nullable Path deviations;

  @Override
  public Integer call() throws InputException, IOException {
    if (line != null && outcomes != null) {
      throw new InputException(
          "--case makes one call again, --outcomes tells of all rules: leave one out.");
    }
    PrintWriter out = spec.commandLine().getOut();
    Selection selection = backendOptions.select();
    Deviations known = knownDeviations(selection);
    if (line != null) {
      return reproduce(line, selection, out);
    }
    Map<String, Report> reports =
        outcomes == null
            ? check(selection, (backend, outcome) -> {})
            : checkInto(outcomes, selection);
    out.print(VerifyTable.of(reports));
    out.println(
        "Checked are the backends' own routines, at every size. In programs, small operands of a"
            + " native backend are answered in Java instead (panblas backends says up to what"
            + " size): Panblas's own tests hold that to the same rules.");
    for (Candidate candidate : selection.candidates()) {
      if (!candidate.isReady()) {
        out.println("Not checked: " + candidate.describe() + ".");
      }
    }
    List<Outcome> all =
        reports.values().stream().flatMap(report -> report.outcomes().stream()).toList();
    known.describe(all).forEach(out::println);
    boolean passed = known.problems(all).isEmpty();
    if (!known.all().isEmpty()) {
      known.problems(all).forEach(out::println);
    }
    out.flush();
    return passed ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private Deviations knownDeviations(Selection selection) throws InputException, IOException {
    if (deviations == null) {
      return Deviations.NONE;
    }
    if (line != null || selection.settings().backend().isEmpty()) {
      throw new InputException(
          "--deviations lists the rules that one backend breaks: name it with --backend, and leave"
              + " out --case.");
    }
    try {
      return Deviations.read(deviations, ConformanceKit.rules());
    } catch (IllegalArgumentException wrong) {
      throw new InputException("--deviations: " + Errors.message(wrong), wrong);
    } catch (IOException failure) {
      throw new IOException(
          "%s cannot be read (%s); name another with --deviations"
              .formatted(deviations, Errors.reason(failure)),
          failure);
    }
  }

  /** Told what came of a rule on a backend. */
  private interface Listener {
    void checked(String backend, Outcome outcome);
  }

  private Map<String, Report> checkInto(Path file, Selection selection) throws IOException {
    try (OutcomesFile open = OutcomesFile.open(file)) {
      return check(
          selection,
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

  private Map<String, Report> check(Selection selection, Listener listener) {
    PrintWriter err = spec.commandLine().getErr();
    Map<String, Report> reports = new LinkedHashMap<>();
    for (Candidate candidate : toBeChecked(selection)) {
      String name = candidate.name();
      err.printf("Checking %s on %d rules ...%n", name, ConformanceKit.rules().size());
      err.flush();
      reports.put(
          name,
          ConformanceKit.run(
              subject(candidate, selection), outcome -> listener.checked(name, outcome)));
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
