/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares the dependencies and exports of all modules with {@code architecture.txt}, and requires
 * packages without cycles. A change of a module descriptor therefore changes the list, where a
 * reviewer sees it.
 */
class ArchitectureTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path TABLE =
      Path.of("src", "test", "resources", "dev", "panblas", "architecture.txt");

  private static final Pattern DIRECTIVE =
      Pattern.compile("\\b(requires|exports|opens)\\s+([^;]+);");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?(dev\\.panblas\\.[a-z.]+)\\.[A-Z]");

  @Test
  @DisplayName("each module requires and exports what architecture.txt lists")
  void modules() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path descriptor : descriptors()) {
      String text = withoutComments(Files.readString(descriptor));
      Matcher name = Pattern.compile("\\bmodule\\s+([\\w.]+)").matcher(text);
      assertTrue(name.find(), descriptor::toString);
      found.add(name.group(1));
      DIRECTIVE
          .matcher(text)
          .results()
          .map(match -> match.group(1) + " " + match.group(2).replaceAll("\\s+", " ").strip())
          .filter(directive -> !directive.endsWith(" org.jspecify"))
          .sorted()
          .map(directive -> "  " + directive)
          .forEach(found::add);
    }
    List<String> listed =
        Files.readAllLines(TABLE).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    assertEquals(String.join("\n", listed), String.join("\n", found), TABLE::toString);
  }

  @TestFactory
  @DisplayName("the packages of a module have no cyclic dependencies")
  Stream<DynamicTest> packages() throws IOException {
    return descriptors().stream()
        .map(Path::getParent)
        .map(
            sources ->
                DynamicTest.dynamicTest(
                    ROOT.relativize(sources).getName(0).toString(),
                    () -> requireNoCycle(dependencies(sources))));
  }

  private static List<Path> descriptors() throws IOException {
    try (Stream<Path> files = Files.find(ROOT, 7, (file, attributes) -> isDescriptor(file))) {
      return files.sorted().toList();
    }
  }

  private static boolean isDescriptor(Path file) {
    String path = ROOT.relativize(file).toString().replace('\\', '/');
    return path.endsWith("src/main/java/module-info.java") && !path.contains("target/");
  }

  private static String withoutComments(String source) {
    return source.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//.*", "");
  }

  /** Each package's imports from packages of the same module. */
  private static Map<String, Set<String>> dependencies(Path sources) throws IOException {
    Map<String, Set<String>> graph = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(sources)) {
      files =
          all.filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("module-info.java"))
              .toList();
    }
    for (Path file : files) {
      String own = sources.relativize(file.getParent()).toString().replaceAll("[/\\\\]", ".");
      Set<String> imported = graph.computeIfAbsent(own, name -> new TreeSet<>());
      IMPORT.matcher(Files.readString(file)).results().forEach(m -> imported.add(m.group(1)));
      imported.remove(own);
    }
    graph.values().forEach(imported -> imported.retainAll(graph.keySet()));
    return graph;
  }

  /** Removes packages without dependencies until none is left. */
  private static void requireNoCycle(Map<String, Set<String>> graph) {
    Map<String, Set<String>> left = new TreeMap<>(graph);
    boolean removed = true;
    while (removed) {
      removed =
          left.entrySet().removeIf(entry -> entry.getValue().stream().noneMatch(left::containsKey));
    }
    assertTrue(left.isEmpty(), () -> "these packages have cyclic dependencies: " + left);
  }
}
