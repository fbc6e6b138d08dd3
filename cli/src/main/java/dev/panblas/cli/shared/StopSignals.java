/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jline.utils.Signals;

/**
 * Ctrl-C and the other signals that stop a process. While a caller listens, the first signal
 * requests a stop, and the second ends the process at once. While the results are written, a signal
 * only prints a message, so that no file is incomplete.
 */
public final class StopSignals {

  /** A signal, named as in POSIX, without the SIG. */
  public enum Signal {
    /** The terminal was closed. */
    HUP(1),
    /** Ctrl-C. */
    INT(2),
    /** Sent by kill and by batch systems. */
    TERM(15);

    private final int number;

    Signal(int number) {
      this.number = number;
    }

    /**
     * The exit code that a shell reports for a process that the signal ended.
     *
     * @return 128 plus the signal's number
     */
    public int exitCode() {
      return 128 + number;
    }
  }

  private volatile Optional<Signal> received = Optional.empty();

  private boolean writing;

  /** Creates the state: no signal was received. */
  public StopSignals() {}

  /** Restores the previous handlers when it is closed. */
  public interface Listening extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Replaces the JVM's handlers, which would end the process.
   *
   * @param err receives messages for the user
   * @return restores the JVM's handlers when it is closed
   */
  public Listening listen(PrintWriter err) {
    Map<Signal, Object> previous = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      Object handler = Signals.register(signal.name(), () -> receive(signal, err));
      if (handler != null) { // a system without this signal
        previous.put(signal, handler);
      }
    }
    return () -> previous.forEach((signal, handler) -> Signals.unregister(signal.name(), handler));
  }

  /** From now on, signals only print a message, until the listening ends. */
  public synchronized void startWriting() {
    writing = true;
  }

  /**
   * Handles a signal.
   *
   * @param signal the signal
   * @param err receives the message for the user
   */
  public synchronized void receive(Signal signal, PrintWriter err) {
    if (writing) {
      err.println("The results are being written: the process ends when that is done.");
      err.flush();
      return;
    }
    if (received.isPresent()) {
      err.println(); // below the progress bar
      err.flush();
      Runtime.getRuntime().halt(signal.exitCode());
    }
    received = Optional.of(signal);
    err.println();
    err.println(
        "Stopping after this iteration and writing the results; a second signal ends at once.");
    err.flush();
  }

  /**
   * The first signal that was received.
   *
   * @return the signal, or empty
   */
  public Optional<Signal> received() {
    return received;
  }
}
