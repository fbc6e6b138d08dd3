/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The backend that docs/BACKEND.md prints is the one that the consumers of dist build and test. */
class BackendDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "BACKEND.md");
  private static final Path SOURCES =
      Path.of("..", "dist", "consumers", "backend", "src", "main", "java");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "module-info.java",
        "org/example/backend/LoopsKernels.java",
        "org/example/backend/LoopsProvider.java"
      })
  void printsTheSource(String file) throws IOException {
    String source = Files.readString(SOURCES.resolve(file));
    String code = source.replaceFirst("(?s)^/\\*.*?\\*/\n", "").strip();
    String document = Files.readString(DOCUMENT);
    assertTrue(
        document.contains("```java\n" + code + "\n```"),
        () -> DOCUMENT + " must print " + file + " of " + SOURCES);
  }
}
