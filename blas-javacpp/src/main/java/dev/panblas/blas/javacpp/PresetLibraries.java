/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.javacpp;

import dev.panblas.nativelib.cblas.CblasAvailability;
import dev.panblas.nativelib.file.NativeArtifacts;
import dev.panblas.nativelib.file.NativeJar;
import dev.panblas.nativelib.file.OpenBlasJar;
import dev.panblas.nativelib.file.Platform;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.spi.Settings;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Loads the libraries of JavaCPP's presets from Panblas's cache.
 *
 * <p>JavaCPP would unpack the libraries to its own cache, and a process that also uses the backend
 * panama would map OpenBLAS twice, with two sets of threads. JavaCPP does not load a library whose
 * name is registered. This class therefore registers the files of Panblas's cache under the names
 * of the presets, before the presets are initialised.
 */
final class PresetLibraries {

  /** The names under which JavaCPP registers OpenBLAS and the bindings. */
  static final String OPENBLAS = "openblas_nolapack@.0";

  static final String BINDINGS = "jniopenblas_nolapack";

  private static final String BINDINGS_FILE = "libjniopenblas_nolapack.so";
  private static final String OPENBLAS_FILE = "libopenblas.so.0";

  /** The name under which the bindings look for OpenBLAS in their own folder. */
  private static final String ALIAS = "libopenblas_nolapack.so.0";

  private static final String JAVACPP_FILE = "libjnijavacpp.so";
  private static final String JAVACPP_NAME = "jnijavacpp";
  private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";

  private PresetLibraries() {}

  /**
   * Loads the presets. Libraries that the program has loaded with JavaCPP before are kept.
   *
   * @throws UnusableLibraryException if a jar with native libraries is missing, the cache cannot be
   *     used, or the system cannot load a library
   */
  static void load(Settings settings) throws UnusableLibraryException {
    try {
      if (!Loader.getLoadedLibraries().containsKey(BINDINGS)) {
        loadShared(Platform.CURRENT, settings);
      }
      MethodHandles.lookup().ensureInitialized(openblas_nolapack.class);
    } catch (IllegalAccessException hidden) {
      throw new LinkageError("JavaCPP's presets cannot be accessed", hidden);
    } catch (IOException noCache) {
      throw new UnusableLibraryException(
          String.valueOf(noCache.getMessage()),
          "set " + Settings.howToSet(Settings.CACHE_PROPERTY) + " to a folder that you own",
          noCache);
    } catch (LinkageError broken) {
      throw new UnusableLibraryException(
          "its native libraries cannot be loaded (" + broken + ")",
          "install what the message names; on Linux they need glibc 2.34 or newer and libstdc++",
          broken);
    }
  }

  private static void loadShared(Platform platform, Settings settings)
      throws UnusableLibraryException, IOException {
    NativeJar openblas =
        OpenBlasJar.find(PresetLibraries.class, platform)
            .orElseThrow(() -> missing("openblas", platform));
    NativeJar javacpp =
        NativeJar.find(
                PresetLibraries.class,
                "org.bytedeco.javacpp." + platform.toString().replace('-', '.'),
                "org/bytedeco/javacpp/" + platform)
            .orElseThrow(() -> missing("javacpp", platform));
    // On other systems JavaCPP loads the libraries itself.
    boolean shared = platform.system() == Platform.OperatingSystem.LINUX;
    List<String> files = new ArrayList<>();
    if (shared) {
      files.addAll(OpenBlasJar.files(platform));
      files.add(BINDINGS_FILE);
    }
    Path directory = CblasAvailability.unpack(openblas, files, settings);
    if (System.getProperty(CACHE_PROPERTY) == null
        && System.getProperty("org.bytedeco.javacpp.cacheDir") == null) {
      // JavaCPP creates its cache folder even if it stores nothing there.
      System.setProperty(CACHE_PROPERTY, directory.resolve("javacpp").toString());
    }
    if (!shared) {
      return;
    }
    link(directory.resolve(ALIAS), OPENBLAS_FILE);
    Path unpacked = CblasAvailability.unpack(javacpp, List.of(JAVACPP_FILE), settings);
    register(unpacked.resolve(JAVACPP_FILE), JAVACPP_NAME);
    for (String file : files) {
      register(directory.resolve(file), preset(file));
    }
  }

  /** The name of a file in the presets: {@code gcc_s@.1} for libgcc_s.so.1. */
  private static String preset(String file) {
    return switch (file) {
      case OPENBLAS_FILE -> "openblas@.0#" + OPENBLAS;
      case BINDINGS_FILE -> BINDINGS;
      default -> file.substring("lib".length()).replace(".so", "@");
    };
  }

  private static UnusableLibraryException missing(String artifact, Platform platform) {
    return new UnusableLibraryException(
        String.format(
            "the native libraries of org.bytedeco:%s for %s are neither on the class path nor on"
                + " the module path",
            artifact, platform),
        "add " + NativeArtifacts.toAdd(platform, "openblas", "javacpp"));
  }

  private static void register(Path file, String name) throws IOException {
    // The class literal does not initialise the presets, which would load JavaCPP's copies.
    Loader.loadLibrary(openblas_nolapack.class, new URL[] {file.toUri().toURL()}, name);
  }

  private static void link(Path link, String target) throws IOException {
    if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(Path.of(target))) {
      return;
    }
    // Replaces the link atomically: another process may be using it.
    Path created = Files.createTempDirectory(link.getParent(), "link").resolve(target);
    Files.createSymbolicLink(created, Path.of(target));
    Files.move(created, link, StandardCopyOption.ATOMIC_MOVE);
    Files.delete(created.getParent());
  }
}
