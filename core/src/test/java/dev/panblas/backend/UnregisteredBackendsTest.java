/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnregisteredBackendsTest {

  @TempDir Path folder;

  private Path jar(String... backends) throws IOException {
    Path jar = folder.resolve("application.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry(UnregisteredBackends.FOLDER));
      for (String name : backends) {
        out.putNextEntry(new ZipEntry(UnregisteredBackends.FOLDER + name));
        out.write(("org.example." + name + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  @Test
  void aBackendMissingFromTheServiceFileIsReported() throws IOException {
    List<Candidate> lost = UnregisteredBackends.in(jar("fast", "slow"), Set.of("org.example.slow"));
    assertEquals(List.of("fast"), lost.stream().map(Candidate::name).collect(Collectors.toList()));
    String described = lost.getFirst().describe();
    assertTrue(
        described.startsWith(
            "fast: not ready, it is in the jar, but META-INF/services/dev.panblas.spi.BlasProvider"
                + " in it does not name org.example.fast (backend loaded from "
                + folder),
        described);
    assertTrue(described.contains("ServicesResourceTransformer"), described);
  }

  @Test
  void aJarWithoutBackendsReportsNone() throws IOException {
    assertEquals(List.of(), UnregisteredBackends.in(jar(), Set.of()));
  }
}
