/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Adds the required Java version to the Gradle module metadata that a plugin has written. Without
 * it Gradle on an older Java resolves a jar that it cannot use.
 *
 * <p>Arguments: the metadata file, and the Java version.
 */
class GradleMetadata {
  private static final String BEFORE = "\"org.gradle.libraryelements\": \"jar\",";

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    if (!Files.exists(file)) {
      return; // a POM has no such metadata
    }
    int version = Integer.parseInt(args[1]);
    String metadata = Files.readString(file);
    if (!metadata.contains(BEFORE) || metadata.contains("org.gradle.jvm.version")) {
      throw new IllegalStateException(
          file + " must have lines " + BEFORE + " and no Java version: the plugin has changed");
    }
    Files.writeString(
        file,
        metadata.replace(
            BEFORE, BEFORE + "\n        \"org.gradle.jvm.version\": " + version + ","));
  }
}
