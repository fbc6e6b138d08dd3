/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import dev.panblas.cli.shared.CommandProvider;
import dev.panblas.cli.shared.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code panblas bench} if its module is not on the module path: an error with the remedy. */
@Command(
    name = CommandProvider.BENCH,
    description = CommandProvider.BENCH_DESCRIPTION,
    footer = "%n" + MissingBenchCommand.MESSAGE)
final class MissingBenchCommand implements Callable<Integer> {

  static final String MESSAGE =
      "bench needs the module dev.panblas.bench, which is not on the module path: run ./panblas"
          + " bench, or give --module-path the folder bench/target/modules.";

  /** All arguments: picocli adds them here instead of rejecting them. */
  @SuppressWarnings("UnusedVariable")
  @Unmatched
  private final List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws InputException {
    throw new InputException(MESSAGE);
  }
}
