/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.npy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NumPy reads what Panblas writes. Skipped where no Python has NumPy, except with CI. */
class NpzNumPyTest {

  private static final String SCRIPT = "src/test/python/numpy_npz.py";

  @TempDir private Path folder;

  /** What NumPy finds in archives. */
  private static String numPyReads(Path... archives) throws Exception {
    List<String> without = new ArrayList<>();
    for (String python : List.of("python3", "/usr/bin/python3")) {
      List<String> command = new ArrayList<>(List.of(python, SCRIPT, "print"));
      Stream.of(archives).map(Path::toString).forEach(command::add);
      try {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), "Python did not end");
        if (!out.contains("No module named 'numpy'")) {
          assertEquals(0, process.exitValue(), out);
          return out;
        }
        without.add(python + " has no NumPy");
      } catch (IOException missing) {
        without.add("there is no " + python);
      }
    }
    String reason = String.join(", ", without) + ": install NumPy to run this test";
    assertFalse(Boolean.parseBoolean(System.getenv("CI")), reason);
    return abort(reason);
  }

  @Test
  void numPyReadsWhatIsWritten() throws Exception {
    Path stored = folder.resolve("stored.npz");
    Path compressed = folder.resolve("compressed.npz");
    Matrix m = Matrix.of(new double[][] {{1, 2.5, -3}, {4, 5, 1e300}});
    NpzFile.Content content =
        archive ->
            archive
                .add("matrix", m)
                .add("columns", m.transposed())
                .add("view", m.reversedColumns())
                .add("layer/größe", Vector.of(new float[] {1.5f, -0.0f}))
                .add("empty", m.block(0, 0, 0, 3))
                .add("about.txt", new byte[] {'h', 'i'})
                .comment("of a test");
    NpzFile.write(stored, content);
    NpzFile.writeCompressed(compressed, content);
    String expected =
        """
        matrix <f8 (2, 3) C [[1.0, 2.5, -3.0], [4.0, 5.0, 1e+300]]
        columns <f8 (3, 2) F [[1.0, 4.0], [2.5, 5.0], [-3.0, 1e+300]]
        view <f8 (2, 3) C [[-3.0, 2.5, 1.0], [1e+300, 5.0, 4.0]]
        layer/größe <f4 (2,) C [1.5, -0.0]
        empty <f8 (0, 3) C []
        about.txt b'hi'
        """;
    assertEquals(expected + expected, numPyReads(stored, compressed));
  }
}
