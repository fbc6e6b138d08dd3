/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import dev.panblas.nativelib.file.Elf;
import dev.panblas.nativelib.file.NativeArtifacts;
import dev.panblas.nativelib.file.NativeJar;
import dev.panblas.nativelib.file.OpenBlasJar;
import dev.panblas.nativelib.file.OpenMp;
import dev.panblas.nativelib.file.Platform;
import dev.panblas.nativelib.file.UnusableCacheException;
import dev.panblas.nativelib.file.UnusableLibraryException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds and unpacks the files that netlib is to load. Loads nothing. */
final class LibraryFiles {

  /** Netlib copies the path to an array of 1,024 bytes, the last of which is zero. */
  private static final int LONGEST_PATH = 1023;

  private static final String SHORTER_CACHE =
      "set " + Setting.howToSet(Setting.CACHE) + " to a folder with a shorter path, in ASCII";

  private LibraryFiles() {}

  /**
   * The library of the settings: the named file, otherwise OpenBLAS of the jar.
   *
   * @return the file, after the files that must be loaded before it
   */
  static List<Path> library() throws UnusableLibraryException {
    Optional<Setting> named = Setting.of(Setting.LIBRARY);
    return named.isPresent() ? List.of(named(named.get())) : unpacked();
  }

  private static List<Path> unpacked() throws UnusableLibraryException {
    Optional<NativeJar> jar = OpenBlasJar.find(LibraryFiles.class, Platform.CURRENT);
    if (jar.isEmpty()) {
      throw new UnusableLibraryException(
          "there is no jar org.bytedeco:openblas for " + Platform.CURRENT,
          "add "
              + NativeArtifacts.toAdd(Platform.CURRENT, "openblas")
              + ", or name a library file by "
              + Setting.howToSet(Setting.LIBRARY));
    }
    List<String> names = OpenBlasJar.files(Platform.CURRENT);
    Path folder = unpack(jar.get(), names);
    List<Path> files = names.stream().map(folder::resolve).toList();
    requirePassable(files.get(files.size() - 1), SHORTER_CACHE);
    return files;
  }

  private static Path named(Setting named) throws UnusableLibraryException {
    if (!named.value().contains("/") && !named.value().contains(File.separator)) {
      throw new UnusableLibraryException(
          "netlib needs a library's file, but "
              + Setting.LIBRARY
              + " is the name "
              + named.value()
              + " ("
              + named.source()
              + ")",
          "name its file with a path, or remove the setting to use the OpenBLAS of the jar");
    }
    try {
      Path file = Path.of(named.value()).toRealPath();
      if (Platform.CURRENT.system() == Platform.OperatingSystem.LINUX) {
        Elf.check(file);
        Map<String, String> openMp = OpenMp.neededBy(file);
        if (!openMp.isEmpty()) {
          throw new UnusableLibraryException(
              file
                  + " is built for OpenMP ("
                  + String.join(", ", openMp.keySet())
                  + "), which has a thread count for each thread of the program",
              "name a library that is built for POSIX threads or without threads");
        }
      }
      requirePassable(file, "name a file with a shorter path, in ASCII");
      return file;
    } catch (UnusableLibraryException unusable) {
      throw unusable.requestedBy(named.source());
    } catch (IOException | InvalidPathException unreadable) {
      throw new UnusableLibraryException(
          "the library cannot be read (" + unreadable + ", requested by " + named.source() + ")",
          "name a library file that exists",
          unreadable);
    }
  }

  /** The library of ARPACK, which calls the BLAS that is mapped; empty if its jar is not found. */
  static Optional<Path> arpack() throws UnusableLibraryException {
    String name =
        switch (Platform.CURRENT.system()) {
          case LINUX -> "libarpack.so.2";
          case MACOS -> "libarpack.2.dylib";
          case WINDOWS -> "libarpack.dll";
        };
    Optional<NativeJar> jar =
        NativeJar.find(
            LibraryFiles.class,
            "org.bytedeco.arpackng." + Platform.CURRENT.toString().replace('-', '.'),
            "org/bytedeco/arpackng/" + Platform.CURRENT,
            List.of(name));
    if (jar.isEmpty()) {
      return Optional.empty();
    }
    Path file = unpack(jar.get(), List.of(name)).resolve(name);
    requirePassable(file, SHORTER_CACHE);
    return Optional.of(file);
  }

  /**
   * The name of the BLAS that ARPACK needs, if that is not the name of a library: the system would
   * then load another BLAS beside it.
   */
  static Optional<String> otherBlasOfArpack(Path library) throws UnusableLibraryException {
    List<String> files = OpenBlasJar.files(Platform.CURRENT);
    String needed = files.get(files.size() - 1);
    String name = String.valueOf(library.getFileName());
    if (Platform.CURRENT.system() == Platform.OperatingSystem.LINUX) {
      try {
        name = Elf.read(library).name().orElse(name);
      } catch (IOException unreadable) {
        throw new UnusableLibraryException(
            "the library must be readable, but " + library + " is not (" + unreadable + ")",
            "install it again",
            unreadable);
      }
    }
    return name.equals(needed) ? Optional.empty() : Optional.of(needed);
  }

  private static Path unpack(NativeJar jar, List<String> files) throws UnusableLibraryException {
    Optional<Setting> cache = Setting.of(Setting.CACHE);
    try {
      return jar.unpack(files, Map.of(), cache.map(folder -> Path.of(folder.value())));
    } catch (UnusableCacheException | InvalidPathException unusable) {
      UnusableLibraryException failure =
          new UnusableLibraryException(
              String.valueOf(unusable.getMessage()),
              "set "
                  + Setting.howToSet(Setting.CACHE)
                  + " to a folder that you own, on a file system with free space that is not"
                  + " mounted noexec",
              unusable);
      throw cache.isPresent() ? failure.requestedBy(cache.get().source()) : failure;
    } catch (IOException damaged) {
      throw new UnusableLibraryException(
          "the library cannot be unpacked (" + damaged + ")", "download its jar again", damaged);
    }
  }

  /** Refuses a path that netlib would not pass to the system as it is. */
  private static void requirePassable(Path file, String remedy) throws UnusableLibraryException {
    String path = file.toString();
    int bytes = path.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LONGEST_PATH) {
      throw new UnusableLibraryException(
          "netlib cuts the path of a library at "
              + LONGEST_PATH
              + " bytes, but "
              + file
              + " has "
              + bytes,
          remedy);
    }
    boolean isAscii = bytes == path.length();
    boolean isUtf8 = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));
    if (!isAscii && (!isUtf8 || path.chars().anyMatch(c -> Character.isSurrogate((char) c)))) {
      throw new UnusableLibraryException(
          "netlib passes the path of a library to the system in Java's own form of UTF-8, in which "
              + file
              + " has another name",
          remedy);
    }
  }
}
