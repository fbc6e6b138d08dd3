/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import java.io.File;
import java.io.IOException;
import java.lang.module.ResolvedModule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts a program of the tests in a JVM of its own, with the class path of the tests. A program
 * that does not end is killed, so that its test fails.
 */
public final class ChildJvm {

  /** Whether the effort is FULL, with which tests may take minutes. */
  public static final boolean FULL =
      "full".equals(System.getProperty("panblas.conformance.effort"));

  private static final int MOST_MINUTES = FULL ? 10 : 2;

  private ChildJvm() {}

  /** Starts a program; its errors go to its output. */
  public static Process start(List<String> options, Class<?> program, String... arguments)
      throws IOException {
    return start(new ProcessBuilder(command(options, program, arguments)));
  }

  /** Starts a command; its errors go to its output. */
  public static Process start(ProcessBuilder command) throws IOException {
    Process process = command.redirectErrorStream(true).start();
    var _ =
        process
            .onExit()
            .orTimeout(MOST_MINUTES, TimeUnit.MINUTES)
            .exceptionally(
                late -> {
                  System.err.println(
                      "killed after " + MOST_MINUTES + " minutes: " + process.info());
                  process.descendants().forEach(ProcessHandle::destroyForcibly);
                  process.toHandle().destroyForcibly(); // keeps the output open
                  return process;
                });
    return process;
  }

  /** The output of a process to its end. */
  public static String output(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }

  /** The command that starts a program. */
  public static List<String> command(List<String> options, Class<?> program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--class-path", classPath()));
    command.add(program.getName());
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  /** The test classes, the class path, and the modules that are not on it. */
  private static String classPath() {
    Stream<String> modules =
        ModuleLayer.boot().configuration().modules().stream()
            .map(ResolvedModule::reference)
            .flatMap(module -> module.location().stream())
            .filter(location -> location.getScheme().equals("file"))
            .map(location -> Path.of(location).toString());
    return Stream.of(
            Stream.of(Path.of("target", "test-classes").toAbsolutePath().toString()),
            modules,
            Stream.of(System.getProperty("java.class.path")))
        .flatMap(all -> all)
        .distinct()
        .reduce((a, b) -> a + File.pathSeparator + b)
        .orElseThrow();
  }
}
