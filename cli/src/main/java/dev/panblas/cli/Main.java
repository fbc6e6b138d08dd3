package dev.panblas.cli;

import dev.panblas.autoencoder.Schedule;
import dev.panblas.matrix.Precision;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code panblas} command. */
@Command(
    name = "panblas",
    description = "Linear algebra on the JVM, written once and run on any BLAS.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it was done",
      "1:the work failed",
      "2:the call or its input was wrong",
      "130:Ctrl-C ended it; 129: a hang-up, 143: a kill did"
    })
public final class Main {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean verbose;

  private Main() {}

  /**
   * Runs the command and exits the JVM with its code.
   *
   * @param args the command's arguments
   */
  public static void main(String[] args) {
    Charset charset = System.err.charset();
    Warnings.printTo(System.err);
    System.exit(execute(commandLine(Terminal.current(charset), new StopSignals()), args));
  }

  /** Runs a command of {@link #commandLine} and returns its exit code, whatever happens. */
  static int execute(CommandLine command, String... args) {
    try {
      return command.execute(args);
    } catch (Error failure) { // picocli hands over exceptions only
      return ((Errors) command.getExecutionExceptionHandler()).handleError(failure, command);
    }
  }

  /** The command with all its subcommands, which print to the command line's own streams. */
  static CommandLine commandLine(Terminal terminal, StopSignals stopSignals) {
    Main main = new Main();
    Errors errors = new Errors(() -> main.verbose);
    return new CommandLine(main)
        .addSubcommand(new BackendsCommand())
        .addSubcommand(new TrainCommand(terminal, stopSignals))
        .addSubcommand(new VerifyCommand())
        .addSubcommand(new BenchCommand(stopSignals))
        .registerConverter(Precision.class, new EnumName<>(Precision.class))
        .registerConverter(Schedule.class, new EnumName<>(Schedule.class))
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
  }
}
