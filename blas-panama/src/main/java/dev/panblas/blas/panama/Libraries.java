/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.panama;

import dev.panblas.nativelib.call.DynamicLoader;
import dev.panblas.nativelib.call.LoadedLibrary;
import dev.panblas.nativelib.call.MappedLibrary;
import dev.panblas.nativelib.cblas.CblasAvailability;
import dev.panblas.nativelib.cblas.CblasKernels;
import dev.panblas.nativelib.cblas.CblasLibrary;
import dev.panblas.nativelib.cblas.LibraryOpening;
import dev.panblas.nativelib.file.MklJar;
import dev.panblas.nativelib.file.NativeArtifacts;
import dev.panblas.nativelib.file.NativeJar;
import dev.panblas.nativelib.file.OpenBlasJar;
import dev.panblas.nativelib.file.Platform;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.spi.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens libraries and keeps them open. The library is the requested one, otherwise OpenBLAS from
 * its jar, otherwise the system's OpenBLAS. A library that exists but cannot be used is an error;
 * the next one is not tried.
 */
final class Libraries {

  private static final String SYSTEM_LIBRARY = "openblas";

  /** The name for which the jar of MKL is used, if there is one. */
  private static final String MKL = "mkl";

  /** The opened libraries by file, or by name if the system does not report the file. */
  private static final Map<String, CblasKernels> OPENED = new HashMap<>();

  /** The opened libraries by the value that requested them. */
  private static final Map<String, CblasKernels> REQUESTED = new HashMap<>();

  /** The library if none is requested. Kept so that the jar's files are verified only once. */
  private static @Nullable CblasKernels standard;

  private Libraries() {}

  static synchronized CblasKernels open(Settings settings) throws UnusableLibraryException {
    if (settings.library().isEmpty()) {
      CblasKernels opened =
          standard == null ? LibraryOpening.run(() -> openStandard(settings)) : standard;
      standard = opened;
      return opened;
    }
    Settings.Request asked = settings.library().get();
    CblasKernels known = REQUESTED.get(asked.value());
    if (known != null) {
      return known;
    }
    try {
      Optional<NativeJar> mkl =
          asked.value().equals(MKL)
              ? MklJar.find(Libraries.class, Platform.CURRENT)
              : Optional.empty();
      Optional<Path> file =
          mkl.isPresent()
              ? Optional.of(CblasAvailability.unpack(mkl.get(), MklJar.files(), settings))
                  .map(folder -> folder.resolve(MklJar.files().getLast()))
              : asFile(asked.value());
      CblasKernels opened =
          LibraryOpening.run(
              () -> file.isPresent() ? openFile(file.get()) : openNamed(asked.value()));
      REQUESTED.put(asked.value(), opened);
      return opened;
    } catch (UnusableLibraryException unusable) {
      throw unusable.requestedBy(asked.source());
    }
  }

  /** The file of a value with a separator. A bare name is never a file of the working folder. */
  private static Optional<Path> asFile(String value) throws UnusableLibraryException {
    try {
      return value.contains("/") || value.contains(File.separator)
          ? Optional.of(Path.of(value).toAbsolutePath())
          : Optional.empty();
    } catch (InvalidPathException notAPath) {
      throw new UnusableLibraryException(
          value + " is not a file name", "name a library file that exists", notAPath);
    }
  }

  private static CblasKernels openStandard(Settings settings) throws UnusableLibraryException {
    Optional<NativeJar> jar = OpenBlasJar.find(Libraries.class, Platform.CURRENT);
    if (jar.isPresent()) {
      return openJar(jar.get(), settings);
    }
    Optional<MappedLibrary> system =
        DynamicLoader.loadFirst(DynamicLoader.fileNames(SYSTEM_LIBRARY));
    if (system.isEmpty()) {
      throw new UnusableLibraryException(
          String.format(
              Locale.ROOT,
              "there is neither a jar org.bytedeco:openblas for %s nor a system library %s",
              Platform.CURRENT,
              SYSTEM_LIBRARY),
          String.format(
              Locale.ROOT,
              "add %s; or install OpenBLAS, or name a library by %s",
              NativeArtifacts.toAdd(Platform.CURRENT, "openblas"),
              Settings.howToSet(Settings.LIBRARY_PROPERTY)));
    }
    return bind(system.get(), SYSTEM_LIBRARY);
  }

  private static CblasKernels openJar(NativeJar jar, Settings settings)
      throws UnusableLibraryException {
    List<String> files = OpenBlasJar.files(Platform.CURRENT);
    Path directory = CblasAvailability.unpack(jar, files, settings);
    for (String dependency : files.subList(0, files.size() - 1)) {
      DynamicLoader.load(directory.resolve(dependency));
    }
    return openFile(directory.resolve(files.getLast()));
  }

  private static CblasKernels openNamed(String name) throws UnusableLibraryException {
    List<String> fileNames = DynamicLoader.fileNames(name);
    Optional<MappedLibrary> found = DynamicLoader.loadFirst(fileNames);
    if (found.isEmpty()) {
      throw new UnusableLibraryException(
          "the system finds none of " + String.join(", ", fileNames),
          "install it, or name its file with a path, such as ."
              + File.separator
              + fileNames.getFirst());
    }
    return bind(found.get(), name);
  }

  private static CblasKernels openFile(Path file) throws UnusableLibraryException {
    try {
      // Resolves links: a file with two names must not be loaded twice.
      Path real = Files.exists(file) ? file.toRealPath() : file;
      CblasKernels opened = OPENED.get(real.toString());
      return opened == null ? bind(DynamicLoader.load(real), real.toString()) : opened;
    } catch (IOException unreadable) {
      throw new UnusableLibraryException(
          file + " cannot be read (" + unreadable + ")", "make it readable", unreadable);
    }
  }

  private static CblasKernels bind(MappedLibrary mapped, String asked)
      throws UnusableLibraryException {
    LoadedLibrary library = CblasLibrary.of(mapped, asked);
    String key = library.file().map(Path::toString).orElse(asked);
    CblasKernels opened = OPENED.get(key);
    if (opened == null) {
      opened = CblasLibrary.kernels(library);
      OPENED.put(key, opened);
    }
    return opened;
  }
}
