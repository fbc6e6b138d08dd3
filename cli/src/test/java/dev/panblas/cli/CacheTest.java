/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Programs whose cache is empty, full, read-only, mounted noexec or changed by others, each in a
 * process of its own.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "mounts file systems by unshare")
class CacheTest {

  private static final String USERS_CACHE = "XDG_CACHE_HOME";
  private static final String NAMED_CACHE = "PANBLAS_CACHE";

  private static final int STARTS = ChildJvm.FULL ? 20 : 3;

  @TempDir Path work;

  @ParameterizedTest
  @CsvSource({"panama, noexec, is mounted noexec", "javacpp, size=8m, No space left on device"})
  void aTemporaryFolderIsUsedIfTheUsersCacheCannotBe(String backend, String options, String reason)
      throws Exception {
    Path temporary = Files.createDirectory(work.resolve("temporary"));
    Map<String, String> variables =
        Map.of(USERS_CACHE, mounted(), "JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    List<String> out = onMount(options, variables, "open", backend);
    assertTrue(out.contains("computed"), out::toString);
    assertTrue(LoadingTest.line(out, "opened ").contains(" from " + temporary), out::toString);
    List<String> warnings = out.stream().filter(line -> line.startsWith("WARNING: the")).toList();
    assertEquals(1, warnings.size(), out::toString);
    assertTrue(warnings.getFirst().contains(reason), out::toString);
    assertTrue(warnings.getFirst().contains("panblas.cache"), out::toString);
    try (Stream<Path> left = Files.list(temporary)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aTemporaryFolderThatCannotBeUsedEitherIsDeleted() throws Exception {
    Map<String, String> variables =
        Map.of(USERS_CACHE, mounted(), "JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + mounted());
    String thenList = "\"$@\"; find '" + mounted() + "' -name 'panblas?*'; exit 0";
    List<String> out = onMount("noexec", thenList, variables, "open", "panama");
    assertTrue(out.toString().contains("a temporary folder cannot be used either"), out::toString);
    assertFalse(out.stream().anyMatch(line -> line.startsWith(mounted())), out::toString);
  }

  @Test
  void aNamedCacheThatCannotBeUsedIsAnError() throws Exception {
    Map<String, String> variables = Map.of(NAMED_CACHE, mounted() + "/p");
    String out = String.join("\n", onMount("noexec", variables, "open", "panama"));
    assertTrue(out.contains("backend panama, requested by the program, cannot run here"), out);
    assertTrue(out.contains("is mounted noexec"), out);
    assertTrue(out.contains("(requested by PANBLAS_CACHE=" + mounted() + "/p)"), out);
    assertTrue(out.contains("set -Dpanblas.cache or PANBLAS_CACHE to a folder"), out);
    assertFalse(out.contains("temporary folder"), out);
  }

  @Test
  void aFilledReadOnlyCacheNeedsNoTemporaryFolder() throws Exception {
    String fill = "\"$@\" && mount -o remount,ro '" + mounted() + "'";
    Map<String, String> variables =
        Map.of(NAMED_CACHE, mounted(), "JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=/proc/none");
    List<String> out = onMount("mode=755", fill, variables, "open", "javacpp");
    assertEquals(2, out.stream().filter("computed"::equals).count(), out::toString);
  }

  @Test
  void theCacheMayBeReplacedWhileItIsUsed() throws Exception {
    Map<String, String> variables = Map.of(NAMED_CACHE, work.resolve("cache").toString());
    List<String> out = LoadingTest.run(variables, "replace", "panama").end();
    assertTrue(out.contains("computed"), out::toString);
  }

  @Test
  void manyProcessesMayFillTheCacheAtOnce() throws Exception {
    Map<String, String> variables = Map.of(USERS_CACHE, work.resolve("cache").toString());
    List<LoadingTest.Child> children = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      children.add(LoadingTest.run(variables, "open", i % 2 == 0 ? "panama" : "javacpp"));
    }
    for (LoadingTest.Child child : children) {
      List<String> out = child.end();
      assertTrue(out.contains("computed"), out::toString);
      assertFalse(out.stream().anyMatch(line -> line.startsWith("WARNING")), out::toString);
    }
    try (Stream<Path> files = Files.walk(work.resolve("cache"))) {
      assertEquals(List.of(), files.filter(each -> each.toString().endsWith(".tmp")).toList());
    }
  }

  private String mounted() {
    return work.resolve("cache").toString();
  }

  private List<String> onMount(String options, Map<String, String> variables, String... arguments)
      throws Exception {
    return onMount(options, "true", variables, arguments);
  }

  /** Runs a program in a mount namespace of its own, with an empty file system as its cache. */
  private List<String> onMount(
      String options, String first, Map<String, String> variables, String... arguments)
      throws Exception {
    Files.createDirectory(work.resolve("cache"));
    boolean isRoot = System.getProperty("user.name").equals("root");
    String mount = "mount -t tmpfs -o mode=700," + options + " tmpfs '" + mounted() + "'";
    List<String> command =
        new ArrayList<>(
            List.of(
                "unshare",
                isRoot ? "-m" : "-rm",
                "sh",
                "-c",
                mount + " || { echo not mounted; exit; }; " + first + " && exec \"$@\"",
                "sh"));
    command.addAll(LoadingTest.command(arguments));
    LoadingTest.Child child = LoadingTest.start(variables, command);
    List<String> out = child.output();
    assumeFalse(
        out.contains("not mounted") || out.toString().contains("unshare failed"),
        () -> "this system does not let the user mount a file system: " + out);
    assertEquals(0, child.process().exitValue(), out::toString);
    return out;
  }
}
