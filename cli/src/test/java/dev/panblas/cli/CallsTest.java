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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls that once ended the JVM, and all routines under options of the JVM, each in a process of
 * its own. With the effort FULL each option is tried alone, with each backend.
 */
class CallsTest {

  private static final Path MEMORY = Path.of("/sys/fs/cgroup/memory");

  private static final List<String> BACKENDS = List.of("panama", "javacpp");

  @TempDir private Path folder;

  /** OpenBLAS has 128 work buffers, and ends the process after 512 more. */
  @ParameterizedTest
  @ValueSource(strings = {"panama", "javacpp"})
  void eightHundredThreadsCallAtOnce(String backend) throws Exception {
    String out = run(List.of(), "callers", backend, 800);
    assertFalse(out.contains("OpenBLAS"), () -> "the library warned: " + out);
  }

  /** The process would be killed if it took more; a work buffer takes what a call touches of it. */
  @ParameterizedTest
  @ValueSource(strings = {"panama", "javacpp"})
  void twoHundredThreadsCallInAContainerOf128Megabytes(String backend) throws Exception {
    assumeTrue(ChildJvm.FULL, "mvn verify -Pexhaustive runs it");
    assumeTrue(
        Files.isWritable(MEMORY.resolve("cgroup.procs")),
        "no group of cgroup v1 can be made in " + MEMORY);
    Path group = Files.createDirectory(MEMORY.resolve("panblas-" + ProcessHandle.current().pid()));
    try {
      Files.writeString(group.resolve("memory.limit_in_bytes"), "128M");
      List<String> command =
          new ArrayList<>(
              List.of("sh", "-c", "echo $$ > " + group + "/cgroup.procs && exec \"$@\"", "sh"));
      command.addAll(
          ChildJvm.command(all(List.of()), CallsProgram.class, "callers", backend, "200"));
      requireRight(command);
    } finally {
      Files.delete(group);
    }
  }

  /** 17 Mi elements of 8 bytes are more than the 128 MiB of a work buffer. */
  @Test
  void vectorsMayBeLongerThanAWorkBuffer() throws Exception {
    if (!ChildJvm.FULL) {
      run(List.of(), "vectors", "panama", 17 << 20);
      return;
    }
    for (String backend : BACKENDS) {
      run(List.of(), "vectors", backend, 17 << 20);
      run(List.of(), "vectors in single", backend, 34 << 20);
      run(List.of("-Dpanblas.library.threads=2"), "vectors", backend, 17 << 20);
      run(List.of("-Dpanblas.library.threads=64"), "vectors", backend, 300_000);
    }
  }

  private static final List<List<String>> OPTIONS =
      List.of(
          List.of("-Xint"),
          List.of("-Xcomp"),
          List.of("-Xcheck:jni"),
          List.of("-Xrs"),
          List.of("-XX:+UseCompactObjectHeaders"),
          List.of("-XX:+UseSerialGC"),
          List.of("-XX:+UseParallelGC"),
          List.of("-XX:+UseZGC"),
          List.of("-XX:+UseShenandoahGC"),
          List.of("-XX:StartFlightRecording:settings=profile"),
          List.of("--illegal-native-access=deny"));

  /** Options that do not exclude one another. */
  private static final List<String> SAMPLE =
      List.of(
          "-Xcheck:jni",
          "-Xrs",
          "-XX:+UseCompactObjectHeaders",
          "-XX:+UseZGC",
          "-XX:StartFlightRecording:settings=profile",
          "--illegal-native-access=deny");

  static Stream<Arguments> options() {
    Stream<List<String>> sets =
        ChildJvm.FULL ? Stream.concat(Stream.of(SAMPLE), OPTIONS.stream()) : Stream.of(SAMPLE);
    List<String> backends = ChildJvm.FULL ? BACKENDS : List.of("javacpp");
    return sets.flatMap(
        options -> backends.stream().map(backend -> Arguments.of(options, backend)));
  }

