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
    PrintWriter err = command.getErr();
    print(command, message(wrongCall), wrongCall);
    err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.USAGE;
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
    PrintWriter err = command.getErr();
    err.println("panblas: the results cannot be written to standard output; send them elsewhere.");
    err.flush();
    return ExitCode.SOFTWARE;
  }

  private void print(CommandLine command, String message, Throwable failure) {
    PrintWriter err = command.getErr();
    boolean needsStop = !message.endsWith(".") && message.lines().count() == 1;
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
      default -> "unexpected error: " + failure + "; report it with the output of --verbose";
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
      case FileSystemException other when other.getReason() == null -> other.toString();
      default -> message(failure);
    };
  }

  /**
   * An exception's message.
   *
   * @param failure the exception
   * @return its message, or its class name if it has none
   */
  public static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }
}
