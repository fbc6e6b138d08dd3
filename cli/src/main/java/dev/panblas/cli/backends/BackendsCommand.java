/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.backends;

import dev.panblas.backend.BackendUnavailableException;
import dev.panblas.cli.shared.BackendOptions;
import dev.panblas.cli.shared.BackendReport;
import dev.panblas.cli.shared.InputException;
import dev.panblas.cli.shared.Json;
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
    description =
        "Show the backends of this machine, which one is chosen, and why others are not ready.",
    footer = "%nExits with 0 if a backend is chosen and can run, otherwise with 1.")
public final class BackendsCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Mixin private final BackendOptions backendOptions = new BackendOptions();

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  /** Creates the command. */
  public BackendsCommand() {}

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
