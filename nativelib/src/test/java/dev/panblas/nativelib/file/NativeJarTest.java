/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeJarTest {

  private static final String MODULE = "org.example.natives";
  private static final String FOLDER = "org/example/linux-x86_64";
  private static final List<String> NAMES = List.of("liba.so.1", "libb.so");

  @TempDir Path work;
  private Path cache;

  @BeforeEach
  void useOwnCache() {
    cache = work.resolve("cache");
  }

  @Test
  void unpacksWhatTheJarHolds() throws Exception {
    Path jar = makeJar("natives.jar", 1);
    Path directory = onClassPath(jar).unpack(NAMES, Optional.of(cache));

    assertTrue(directory.startsWith(cache), directory.toString());
    for (String name : NAMES) {
      assertEquals(-1, Files.mismatch(directory.resolve(name), contents(name, 1)));
    }
    assertNoTemporaryFiles(directory);
    if (isPosix()) {
      assertEquals("rwx------", permissions(directory));
    }
  }

  @Test
  void oneDirectoryForEachVersionOfAJar() throws Exception {
    NativeJar first = onClassPath(makeJar("natives-1.jar", 1));
    Path directory = first.unpack(NAMES.subList(0, 1), Optional.of(cache));
    assertEquals(
        directory,
        first.unpack(NAMES.subList(1, 2), Optional.of(cache)),
        "another file of the same jar");
    Path copy = Files.copy(work.resolve("natives-1.jar"), work.resolve("copy.jar"));
    assertEquals(
        directory,
        onClassPath(copy).unpack(NAMES, Optional.of(cache)),
        "a copy of the jar elsewhere");
    // Same names and sizes, other contents.
    assertNotEquals(
        directory, onClassPath(makeJar("natives-2.jar", 2)).unpack(NAMES, Optional.of(cache)));
  }

  @Test
  void keepsAnIntactFileAndReplacesADamagedOne() throws Exception {
    NativeJar jar = onClassPath(makeJar("natives.jar", 1));
    Path file = jar.unpack(NAMES, Optional.of(cache)).resolve(NAMES.get(0));
    Object before = Files.readAttributes(file, "fileKey").get("fileKey");

    jar.unpack(NAMES, Optional.of(cache));
    assertEquals(before, Files.readAttributes(file, "fileKey").get("fileKey"), "was not rewritten");

    byte[] damaged = Files.readAllBytes(file);
    damaged[damaged.length / 2] ^= 1;
    overwrite(file, damaged);
    jar.unpack(NAMES, Optional.of(cache));
    assertEquals(-1, Files.mismatch(file, contents(NAMES.get(0), 1)), "a flipped bit");

    overwrite(file, Arrays.copyOf(damaged, 100));
    jar.unpack(NAMES, Optional.of(cache));
    assertEquals(-1, Files.mismatch(file, contents(NAMES.get(0), 1)), "a truncated file");

    assertNoTemporaryFiles(file.getParent());
  }

  /** A process that has the library mapped would crash. */
  @Test
  void nobodyMayWriteToAFile() throws Exception {
    assumeTrue(isPosix(), "this file system has no POSIX permissions");
    Path file =
        onClassPath(makeJar("natives.jar", 1))
            .unpack(NAMES, Optional.of(cache))
            .resolve(NAMES.get(0));
    assertEquals("r-x------", permissions(file));
  }

  private void overwrite(Path file, byte[] bytes) throws IOException {
    if (isPosix()) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    Files.write(file, bytes);
  }

  @Test
  void makesLinks() throws Exception {
    assumeTrue(isPosix(), "links need a privilege on Windows");
    NativeJar jar = onClassPath(makeJar("natives.jar", 1));
    Map<String, String> links = Map.of("libalias.so", NAMES.get(0));
    Path link = jar.unpack(NAMES, links, Optional.of(cache)).resolve("libalias.so");
    assertEquals(Path.of(NAMES.get(0)), Files.readSymbolicLink(link));
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of(NAMES.get(1)));
    jar.unpack(NAMES, links, Optional.of(cache));
    assertEquals(Path.of(NAMES.get(0)), Files.readSymbolicLink(link), "another link is replaced");
    assertEquals(NAMES.size() + 1, link.getParent().toFile().list().length);
  }

  @Test
  void aLinkThatCannotBeMadeLeavesNoFile() throws Exception {
    assumeTrue(isPosix(), "links need a privilege on Windows");
    NativeJar jar = onClassPath(makeJar("natives.jar", 1));
    Path folder = jar.unpack(NAMES, Optional.of(cache));
    Files.createDirectories(folder.resolve("libalias.so").resolve("full"));
    assertUnusable(
        assertThrows(
            UnusableCacheException.class,
            () -> jar.unpack(NAMES, Map.of("libalias.so", NAMES.get(0)), Optional.of(cache))),
        "cannot store libalias.so");
    assertEquals(NAMES.size() + 1, folder.toFile().list().length);
  }

  @Test
  void aDamagedJarIsAnErrorAndLeavesNoFile() throws Exception {
    Path file = makeJar("natives.jar", 1);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 4] ^= 1; // in the first library, whose random bytes do not compress
    Files.write(file, bytes);
    NativeJar jar = onClassPath(file);
    IOException failure =
        assertThrows(IOException.class, () -> jar.unpack(NAMES, Optional.of(cache)));
    assertTrue(failure.getMessage().contains("natives.jar!/" + FOLDER), failure.getMessage());
    assertTrue(failure.getMessage().contains("download its jar again"), failure.getMessage());
    try (Stream<Path> files = Files.walk(cache)) {
      assertTrue(files.filter(Files::isRegularFile).noneMatch(this::isDamaged));
    }
  }

  private boolean isDamaged(Path file) {
    try {
      return Files.mismatch(file, contents(file.getFileName().toString(), 1)) != -1;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void threadsMayUnpackConcurrently() throws Exception {
    Path jar = makeJar("natives.jar", 1);
    int threads = 8;
    CountDownLatch start = new CountDownLatch(threads);
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<Path>> directories = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        directories.add(
            executor.submit(
                () -> {
                  start.countDown();
                  start.await();
                  return onClassPath(jar).unpack(NAMES, Optional.of(cache));
                }));
      }
      for (Future<Path> directory : directories) {
        for (String name : NAMES) {
          assertEquals(-1, Files.mismatch(directory.get().resolve(name), contents(name, 1)));
        }
      }
      assertNoTemporaryFiles(directories.get(0).get());
    }
  }

  @Test
  void findsAFolderOfClasses() throws Exception {
    Path classes = work.resolve("classes with spaces");
    Files.createDirectories(classes.resolve(FOLDER));
    for (String name : NAMES) {
      Files.copy(contents(name, 1), classes.resolve(FOLDER).resolve(name));
    }
    Path directory = onClassPath(classes).unpack(NAMES, Optional.of(cache));
    assertEquals(-1, Files.mismatch(directory.resolve("libb.so"), contents("libb.so", 1)));
  }

  /** As in a jar within a jar, or in a server: only the class loader can open the URL. */
  @Test
  void findsFilesThatOnlyTheClassLoaderCanRead() throws Exception {
    Map<String, byte[]> store = new HashMap<>();
    for (String name : NAMES) {
      store.put(FOLDER + "/" + name, Files.readAllBytes(contents(name, 1)));
    }
    NativeJar jar = find(new Store(store));
    assertEquals("store:/" + FOLDER, jar.toString());
    Path directory = jar.unpack(NAMES, Optional.of(cache));
    for (String name : NAMES) {
      assertEquals(-1, Files.mismatch(directory.resolve(name), contents(name, 1)));
    }
    assertEquals(
        directory,
        onClassPath(makeJar("natives.jar", 1)).unpack(NAMES, Optional.of(cache)),
        "the same files in a jar");
  }

  @Test
  void findsAJarInTheModuleLayer() throws Exception {
    Path natives = makeJar("natives.jar", 1);
    Path program = makeJar("program.jar", "org.example.program", 1, "other/folder");
    ModuleLayer boot = ModuleLayer.boot();
    Configuration modules =
        boot.configuration()
            .resolve(
                ModuleFinder.of(natives, program),
                ModuleFinder.of(),
                Set.of(MODULE, "org.example.program"));
    Class<?> anchor =
        boot.defineModulesWithManyLoaders(modules, ClassLoader.getPlatformClassLoader())
            .findLoader("org.example.program")
            .loadClass("org.example.program.Anchor");
    assertEquals("org.example.program", anchor.getModule().getName());

    Path directory =
        NativeJar.find(anchor, MODULE, FOLDER, NAMES)
            .orElseThrow()
            .unpack(NAMES, Optional.of(cache));
    assertEquals(-1, Files.mismatch(directory.resolve("libb.so"), contents("libb.so", 1)));
  }

  @Test
  void findsAJarOnTheModulePathThatNoModuleRequires() throws Exception {
    makeJar("natives.jar", 1);
    String before = System.setProperty("jdk.module.path", work.toString());
    try {
      NativeJar jar = NativeJar.find(NativeJarTest.class, MODULE, FOLDER, NAMES).orElseThrow();
      Path directory = jar.unpack(NAMES, Optional.of(cache));
      assertEquals(-1, Files.mismatch(directory.resolve("libb.so"), contents("libb.so", 1)));
      assertTrue(NativeJar.find(NativeJarTest.class, MODULE, "other/folder", NAMES).isEmpty());
    } finally {
      if (before == null) {
        System.clearProperty("jdk.module.path");
      } else {
        System.setProperty("jdk.module.path", before);
      }
    }
  }

  @Test
  void aMissingJarIsEmpty() {
    assertTrue(NativeJar.find(NativeJarTest.class, MODULE, FOLDER, NAMES).isEmpty());
    assertTrue(NativeJar.find(Object.class, MODULE, FOLDER, NAMES).isEmpty());
  }

  @Test
  void aMissingFileIsAnErrorThatNamesIt() throws Exception {
    NativeJar jar = onClassPath(makeJar("natives.jar", 1));
    NoSuchFileException missing =
        assertThrows(
            NoSuchFileException.class, () -> jar.unpack(List.of("libc.so"), Optional.of(cache)));
    assertTrue(missing.getMessage().contains("libc.so is not in "), missing.getMessage());
    assertTrue(missing.getMessage().contains("natives.jar"), missing.getMessage());
  }

  @Test
  void aCacheThatCannotBeCreatedIsAnError() throws Exception {
    Files.writeString(cache, "a file instead of a directory");
    NativeJar jar = onClassPath(makeJar("natives.jar", 1));
    assertUnusable(
        assertThrows(UnusableCacheException.class, () -> jar.unpack(NAMES, Optional.of(cache))),
        "cannot be created");
  }

  @Test
  void aFileThatCannotBeWrittenIsAnError() throws Exception {
    NativeJar jar = onClassPath(makeJar("natives.jar", 1));
    Path directory = jar.unpack(NAMES.subList(0, 1), Optional.of(cache));
    Path obstacle = Files.createDirectory(directory.resolve(NAMES.get(1)));
    Files.writeString(
        obstacle.resolve("full"), "a non-empty directory cannot be replaced by a file");
    assertUnusable(
        assertThrows(UnusableCacheException.class, () -> jar.unpack(NAMES, Optional.of(cache))),
        "cannot store libb");
    Files.delete(obstacle.resolve("full"));
    Files.delete(obstacle);
    assertNoTemporaryFiles(directory);
  }

  @Test
  void aCacheThatOthersMayWriteToIsAnError() throws Exception {
    assumeTrue(isPosix(), "this file system has no POSIX permissions");
    NativeJar jar = onClassPath(makeJar("natives.jar", 1));
    Path directory = jar.unpack(NAMES, Optional.of(cache));
    for (Path open : List.of(directory, cache)) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwx--x"));
      assertUnusable(
          assertThrows(IOException.class, () -> jar.unpack(NAMES, Optional.of(cache))),
          "chmod go-w");
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
      assertEquals(directory, jar.unpack(NAMES, Optional.of(cache)), "others may read");
    }
  }

  private void assertUnusable(IOException failure, String what) {
    assertTrue(failure.getMessage().contains(cache.toString()), failure.getMessage());
    assertTrue(failure.getMessage().contains(what), failure.getMessage());
  }

  private static void assertNoTemporaryFiles(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertFalse(files.anyMatch(file -> file.toString().endsWith(".tmp")));
    }
  }

  private boolean isPosix() {
    return work.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  /** A jar or folder, found on a class path. */
  private static NativeJar onClassPath(Path jar) throws Exception {
    URL[] path = {jar.toUri().toURL()};
    if (Files.isDirectory(jar)) {
      Path folder = Files.createDirectories(jar.resolve(MODULE.replace('.', '/')));
      Files.write(folder.resolve("Anchor.class"), anchor(MODULE));
    }
    return find(new URLClassLoader(path, null));
  }

  private static NativeJar find(ClassLoader loader) throws Exception {
    return NativeJar.find(loader.loadClass(MODULE + ".Anchor"), MODULE, FOLDER, NAMES)
        .orElseThrow();
  }

  /** A class loader whose resources are not files. */
  private static final class Store extends ClassLoader {
    private final Map<String, byte[]> resources;

    Store(Map<String, byte[]> resources) {
      super(null);
      this.resources = resources;
    }

    @Override
    protected Class<?> findClass(String name) {
      byte[] bytes = anchor(MODULE);
      return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    protected @Nullable URL findResource(String name) {
      byte[] bytes = resources.get(name);
      if (bytes == null) {
        return null;
      }
      URLStreamHandler handler =
          new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
              return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() {
                  return new ByteArrayInputStream(bytes);
                }
              };
            }
          };
      try {
        return URL.of(URI.create("store:/" + name), handler);
      } catch (MalformedURLException impossible) {
        throw new AssertionError(impossible);
      }
    }
  }

  /** A jar without entries for its folders, which the format does not require. */
  private Path makeJar(String name, int version) throws IOException {
    return makeJar(name, MODULE, version, FOLDER);
  }

  private Path makeJar(String name, String module, int version, String folder) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Automatic-Module-Name", module);
    Path jar = work.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file, manifest)) {
      for (String library : NAMES) {
        JarEntry entry = new JarEntry(folder + "/" + library);
        entry.setTime(0);
        entries.putNextEntry(entry);
        Files.copy(contents(library, version), entries);
      }
      entries.putNextEntry(new JarEntry(module.replace('.', '/') + "/Anchor.class"));
      entries.write(anchor(module));
    }
    return jar;
  }

  /** The bytecode of a class from which the jar is looked for. */
  private static byte[] anchor(String module) {
    return ClassFile.of().build(ClassDesc.of(module, "Anchor"), type -> {});
  }

  /** A library's contents: they differ between versions, their size does not. */
  private Path contents(String name, int version) throws IOException {
    byte[] bytes = new byte[300_000];
    new Random(version).nextBytes(bytes);
    byte[] head = name.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, bytes, 0, head.length);
    Path file = Files.createDirectories(work.resolve("v" + version)).resolve(name);
    return Files.write(file, bytes);
  }
}
