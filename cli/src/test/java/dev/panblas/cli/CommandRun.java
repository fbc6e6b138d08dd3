package dev.panblas.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A call of the command in this process, and what it printed. */
record CommandRun(int exitCode, String out, String err) {

  static CommandRun of(String... args) {
    return of(Terminal.NONE, new StopSignals(), args);
  }

  static CommandRun of(Terminal terminal, StopSignals stopSignals, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Main.execute(
            Main.commandLine(terminal, stopSignals)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)),
            args);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  /** The line that begins as every error does. */
  String error() {
    return err.lines().filter(line -> line.startsWith("panblas: ")).findFirst().orElse("");
  }
}
