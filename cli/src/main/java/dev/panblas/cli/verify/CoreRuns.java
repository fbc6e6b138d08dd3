/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.verify;

import dev.panblas.backend.Candidate;
import dev.panblas.backend.Selection;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.CoreChoice;
import dev.panblas.spi.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ExitCode;

/**
 * The check on each core that the native library can use. A library reads the core from an
 * environment variable when it is loaded, so each check has a process of its own.
 */
final class CoreRuns {

  private CoreRuns() {}

  /** The core on which a backend ran, and the others that its library can use, as a sentence. */
  static Optional<String> describe(Candidate candidate, Settings settings) {
    BlasKernels kernels = candidate.provider().orElseThrow().open(settings);
    return kernels
        .library()
        .core()
        .map(
            core ->
                candidate.name()
                    + " ran on the core "
                    + core
                    + kernels
                        .coreChoice()
                        .map(choice -> others(choice, core))
                        .filter(others -> !others.isEmpty())
                        .map(
                            others ->
                                ". On this processor its library can also use "
                                    + String.join(", ", others)
                                    + "; --cores checks each")
                        .orElse("")
                    + ".");
  }

  private static Set<String> others(CoreChoice choice, String core) {
    Set<String> others = new LinkedHashSet<>(choice.cores());
    others.removeIf(core::equalsIgnoreCase);
    return others;
  }

  /**
   * Checks the chosen backend on every core.
   *
   * @param program the command's main class
   * @param arguments the arguments of the check of one core
   * @return 0 if every check ended with 0
   */
  static int run(
      Selection selection, Class<?> program, String[] arguments, PrintWriter out, PrintWriter err)
      throws IOException {
    BlasKernels kernels = selection.open();
    Set<String> cores = new LinkedHashSet<>();
    kernels.library().core().ifPresent(cores::add);
    Optional<CoreChoice> choice = kernels.coreChoice();
    choice.ifPresent(known -> cores.addAll(others(known, kernels.library().core().orElse(""))));
    if (choice.isEmpty() || cores.isEmpty()) {
      throw new IOException(
          "--cores cannot list the cores of "
              + kernels.library()
              + ": only those of OpenBLAS are known, on Linux with processors of Intel and AMD;"
              + " run the check without --cores");
    }
    List<String> command = command(program, arguments);
    // A check takes minutes: it must not go on when this process is ended.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly)));
    int worst = ExitCode.OK;
    for (String core : cores) {
      err.printf(Locale.ROOT, "Checking the core %s ...%n", core);
      err.flush();
      int code = check(selection.chosen().name(), choice.get().variable(), core, command, out);
      out.printf(
          Locale.ROOT,
          "core %s: %s%n",
          core,
          code == ExitCode.OK ? "passed" : "FAILED, the check ended with " + code);
      out.flush();
      worst = code == ExitCode.OK ? worst : ExitCode.SOFTWARE;
    }
    return worst;
  }

  /** Runs a check and prints its output after the table of the rules. */
  private static int check(
      String backend, String variable, String core, List<String> command, PrintWriter out)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(variable, core);
    Process check = builder.start();
    check.getOutputStream().close();
    List<String> all;
    try (BufferedReader reader = check.inputReader()) {
      all = reader.lines().toList();
    }
    int code = exitCode(check);
    List<String> end =
        all.stream()
            .dropWhile(
                line -> !line.startsWith(backend + ": ") && !line.startsWith("backend " + backend))
            .toList();
    // A check that crashed has no output after the table.
    (end.isEmpty() ? all : end).forEach(line -> out.println("core " + core + ": " + line));
    return code;
  }

  private static int exitCode(Process check) throws IOException {
    try {
      return check.waitFor();
    } catch (InterruptedException interrupted) {
      check.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("the check was interrupted", interrupted);
    }
  }

  /** This program in a JVM with the same options. */
  private static List<String> command(Class<?> program, String[] arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    String classPath = System.getProperty("java.class.path");
    if (!classPath.isEmpty()) {
      command.addAll(List.of("--class-path", classPath));
    }
    Module module = program.getModule();
    command.addAll(
        module.isNamed()
            ? List.of("--module", module.getName() + "/" + program.getName())
            : List.of(program.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
