/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.run;

import com.google.gson.JsonParseException;
import dev.panblas.bench.result.Line;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A process that prints {@link Line}s. At most one runs at a time; it ends with this JVM. */
public final class Child {

  /** Longer than any process of a full run: a library of others may not end. */
  private static final int LIMIT_MINUTES = 60;

  private final AtomicReference<@Nullable Process> running = new AtomicReference<>();

  /** Registers a shutdown hook that ends the process with this JVM. */
  public Child() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
  }

  private void stop() {
    Process process = running.get();
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /**
   * Runs a process to its end, in the environment of this process.
   *
   * @param command the program and its arguments
   * @param errors the file for its standard error
   * @param lines receives each line as soon as it is printed
   * @return the failure as a clause, or null
   * @throws IOException if the process cannot be started
   * @throws InterruptedException if the thread is interrupted
   */
  public @Nullable String run(List<String> command, Path errors, Consumer<Line> lines)
      throws IOException, InterruptedException {
    return run(command, Map.of(), errors, line -> lines.accept(Line.parse(line)));
  }

  /**
   * Runs a process to its end.
   *
   * @param command the program and its arguments
   * @param environment variables to set; those with an empty value are removed
   * @param errors the file for its standard error
   * @param output receives what it prints, line by line
   * @return the failure as a clause, or null
   * @throws IOException if the process cannot be started
   * @throws InterruptedException if the thread is interrupted
   */
  public @Nullable String run(
      List<String> command, Map<String, String> environment, Path errors, Consumer<String> output)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(emptyFile(errors).toFile()))
            .redirectError(errors.toFile());
    builder.environment().putAll(environment);
    builder.environment().keySet().removeIf(name -> "".equals(environment.get(name)));
    Process process = builder.start();
    running.set(process);
    AtomicBoolean isTooLong = new AtomicBoolean();
    CompletableFuture<Void> limit =
        CompletableFuture.runAsync(
            () -> {
              isTooLong.set(true);
              stop();
            },
            CompletableFuture.delayedExecutor(LIMIT_MINUTES, TimeUnit.MINUTES));
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        output.accept(line);
      }
      int exitCode = process.waitFor();
      if (isTooLong.get()) {
        return String.format(Locale.ROOT, "it did not end within %d minutes", LIMIT_MINUTES);
      }
      return exitCode == 0
          ? null
          : String.format(Locale.ROOT, "exit code %d%s", exitCode, lastLine(errors));
    } catch (JsonParseException strange) {
      return "unreadable output: " + strange.getMessage();
    } finally {
      limit.cancel(false);
      stop();
      running.set(null);
    }
  }

  private static Path emptyFile(Path errors) throws IOException {
    Path empty = errors.resolveSibling("no-input");
    if (Files.notExists(empty)) {
      Files.createFile(empty);
    }
    return empty;
  }

  private static String lastLine(Path errors) throws IOException {
    return Files.readString(errors)
        .lines()
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .map(line -> " (" + line.strip() + ")")
        .orElse("");
  }
}
