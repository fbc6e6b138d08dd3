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
 * path of the program needs no change. The agent takes the jars that it needs from the folder of
 * its own jar: {@code panblas-nativelib}, {@code jna} (below Java 22), the native jar of {@code
 * openblas}, and, if it is there, that of {@code arpack-ng}.
 *
 * <p>The agent prints to the standard error what netlib will use. It does not start netlib, because
 * netlib would start {@code java.util.logging} before the program has set it up. Below Java 22 the
 * agent starts it nevertheless, because JNA uses it. If the agent cannot install, the program runs
 * without it.
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
        instrumentation.appendToSystemClassLoaderSearch(open(jar));
      }
      System.err.println("panblas: " + PanblasNetlib.install(false));
    } catch (LinkageError incomplete) {
      report(
          incomplete
              + "); to fix it, put panblas-nativelib, jna and the native jar of openblas into the"
              + " folder of its jar or on the class path");
    } catch (IOException | URISyntaxException | RuntimeException unusable) {
      report(unusable + ")");
    }
  }

  private static void report(String reason) {
    System.err.println(
        "panblas: netlib does not use Panblas's library, because the agent cannot start ("
            + reason);
  }

  /** The exception names the jar, as that of the JDK does not. */
  private static JarFile open(Path jar) throws IOException {
    try {
      return new JarFile(jar.toFile());
    } catch (IOException damaged) {
      throw new IOException(
          jar + " cannot be read: " + damaged.getMessage() + "; download it again", damaged);
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
