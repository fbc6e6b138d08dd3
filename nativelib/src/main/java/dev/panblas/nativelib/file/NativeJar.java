/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.file;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A jar, or another place of classes, that contains native libraries as resources. The system can
 * only load files, so {@link #unpack} copies them to a cache.
 *
 * <p>The jar is found on the class path and among the resolved modules. It is also found on the
 * module path and in a jlink image if no module requires it, so {@code --add-modules} is not
 * needed. Its files are looked up by name and read through the class loader or the module, because
 * a jar may have no entries for folders, may be inside another jar, and need not be a file.
 */
public final class NativeJar {

  /** Serialises unpacking: several backends may unpack the same jar. */
  private static final Object UNPACKING = new Object();

  private static final System.Logger LOGGER = System.getLogger(NativeJar.class.getName());

  private static boolean warned;

  /** Looks up resources by their full names. */
  @FunctionalInterface
  private interface Resources {
    @Nullable URL find(String name) throws IOException;
  }

  private final String module;
  private final Resources resources;
  private final String folder;
  private final List<String> libraries;
  private final URL first;

  private NativeJar(
      String module, Resources resources, String folder, List<String> libraries, URL first) {
    this.module = module;
    this.resources = resources;
    this.folder = folder;
    this.libraries = libraries;
    this.first = first;
  }

  /**
   * Looks for native libraries: among the resources of the class loader of {@code anchor}, then in
   * its module layer, on the module path, and in the runtime image.
   *
   * @param anchor a class of the calling module
   * @param module the module name of the jar
   * @param folder the folder of the libraries in the jar, such as {@code org/example/linux-x86_64}
   * @param libraries the names of the files whose contents distinguish versions of the jar; a jar
   *     without the first one is not found
   * @return the jar, or empty if there is none
   */
  public static Optional<NativeJar> find(
      Class<?> anchor, String module, String folder, List<String> libraries) {
    return Stream.<Supplier<Optional<Resources>>>of(
            () -> Optional.of(onLoader(anchor)),
            () -> inLayer(anchor, module).map(NativeJar::in),
            () -> onModulePath(module).map(NativeJar::in),
            () -> ModuleFinder.ofSystem().find(module).map(NativeJar::in))
        .flatMap(place -> place.get().stream())
        .flatMap(resources -> in(resources, module, folder, libraries).stream())
        .findFirst();
  }

  private static Resources onLoader(Class<?> anchor) {
    ClassLoader loader =
        Objects.requireNonNullElseGet(anchor.getClassLoader(), ClassLoader::getPlatformClassLoader);
    return loader::getResource;
  }

  private static Resources in(ModuleReference module) {
    return name -> {
      try (ModuleReader reader = module.open()) {
        Optional<URI> found = reader.find(name);
        return found.isPresent() ? found.get().toURL() : null;
      }
    };
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

  private static Optional<NativeJar> in(
      Resources resources, String module, String folder, List<String> libraries) {
    try {
      return Optional.ofNullable(resources.find(folder + "/" + libraries.get(0)))
          .map(first -> new NativeJar(module, resources, folder, libraries, first));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * As the other method, without links.
   *
   * @param names the files' names in the folder
   * @param cache the cache; empty for the default
   * @return the directory that contains the verified files
   * @throws IOException as the other method
   */
  public Path unpack(List<String> names, Optional<Path> cache) throws IOException {
    return unpack(names, Map.of(), cache);
  }

  /**
   * Copies files to a directory of this jar in the cache. An existing file is kept if its checksum
   * is right, otherwise replaced. Each file is written atomically, so several processes may unpack
   * at once.
   *
   * <p>The default cache is in the user's cache folder ({@code XDG_CACHE_HOME} or {@code ~/.cache},
   * {@code ~/Library/Caches} on macOS, {@code LOCALAPPDATA} on Windows). If it cannot be used, a
   * warning is logged and a temporary folder of this process is used. Only the user and the
   * superuser may have write permission in the cache.
   *
   * @param names the files' names in the folder
   * @param links symbolic links to make in the directory, each with the file that it refers to
   * @param cache the cache; empty for the default
   * @return the directory that contains the verified files
   * @throws UnusableCacheException if the given cache, or neither the default nor a temporary
   *     folder, can be used
   * @throws IOException if a file is damaged or not in the jar
   */
  public Path unpack(List<String> names, Map<String, String> links, Optional<Path> cache)
      throws IOException {
    synchronized (UNPACKING) {
      String key = module + "-" + fingerprint();
      if (cache.isPresent()) {
        return copy(names, links, NativeCache.open(cache.get(), key));
      }
      try {
        return copy(names, links, NativeCache.openUsers(key));
      } catch (UnusableCacheException unusable) {
        Path directory = copyTemporarily(names, links, key, unusable);
        warnOnce(unusable, directory);
        return directory;
      }
    }
  }

  private Path copy(List<String> names, Map<String, String> links, NativeCache directory)
      throws IOException {
    for (String name : names) {
      URL library = resource(name);
      directory.keep(name, library, checksum(library));
    }
    for (Map.Entry<String, String> link : links.entrySet()) {
      directory.link(link.getKey(), link.getValue());
    }
    return directory.directory();
  }

  private Path copyTemporarily(
      List<String> names, Map<String, String> links, String key, UnusableCacheException cause)
      throws IOException {
    try {
      return copy(names, links, NativeCache.openTemporary(key));
    } catch (IOException failed) {
      throw cause.and(failed);
    }
  }

  private static void warnOnce(UnusableCacheException unusable, Path directory) {
    if (!warned) {
      warned = true;
      LOGGER.log(
          System.Logger.Level.WARNING,
          "{0}; native libraries are unpacked to the temporary folder {1} instead, at each start:"
              + " set -Dpanblas.cache or PANBLAS_CACHE to a folder that you own",
          unusable.getMessage(),
          directory);
    }
  }

  /** {@return the URL of the folder in the jar} */
  @Override
  public String toString() {
    String url = first.toString();
    return url.substring(0, url.lastIndexOf('/'));
  }

  /** Distinguishes versions: the checksum of the libraries' names and checksums. */
  private String fingerprint() throws IOException {
    CRC32 crc = new CRC32();
    for (String name : libraries) {
      String line = name + " " + checksum(resource(name)) + "\n";
      crc.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  private URL resource(String name) throws IOException {
    URL found = resources.find(folder + "/" + name);
    if (found == null) {
      throw new NoSuchFileException(name + " is not in " + this);
    }
    return found;
  }

  /** A file's CRC-32. A jar stores it, so that the contents need not be read. */
  private static long checksum(URL library) throws IOException {
    URLConnection connection = connect(library);
    try (InputStream bytes = connection.getInputStream()) {
      if (connection instanceof JarURLConnection jar) {
        long stored = jar.getJarEntry().getCrc();
        if (stored >= 0) {
          return stored;
        }
      }
      return NativeCache.checksum(bytes);
    }
  }

  /** A connection without the JDK's cache, which would keep the jar open. */
  static URLConnection connect(URL resource) throws IOException {
    URLConnection connection = resource.openConnection();
    connection.setUseCaches(false);
    return connection;
  }
}
