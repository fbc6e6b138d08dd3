/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Native libraries in a folder of a jar, unpacked once beside the folder of the jars. */
final class JarFolder {

  private JarFolder() {}

  /**
   * Unpacks the folder of a library.
   *
   * @param library the name of one of its files in the class path
   * @return the unpacked file
   * @throws IOException if the jar cannot be read or the folder cannot be written
   */
  static Path unpacked(String library) throws IOException {
    URL url = JarFolder.class.getClassLoader().getResource(library);
    if (url == null || !(url.openConnection() instanceof JarURLConnection inJar)) {
      throw new IOException("there is no jar with " + library + ": run ./panblas bench --peers");
    }
    Path jar = Path.of(inJar.getJarFile().getName());
    Path natives = Files.createDirectories(jar.resolveSibling("../natives").normalize());
    Path folder = natives.resolve(jar.getFileName().toString().replace(".jar", ""));
    if (Files.notExists(folder)) {
      Path part = Files.createTempDirectory(natives, "part");
      unpack(inJar.getJarFile(), library.substring(0, library.lastIndexOf('/') + 1), part);
      Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    return folder.resolve(library.substring(library.lastIndexOf('/') + 1));
  }

  private static void unpack(JarFile jar, String folder, Path to) throws IOException {
    List<JarEntry> files =
        jar.stream()
            .filter(entry -> entry.getName().startsWith(folder) && !entry.isDirectory())
            .filter(entry -> entry.getName().indexOf('/', folder.length()) < 0)
            .toList();
    for (JarEntry file : files) {
      try (InputStream in = jar.getInputStream(file)) {
        Files.copy(in, to.resolve(file.getName().substring(folder.length())));
      }
    }
  }
}
