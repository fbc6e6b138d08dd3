package dev.panblas.cli;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jline.utils.Signals;

/**
 * Ctrl-C and its like: while they are listened to, the first asks the work to stop, and the second
 * ends the process at once. Once the work's results are being written, which takes a moment, they
 * only say so: no file is left half written.
 */
final class StopSignals {

  /** A signal, named as POSIX does without the SIG. */
  enum Signal {
    /** The terminal went away. */
    HUP(1),
    /** Ctrl-C. */
    INT(2),
    /** The kill command's, and a batch system's. */
    TERM(15);

    private final int number;

    Signal(int number) {
      this.number = number;
    }

    /** What a shell reports for a process that the signal ended. */
    int exitCode() {
      return 128 + number;
    }
  }

  private volatile Optional<Signal> received = Optional.empty();

  private boolean writing;

  /** Ends the listening. */
  interface Listening extends AutoCloseable {
    @Override
    void close();
  }

  /** Takes the signals over from the JVM, which would end. */
  Listening listen(PrintWriter err) {
    Map<Signal, Object> previous = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      Object handler = Signals.register(signal.name(), () -> receive(signal, err));
      if (handler != null) { // a system without this signal
        previous.put(signal, handler);
      }
    }
    return () -> previous.forEach((signal, handler) -> Signals.unregister(signal.name(), handler));
  }

  /** From now on signals end nothing, until the listening ends. */
  synchronized void startWriting() {
    writing = true;
  }

  synchronized void receive(Signal signal, PrintWriter err) {
    if (writing) {
      err.println("The results are being written: this ends in a moment.");
      err.flush();
      return;
    }
    if (received.isPresent()) {
      Runtime.getRuntime().halt(signal.exitCode());
    }
    received = Optional.of(signal);
    err.println();
    err.println(
        "Stopping after this iteration, to keep what was learned; once more stops at once.");
    err.flush();
  }

  /** The first signal that came, if one did. */
  Optional<Signal> received() {
    return received;
  }
}
