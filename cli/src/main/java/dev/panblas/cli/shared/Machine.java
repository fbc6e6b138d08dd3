/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The machine that a result was measured on.
 *
 * @param processor its model as the system names it, or null if unknown
 * @param cores the processors that the JVM may use
 * @param os the operating system and its version
 * @param architecture as Java names it
 * @param jdk vendor and version
 */
public record Machine(
    @Nullable String processor, int cores, String os, String architecture, String jdk) {

  private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");

  /**
   * This machine.
   *
   * @return the machine, with the JDK of this process
   */
  public static Machine current() {
    return new Machine(
        processorModel().orElse(null),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("os.arch"),
        jdkName());
  }

  /**
   * The JDK of this process.
   *
   * @return vendor and version
   */
  public static String jdkName() {
    return System.getProperty("java.vendor") + " " + Runtime.version();
  }

  private static Optional<String> processorModel() {
    try {
      if (Files.isReadable(LINUX_PROCESSORS)) {
        try (Stream<String> lines = Files.lines(LINUX_PROCESSORS)) {
          return lines
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip())
              .findFirst();
        }
      }
      if (System.getProperty("os.name").startsWith("Mac")) {
        return macProcessorModel();
      }
    } catch (IOException unknown) {
      return Optional.empty(); // only printed: nothing depends on it
    }
    return Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")); // set by Windows
  }

  private static Optional<String> macProcessorModel() throws IOException {
    Process sysctl =
        new ProcessBuilder("/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String answer =
        new String(sysctl.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return answer.isEmpty() ? Optional.empty() : Optional.of(answer);
  }
}
