/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import dev.panblas.autoencoder.Schedule;
import dev.panblas.cli.backends.BackendsCommand;
import dev.panblas.cli.encode.EncodeCommand;
import dev.panblas.cli.encode.ReconstructCommand;
import dev.panblas.cli.samples.Whitening;
import dev.panblas.cli.shared.CommandProvider;
import dev.panblas.cli.shared.DecimalNumber;
import dev.panblas.cli.shared.EnumName;
import dev.panblas.cli.shared.Errors;
import dev.panblas.cli.shared.StopSignals;
import dev.panblas.cli.shared.Terminal;
import dev.panblas.cli.shared.Version;
import dev.panblas.cli.shared.Warnings;
import dev.panblas.cli.shared.WholeNumber;
import dev.panblas.cli.train.TrainCommand;
import dev.panblas.cli.verify.VerifyCommand;
import dev.panblas.matrix.Precision;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

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
      "0:success",
      "1:the command failed",
      "2:an option or the input was not valid",
      "130:stopped by Ctrl-C (129 if the terminal was closed, 143 by kill)"
    })
public final class Main implements Runnable {

  private static final int USUAL_HELP_WIDTH = 80;
  private static final int WIDEST_HELP = 100;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--quiet",
      scope = ScopeType.INHERIT,
      description = "Print results and errors only: no progress and no other messages.")
  private boolean quiet;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean verbose;

  private Main() {}

  /**
   * Runs the command and exits the JVM with its exit code.
   *
   * @param args the command's arguments
   */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // for text that other libraries format
    Charset charset = System.err.charset();
    Warnings.printTo(System.err);
    for (String argument : args) {
      if (argument.indexOf('\uFFFD') >= 0) {
        System.err.println(undecodable(argument));
        System.exit(ExitCode.USAGE);
      }
    }
    Terminal terminal = Terminal.current(charset, System.getenv());
    System.exit(execute(commandLine(terminal, new StopSignals()), args));
  }

  /** The JVM has replaced bytes of the argument, so a path of that name would be another one. */
  private static String undecodable(String argument) {
    return String.format(
        Locale.ROOT,
        "panblas: the argument %s has bytes that are not characters in %s, the encoding of this"
            + " process: set LC_ALL=C.UTF-8, or the locale in which the name was written.",
        argument,
        System.getProperty("sun.jnu.encoding"));
  }

  /**
   * Runs the command in this process.
   *
   * @param terminal the terminal of standard error
   * @param stopSignals the signals that stop the work
   * @param out receives the results
   * @param err receives everything else
   * @param args the command's arguments
   * @return the exit code
   */
  public static int run(
      Terminal terminal,
      StopSignals stopSignals,
      PrintWriter out,
      PrintWriter err,
      String... args) {
    return execute(commandLine(terminal, stopSignals).setOut(out).setErr(err), args);
  }

  /** Runs a command of {@link #commandLine} and returns its exit code; throws nothing. */
  static int execute(CommandLine command, String... args) {
    Errors errors = (Errors) command.getExecutionExceptionHandler();
    try {
      int code = command.execute(args);
      // A PrintWriter does not throw errors, and one over System.out does not see its errors.
      return code == ExitCode.OK && (command.getOut().checkError() || System.out.checkError())
          ? errors.handleLostOutput(command)
          : code;
    } catch (Error failure) { // picocli passes only exceptions to the handler
      return errors.handleError(failure, command);
    }
  }

  /** The command with all its subcommands. */
  static CommandLine commandLine(Terminal terminal, StopSignals stopSignals) {
    Main main = new Main();
    Errors errors = new Errors(() -> main.verbose);
    int width = terminal.isPresent() ? Math.min(terminal.width(), WIDEST_HELP) : USUAL_HELP_WIDTH;
    return new CommandLine(main)
        .addSubcommand(new BackendsCommand())
        .addSubcommand(new TrainCommand(terminal, stopSignals))
        .addSubcommand(new EncodeCommand())
        .addSubcommand(new ReconstructCommand())
        .addSubcommand(new VerifyCommand(terminal))
        .addSubcommand(bench(stopSignals))
        .addSubcommand(completion())
        .addSubcommand(new ManCommand())
        .addSubcommand(new HelpCommand())
        .setSubcommandsCaseInsensitive(true)
        .setOptionsCaseInsensitive(true)
        .setColorScheme(Help.defaultColorScheme(terminal.takesEscapes() ? Ansi.AUTO : Ansi.OFF))
        .setUsageHelpWidth(Math.max(width, NarrowHelp.LEAST_OF_PICOCLI))
        .setHelpFactory(
            (command, colors) ->
                width < NarrowHelp.LEAST_OF_PICOCLI
                    ? new NarrowHelp(command, colors, width)
                    : new Help(command, colors))
        .registerConverter(int.class, new WholeNumber<>(Integer.class))
        .registerConverter(Integer.class, new WholeNumber<>(Integer.class))
        .registerConverter(long.class, new WholeNumber<>(Long.class))
        .registerConverter(double.class, new DecimalNumber())
        .registerConverter(Double.class, new DecimalNumber())
        .registerConverter(Precision.class, new EnumName<>(Precision.class))
        .registerConverter(Schedule.class, new EnumName<>(Schedule.class))
        .registerConverter(Whitening.class, new EnumName<>(Whitening.class))
        .setExecutionStrategy(main::runLast)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
  }

  /** Prints the help: the command was called without another one. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** picocli's command, under a shorter name. */
  private static CommandLine completion() {
    CommandLine completion = new CommandLine(new AutoComplete.GenerateCompletion());
    completion.getCommandSpec().name("completion");
    return completion;
  }

  private int runLast(ParseResult parsed) {
    for (CommandLine each : parsed.asCommandLineList()) {
      List<String> unknown = each.getUnmatchedArguments();
      // With --help picocli ignores them, and bench without its module takes any.
      if (!unknown.isEmpty() && each.getCommandSpec().unmatchedArgsBindings().isEmpty()) {
        throw new UnmatchedArgumentException(each, unknown);
      }
    }
    if (quiet) {
      PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
      spec.subcommands().values().forEach(command -> command.setErr(nowhere));
    }
    return new RunLast().execute(parsed);
  }

  /**
   * The command of the module {@code dev.panblas.bench}, or its error if there is no such module.
   */
  private static Object bench(StopSignals stopSignals) {
    Iterator<CommandProvider> provider =
        ServiceLoader.load(CommandProvider.class, Main.class.getClassLoader()).iterator();
    return provider.hasNext() ? provider.next().command(stopSignals) : new MissingBenchCommand();
  }
}
