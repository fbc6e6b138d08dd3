/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.file;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A jar, or a folder of classes, that contains native libraries as resources. The system can only
 * load files, so {@link #unpack} copies them to a cache.
 *
 * <p>The jar is found on the class path and among the resolved modules. It is also found on the
 * module path and in a jlink image if no module requires it, so {@code --add-modules} is not
 * needed.
 */
public final class NativeJar {

  /** Serialises unpacking: several backends may unpack the same jar. */
  private static final Object UNPACKING = new Object();

  private final String module;
  private final Path root;
  private final String folder;

  private NativeJar(String module, Path root, String folder) {
    this.module = module;
    this.root = root;
    this.folder = folder;
  }

  /**
   * Looks for a folder of native libraries: among the resources of the class loader of {@code
   * anchor}, then in its module layer, on the module path, and in the runtime image.
   *
   * @param anchor a class of the calling module
   * @param module the module name of the jar
   * @param folder the folder of the libraries in the jar, such as {@code org/example/linux-x86_64}
   * @return the jar, or empty if there is none
   */
  public static Optional<NativeJar> find(Class<?> anchor, String module, String folder) {
    return onLoader(anchor, module, folder)
        .or(() -> inLayer(anchor, module).flatMap(found -> in(found, module, folder)))
        .or(() -> onModulePath(module).flatMap(found -> in(found, module, folder)))
        .or(() -> ModuleFinder.ofSystem().find(module).flatMap(found -> in(found, module, folder)));
  }

  private static Optional<NativeJar> onLoader(Class<?> anchor, String module, String folder) {
    ClassLoader loader =
        Objects.requireNonNullElseGet(anchor.getClassLoader(), ClassLoader::getPlatformClassLoader);
    URL found = loader.getResource(folder + "/");
    if (found == null) {
      return Optional.empty();
    }
    try {
      if (found.openConnection() instanceof JarURLConnection jar) {
        Path root = Path.of(jar.getJarFileURL().toURI());
        return Optional.of(new NativeJar(module, root, folder));
      }
      Path directory = Path.of(found.toURI());
      return Optional.of(new NativeJar(module, directory, ""));
    } catch (IOException | URISyntaxException unusable) {
      throw new IllegalStateException(
          "the class loader returned an unusable URL: " + found, unusable);
    }
  }

  private static Optional<ModuleReference> inLayer(Class<?> anchor, String module) {
    return Optional.ofNullable(anchor.getModule().getLayer())
        .flatMap(layer -> layer.configuration().findModule(module))
        .map(resolved -> resolved.reference());
  }

  private static Optional<ModuleReference> onModulePath(String module) {
    String path = System.getProperty("jdk.module.path", "");
    Path[] entries =
        Stream.of(path.split(File.pathSeparator, -1))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of)
            .toArray(Path[]::new);
    return ModuleFinder.of(entries).find(module);
  }

  private static Optional<NativeJar> in(ModuleReference found, String module, String folder) {
    Optional<URI> location = found.location();
    if (location.isEmpty()) {
      return Optional.empty();
    }
    NativeJar jar = new NativeJar(module, Path.of(location.get()), folder);
    try (Source source = jar.open()) {
      return Files.isDirectory(source.folder()) ? Optional.of(jar) : Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Copies files to a directory of this jar in the cache. An existing file is kept if its checksum
   * is right, otherwise replaced. Each file is written atomically, so several processes may unpack
   * at once.
   *
   * <p>The default cache is in the user's cache folder ({@code XDG_CACHE_HOME} or {@code ~/.cache},
   * {@code ~/Library/Caches} on macOS, {@code LOCALAPPDATA} on Windows). No other user may have
   * write permission in the cache.
   *
   * @param names the files' names in the folder
   * @param cache the cache; empty for the default
   * @return the directory that contains the verified files
   * @throws IOException if a file is not in the jar, or the cache cannot be used
   */
  public Path unpack(List<String> names, Optional<Path> cache) throws IOException {
    synchronized (UNPACKING) {
      try (Source source = open()) {
        NativeCache directory = NativeCache.open(cache, module + "-" + source.fingerprint());
        for (String name : names) {
          Path file = source.folder().resolve(name);
          if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(name + " is not in " + this);
          }
          directory.keep(name, file, source.checksum(file));
        }
        return directory.directory();
      }
    }
  }

  /** {@return the jar's file and the folder in it} */
  @Override
  public String toString() {
    return folder.isEmpty() ? root.toString() : root + "!/" + folder;
  }

  private Source open() throws IOException {
    if (folder.isEmpty() || Files.isDirectory(root)) {
      return new Source(root.resolve(folder), null);
    }
    try {
      FileSystem jar = FileSystems.newFileSystem(root);
      return new Source(jar.getPath(folder), jar);
    } catch (ProviderNotFoundException noZip) {
      throw new IOException(
          root + " cannot be read as a jar: check that it is one, and add module jdk.zipfs", noZip);
    }
  }

  /** The folder of the libraries, while the jar is open. */
  private record Source(Path folder, @Nullable FileSystem jar) implements AutoCloseable {

    /** A file's CRC-32. A jar stores it, so the contents need not be read. */
    long checksum(Path file) throws IOException {
      return jar == null ? NativeCache.checksum(file) : (long) Files.getAttribute(file, "zip:crc");
    }

    /** Distinguishes versions: the checksum of the files' names and checksums. */
    String fingerprint() throws IOException {
      CRC32 crc = new CRC32();
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          String line = file.getFileName() + " " + checksum(file) + "\n";
          crc.update(line.getBytes(StandardCharsets.UTF_8));
        }
      }
      return String.format("%08x", crc.getValue());
    }

    @Override
    public void close() throws IOException {
      if (jar != null) {
        jar.close();
      }
    }
  }
}
