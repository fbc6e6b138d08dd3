/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Prints log records of level WARNING and above as {@code warning: …}, one line each. */
public final class Warnings extends Handler {

  private final PrintStream out;

  private Warnings(PrintStream out) {
    this.out = out;
    setLevel(Level.WARNING);
    setFormatter(new SimpleFormatter());
  }

  /**
   * Replaces all handlers of the process's log.
   *
   * @param out receives the warnings
   */
  public static void printTo(PrintStream out) {
    LogManager.getLogManager().reset();
    Logger.getLogger("").addHandler(new Warnings(out));
  }

  @Override
  public void publish(LogRecord entry) {
    if (isLoggable(entry)) {
      out.println("warning: " + getFormatter().formatMessage(entry).replaceAll("\\s*\\R\\s*", " "));
    }
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    // the stream belongs to the process
  }
}
