/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import java.util.concurrent.Callable;

/**
 * Adds the command {@code bench}. Its module brings JMH, so the launcher puts it on the module path
 * only for that command.
 */
public interface CommandProvider {

  /** The command's name. */
  String BENCH = "bench";

  /** The command's description in the list of commands. */
  String BENCH_DESCRIPTION =
      "Time the backends, with NumPy and Octave as rivals, and compare the results with the"
          + " targets.";

  /**
   * Creates the command.
   *
   * @param stopSignals the signals that stop it
   * @return a picocli command named {@link #BENCH}
   */
  Callable<Integer> command(StopSignals stopSignals);
}
