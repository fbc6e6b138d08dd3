package dev.panblas.cli;

import dev.panblas.backend.Candidate;
import dev.panblas.backend.Selection;
import dev.panblas.conformance.ConformanceKit;
import dev.panblas.conformance.Outcome;
import dev.panblas.conformance.Report;
import dev.panblas.spi.Settings;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  @Override
  public Integer call() throws InputException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Selection selection = backendOptions.select();
    Map<String, Report> reports = new LinkedHashMap<>();
    for (Candidate candidate : toBeChecked(selection)) {
      err.printf("Checking %s on %d rules ...%n", candidate.name(), ConformanceKit.rules().size());
      err.flush();
      reports.put(candidate.name(), ConformanceKit.run(subject(candidate, selection), NONE));
    }
    out.print(VerifyTable.of(reports));
    for (Candidate candidate : selection.candidates()) {
      if (!candidate.isReady()) {
        out.println("Not checked: " + candidate.describe() + ".");
      }
    }
    out.flush();
    boolean passed =
        reports.values().stream().flatMap(r -> r.outcomes().stream()).allMatch(Outcome::isPassed);
    return passed ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static List<Candidate> toBeChecked(Selection selection) {
    Settings settings = selection.settings();
    return settings.backend().isPresent()
        ? List.of(selection.chosen())
        : selection.candidates().stream().filter(Candidate::isReady).toList();
  }
}
