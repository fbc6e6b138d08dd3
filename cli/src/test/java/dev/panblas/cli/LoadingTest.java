/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.panblas.blas.Blas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How native libraries are loaded, each time in a process of its own. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
class LoadingTest {

  private static final Path GROUPS = Path.of("/sys/fs/cgroup/pids");

  /** The thread limit: enough for the JVM itself. */
  private static final int LIMIT = 80;

  @ParameterizedTest
  @ValueSource(strings = {"panama", "javacpp"})
  void openingChangesNoThreadsProcessorsAndAddsNoNativeThread(String backend) throws Exception {
    assumeTrue(
        Runtime.getRuntime().availableProcessors() > 1,
        "with one processor the masks cannot differ");
    List<String> out = run(Map.of(), "masks", backend).end();
    assertEquals(line(out, "before "), line(out, "after "));
    assertEquals("0", line(out, "added native threads: "));
    assertEquals("CALLING_THREAD", line(out, "threading "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"panama", "javacpp"})
  void openingChangesNothingElseInTheProcess(String backend) throws Exception {
    List<String> out = run(Map.of(), "state", backend).end();
    assertTrue(out.contains("unchanged"), out::toString);
    if (backend.equals("javacpp")) {
      assertFalse(line(out, "JavaCPP's cache ").contains("panblas"), out::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"panama", "javacpp"})
  void aThreadThatWaitsInAChannelCanBeWoken(String backend) throws Exception {
    List<String> out = run(Map.of(), "channel", backend).end();
    assertTrue(out.contains("woken"), out::toString);
  }

  /** Changes the process while it is loaded, and the calling thread in openblas_get_parallel. */
  private static final String DISTURBING_LIBRARY =
      """
      #include <fenv.h>
      #include <signal.h>
      #include <stdio.h>
      #include <unistd.h>
      __attribute__((constructor)) static void disturb(void) {
        if (chdir("/") == 0 && signal(SIGURG, SIG_IGN) != SIG_ERR) fprintf(stderr, "disturbed\\n");
      }
      int openblas_get_parallel(void) {
        if (fesetround(FE_UPWARD) == 0) fprintf(stderr, "rounds up\\n");
        return 1;
      }
      """;

  @Test
  void changesOfTheProcessByALibraryAreRestored(@TempDir Path folder) throws Exception {
    Path openBlas = Blas.open("panama").library().file().orElseThrow();
    Path source = Files.writeString(folder.resolve("disturb.c"), DISTURBING_LIBRARY);
    Path library = folder.resolve("libdisturb.so");
    List<String> command =
        List.of(
            "sh",
            "-c",
            "exec cc -shared -fPIC -Wl,--no-as-needed \"$@\"",
            "sh",
            "-o",
            library.toString(),
            source.toString(),
            "-lm",
            openBlas.toString(),
            "-Wl,-rpath," + openBlas.getParent());
    List<String> compiled = start(Map.of(), command).output();
    if (!Files.exists(library)) {
      DebianPackages.skip("there is no C compiler cc: " + compiled);
    }
    List<String> out = run(Map.of("PANBLAS_LIBRARY", library.toString()), "state", "panama").end();
    assertTrue(out.contains("disturbed"), out::toString);
    assertTrue(out.contains("rounds up"), out::toString);
    assertTrue(out.contains("unchanged"), out::toString);
  }

  /** With space for only one buffer, OpenBLAS would end the process in the first call. */
  @ParameterizedTest
  @CsvSource({"panama, 64", "panama, 240", "javacpp, 240"})
  void withoutSpaceForWorkBuffersTheMessageNamesTheLimit(String backend, int left)
      throws Exception {
    String out = String.join("\n", inAddressSpace(backend, left));
    assertTrue(out.contains("backend " + backend + ", requested by the program, cannot run"), out);
    assertTrue(out.contains("ulimit -v limits it to 4194304 KiB"), out);
  }

  /** The threads of the JVM take address space while the library is loaded. */
  @Test
  void opensAndComputesInTheRequiredAddressSpace() throws Exception {
    List<String> out = inAddressSpace("panama", 576);
    assertTrue(out.contains("computed"), out::toString);
  }

  private static List<String> inAddressSpace(String backend, int left) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("bash", "-c", "ulimit -v 4194304 && exec \"$@\"", "bash"));
    command.addAll(
        ChildJvm.command(
            List.of(
                "-XX:+UseSerialGC",
                "-XX:CompressedClassSpaceSize=64m",
                "-XX:ReservedCodeCacheSize=64m",
                "-Xmx256m",
                "-Dpanblas.threads=1"),
            LoadingProgram.class,
            "space",
            backend,
            String.valueOf(left)));
    List<String> out = start(Map.of(), command).end();
    assertTrue(out.contains("limited"), out::toString);
    return out;
  }

