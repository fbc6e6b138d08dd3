/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several copies of Panblas in one process, as in a server with several applications. */
class ClassLoadersTest {

  private static Process apart;
  private static Process shared;

  /** At the same time, because one waits until worker threads end. */
  @BeforeAll
  static void startPrograms() throws IOException {
    apart = start("apart");
    shared = start("shared");
  }

  private static Process start(String how) throws IOException {
    // Caches of the JDK refer softly to the class that has used them last.
    List<String> options = List.of("-Dpanblas.threads=2", "-XX:SoftRefLRUPolicyMSPerMB=0");
    return ChildJvm.start(options, ClassLoadersProgram.class, how);
  }

  @Test
  void copiesInTwoClassLoadersUseOneLibraryAndCanBeUnloaded() throws Exception {
    Map<String, String> out = lines(apart);
    String panama = out.get("first panama");
    assertTrue(panama.startsWith("OpenBLAS ") && panama.contains(", 1 thread,"), panama);
    assertEquals(panama, out.get("second panama"));
    assertEquals(panama, out.get("first javacpp"));
    for (String second : List.of(out.get("second javacpp"), out.get("again javacpp"))) {
      assertTrue(second.contains("a JNI library belongs to one class loader"), second);
      assertTrue(second.contains("to fix it, choose the backend panama"), second);
    }
    assertEquals("true", out.get("one lock"));
    assertEquals("true", out.get("has workers"), "the product must have been divided");
    assertEquals("true", out.get("unloaded copy"));
  }

  @Test
  void copiesUseJavaCppOfOneClassLoaderAndOtherThreadCounts() throws Exception {
    Map<String, String> out = lines(shared);
    String first = out.get("first javacpp");
    assertTrue(first.startsWith("OpenBLAS "), first);
    assertEquals(first, out.get("second javacpp"));
    assertEquals(first, out.get("second panama"));
    requireThreads("2 threads", out, "requested 2");
    requireThreads("3 threads", out, "requested 3", "then 0", "then 1", "then 2");
    requireThreads("1 thread", out, "requested none", "finally 0", "finally 1", "finally 2");
  }

  /** The last copy that opens the library decides its thread count for all. */
  private static void requireThreads(String threads, Map<String, String> out, String... lines) {
    for (String line : lines) {
      assertTrue(out.get(line).contains(", " + threads + ","), line + ": " + out.get(line));
    }
  }

  /** The lines of a program's output, by their first two words. */
  private static Map<String, String> lines(Process process)
      throws IOException, InterruptedException {
    String out = ChildJvm.output(process);
    assertEquals(0, process.exitValue(), out);
    return out.lines()
        .map(line -> line.split(" ", 3))
        .filter(words -> words.length == 3)
        .collect(
            Collectors.toMap(words -> words[0] + " " + words[1], words -> words[2], (a, b) -> b));
  }
}
