/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import dev.panblas.cli.shared.StopSignals;
import dev.panblas.cli.shared.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;

/** A call of the command in this process, and its output. */
public record CommandRun(int exitCode, String out, String err) {

  public static CommandRun of(String... args) {
    return of(Terminal.NONE, new StopSignals(), args);
  }

  public static CommandRun of(Terminal terminal, StopSignals stopSignals, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Main.run(
            terminal, stopSignals, new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  /** The line of the error. */
  public String error() {
    return err.lines().filter(line -> line.startsWith("panblas: ")).findFirst().orElse("");
  }
}
