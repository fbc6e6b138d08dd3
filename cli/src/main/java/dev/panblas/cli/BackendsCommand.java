package dev.panblas.cli;

import dev.panblas.backend.BackendUnavailableException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code panblas backends}. */
@Command(
    name = "backends",
    description = "Show what can run on this machine, what is chosen, and why not the others.",
    footer = "%nExits with 0 when one is chosen and can run, otherwise with 1.")
final class BackendsCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Mixin private final BackendOptions backendOptions = new BackendOptions();

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws InputException {
    BackendReport report = report();
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? Json.of(report) : BackendTable.of(report));
    out.flush();
    return report.canRun() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private BackendReport report() throws InputException {
    try {
      return BackendReport.ofAll(backendOptions.select());
    } catch (BackendUnavailableException unavailable) {
      return BackendReport.ofNone(
          unavailable.problem(), unavailable.candidates(), backendOptions.settings());
    }
  }
}
