/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import dev.panblas.cli.shared.Errors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code panblas help}: the same as {@code --help}. */
@Command(name = "help", description = "Print the help of a command.")
final class HelpCommand implements Runnable {

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "COMMAND",
      description = "The command. Default: panblas itself.")
  private @Nullable String command;

  @Override
  public void run() {
    CommandLine panblas = spec.root().commandLine();
    CommandLine explained = panblas;
    if (command != null) {
      explained = panblas.getSubcommands().get(command);
      if (explained == null) {
        throw new ParameterException(panblas, Errors.unknownCommand(panblas, command));
      }
    }
    explained.usage(explained.getOut());
  }
}
