package dev.panblas.nativelib.file;

import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.io.InputStream;
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
 * A directory of the user's own in which unpacked libraries stay. Code that is loaded from it runs
 * with the user's rights, so nobody else may write to it. A file is verified each time before it is
 * used, against the checksum that its jar keeps: a copy may be damaged, or another version's.
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
   * A directory of a cache, made if need be, and checked.
   *
   * @param folder the cache; empty for the user's
   * @param key the directory's name in it
   */
  static NativeCache open(Optional<Path> folder, String key) throws IOException {
    Path all = folder.isPresent() ? folder.get().toAbsolutePath() : usersCache();
    Path directory = all.resolve(key);
    try {
      Files.createDirectories(directory, OWNER_ONLY);
    } catch (IOException impossible) {
      throw unusable(directory, "cannot be made", impossible);
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
    // Users that the system does not know have the home "?".
    if (!caches.isAbsolute()) {
      throw unusable(caches, "is not an absolute path", null);
    }
    return caches.resolve("panblas");
  }

  /** By the XDG specification, a relative path is ignored. */
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

  /** Whose process this is, as the file system names it: the owner of a file that it makes. */
  private static UserPrincipal user() throws IOException {
    Path probe = Files.createTempFile("panblas", null);
    try {
      return Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS);
    } finally {
      Files.delete(probe);
    }
  }

  /** Copies a file in that has the given checksum, unless it is there and whole. */
  void keep(String name, Path source, long checksum) throws IOException {
    Path file = directory.resolve(name);
    if (isWhole(file, checksum)) {
      return;
    }
    Path copied = null;
    try {
      copied = Files.createTempFile(directory, name, ".tmp");
      Files.copy(source, copied, StandardCopyOption.REPLACE_EXISTING);
      if (!isWhole(copied, checksum)) {
        throw new ZipException("its checksum is wrong");
      }
      // Another process may have been faster. Its file stays: it may already be loaded from there.
      if (!isWhole(file, checksum)) {
        Files.move(copied, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (ZipException damaged) {
      throw new IOException(
          String.format(
              "%s is damaged (%s): fetch its jar again", source.toUri(), damaged.getMessage()),
          damaged);
    } catch (IOException failed) {
      throw unusable(directory, "does not take " + name, failed);
    } finally {
      if (copied != null) {
        Files.deleteIfExists(copied);
      }
    }
  }

  private static boolean isWhole(Path file, long checksum) throws IOException {
    return Files.isRegularFile(file) && checksum(file) == checksum;
  }

  /**
   * CRC-32, as in a jar. Against accidents it is as good as any, and the JVM computes it with the
   * processor's instructions before it has compiled anything.
   */
  static long checksum(Path file) throws IOException {
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[1 << 16];
    try (InputStream bytes = Files.newInputStream(file)) {
      for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
        crc.update(buffer, 0, count);
      }
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
