/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes what is generated in the backend {@code vector}, in the project's root: {@code java
 * build/VectorTwins.java}, and then {@code mvn -q -N verify -Dformat=apply}.
 *
 * <ul>
 *   <li>The methods of {@code DoubleTileKernels}, one for each shape that its {@code switch} names.
 *   <li>The twin in single precision of each class in double precision, except those whose sums or
 *       constants are of another type.
 * </ul>
 */
final class VectorTwins {

  private static final Path FOLDER = Path.of("blas-vector/src/main/java/dev/panblas/blas/vector");

  private static final Pattern SHAPE = Pattern.compile(" multiply(Panel)?(\\d+)x(\\d+)\\(k");

  private static final Pattern WORDS =
      Pattern.compile("double precision|double|Double|Float|DOUBLE");

  private static final Map<String, String> IN_SINGLE =
      Map.of(
          "double precision", "single precision",
          "double", "float",
          "Double", "Float",
          "Float", "Double",
          "DOUBLE", "FLOAT");

  private VectorTwins() {}

  public static void main(String[] args) throws IOException {
    writeKernels(FOLDER.resolve("DoubleTileKernels.java"));
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(VectorTwins::isDouble).toList()) {
        String single =
            WORDS.matcher(Files.readString(file)).replaceAll(word -> IN_SINGLE.get(word.group()));
        Files.writeString(FOLDER.resolve(name(file).replace("Double", "Float")), single);
      }
    }
  }

  /**
   * Not those that are no exact twins: the autoencoder has sums in double in both precisions, and
   * the sigmoid another polynomial.
   */
  private static boolean isDouble(Path file) {
    return name(file).startsWith("Double")
        && !name(file).matches(".*(Tile(Operations)?|VectorSigmoid)[.]java");
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static void writeKernels(Path file) throws IOException {
    String source = Files.readString(file);
    int end = source.indexOf("  private static void multiply");
    StringBuilder text = new StringBuilder(end < 0 ? source : source.substring(0, end));
    List<MatchResult> shapes = SHAPE.matcher(source).results().toList();
    for (MatchResult shape : shapes) {
      boolean isPanel = shape.group(1) != null;
      kernel(isPanel, Integer.parseInt(shape.group(2)), Integer.parseInt(shape.group(3)), text);
    }
    Files.writeString(file, text.append("}\n").toString());
  }

  /**
   * A method with a variable for each vector of sums, c, row of A, a, and vector of B, b.
   *
   * @param isPanel whether the rows of A are contiguous, and those of B follow each other: the
   *     compiler then checks indexes before the loop
   */
  private static void kernel(boolean isPanel, int rows, int vectors, StringBuilder text) {
    String ofA = (rows > 1 ? "int ar, " : "") + (isPanel ? "" : "int ac, ");
    text.append(
            "  private static void multiply%s%dx%d("
                .formatted(isPanel ? "Panel" : "", rows, vectors))
        .append("int k, double[] a, int ai, ")
        .append(ofA)
        .append(isPanel ? "double[] b, int bi" : "double[] b, int bi, int br")
        .append(rows > 1 ? ", double[] t, int ti, int tr) {\n" : ", double[] t, int ti) {\n");
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < vectors; j++) {
        text.append("    DoubleVector c%d%d = DoubleVector.zero(SPECIES);\n".formatted(i, j));
      }
    }
    for (int i = 1; isPanel && i < rows; i++) {
      text.append("    int row%d = ai%s;\n".formatted(i, plus(i, "ar")));
    }
    text.append(isPanel ? "" : "    int ap = ai;\n    int bp = bi;\n")
        .append("    for (int p = 0; p < k; p++) {\n")
        .append(isPanel ? "      int bp = bi + p * (%d * LANES);\n".formatted(vectors) : "");
    for (int j = 0; j < vectors; j++) {
      text.append(
          "      DoubleVector b%d = DoubleVector.fromArray(SPECIES, b, bp%s);\n"
              .formatted(j, plus(j, "LANES")));
    }
    for (int i = 0; i < rows; i++) {
      text.append(
          "      DoubleVector a%d = DoubleVector.broadcast(SPECIES, a[%s]);\n"
              .formatted(i, isPanel ? (i == 0 ? "ai" : "row" + i) + " + p" : "ap" + plus(i, "ar")));
      for (int j = 0; j < vectors; j++) {
        text.append("      c%d%d = a%d.fma(b%d, c%d%d);\n".formatted(i, j, i, j, i, j));
      }
    }
    text.append(isPanel ? "    }\n" : "      ap += ac;\n      bp += br;\n    }\n");
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < vectors; j++) {
        text.append(
            "    c%d%d.intoArray(t, ti%s%s);\n".formatted(i, j, plus(i, "tr"), plus(j, "LANES")));
      }
    }
    text.append("  }\n\n");
  }

  /** A multiple that is added to an index. */
  private static String plus(int count, String what) {
    return count == 0 ? "" : count == 1 ? " + " + what : " + " + count + " * " + what;
  }
}
