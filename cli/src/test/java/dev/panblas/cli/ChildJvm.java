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
import java.util.stream.Collectors;
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

  /** Most processes end before the second compiler is of use. */
  private static final List<String> COMPILER =
      FULL ? List.of() : List.of("-XX:TieredStopAtLevel=1");

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
    command.addAll(COMPILER);
    command.addAll(options);
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--class-path", classPath()));
    command.add(program.getName());
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private static String classPath() {
    return Stream.concat(
            Stream.of(Path.of("target", "test-classes").toAbsolutePath()), path().stream())
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The modules of this JVM and its class path, without the test classes. */
  public static List<Path> path() {
    Stream<Path> modules =
        ModuleLayer.boot().configuration().modules().stream()
            .map(ResolvedModule::reference)
            .flatMap(module -> module.location().stream())
            .filter(location -> location.getScheme().equals("file"))
            .map(Path::of);
    Stream<Path> classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of);
    return Stream.concat(modules, classPath).distinct().toList();
  }
}