  @ParameterizedTest
  @MethodSource("options")
  void routinesComputeUnderOptionsOfTheJvm(List<String> options, String backend) throws Exception {
    assumeTrue(isSupported(options), () -> "this JVM does not support " + options);
    String out = requireRight(ChildJvm.command(all(options), CallsProgram.class, stacks(backend)));
    assertFalse(out.contains("WARNING in native method"), out);
  }

  /** Beside a gemm of n = 2000 and a dot of 10,000,000; rule THREADS-12 tries one collector. */
  @ParameterizedTest
  @ValueSource(strings = {"Serial", "Parallel", "G1", "Z"})
  void noCollectorWaitsForCallsOnArrays(String collector) throws Exception {
    assumeTrue(ChildJvm.FULL, "mvn verify -Pexhaustive runs it");
    // One thread each, so that a collection has a processor beside native code as beside a loop.
    List<String> options = List.of("-XX:+Use" + collector + "GC", "-Xmx1g", "-Dpanblas.threads=1");
    assumeTrue(isSupported(options), () -> "this JVM does not support " + options);
    System.out.println(
        collector
            + ": "
            + requireRight(ChildJvm.command(all(options), SafepointProgram.class, "panama")));
  }

  private static boolean isSupported(List<String> options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-version");
    Process process = ChildJvm.start(new ProcessBuilder(command));
    ChildJvm.output(process);
    return process.exitValue() == 0;
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "LD_PRELOAD is Linux's")
  void routinesComputeWithTheSignalChainOfTheJvm() throws Exception {
    Path libjsig = Path.of(System.getProperty("java.home"), "lib", "libjsig.so");
    assumeTrue(Files.exists(libjsig), () -> "there is no " + libjsig);
    for (String backend : ChildJvm.FULL ? BACKENDS : List.of("panama")) {
      List<String> command = new ArrayList<>(List.of("env", "LD_PRELOAD=" + libjsig));
      command.addAll(ChildJvm.command(all(List.of()), CallsProgram.class, stacks(backend)));
      requireRight(command);
    }
  }

  /** One caller: each work buffer takes 128 MiB of address space. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux limits the address space")
  void routinesComputeInOneGigabyteOfAddressSpace() throws Exception {
    List<String> small =
        List.of(
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:CompressedClassSpaceSize=32m",
            "-Dpanblas.threads=1");
    for (String backend : ChildJvm.FULL ? BACKENDS : List.of("javacpp")) {
      List<String> command =
          new ArrayList<>(
              List.of("bash", "-c", "ulimit -v 1048576 && MALLOC_ARENA_MAX=2 exec \"$@\"", "bash"));
      command.addAll(ChildJvm.command(all(small), CallsProgram.class, "routines", backend, "1"));
      requireRight(command);
    }
  }

  private static String[] stacks(String backend) {
    return new String[] {"stacks", backend, ChildJvm.FULL ? "100" : "1"};
  }

  private List<String> all(List<String> options) {
    List<String> all = new ArrayList<>(options);
    all.add("-XX:ErrorFile=" + folder.resolve("hs_err.log"));
    all.add("-XX:-CreateCoredumpOnCrash");
    all.add("-Dpanblas.conformance.calls=" + (ChildJvm.FULL ? 2000 : 100));
    return all;
  }

  private String run(List<String> options, String kind, String backend, int number)
      throws Exception {
    return requireRight(
        ChildJvm.command(all(options), CallsProgram.class, kind, backend, String.valueOf(number)));
  }

  /** The output of a process in which every result must be right. */
  private String requireRight(List<String> command) throws IOException, InterruptedException {
    Process process = ChildJvm.start(new ProcessBuilder(command));
    String out = ChildJvm.output(process);
    assertEquals(0, process.exitValue(), out);
    assertTrue(out.contains(CallsProgram.RIGHT), out);
    assertFalse(Files.exists(folder.resolve("hs_err.log")), out);
    return out;
  }
}