  /** A class that is initialised there would read one processor, and keep it. */
  @Test
  void noClassIsInitialisedOnAThreadThatMapsALibrary() throws Exception {
    Map<String, String> log = Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+init=info:stdout:tid");
    Set<String> threads =
        run(log, "masks", "panama").end().stream()
            .filter(line -> line.endsWith("by thread \"panblas-loading\""))
            .map(line -> line.substring(0, line.indexOf(']')))
            .collect(Collectors.toSet());
    assertEquals(1, threads.size(), "only the rehearsal, on all processors, initialises classes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"panama", "javacpp"})
  void opensAndComputesWhereOnlyTwoThreadsCanStart(String backend) throws Exception {
    List<String> out = underLimit(backend, 2);
    assertTrue(out.contains("computed"), out::toString);
    assertTrue(line(out, "opened ").contains(", 1 thread,"), out::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"panama", "javacpp"})
  void whereNoThreadCanStartTheMessageNamesTheLimit(String backend) throws Exception {
    String out = String.join("\n", underLimit(backend, 0));
    assertTrue(out.contains("backend " + backend + ", requested by the program, cannot run"), out);
    assertTrue(out.contains("ulimit -u of the user or pids.max of the container"), out);
  }

  /** The output of a program in which all but some threads have been started. */
  private static List<String> underLimit(String backend, int left) throws Exception {
    String[] arguments = {"limit", backend, String.valueOf(left)};
    List<String> out =
        Files.isWritable(GROUPS.resolve("cgroup.procs"))
            ? inGroup(arguments)
            : underLimitOfUser(arguments);
    assumeFalse(out.contains("no limit"), "neither pids.max nor ulimit -u limits threads here");
    return out;
  }

  private static List<String> inGroup(String... arguments) throws Exception {
    Path group = Files.createDirectory(GROUPS.resolve("panblas-" + ProcessHandle.current().pid()));
    try {
      Files.writeString(group.resolve("pids.max"), String.valueOf(LIMIT));
      Child child = run(Map.of(), arguments);
      Files.writeString(group.resolve("cgroup.procs"), String.valueOf(child.process.pid()));
      child.release();
      return child.end();
    } finally {
      Files.delete(group);
    }
  }

  /** Has no effect for root. */
  private static List<String> underLimitOfUser(String... arguments) throws Exception {
    String limit = "ulimit -u $(( $(ls -d /proc/[0-9]*/task/[0-9]* | wc -l) + " + LIMIT + " ))";
    List<String> command =
        new ArrayList<>(List.of("bash", "-c", limit + " && exec \"$@\"", "bash"));
    command.addAll(command(arguments));
    Child child = start(Map.of(), command);
    child.release();
    return child.end();
  }

  @Test
  void blisComputesOnTheCallingThreadWhateverItsVariableSays() throws Exception {
    List<String> out = blis("1");
    assertEquals("CALLING_THREAD", line(out, "threading "));
    assertEquals("0", line(out, "added native threads: "));
  }

  @Test
  void blisHasThreadsIfTheSettingGivesThemToIt() throws Exception {
    List<String> out = blis("4");
    assertEquals("OWN", line(out, "threading "));
    assertTrue(Integer.parseInt(line(out, "added native threads: ")) > 0, out::toString);
  }

  /** The functions of a library call each other by names that another BLAS has too. */
  @Test
  void aLibraryDoesNotCallAnotherOneThatTheProgramIsLinkedTo() throws Exception {
    Map<String, String> blis =
        Map.of(
            "PANBLAS_LIBRARY", DebianPackages.file("libblis4-pthread", "libblis.so.4").toString());
    List<String> openBlas = run(Map.of(), "bits", "panama").end();
    String bits = line(run(blis, "bits", "panama").end(), "bits ");
    assumeFalse(
        bits.equals(line(openBlas, "bits ")),
        "on this processor both libraries give the same bits");
    String opened = line(openBlas, "opened ");
    Map<String, String> both = new HashMap<>(blis);
    both.put("LD_PRELOAD", opened.substring(opened.indexOf('/')));
    assertEquals(bits, line(run(both, "bits", "panama").end(), "bits "));
  }

  private static List<String> blis(String libraryThreads) throws Exception {
    Path blis = DebianPackages.file("libblis4-pthread", "libblis.so.4");
    Map<String, String> variables =
        Map.of(
            "PANBLAS_LIBRARY",
            blis.toString(),
            "PANBLAS_LIBRARY_THREADS",
            libraryThreads,
            "BLIS_NUM_THREADS",
            "4");
    return run(variables, "count", "panama").end();
  }

  static String line(List<String> out, String start) {
    return out.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line " + start + " in " + out));
  }

  record Child(Process process) {

    /** Lets a program go on that waits for its limit. */
    void release() throws IOException {
      process.outputWriter().append('\n').flush();
    }

    List<String> output() throws IOException, InterruptedException {
      return ChildJvm.output(process).lines().toList();
    }

    List<String> end() throws IOException, InterruptedException {
      List<String> out = output();
      assertEquals(0, process.exitValue(), out::toString);
      return out;
    }
  }

  static Child run(Map<String, String> variables, String... arguments) throws IOException {
    return start(variables, command(arguments));
  }

  static Child start(Map<String, String> variables, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(variables);
    return new Child(ChildJvm.start(builder));
  }

  /** {@link LoadingProgram} in a JVM that does not change the number of its own threads. */
  static List<String> command(String... arguments) {
    return ChildJvm.command(
        List.of("-XX:+UseSerialGC", "-XX:-UseDynamicNumberOfCompilerThreads"),
        LoadingProgram.class,
        arguments);
  }
}
