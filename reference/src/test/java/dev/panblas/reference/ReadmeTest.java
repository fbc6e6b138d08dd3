/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the programs in the README as printed. */
class ReadmeTest {

  private static final Path README = Path.of("..", "README.md");
  private static final Pattern PROGRAM = Pattern.compile("(?s)```java\\n(.*?)```");

  /** The backend that the second program tests. */
  private static final String BACKEND =
      """
      import dev.panblas.conformance.junit.*;
      import dev.panblas.spi.*;

      class Main {
        public static void main(String[] args) {}
      }

      class MyProvider implements BlasProvider {
        public String name() {
          return "mine";
        }

        public int priority() {
          return 1;
        }

        public Availability probe(Settings settings) {
          return new Availability.Unavailable("none", "none", java.util.Optional.empty());
        }

        public BlasKernels open(Settings settings) {
          throw new IllegalStateException("not ready");
        }
      }

      """;

  @TempDir Path folder;

  private static List<String> programs() throws IOException {
    return PROGRAM
        .matcher(Files.readString(README))
        .results()
        .map((MatchResult program) -> program.group(1))
        .toList();
  }

  @Test
  void theFirstProgramRuns() throws Exception {
    String out = SourceRun.of(folder.resolve("First.java"), programs().getFirst());
    assertTrue(out.contains("runs on Java "), out);
    assertTrue(out.contains("14"), out); // the product's first element
    assertTrue(out.contains(" iterations"), out);
  }

  @Test
  void theTestOfABackendCompiles() throws Exception {
    List<String> programs = programs();
    assertEquals(2, programs.size());
    assertEquals("", SourceRun.of(folder.resolve("Backend.java"), BACKEND + programs.get(1)));
  }
}
