package dev.panblas.cli;

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
 * Tells an error in a sentence on standard error, with the stack trace only if it is wanted: 2 is
 * the exit code of a wrong call or wrong input, 1 that of work that failed.
 */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {

  private final BooleanSupplier verbose;

  Errors(BooleanSupplier verbose) {
    this.verbose = verbose;
  }

  @Override
  public int handleParseException(ParameterException wrongCall, String[] args) {
    CommandLine command = wrongCall.getCommandLine();
    PrintWriter err = command.getErr();
    tell(command, message(wrongCall), wrongCall);
    err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    tell(command, sentence(failure), failure);
    return failure instanceof InputException ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  /** Tells what is no exception, such as a class that is missing or memory that is full. */
  int handleError(Error failure, CommandLine command) {
    tell(command, sentence(failure), failure);
    return ExitCode.SOFTWARE;
  }

  private void tell(CommandLine command, String message, Throwable failure) {
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
      case OutOfMemoryError full -> "There is not enough memory (" + message(full) + ")";
      default ->
          "This should not happen: " + failure + "; --verbose shows where, for a report of the bug";
    };
  }

  /** What a file operation failed by, as it stands in a sentence or between brackets. */
  static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied -> denied.getFile() + ": permission denied";
      case NoSuchFileException missing -> missing.getFile() + ": no such file";
      case FileSystemException other when other.getReason() == null -> other.toString();
      default -> message(failure);
    };
  }

  /** What an exception says; its class's name if it says nothing. */
  static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }
}
