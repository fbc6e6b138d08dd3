/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Processes that end, or start others, while routines run. With the effort FULL each backend ends
 * 200 processes; otherwise a few of each kind.
 */
@EnabledOnOs(
    value = {OS.LINUX, OS.MAC},
    disabledReason =
        "sends signals, and starts processes by fork(): Windows has neither, so its processes end"
            + " in other ways than these")
class EndingTest {

  private static final int EXITS = ChildJvm.FULL ? 200 : 5;

  private static final List<String> ROUTINES =
      List.of(
          "gemm",
          "gemmt",
          "symm",
          "syrk",
          "syr2k",
          "trmm",
          "trsm",
          "gemmBatch",
          "gemv",
          "ger",
          "symv",
          "syr",
          "omatcopy",
          "dot",
          "axpy",
          "train",
          "gemm of 3000");
  private static final List<String> WAYS = waysToEnd();

  private static final Path QUOTAS = Path.of("/sys/fs/cgroup/cpu");

  @TempDir Path folder;

  /**
   * A process that a shell starts in the background may ignore SIGINT, and so do its children: then
   * SIGTERM is sent in its place.
   */
  private static List<String> waysToEnd() {
    return List.of(
        "exit", "halt", "SIGTERM", "return", isInterruptIgnored() ? "SIGTERM" : "SIGINT");
  }

  private static boolean isInterruptIgnored() {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false; // no Linux
    }
    try (Stream<String> lines = Files.lines(status)) {
      String name = "SigIgn:";
      String ignored = lines.filter(line -> line.startsWith(name)).findFirst().orElseThrow();
      int interrupt = 1 << (2 - 1);
      return (Long.parseUnsignedLong(ignored.substring(name.length()).strip(), 16) & interrupt)
          != 0;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"panama", "javacpp"})
  void processesEndWhileRoutinesRun(String backend) throws Exception {
    Random random = new Random(1);
    int hits = 0;
    for (int i = 0; hits < EXITS; i++) {
      assertTrue(i < 4 * EXITS, "most exits hit no call in flight");
      String work = ROUTINES.get(i % ROUTINES.size());
      String way = WAYS.get(i % WAYS.size());
      hits += end(backend, work, 1, way, random.nextInt(100)) > 0 ? 1 : 0;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"panama", "javacpp"})
  void processesEndWhileManyThreadsMultiplyTheSameMatrices(String backend) throws Exception {
    for (int callers : ChildJvm.FULL ? new int[] {50, 800} : new int[] {50}) {
      for (int i = 0; i < (ChildJvm.FULL ? 20 : 1); i++) {
        String way = WAYS.get(i % WAYS.size());
        assertTrue(end(backend, "gemm of 3000", callers, way, 300) > 0, "no call in flight");
      }
    }
  }

  /** The processes of both backends at once, because each takes long to start. */
  @Test
  void processesEndWithHalfAProcessor() throws Exception {
    assumeTrue(
        Files.isWritable(QUOTAS.resolve("cgroup.procs")),
        "no group of cgroup v1 can be made in " + QUOTAS);
    List<Path> groups = new ArrayList<>();
    List<Process> processes = new ArrayList<>();
    try {
      for (int i = 0; i < (ChildJvm.FULL ? 20 : 1); i++) {
        String way = WAYS.get(i % WAYS.size());
        for (String backend : List.of("panama", "javacpp")) {
          Path group = Path.of("panblas-" + ProcessHandle.current().pid() + "-" + groups.size());
          groups.add(Files.createDirectory(QUOTAS.resolve(group)));
          Files.writeString(groups.getLast().resolve("cpu.cfs_period_us"), "100000");
          Files.writeString(groups.getLast().resolve("cpu.cfs_quota_us"), "50000");
          Process process = start(List.of(), backend, "gemm of 3000", 1, way, 500);
          String id = String.valueOf(process.pid());
          Files.writeString(groups.getLast().resolve("cgroup.procs"), id);
          processes.add(process);
        }
        for (Process process : processes.subList(2 * i, 2 * i + 2)) {
          requireEnd(process, way);
        }
      }
    } finally {
      for (Process process : processes) {
        process.destroyForcibly().waitFor(); // a group with a process cannot be deleted
      }
      for (Path group : groups) {
        Files.delete(group);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"panama", "javacpp"})
  void processesForkWhileRoutinesRun(String backend) throws Exception {
    for (String work : ChildJvm.FULL ? List.of("gemm", "trsm", "gemv", "train") : List.of("gemm")) {
      Process process =
          start(List.of("-Djdk.lang.Process.launchMechanism=FORK"), backend, work, 1, "fork", 0);
      String out = requireEnd(process, "fork");
      assertTrue(out.contains("forked: " + EndingProgram.FORKS), work + ": " + out);
    }
  }

  /** Ends a process; returns how many calls were in flight. */
  private int end(String backend, String work, int callers, String way, int millis)
      throws Exception {
    String out = requireEnd(start(List.of(), backend, work, callers, way, millis), way);
    int at = out.indexOf("in flight: ");
    assertTrue(at >= 0, out);
    return Integer.parseInt(out.substring(at + "in flight: ".length()).strip());
  }

  private Process start(
      List<String> options, String backend, String work, int callers, String way, int millis)
      throws Exception {
    List<String> all = new ArrayList<>(options);
    all.add("-XX:ErrorFile=" + folder.resolve("hs_err.log"));
    return ChildJvm.start(
        all,
        EndingProgram.class,
        backend,
        work,
        String.valueOf(callers),
        way,
        String.valueOf(millis));
  }

  private String requireEnd(Process process, String way) throws Exception {
    if (way.startsWith("SIG")) {
      String first = process.inputReader().readLine();
      assertEquals("ready", first);
      String signal = way.substring("SIG".length());
      new ProcessBuilder("kill", "-s", signal, String.valueOf(process.pid())).start().waitFor();
    }
    String out = String.join("\n", process.inputReader().readAllLines());
    process.waitFor();
    int expected =
        switch (way) {
          case "return" -> 0;
          case "SIGINT" -> 128 + 2;
          case "SIGTERM" -> 128 + 15;
          default -> EndingProgram.STATUS;
        };
    assertEquals(expected, process.exitValue(), out);
    assertFalse(out.contains("fatal error"), out);
    assertFalse(Files.exists(folder.resolve("hs_err.log")), out);
    return out;
  }
}
