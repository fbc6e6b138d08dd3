/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.npy.NpyFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the programs of the folder examples, all at a time. */
class ExamplesTest {

  private static final Path EXAMPLES = Path.of("..", "examples");

  /** The most lines of a program without licence and imports: two screens of 50 lines show all. */
  private static final int MOST_LINES = 65;

  @TempDir static Path folder;

  private static final String SHELL = "jshell";
  private static final Map<String, Process> PROGRAMS = new TreeMap<>();

  /** jshell with the start script, and some lines that a user could type. */
  private static Process shell() throws Exception {
    Path lines = folder.resolve("lines.jsh");
    Files.writeString(
        lines,
        """
        Matrix m = Matrix.of(new double[][] {{1, 2}, {3, 4}})
        System.out.println(add(product(m, m), m))
        System.out.println(Vector.of(1, 2, 3) + " " + sum(m))
        /exit
        """);
    return SourceRun.start(
        "jshell",
        "-J-XX:TieredStopAtLevel=1",
        "-J-Djava.util.prefs.userRoot=" + folder,
        "--execution",
        "local",
        "--class-path",
        SourceRun.classPath(),
        "--startup",
        "DEFAULT",
        "--startup",
        EXAMPLES.resolve("panblas.jsh").toString(),
        lines.toString());
  }

  @BeforeAll
  static void start() throws Exception {
    PROGRAMS.put(SHELL, shell());
    Path classes = folder.resolve("classes");
    List<String> arguments =
        new ArrayList<>(List.of("-Werror", "-Xlint:all", "-d", classes.toString()));
    arguments.addAll(List.of("--class-path", SourceRun.classPath()));
    sources().forEach(source -> arguments.add(source.toString()));
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    assertEquals(0, javac.run(System.out, System.err, arguments.toArray(String[]::new)));

    Path corpus = folder.resolve("corpus.npy");
    Path queries = folder.resolve("queries.npy");
    NpyFile.write(corpus, vectors(9000, 2));
    NpyFile.write(queries, vectors(9000, 2).block(5000, 0, 2, 8));
    Path samples = folder.resolve("samples.npy");
    NpyFile.write(samples, samples());
    String classPath = classes + File.pathSeparator + SourceRun.classPath();
    for (Path source : sources()) {
      String name = source.getFileName().toString().replace(".java", "");
      List<String> command =
          new ArrayList<>(
              List.of(
                  "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--class-path", classPath, name));
      switch (name) {
        case "MappedFile" -> command.add(samples.toString());
        case "Neighbours" -> command.addAll(List.of(corpus.toString(), queries.toString()));
        default -> {}
      }
      PROGRAMS.put(name, SourceRun.start("java", command.toArray(String[]::new)));
    }
  }

