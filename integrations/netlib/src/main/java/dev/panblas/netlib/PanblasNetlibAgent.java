/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Installs before the program starts: {@code java -javaagent:panblas-netlib-VERSION.jar}. The class
 * path of the program needs no change. What the agent needs itself it takes from the folder of its
 * jar: {@code panblas-nativelib}, {@code jna} (below Java 22), the native jar of {@code openblas},
 * and, if it is there, that of {@code arpack-ng}.
 *
 * <p>The agent prints to the standard error what netlib will use, and does not start netlib: that
 * would start the logging of a program that has not set it up. If it cannot install, the program
 * runs without it.
 */
public final class PanblasNetlibAgent {

  /** The jars that the agent takes from the folder of its own. */
  private static final Pattern NEEDED =
      Pattern.compile("(panblas-nativelib|jna|openblas|arpack-ng)-\\d.*\\.jar");

  private PanblasNetlibAgent() {}

  /**
   * Called by the JVM before the program starts.
   *
   * @param options not used
   * @param instrumentation makes the jars beside the agent visible
   */
  public static void premain(String options, Instrumentation instrumentation) {
    try {
      for (Path jar : jarsBeside()) {
        instrumentation.appendToSystemClassLoaderSearch(new JarFile(jar.toFile()));
      }
      System.err.println("panblas: " + PanblasNetlib.install(false));
    } catch (IOException | URISyntaxException | LinkageError | RuntimeException unusable) {
      System.err.println(
          "panblas: netlib does not use Panblas's library, because the agent cannot start ("
              + unusable
              + "): panblas-nativelib, jna and the native jar of openblas must be in the folder of"
              + " its jar or on the class path");
    }
  }

  private static List<Path> jarsBeside() throws IOException, URISyntaxException {
    Path own =
        Path.of(
            PanblasNetlibAgent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.list(own.toAbsolutePath().resolveSibling(""))) {
      return files
          .filter(file -> NEEDED.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }
}
