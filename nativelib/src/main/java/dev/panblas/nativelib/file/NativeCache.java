/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.file;

import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A directory with unpacked libraries. Code that is loaded from it runs with the user's rights, so
 * only the user may have write permission. Each use verifies a file against the checksum in its
 * jar, because the copy may be damaged or of another version.
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
   * @param folder the cache; empty for the user's cache folder
   * @param key the name of the directory
   */
  static NativeCache open(Optional<Path> folder, String key) throws IOException {
    Path all = folder.isPresent() ? folder.get().toAbsolutePath() : usersCache();
    Path directory = all.resolve(key);
    try {
      Files.createDirectories(directory, OWNER_ONLY);
    } catch (IOException impossible) {
      throw unusable(directory, "cannot be created", impossible);
    }
    requirePrivate(all);
    requirePrivate(directory);
    return new NativeCache(directory);
  }

  private static Path usersCache() throws IOException {
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
      throw unusable(caches, "is not an absolute path", null);
    }
    return caches.resolve("panblas");
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
    UserPrincipal user = user();
    if (!attributes.owner().equals(user)) {
      throw unusable(
          directory,
          "belongs to " + attributes.owner().getName() + ", not to " + user.getName(),
          null);
    }
    if (attributes.permissions().contains(GROUP_WRITE)
        || attributes.permissions().contains(OTHERS_WRITE)) {
      throw unusable(
          directory,
          "can be written by others ("
              + PosixFilePermissions.toString(attributes.permissions())
              + "); remove that permission with chmod go-w",
          null);
    }
  }

  /** The user of this process in the file system: the owner of a file that it creates. */
  private static UserPrincipal user() throws IOException {
    Path probe = Files.createTempFile("panblas", null);
    try {
      return Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS);
    } finally {
      Files.delete(probe);
    }
  }

  /** Copies a file into the directory unless a file with its name and checksum exists. */
  void keep(String name, URL source, long checksum) throws IOException {
    Path file = directory.resolve(name);
    if (isWhole(file, checksum)) {
      return;
    }
    Path copied = null;
    try (InputStream bytes = NativeJar.connect(source).getInputStream()) {
      copied = Files.createTempFile(directory, name, ".tmp");
      Files.copy(bytes, copied, StandardCopyOption.REPLACE_EXISTING);
      if (!isWhole(copied, checksum)) {
        throw new ZipException("its checksum is wrong");
      }
      // Keep the file if another process has written it meanwhile: it may already be loaded.
      if (!isWhole(file, checksum)) {
        Files.move(copied, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (ZipException damaged) {
      throw new IOException(
          String.format("%s is damaged (%s): download its jar again", source, damaged.getMessage()),
          damaged);
    } catch (IOException failed) {
      throw unusable(directory, "cannot store " + name, failed);
    } finally {
      if (copied != null) {
        Files.deleteIfExists(copied);
      }
    }
  }

  private static boolean isWhole(Path file, long checksum) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      return checksum(bytes) == checksum;
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

  private static IOException unusable(Path directory, String why, @Nullable IOException cause) {
    return new IOException(
        String.format(
            "the cache for native libraries, %s, %s%s",
            directory, why, cause == null ? "" : " (" + cause + ")"),
        cause);
  }
}
