package dev.panblas.cli;

import dev.panblas.conformance.Outcome;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What came of all rules, to be read by scripts: a line a rule with tabs between backend, rule,
 * cases, failures, and why it was not tried. Each line is in the file before the next rule starts,
 * so that the file of a process that a library has killed tells how far it came.
 */
final class OutcomesFile implements AutoCloseable {

  private final Path file;
  private final Writer writer;

  private OutcomesFile(Path file, Writer writer) {
    this.file = file;
    this.writer = writer;
  }

  /**
   * Makes the file, or empties it.
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
            "%s cannot be written (%s); name another with --outcomes",
            file, Errors.reason(failure)),
        failure);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
