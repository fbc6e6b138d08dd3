/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs every line of docs/FROM_NUMPY.md. */
class FromNumPyTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "FROM_NUMPY.md");
  private static final Pattern NAMES = Pattern.compile("(?s)```java\\n(.*?)```");
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  /** A line of the table; EJML has no short form of some. */
  private record Line(String numPy, List<String> ejml, String panblas) {

    static Line of(String row) {
      List<List<String>> cells =
          Stream.of(row.split(" \\| ", -1))
              .map(cell -> CODE.matcher(cell).results().map(code -> code.group(1)).toList())
              .toList();
      assertEquals(4, cells.size(), row);
      return new Line(cells.get(1).getFirst(), cells.get(2), cells.get(3).getFirst());
    }

    /**
     * Prints the result, or the last argument of a routine, which it writes. A line that writes a
     * file has no result, which Python calls None; the lines after it read the file.
     */
    String print() {
      if (panblas.matches("Np[yz]File\\.write.*")) {
        return panblas + "; IO.println(\"None\");";
      }
      boolean isRoutine = panblas.matches("blas\\.g.*");
      String result =
          isRoutine
              ? panblas.substring(panblas.lastIndexOf(' ') + 1, panblas.length() - 1)
              : panblas;
      return (isRoutine ? panblas + "; " : "") + "IO.println(" + result + ");";
    }
  }

  @TempDir Path folder;

  private static List<Line> lines() throws IOException {
    try (Stream<String> lines = Files.lines(DOCUMENT)) {
      return lines.filter(line -> line.matches("\\| [^*`]+ \\| `.*")).map(Line::of).toList();
    }
  }

  /** The lines, each as a method with names of its own, that print their results. */
  private static String program(String imports, String names, List<String> bodies) {
    StringBuilder source = new StringBuilder(imports);
    StringBuilder main = new StringBuilder("void main() throws Exception {\n");
    for (int i = 0; i < bodies.size(); i++) {
      source.append("void line").append(i).append("() throws Exception {\n").append(names);
      source.append(bodies.get(i)).append("\n}\n");
      main.append("  line").append(i).append("(); IO.println();\n");
    }
    return source.append(main).append("}\n").toString();
  }

  @Test
  void everyLineGivesWhatNumPyGives() throws Exception {
    List<Line> lines = lines();
    assertTrue(lines.size() >= 40, () -> "only " + lines.size() + " lines");
    String names =
        NAMES.matcher(Files.readString(DOCUMENT)).results().findFirst().orElseThrow().group(1);
    String imports =
        names
            .lines()
            .filter(line -> line.startsWith("import "))
            .collect(Collectors.joining("\n", "", "\n"));
    String variables =
        names
            .lines()
            .filter(line -> !line.startsWith("import "))
            .collect(Collectors.joining("\n", "", "\n"));
    String out =
        SourceRun.of(
            folder.resolve("FromNumPy.java"),
            program(imports, variables, lines.stream().map(Line::print).toList()));
    List<String> expected = new ArrayList<>();
    List<String> expressions = new ArrayList<>();
    try (InputStream in = FromNumPyTest.class.getResourceAsStream("from_numpy.txt")) {
      for (String each : new String(in.readAllBytes(), UTF_8).strip().split("\n\n", -1)) {
        String[] parts = each.split("\n", 2);
        expressions.add(parts[0].substring(2));
        expected.add(parts[1]);
      }
    }
    assertEquals(expressions, lines.stream().map(Line::numPy).toList());
    List<String> printed = List.of(out.strip().split("\n\n", -1));
    assertEquals(expected.size(), printed.size());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), printed.get(i), lines.get(i).panblas());
    }
  }

  @Test
  void theLinesOfEjmlRun() throws Exception {
    String imports =
        """
        import org.ejml.simple.*;
        """;
    String names =
        """
        SimpleMatrix a = new SimpleMatrix(new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 10}});
        SimpleMatrix b = new SimpleMatrix(new double[][] {{2, 0, 1}, {1, 3, 2}, {1, 1, 4}});
        SimpleMatrix c = new SimpleMatrix(3, 3);
        SimpleMatrix v = new SimpleMatrix(new double[] {1, 2, 3});
        """;
    List<String> bodies =
        lines().stream()
            .flatMap(line -> line.ejml().stream())
            .map(code -> "Object result = " + code + "; IO.println(result);")
            .toList();
    assertTrue(bodies.size() >= 30);
    SourceRun.of(folder.resolve("FromEjml.java"), program(imports, names, bodies));
  }
}
