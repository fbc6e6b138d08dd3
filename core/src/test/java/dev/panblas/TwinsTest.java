/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A class for double elements and its twin for float elements must differ in types only: the float
 * class is derived from the double class by substitution and compared. White space is ignored,
 * because lines break at other positions.
 *
 * <p>In every module, a class with {@code Double} or {@code Float} in its name must have a twin. A
 * difference that is needed is a substitution in {@link #OWN}. Constants that differ are in classes
 * named {@code ...Coefficients}, which are not compared, nor are loops over such constants, nor the
 * passes of rivals, whose samples and results are in double.
 */
final class TwinsTest {

  private static final List<String> NOT_COMPARED =
      List.of("Coefficients.java", "VectorSigmoid.java", "Passes.java");

  /** For all pairs. Both directions at once, since twins refer to each other. */
  private static final Map<String, String> GENERAL =
      Map.ofEntries(
          entry("double precision", "single precision"),
          entry("single precision", "double precision"),
          entry("double", "float"),
          entry("Double", "Float"),
          entry("Float", "Double"),
          entry("DOUBLE", "FLOAT"));

  /** The bits of a double are a long, those of a float an int. */
  private static final Map<String, String> BITS =
      Map.ofEntries(
          entry("doubleToRawLongBits", "floatToRawIntBits"),
          entry("longBitsToDouble", "intBitsToFloat"),
          entry("long bits", "int bits"),
          entry("long any", "int any"),
          entry("long most", "int most"),
          entry("long outside", "int outside"),
          entry("long[", "int["));

  /**
   * For the pair of one double class only. A phrase that is replaced by itself is double in both
   * classes.
   */
  private static final Map<String, Map<String, String>> OWN =
      Map.of(
          // Both precisions are summed in double.
          "DoubleBlock",
          Map.of("double sum", "double sum", "double asum", "double asum", "double s", "double s"),
          "DoubleRows",
          Map.of(
              "double value", "double value",
              "= value;", "= (float) value;",
              "double[] columnSums", "double[] columnSums",
              "double secondTotal", "double secondTotal",
              "double total", "double total"),
          // Sums of absolute values and squares are in double.
          "DoubleLevel1",
          Map.of(
              "double total", "double total",
              "return total", "return (float) total",
              "double sumOfSquares", "double sumOfSquares",
              "double squares", "double squares",
              "double even", "double even",
              "double odd", "double odd",
              "double last", "double last",
              "in double.", "in double.",
              "= h.h", "= (float) h.h"),
          "DoubleExponentials",
          BITS,
          // Sums over samples are in double.
          "DoubleTile",
          Map.of(
              "double[] factors", "double[] factors",
              "double[] values", "double[] values",
              "double[] sums", "double[] sums",
              "/*double*/ double total", "double total",
              "= factors[", "= (float) factors[",
              "= values[j]", "= (float) values[j]"),
          "DoubleTileOperations",
          Map.of(
              "double[] factors", "double[] factors",
              "double[] sums", "double[] sums",
              "double[] slope", "double[] slope",
              "double[] deltaSums", "double[] deltaSums",
              "double outputDelta", "double outputDelta",
              "double errorDelta", "double errorDelta"),
          // The reference backend accumulates in double and rounds once.
          "DoubleTiles",
          Map.of(
              "double alpha", "double alpha",
              "double beta", "double beta",
              "double product", "double product",
              "double element", "double element",
              "index, element", "index, (float) element"),
          "DoubleVectors",
          Map.of(
              "double alpha", "double alpha",
              "double dot", "double dot",
              "double sum", "double sum",
              "sum += xs", "sum += (double) xs",
              "i, sum", "i, (float) sum"));

  private static Path root() {
    return Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
  }

  /** The source files of all modules that have Double or Float in their names. */
  private static List<Path> sources() throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        root(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean skipped = name.startsWith(".") || name.equals("target") || name.equals("test");
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (name.endsWith(".java") && (name.contains("Double") || name.contains("Float"))) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  static Stream<Path> doubles() throws IOException {
    return sources().stream()
        .filter(file -> file.getFileName().toString().contains("Double"))
        .filter(file -> NOT_COMPARED.stream().noneMatch(end -> file.toString().endsWith(end)))
        .map(root()::relativize)
        .sorted();
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  private static String swapped(String name) {
    return name.contains("Double")
        ? name.replace("Double", "Float")
        : name.replace("Float", "Double");
  }

  private static Map<String, String> substitutions(String doubleClass) {
    Map<String, String> all = new LinkedHashMap<>(OWN.getOrDefault(doubleClass, Map.of()));
    GENERAL.forEach(all::putIfAbsent);
    return all;
  }

  /** Substitutes in one pass, the longest phrase first. */
  private static String derived(String text, Map<String, String> substitutions) {
    Pattern phrases =
        Pattern.compile(
            substitutions.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
    return phrases
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(Objects.requireNonNull(substitutions.get(found.group()))));
  }

  /** Joins lines, with single spaces and without the asterisks of comments. */
  private static String joined(String text) {
    return text.replaceAll("\\R *\\* ", " ").replaceAll("\\s+", " ");
  }

  private static String withoutSpaces(String text) {
    return text.replace(" ", "");
  }

  @Test
  @DisplayName("a class with Double or Float in its name has a twin")
  void complete() throws IOException {
    List<Path> sources = sources();
    Set<String> classes = new TreeSet<>();
    sources.forEach(file -> classes.add(name(file)));
    for (Path file : sources) {
      Path twin = file.resolveSibling(swapped(file.getFileName().toString()));
      assertTrue(sources.contains(twin), () -> root().relativize(file) + " has no twin");
    }
    assertTrue(classes.containsAll(OWN.keySet()), () -> OWN.keySet() + " of " + classes);
  }

  @ParameterizedTest
  @MethodSource("doubles")
  @DisplayName("a float class is its double twin with the types substituted")
  void alike(Path doubleClass) throws IOException {
    Path file = root().resolve(doubleClass);
    String text = joined(Files.readString(file));
    String name = name(file);
    Map<String, String> substitutions = substitutions(name);
    for (String phrase : OWN.getOrDefault(name, Map.of()).keySet()) {
      assertTrue(text.contains(phrase), () -> name + " does not contain '" + phrase + "'");
    }
    String expected = withoutSpaces(derived(text, substitutions));
    String twin = swapped(name);
    String actual = withoutSpaces(joined(Files.readString(file.resolveSibling(twin + ".java"))));
    if (!expected.equals(actual)) {
      int at = mismatch(expected, actual);
      fail(
          String.format(
              "%s and %s must be alike, but derived from %s it reads%n  %s%ninstead of%n  %s",
              name, twin, name, around(expected, at), around(actual, at)));
    }
  }

  private static int mismatch(String a, String b) {
    int at = 0;
    while (at < a.length() && at < b.length() && a.charAt(at) == b.charAt(at)) {
      at++;
    }
    return at;
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 60));
  }
}
