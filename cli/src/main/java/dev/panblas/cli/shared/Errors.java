/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import dev.panblas.backend.BackendUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Prints an error as one sentence on standard error, and its stack trace only on request. The exit
 * code is 2 if an option or the input was not valid, 1 if the command failed.
 */
public final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {

  private final BooleanSupplier verbose;

  /**
   * Creates the handler.
   *
   * @param verbose whether to print stack traces
   */
  public Errors(BooleanSupplier verbose) {
    this.verbose = verbose;
  }

  @Override
  public int handleParseException(ParameterException wrongCall, String[] args) {
    CommandLine command = wrongCall.getCommandLine();
    String message = message(wrongCall);
    // picocli reports a missing option first, but a mistyped one is often the reason.
    Optional<CommandLine> mistyped =
        parents(command).stream()
            .filter(each -> !each.getUnmatchedArguments().isEmpty())
            .findFirst();
    if (mistyped.isPresent()) {
      command = mistyped.get();
      message = unknown(command, command.getUnmatchedArguments().getFirst());
    }
    PrintWriter err = err(command);
    print(command, message, wrongCall);
    err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.USAGE;
  }

  /** The commands that a command belongs to, from the root to itself. */
  private static List<CommandLine> parents(CommandLine command) {
    List<CommandLine> all = new ArrayList<>();
    for (CommandLine each = command; each != null; each = each.getParent()) {
      all.addFirst(each);
    }
    return all;
  }

  private static String unknown(CommandLine command, String argument) {
    if (argument.startsWith("-")) {
      String option = argument.replaceFirst("=.*", "");
      String name = command.getCommandSpec().qualifiedName();
      return option
          + " is not an option of "
          + name
          + Suggestion.of(option, command.getCommandSpec().optionsMap().keySet())
              .map(Errors::question)
              .orElseGet(() -> elsewhere(command, option));
    }
    return command.getSubcommands().isEmpty()
        ? command.getCommandName() + " must be called with options only, but was given " + argument
        : unknownCommand(command, argument);
  }

  /** The option of a command, given before the command. */
  private static String elsewhere(CommandLine command, String option) {
    return command.getSubcommands().values().stream()
        .filter(each -> each.getCommandSpec().findOption(option) != null)
        .findFirst()
        .map(each -> ": give it after the command, such as " + each.getCommandName())
        .orElse("");
  }

  /**
   * The message about a command that does not exist.
   *
   * @param command the command that it should be a subcommand of
   * @param name the name
   * @return one sentence with a suggestion, or with the names of all commands
   */
  public static String unknownCommand(CommandLine command, String name) {
    Set<String> names = command.getSubcommands().keySet();
    return "there is no command "
        + name
        + Suggestion.of(name, names)
            .map(Errors::question)
            .orElse(": choose one of " + String.join(", ", names));
  }

  private static String question(String suggestion) {
    return ". Did you mean " + suggestion + "?";
  }

  /** Standard error, also where a command's own messages are {@code --quiet}. */
  private static PrintWriter err(CommandLine command) {
    return command.getCommandSpec().root().commandLine().getErr();
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    print(command, sentence(failure), failure);
    return failure instanceof InputException ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  /**
   * Prints an {@link Error}, such as a missing class or exhausted memory.
   *
   * @param failure the error
   * @param command the command that failed
   * @return the exit code
   */
  public int handleError(Error failure, CommandLine command) {
    print(command, sentence(failure), failure);
    return ExitCode.SOFTWARE;
  }

  /**
   * Prints that the results could not be written, for example to a full disk.
   *
   * @param command the command whose work is done
   * @return the exit code
   */
  public int handleLostOutput(CommandLine command) {
    PrintWriter err = err(command);
    err.println("panblas: the results cannot be written to standard output; send them elsewhere.");
    err.flush();
    return ExitCode.SOFTWARE;
  }

  private void print(CommandLine command, String message, Throwable failure) {
    PrintWriter err = err(command);
    boolean needsStop = !message.matches("(?s).*[.?]") && message.lines().count() == 1;
    err.println("panblas: " + message + (needsStop ? "." : ""));
    if (verbose.getAsBoolean()) {
      err.println(command.getColorScheme().richStackTraceString(failure));
    }
    err.flush();
  }

  private static String sentence(Throwable failure) {
    return switch (failure) {
      case InputException known -> message(known);
      case BackendUnavailableException known -> message(known);
      case IOException known -> reason(known);
      case OutOfMemoryError full -> "out of memory (" + message(full) + ")";
      default ->
          "unexpected error: " + describe(failure) + "; report it with the output of --verbose";
    };
  }

  /**
   * The cause of a failed file operation, as a clause.
   *
   * @param failure the exception
   * @return such as {@code out: permission denied}
   */
  public static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied -> denied.getFile() + ": permission denied";
      case NoSuchFileException missing -> missing.getFile() + ": no such file";
      case FileSystemException other when other.getReason() == null ->
          other.getFile() + ": " + words(other);
      default -> message(failure);
    };
  }

  /**
   * An exception's message.
   *
   * @param failure the exception
   * @return its message, or what kind of exception it is if it has none
   */
  public static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? words(failure) : message;
  }

  /**
   * The exception that all others of a chain come from.
   *
   * @param failure the last exception of the chain
   * @return the first one, or the exception itself if it has no cause
   */
  public static Throwable rootCause(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root;
  }

  /**
   * What kind of exception it is, and its message.
   *
   * @param failure the exception
   * @return such as {@code index out of bounds: 3}
   */
  public static String describe(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? words(failure) : words(failure) + ": " + message;
  }

  /** The exception's class in words: {@code no such file} for {@code NoSuchFileException}. */
  private static String words(Throwable failure) {
    return failure
        .getClass()
        .getSimpleName()
        .replaceFirst("(?<=.)(Exception|Error)$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }
}
