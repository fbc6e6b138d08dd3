/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * One word for one thing, in documents, comments, messages and names of tests. {@code glossary.txt}
 * lists words that are not used, each with the word to write in its place, and the places where
 * such a word is proper.
 */
class GlossaryTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path GLOSSARY =
      Path.of("src", "test", "resources", "dev", "panblas", "glossary.txt");

  private static final Pattern COMMENT_OR_STRING =
      Pattern.compile(
          "(?s)/\\*.*?\\*/|//[^\\n"
              + "]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n"
              + "])*\"|'(?:\\\\.|[^'\\\\])'");

  /** A method that returns nothing, such as a test, whose name is a statement. */
  private static final Pattern NAME_OF_TEST = Pattern.compile("void (\\w+)\\(");

  /** A word that is not used: a line {@code not: word; write: other}. */
  private record Unused(String word, String instead) {

    Pattern pattern() {
      return Pattern.compile(
          "(?i)(?<![\\w-])" + word.replace(" ", "\\s+(?:\\*\\s+)?") + "(?![\\w-])");
    }
  }

  private static List<String> glossary(String prefix) throws IOException {
    return Files.readAllLines(GLOSSARY).stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .toList();
  }

  private static List<Unused> unused() throws IOException {
    return glossary("not:").stream()
        .map(line -> line.split("; write:", 2))
        .map(parts -> new Unused(parts[0].strip(), parts[1].strip()))
        .toList();
  }

  @Test
  @DisplayName("no text uses a word that the glossary excludes")
  void words() throws IOException {
    List<Unused> unused = unused();
    List<String> allowed = glossary("but:");
    Set<String> needed = new TreeSet<>();
    List<String> found = new ArrayList<>();
    for (Path file : files()) {
      String text = Files.readString(file);
      String prose = file.toString().endsWith(".java") ? proseOf(text) : text;
      String name = ROOT.relativize(file).toString().replace('\\', '/');
      for (Unused word : unused) {
        for (MatchResult match : word.pattern().matcher(prose).results().toList()) {
          String line = lineAround(prose, match.start());
          List<String> uses =
              allowed.stream()
                  .filter(use -> ("/" + name).endsWith(use) || line.contains(use))
                  .toList();
          needed.addAll(uses);
          if (uses.isEmpty()) {
            found.add(name + ": \"" + line + "\": write " + word.instead());
          }
        }
      }
    }
    assertEquals(List.of(), found, () -> found.size() + " uses:\n" + String.join("\n", found));
    assertEquals(
        new TreeSet<>(allowed), needed, "each exception in " + GLOSSARY + " must be needed");
  }

  @Test
  @DisplayName("the search finds a word in comments, messages, test names and documents only")
  void search() {
    Pattern door = new Unused("door", "entrance").pattern();
    String source =
        "/** The one door. */ int door; // a door"
            + '\n'
            + "String s = indoor + \"a door\"; void opensTheDoor() {} // door";
    assertEquals(5, door.matcher(proseOf(source)).results().count());
    assertFalse(door.matcher("doors, indoor, door-bell").find());
    Pattern meant = new Unused("what is meant", "a term").pattern();
    assertTrue(meant.matcher("What is\n   * meant by it").find());
  }

  private static String proseOf(String source) {
    return Stream.concat(
            COMMENT_OR_STRING.matcher(source).results().map(MatchResult::group),
            NAME_OF_TEST.matcher(source).results().map(name -> spaced(name.group(1))))
        .collect(Collectors.joining("\n"));
  }

  private static String spaced(String name) {
    return name.replaceAll("([A-Z])", " $1");
  }

  private static String lineAround(String text, int at) {
    int begin = text.lastIndexOf('\n', at) + 1;
    int end = text.indexOf('\n', at);
    return text.substring(begin, end < 0 ? text.length() : end).strip();
  }

  /** Documents, sources, scripts and build files. */
  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean skipped = Set.of("target", "out", ".git", ".idea").contains(name);
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isProse("/" + ROOT.relativize(file).toString().replace('\\', '/'))) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files.stream().sorted().toList();
  }

  private static boolean isProse(String path) {
    return !path.endsWith("/GlossaryTest.java")
        && !path.endsWith("/glossary.txt")
        && (path.matches(".*\\.(java|md|xml|html|py|m|tsv|properties)")
            || path.matches(
                ".*/(panblas|java-options|other-libraries|debian-packages|fault-injection|dry-run"
                    + "|\\.ci/run|consumers/run|spark/compare)"));
  }
}
