/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar as a Java agent, of programs whose class path has nothing of Panblas. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc/self/maps")
class AgentTest {

  /** The packaged jar and those that it needs, in one folder. */
  private static final Path FOLDER = Path.of("target", "agent").toAbsolutePath();

  @TempDir Path work;

  @Test
  void installsBeforeTheProgramStarts() throws Exception {
    List<Path> files = LibraryFiles.library();
    String library = files.get(files.size() - 1).toString();
    for (Child child : Child.onEachJava(Map.of(), options(agent()), "install", "use", "maps")) {
      List<String> out = child.end();
      String said = Child.value(out, "panblas:");
      assertTrue(said.startsWith("netlib uses OpenBLAS 0."), said);
      assertTrue(said.contains(" in " + library + " ("), said);
      String installed = Child.value(out, "installed");
      assertTrue(installed.startsWith("true " + said), installed);
      assertTrue(installed.contains("called by dev.ludovic.netlib.blas.JNIBLAS"), installed);
      assertEquals("JNIBLAS", Child.value(out, "blas"));
      assertEquals("JNILAPACK", Child.value(out, "lapack"));
      assertEquals(library, Child.value(out, "maps"));
    }
  }

  @Test
  void aloneItSaysWhatItNeedsAndTheProgramRuns() throws Exception {
    Path alone = Files.copy(agent(), work.resolve("agent.jar"));
    for (Child child : Child.onOneJava(Map.of(), options(alone), "use")) {
      List<String> out = child.end();
      String said = Child.value(out, "panblas:");
      assertTrue(said.contains("because the agent cannot start"), said);
      assertTrue(said.contains("panblas-nativelib, jna and the native jar of openblas"), said);
      assertFalse(Child.value(out, "blas").startsWith("JNI"), out::toString);
    }
  }

  private static Path agent() throws Exception {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.getFileName().toString().matches("panblas-netlib-\\d.*\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<String> options(Path agent) {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.matches(".*(nativelib|jna|openblas|netlib.target.classes).*"))
            .collect(Collectors.joining(File.pathSeparator));
    return List.of("-javaagent:" + agent, "--class-path", classPath);
  }
}
