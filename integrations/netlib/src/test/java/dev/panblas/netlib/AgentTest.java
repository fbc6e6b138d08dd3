/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.netlib.testing.Child;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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

  private static final Pattern JARS =
      Pattern.compile("(panblas-nativelib|jna|openblas|arpack-ng)-\\d.*\\.jar");

  @TempDir Path work;

  @Test
  void installsBeforeTheProgramStarts() throws Exception {
    List<Path> files = LibraryFiles.library();
    String library = files.get(files.size() - 1).toString();
    for (Child child :
        Child.onEachJava(
            Map.of(), options(agent()), NetlibProgram.class, "install", "use", "maps")) {
      List<String> out = child.end();
      String said = Child.value(out, "panblas:");
      assertTrue(said.startsWith("netlib uses OpenBLAS 0."), said);
      assertTrue(said.contains(" in " + library + " ("), said);
      String installed = Child.value(out, "installed");
      assertTrue(installed.startsWith("true " + said), installed);
      assertTrue(installed.contains("called by dev.ludovic.netlib.blas.JNIBLAS"), installed);
      assertTrue(installed.contains("ARPACK: there is no jar org.bytedeco:arpack-ng"), installed);
      assertEquals("JNIBLAS", Child.value(out, "blas"));
      assertEquals("JNILAPACK", Child.value(out, "lapack"));
      assertEquals(library, Child.value(out, "maps"));
    }
  }

  @Test
  void withMoreThreadsLapackIsLeftToJava() throws Exception {
    Map<String, String> threads = Map.of("PANBLAS_LIBRARY_THREADS", "2");
    for (Child child :
        Child.onOneJava(threads, options(agent()), NetlibProgram.class, "install", "use")) {
      List<String> out = child.end();
      String reason = "LAPACK: with 2 library threads OpenBLAS's";
      assertTrue(out.stream().anyMatch(line -> line.startsWith("  " + reason)), out::toString);
      assertTrue(Child.value(out, "installed").contains(" |  " + reason), out::toString);
      assertEquals("JNIBLAS", Child.value(out, "blas"));
      assertEquals("F2jLAPACK", Child.value(out, "lapack"));
    }
  }

  @Test
  void aDamagedJarIsNamedAndTheProgramRuns() throws Exception {
    Path folder = Files.createDirectory(work.resolve("damaged"));
    Path agent = Files.copy(agent(), folder.resolve("agent.jar"));
    Path jar = Files.writeString(folder.resolve("jna-0.jar"), "no jar");
    for (Child child : Child.onOneJava(Map.of(), options(agent), NetlibProgram.class, "use")) {
      List<String> out = child.end();
      String said = Child.value(out, "panblas:");
      assertTrue(said.contains(jar + " cannot be read: "), said);
      assertTrue(said.contains("download it again"), said);
      assertEquals("null", Child.value(out, "path"), "netlib has its own choice");
    }
  }

  @Test
  void aloneItSaysWhatItNeedsAndTheProgramRuns() throws Exception {
    Path alone = Files.copy(agent(), work.resolve("agent.jar"));
    for (Child child : Child.onOneJava(Map.of(), options(alone), NetlibProgram.class, "use")) {
      List<String> out = child.end();
      String said = Child.value(out, "panblas:");
      assertTrue(said.contains("because the agent cannot start"), said);
      assertTrue(said.contains("panblas-nativelib, jna and the native jar of openblas"), said);
      assertEquals("null", Child.value(out, "path"), "netlib has its own choice");
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

  /** The class path of the tests, without what the agent has. */
  private static List<String> options(Path agent) {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !isOfAgent(Path.of(entry)))
            .collect(Collectors.joining(File.pathSeparator));
    return List.of("-javaagent:" + agent, "--class-path", classPath);
  }

  private static boolean isOfAgent(Path entry) {
    return entry.endsWith(Path.of("netlib", "target", "classes"))
        || entry.endsWith(Path.of("nativelib", "target", "classes"))
        || JARS.matcher(entry.getFileName().toString()).matches();
  }
}
