/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * With the effort FULL, runs {@code fault-injection}: hundreds of processes, in each of which one
 * system call fails. Prints its table.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "strace is a program of Linux")
class FaultInjectionTest {

  /** What the script returns where strace cannot make calls fail. */
  private static final int CANNOT = 3;

  @Test
  void processesWorkOrRefuseIfASystemCallFails() throws Exception {
    assumeTrue(ChildJvm.FULL, "takes minutes: mvn verify -Pexhaustive runs it");
    List<String> java = ChildJvm.command(List.of(), FaultProgram.class);
    java.removeLast(); // the script has its own options before the program's name
    List<String> command = new ArrayList<>();
    command.add(Path.of("fault-injection").toAbsolutePath().toString());
    command.add("all");
    command.addAll(java);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    StringBuilder out = new StringBuilder();
    process
        .inputReader()
        .lines()
        .forEach(
            line -> {
              System.out.println(line);
              out.append(line).append('\n');
            });
    int status = process.waitFor();
    boolean isContinuousIntegration = Boolean.parseBoolean(System.getenv("CI"));
    assumeFalse(status == CANNOT && !isContinuousIntegration, out::toString);
    assertEquals(0, status, out::toString);
  }
}
