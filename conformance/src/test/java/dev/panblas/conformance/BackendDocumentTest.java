/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/BACKEND.md prints the backend that dist/consumers builds and tests. */
class BackendDocumentTest {

  private static final Pattern REPORTER =
      Pattern.compile("(?s)<statelessTestsetReporter .*?</statelessTestsetReporter>");
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

  @ParameterizedTest
  @ValueSource(strings = {"../pom.xml", "../dist/consumers/kit/pom.xml"})
  void hasTheReporterOfTheBuilds(String pom) throws IOException {
    assertEquals(reporter(Path.of(pom)), reporter(DOCUMENT));
  }

  private static String reporter(Path file) throws IOException {
    Matcher element = REPORTER.matcher(Files.readString(file));
    assertTrue(element.find(), () -> file + " must have a statelessTestsetReporter");
    return element.group().replaceAll("(?m)^ +", "");
  }
}
