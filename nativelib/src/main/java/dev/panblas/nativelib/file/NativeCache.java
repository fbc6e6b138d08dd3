/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.file;

import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A directory with unpacked libraries. Code that is loaded from it runs with the user's rights, so
 * only the user and the superuser may have write permission. Each use verifies a file against the
 * checksum in its jar, because the copy may be damaged or of another version. A directory whose
 * files are complete is not written to, so it may be part of a read-only image.
 */
final class NativeCache {

  private static final boolean POSIX =
      Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");

  private static final FileAttribute<?>[] OWNER_ONLY =
      POSIX
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
          }
          : new FileAttribute<?>[0];

  /** Processes that have a library mapped crash if its file is written to, so nobody may. */
  private static final String FILE_PERMISSIONS = "r-x------";

  /** Owned by the user of this process, on Linux. */
  private static final Path PROCESS = Path.of("/proc/self");

  /** The folder that this process uses instead of the user's cache folder. */
  private static @Nullable Path temporary;

  private final Path directory;

  private NativeCache(Path directory) {
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  /**
   * A directory in a cache. Creates it if necessary and checks its owner and permissions.
   *
   * @param cache the cache
   * @param key the name of the directory
   */
  static NativeCache open(Path cache, String key) throws UnusableCacheException {
    Path all = cache.toAbsolutePath();
    Path directory = all.resolve(key);
    try {
      Files.createDirectories(directory, OWNER_ONLY);
      requirePrivate(all);
      requirePrivate(directory);
    } catch (UnusableCacheException unusable) {
      throw unusable;
    } catch (IOException impossible) {
      throw new UnusableCacheException(directory, "cannot be created", impossible);
    }
    return new NativeCache(directory);
  }

  /** A directory in the user's cache folder. */
  static NativeCache openUsers(String key) throws UnusableCacheException {
    return open(usersCache(), key);
  }

  /**
   * A directory in a folder of this process alone, which is deleted when the JVM exits. (Windows
   * keeps files that are in use.)
   */
  static NativeCache openTemporary(String key) throws IOException {
    Path folder = temporary;
    if (folder == null) {
      folder = Files.createTempDirectory("panblas", OWNER_ONLY).toAbsolutePath();
      folder.toFile().deleteOnExit();
      temporary = folder;
    }
    NativeCache cache = open(folder, key);
    cache.directory.toFile().deleteOnExit();
    return cache;
  }

  private static Path usersCache() throws UnusableCacheException {
    try {
      Path home = Path.of(System.getProperty("user.home", ""));
      String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
      Path caches;
      if (system.startsWith("windows")) {
        caches = environment("LOCALAPPDATA").orElse(home.resolve("AppData").resolve("Local"));
      } else if (system.startsWith("mac")) {
        caches = home.resolve("Library").resolve("Caches");
      } else {
        caches = environment("XDG_CACHE_HOME").orElse(home.resolve(".cache"));
      }
      // A user without an entry in the system's user database has the home "?".
      if (!caches.isAbsolute()) {
        throw new UnusableCacheException(caches, "is not an absolute path", null);
      }
      return caches.resolve("panblas");
    } catch (InvalidPathException unmappable) {
      throw new UnusableCacheException(
          Path.of("panblas"),
          "is in a folder whose name cannot be encoded in this locale",
          unmappable);
    }
  }

  /** The XDG specification says that a relative path is ignored. */
  private static Optional<Path> environment(String variable) {
    return Optional.ofNullable(System.getenv(variable))
        .filter(value -> !value.isEmpty())
        .map(Path::of)
        .filter(Path::isAbsolute);
  }

  private static void requirePrivate(Path directory) throws IOException {
    if (!POSIX) {
      return;
    }
    PosixFileAttributes attributes = Files.readAttributes(directory, PosixFileAttributes.class);
    if (!isTrusted(directory, attributes.owner())) {
      throw new UnusableCacheException(
          directory,
          "belongs to " + attributes.owner().getName() + ", not to the user of this process",
          null);
    }
    if (attributes.permissions().contains(GROUP_WRITE)
        || attributes.permissions().contains(OTHERS_WRITE)) {
      throw new UnusableCacheException(
          directory,
          "can be written by others ("
              + PosixFilePermissions.toString(attributes.permissions())
              + "); remove that permission with chmod go-w",
          null);
    }
  }

  /** Whether the owner is the superuser or the user of this process. */
  private static boolean isTrusted(Path directory, UserPrincipal owner) throws IOException {
    boolean isSuperuser = Integer.valueOf(0).equals(Files.getAttribute(directory, "unix:uid"));
    if (isSuperuser || (Files.exists(PROCESS) && owner.equals(Files.getOwner(PROCESS)))) {
      return true;
    }
    // A process with privileges belongs to the superuser; the files that it creates do not.
    Path probe;
    try {
      probe = Files.createTempFile(directory, "owner", ".tmp");
    } catch (IOException notOurs) {
      return false;
    }
    try {
      return owner.equals(Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS));
    } finally {
      Files.delete(probe);
    }
  }

  /**
   * Copies a file into the directory unless a file with its name and checksum exists.
   *
   * @throws UnusableCacheException if it cannot be written, or a library cannot be loaded from here
   * @throws IOException if the source is damaged
   */
  void keep(String name, URL source, long checksum) throws IOException {
    Path file = directory.resolve(name);
    deleteOnExit(file); // also if it proves unusable
    if (!isWhole(file, checksum)) {
      store(file, source, checksum);
    }
    if (POSIX) {
      requireExecutable(file);
    }
  }

  private void store(Path file, URL source, long checksum) throws IOException {
    Path copied = null;
    try (InputStream bytes = NativeJar.connect(source).getInputStream()) {
      copied = Files.createTempFile(directory, file.getFileName().toString(), ".tmp");
      Files.copy(bytes, copied, StandardCopyOption.REPLACE_EXISTING);
      if (checksum(copied) != checksum) {
        throw new ZipException("its checksum is wrong");
      }
      protect(copied);
      // Keep the file if another process has written it meanwhile: it may already be loaded.
      if (!isWhole(file, checksum)) {
        Files.move(copied, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (ZipException damaged) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s is damaged (%s): download its jar again",
              source,
              damaged.getMessage()),
          damaged);
    } catch (IOException failed) {
      throw cannotStore(file.getFileName().toString(), failed);
    } finally {
      if (copied != null) {
        Files.deleteIfExists(copied);
      }
    }
  }

  /** Makes a symbolic link in the directory, unless it exists, to a file in the directory. */
  void link(String name, String target) throws UnusableCacheException {
    Path link = directory.resolve(name);
    Path relative = Path.of(target);
    deleteOnExit(link);
    try {
      if (!Files.isSymbolicLink(link) || !Files.readSymbolicLink(link).equals(relative)) {
        // Replaces the link atomically: another process may be using it.
        Path created = directory.resolve(name + UUID.randomUUID() + ".tmp");
        try {
          Files.createSymbolicLink(created, relative);
          Files.move(created, link, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Files.deleteIfExists(created);
        }
      }
    } catch (IOException failed) {
      throw cannotStore(name, failed);
    }
  }

  private UnusableCacheException cannotStore(String name, IOException failed) {
    return new UnusableCacheException(directory, "cannot store " + name, failed);
  }

  private void deleteOnExit(Path file) {
    if (temporary != null && directory.startsWith(temporary)) {
      file.toFile().deleteOnExit();
    }
  }

  /** Whether a file can be read and has the checksum. */
  private static boolean isWhole(Path file, long checksum) {
    try {
      return Files.isRegularFile(file) && checksum(file) == checksum;
    } catch (IOException unreadable) {
      return false;
    }
  }

  /**
   * Refuses a file system that is mounted noexec: whatever a file's permissions are, Linux does not
   * execute it there, nor map it as a library.
   */
  private void requireExecutable(Path file) throws UnusableCacheException {
    try {
      if (!Files.isExecutable(file)) {
        protect(file);
        if (!Files.isExecutable(file)
            && Files.getPosixFilePermissions(file).contains(OWNER_EXECUTE)) {
          throw new UnusableCacheException(
              directory,
              "is on a file system that is mounted noexec, so no library can be loaded from it",
              null);
        }
      }
    } catch (UnusableCacheException unusable) {
      throw unusable;
    } catch (IOException gone) {
      throw cannotStore(file.getFileName().toString(), gone);
    }
  }

  /** Has no effect on a file system without permissions, or on a file of another user. */
  private static void protect(Path file) {
    if (POSIX) {
      try {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FILE_PERMISSIONS));
      } catch (IOException refused) {
        // The library can still be loaded.
      }
    }
  }

  private static long checksum(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return checksum(bytes);
    }
  }

  /**
   * The CRC-32, as in a jar. It detects accidental damage, and it is an intrinsic of the JVM, so it
   * is fast from the first call.
   */
  static long checksum(InputStream bytes) throws IOException {
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[1 << 16];
    for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
      crc.update(buffer, 0, count);
    }
    return crc.getValue();
  }
}