  @AfterAll
  static void end() {
    PROGRAMS.values().forEach(Process::destroyForcibly);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** A corpus of vectors, of which each but the first differs little from the one before. */
  private static Matrix vectors(int count, int seed) {
    Random random = new Random(seed);
    Matrix vectors = Matrix.allocate(Precision.SINGLE, count, 8);
    for (int i = 1; i < count; i++) {
      for (int j = 0; j < 8; j++) {
        vectors.set(i, j, vectors.get(i - 1, j) + random.nextGaussian());
      }
    }
    return vectors;
  }

  /** More than two blocks; the second column falls with the first, the third is independent. */
  private static Matrix samples() {
    Matrix samples = Matrix.allocate(Precision.DOUBLE, 20_000, 64);
    for (int i = 0; i < samples.rows(); i++) {
      double x = i / 20_000.0;
      samples.set(i, 0, x);
      samples.set(i, 1, 5 - 2 * x);
      for (int j = 2; j < 64; j++) {
        samples.set(i, j, i % j);
      }
    }
    return samples;
  }

  private static String output(String program) throws Exception {
    return SourceRun.output(PROGRAMS.get(program)).replace("\r\n", "\n");
  }

  @Test
  void gemmOnViews() throws Exception {
    assertEquals(
        """
        left' right
        [[612. 648. 684.]
         [660. 700. 740.]
         [708. 752. 796.]]
        and the rows in reverse order
        [[ 864.  936. 1008.]
         [ 960. 1040. 1120.]
         [1056. 1144. 1232.]]
        written into the array
        [[   0.    1.    2.    3.    4.    5.]
         [   6.    7.  -18.  -19.   10.   11.]
         [  12.   13. -198. -211.   16.   17.]
         [  18.   19.   20.   21.   22.   23.]]
        element 8 of the array is -18.0
        diagonal times odd columns: -969.0
        column by column
        [[1. 3.]
         [2. 4.]]
        """,
        output("GemmOnViews"));
  }

  @Test
  void kMeans() throws Exception {
    assertEquals(
        """
        the same clusters after 3 iterations
        1000 points around (1.0, 1.0)
        999 points around (5.0, 7.1)
        1001 points around (9.0, 1.0)
        """,
        output("KMeans"));
  }

  @Test
  void pca() throws Exception {
    assertEquals(
        """
        component 1 has 79.2 % of the variance
          0.35  0.35  0.36  0.35  0.35  0.35  0.35  0.35
        component 2 has 20.3 % of the variance
          0.35 -0.35  0.35 -0.36  0.35 -0.36  0.35 -0.35
        """,
        output("Pca"));
  }

  @Test
  void arrayAutoencoder() throws Exception {
    assertEquals(
        """
        the cost falls from 0.76 to 0.01
        the largest error of a pixel is less than 0.15: true
        """,
        output("ArrayAutoencoder"));
  }

  @Test
  void mappedFile() throws Exception {
    assertEquals(
        """
        20000 x 64 double in 3 blocks
        column 0: mean 0.500, deviation 0.289, correlation with column 0 1.000
        column 1: mean 4.000, deviation 0.577, correlation with column 0 -1.000
        column 2: mean 0.500, deviation 0.500, correlation with column 0 0.000
        column 3: mean 1.000, deviation 0.816, correlation with column 0 0.000
        column 4: mean 1.500, deviation 1.118, correlation with column 0 0.000
        """,
        output("MappedFile"));
  }

  @Test
  void neighbours() throws Exception {
    Matrix corpus = vectors(9000, 2);
    StringBuilder expected = new StringBuilder();
    for (int q = 0; q < 2; q++) {
      Vector query = corpus.row(5000 + q);
      double[] distances =
          IntStream.range(0, corpus.rows())
              .mapToDouble(i -> distance(corpus.row(i), query))
              .toArray();
      expected.append("query ").append(q).append(":");
      IntStream.range(0, distances.length)
          .boxed()
          .sorted(Comparator.comparingDouble(i -> distances[i]))
          .limit(3)
          .forEach(
              i -> expected.append(String.format(Locale.ROOT, " row %d at %.3f", i, distances[i])));
      expected.append("\n");
    }
    assertEquals(expected.toString(), output("Neighbours"));
  }

  private static double distance(Vector a, Vector b) {
    return Math.sqrt(
        IntStream.range(0, a.size()).mapToDouble(k -> Math.pow(a.get(k) - b.get(k), 2)).sum());
  }

  @Test
  void server() throws Exception {
    String out = output("Server");
    assertTrue(out.contains("reference: ready"), out);
    assertTrue(
        out.endsWith(
            """
            50 answers, 5 of them different
            healthy: true
            threads of a request: 1
            """),
        out);
  }

  @Test
  void jshellStarts() throws Exception {
    String out = output(SHELL);
    assertTrue(out.contains("Panblas on Java "), out);
    assertTrue(
        out.endsWith(
            """
            [[ 8. 12.]
             [18. 26.]]
            [1. 2. 3.] 10.0
            """),
        out);
  }

  @Test
  void theListNamesEveryProgramAndEachIsShort() throws IOException {
    String readme = Files.readString(EXAMPLES.resolve("README.md"));
    for (Path source : sources()) {
      String name = source.getFileName().toString();
      assertTrue(readme.contains("](" + name + ")"), name);
      String code =
          Files.readString(source)
              .lines()
              .filter(line -> !line.startsWith("import ") && !line.matches("(/| )\\*.*|"))
              .collect(Collectors.joining("\n"));
      assertTrue(code.lines().count() <= MOST_LINES, name);
    }
  }
}
