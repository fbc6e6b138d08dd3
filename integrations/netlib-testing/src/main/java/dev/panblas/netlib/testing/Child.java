/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * A program of the tests in a JVM of its own. One that does not end is killed.
 *
 * @param process its process
 * @param java the folder of its Java
 * @param command the command that started it
 */
public record Child(Process process, String java, List<String> command) {

  /** Whether the effort is FULL, with which tests may take minutes. */
  public static final boolean FULL =
      "full".equals(System.getProperty("panblas.conformance.effort"));

  private static final int MOST_MINUTES = FULL ? 10 : 2;

  /** The first version of Java that needs no JNA. */
  private static final int FOREIGN_MEMORY = 22;

  /**
   * The versions of Java on which programs run: that of Maven, which is to be older than 22, and
   * that of the tests. If Maven runs on a newer one, the older is left out; with the environment
   * variable CI, that is a failure.
   *
   * @return the older Java first
   * @throws IOException if a Java does not have its file of versions
   */
  public static List<Path> javas() throws IOException {
    Path newer = Path.of(System.getProperty("java.home"));
    Path older = Path.of(System.getProperty("panblas.maven.java"));
    if (version(older) >= FOREIGN_MEMORY) {
      String reason = "no Java below 22 is tested: Maven runs on " + older + "; run it on Java 17";
      if (Boolean.parseBoolean(System.getenv("CI"))) {
        fail(reason);
      }
      System.err.println(reason);
      return List.of(newer);
    }
    return List.of(older, newer);
  }

  private static int version(Path java) throws IOException {
    Properties release = new Properties();
    try (var lines = Files.newBufferedReader(java.resolve("release"), StandardCharsets.UTF_8)) {
      release.load(lines);
    }
    return Runtime.Version.parse(release.getProperty("JAVA_VERSION").replace("\"", "")).feature();
  }

  /**
   * Starts a program in the older Java; with the effort FULL, in each.
   *
   * @param variables added to the environment
   * @param options of the JVM
   * @param program a class with a method {@code main}
   * @param arguments those of the program
   * @return the processes
   * @throws IOException if one cannot be started
   */
  public static List<Child> onOneJava(
      Map<String, String> variables, List<String> options, Class<?> program, String... arguments)
      throws IOException {
    return FULL
        ? onEachJava(variables, options, program, arguments)
        : List.of(start(javas().get(0), variables, List.of(), options, program, arguments));
  }

  /**
   * Starts a program in each Java at once.
   *
   * @param variables added to the environment
   * @param options of the JVM
   * @param program a class with a method {@code main}
   * @param arguments those of the program
   * @return the processes
   * @throws IOException if one cannot be started
   */
  public static List<Child> onEachJava(
      Map<String, String> variables, List<String> options, Class<?> program, String... arguments)
      throws IOException {
    List<Child> children = new ArrayList<>();
    for (Path java : javas()) {
      children.add(start(java, variables, List.of(), options, program, arguments));
    }
    return children;
  }

  /**
   * Starts a program, with the class path of the tests unless the options have another.
   *
   * @param java the folder of a Java
   * @param variables added to the environment
   * @param before a command whose arguments are the rest
   * @param options of the JVM
   * @param program a class with a method {@code main}
   * @param arguments those of the program
   * @return the process
   * @throws IOException if it cannot be started
   */
  public static Child start(
      Path java,
      Map<String, String> variables,
      List<String> before,
      List<String> options,
      Class<?> program,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(java.resolve("bin").resolve("java").toString(), "-XX:TieredStopAtLevel=1"));
    if (version(java) >= FOREIGN_MEMORY) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(options);
    if (!options.contains("--class-path")) {
      command.addAll(List.of("--class-path", System.getProperty("java.class.path")));
    }
    command.add(program.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(variables);
    return new Child(builder.start(), java.toString(), command);
  }

  /**
   * Waits for the end of the process, which must have status 0.
   *
   * @return the lines of its output and errors
   * @throws IOException if they cannot be read
   * @throws InterruptedException if this thread is interrupted
   */
  public List<String> end() throws IOException, InterruptedException {
    Thread killer = new Thread(this::kill, "killer of " + process.pid());
    killer.setDaemon(true);
    killer.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> java + " " + command + "\n" + out);
    return out.lines().toList();
  }

  private void kill() {
    try {
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        System.err.println("killed after " + MOST_MINUTES + " minutes: " + command);
        process.destroyForcibly();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The rest of the only line that starts with a word.
   *
   * @param out the lines of an output
   * @param word the word
   * @return what follows it and a space
   */
  public static String value(List<String> out, String word) {
    List<String> found = out.stream().filter(line -> line.startsWith(word + " ")).toList();
    assertEquals(1, found.size(), () -> word + " in " + String.join("\n", out));
    return found.get(0).substring(word.length() + 1);
  }
}
