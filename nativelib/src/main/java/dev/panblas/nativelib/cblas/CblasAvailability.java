/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import dev.panblas.nativelib.file.NativeJar;
import dev.panblas.nativelib.file.UnusableCacheException;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.spi.Availability;
import dev.panblas.spi.Settings;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Probing and unpacking for the providers of native backends. */
public final class CblasAvailability {

  private CblasAvailability() {}

  /** Opens a library. */
  @FunctionalInterface
  public interface Opening {

    /**
     * Opens the library on the first call and returns the same kernels on later calls.
     *
     * @return the kernels
     * @throws UnusableLibraryException if it cannot be used
     */
    CblasKernels open() throws UnusableLibraryException;
  }

  /**
   * Opens a library and returns the result of the probe.
   *
   * @param opening opens the library
   * @param settings the library's thread count
   * @param modules the modules that need native access, separated by commas
   * @return ready, or the reason and the remedy
   */
  public static Availability probe(Opening opening, Settings settings, String modules) {
    try {
      return new Availability.Ready(opening.open().libraryWith(settings));
    } catch (UnusableLibraryException unusable) {
      return new Availability.Unavailable(
          String.valueOf(unusable.getMessage()),
          unusable.remedy(),
          Optional.ofNullable(unusable.getCause()));
    } catch (IllegalCallerException forbidden) {
      return new Availability.Unavailable(
          "native access is forbidden (" + forbidden.getMessage() + ")",
          String.format(
              Locale.ROOT,
              "allow it with --enable-native-access=%s, or =ALL-UNNAMED on the class path",
              modules),
          Optional.of(forbidden));
    }
  }

  /**
   * Unpacks files of a jar to the cache of the settings.
   *
   * @param jar the jar
   * @param files the files' names
   * @param settings the cache folder
   * @return the folder that holds the files
   * @throws UnusableLibraryException if the jar is damaged or the cache cannot be used
   */
  public static Path unpack(NativeJar jar, List<String> files, Settings settings)
      throws UnusableLibraryException {
    return unpack(jar, files, Map.of(), settings);
  }

  /**
   * Unpacks files of a jar to the cache of the settings, and makes links to them.
   *
   * @param jar the jar
   * @param files the files' names
   * @param links the names of the links, each with the file that it refers to
   * @param settings the cache folder
   * @return the folder that holds the files
   * @throws UnusableLibraryException if the jar is damaged or the cache cannot be used
   */
  public static Path unpack(
      NativeJar jar, List<String> files, Map<String, String> links, Settings settings)
      throws UnusableLibraryException {
    try {
      return jar.unpack(files, links, settings.cache().map(request -> Path.of(request.value())));
    } catch (UnusableCacheException | InvalidPathException unusable) {
      UnusableLibraryException failure =
          new UnusableLibraryException(
              String.valueOf(unusable.getMessage()),
              "set "
                  + Settings.howToSet(Settings.CACHE_PROPERTY)
                  + " to a folder that you own, on a file system with free space that is not"
                  + " mounted noexec",
              unusable);
      throw settings.cache().isEmpty()
          ? failure
          : failure.requestedBy(settings.cache().get().source());
    } catch (IOException failed) {
      throw new UnusableLibraryException(
          "native libraries cannot be unpacked from " + jar + ": " + failed.getMessage(),
          "replace the jar",
          failed);
    }
  }
}
