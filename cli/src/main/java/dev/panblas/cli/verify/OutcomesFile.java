/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.verify;

import dev.panblas.cli.shared.Errors;
import dev.panblas.conformance.Outcome;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The outcomes of all rules, for scripts. Each rule has one line: backend, rule, cases, failures,
 * and why the rule was not tried, separated by tabs. A line is written before the next rule starts,
 * so that no outcome is lost if a library ends the process.
 */
final class OutcomesFile implements AutoCloseable {

  private final Path file;
  private final Writer writer;

  private OutcomesFile(Path file, Writer writer) {
    this.file = file;
    this.writer = writer;
  }

  /**
   * Creates or empties the file.
   *
   * @throws IOException if it cannot be written to; the message is a sentence
   */
  static OutcomesFile open(Path file) throws IOException {
    try {
      OutcomesFile opened = new OutcomesFile(file, Files.newBufferedWriter(file));
      opened.line("backend\trule\tcases\tfailures\tnot tried");
      return opened;
    } catch (IOException failure) {
      throw cannotWrite(file, failure);
    }
  }

  /** Adds a line. */
  void add(String backend, Outcome outcome) throws IOException {
    try {
      line(
          String.format(
              Locale.ROOT,
              "%s\t%s\t%d\t%d\t%s",
              backend,
              outcome.rule().id(),
              outcome.cases(),
              outcome.failures(),
              outcome.leftOut().orElse("")));
    } catch (IOException failure) {
      throw cannotWrite(file, failure);
    }
  }

  private void line(String text) throws IOException {
    writer.write(text + "\n");
    writer.flush();
  }

  private static IOException cannotWrite(Path file, IOException failure) {
    return new IOException(
        String.format(
            Locale.ROOT,
            "%s cannot be written (%s): choose another with --outcomes",
            file,
            Errors.reason(failure)),
        failure);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
