/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.javacpp;

import dev.panblas.nativelib.call.DynamicLoader;
import dev.panblas.nativelib.cblas.CblasAvailability;
import dev.panblas.nativelib.file.NativeArtifacts;
import dev.panblas.nativelib.file.NativeJar;
import dev.panblas.nativelib.file.OpenBlasJar;
import dev.panblas.nativelib.file.Platform;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.load.LoadingThread;
import dev.panblas.spi.Settings;
import java.lang.invoke.MethodHandles;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Loads the libraries of JavaCPP's presets from Panblas's cache.
 *
 * <p>JavaCPP would unpack the libraries to its own cache, and a process that also uses the backend
 * panama would map OpenBLAS twice, with two sets of threads. JavaCPP does not load a library whose
 * name is registered. This class therefore registers the files of Panblas's cache under the names
 * of the presets, before the presets are initialised.
 *
 * <p>OpenBLAS is mapped first, by {@link DynamicLoader}, so that it starts no threads; JavaCPP
 * finds it in the process. JavaCPP starts a thread that stays, so it must not run on a thread of
 * the program.
 */
final class PresetLibraries {

  /** The names under which JavaCPP registers OpenBLAS and the bindings. */
  static final String OPENBLAS = "openblas_nolapack@.0";

  static final String BINDINGS = "jniopenblas_nolapack";

  private static final String BINDINGS_FILE = "libjniopenblas_nolapack.so";
  private static final String OPENBLAS_FILE = "libopenblas.so.0";

  /** The name under which the bindings look for OpenBLAS in their own folder. */
  private static final String ALIAS = "libopenblas_nolapack.so.0";

  private static final String JAVACPP_NAME = "jnijavacpp";
  private static final String JAVACPP_FILE = System.mapLibraryName(JAVACPP_NAME);

  private PresetLibraries() {}

  /**
   * Loads the presets. Libraries that the program has loaded with JavaCPP before are kept.
   *
   * @return whether Panblas mapped OpenBLAS; false if the program had it mapped before
   * @throws UnusableLibraryException if a jar with native libraries is missing, the cache cannot be
   *     used, the system cannot load a library, or no thread can be started
   */
  static boolean load(Settings settings) throws UnusableLibraryException {
    try {
      Shared shared =
          Loader.getLoadedLibraries().containsKey(BINDINGS)
              ? new Shared(Map.of(), false)
              : map(Platform.CURRENT, settings);
      initialize(shared.libraries());
      return shared.isNew();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException("the URL of a file is malformed", impossible);
    } catch (LinkageError broken) {
      if (isOfAnotherClassLoader(broken)) {
        throw new UnusableLibraryException(
            "its JNI libraries were loaded by another class loader of this process, and a JNI"
                + " library belongs to one class loader",
            "choose the backend panama, which has no such limit, or have JavaCPP's jars loaded once"
                + " by a class loader that both programs share",
            broken);
      }
      throw new UnusableLibraryException(
          "its native libraries cannot be loaded (" + broken + ")",
          "install what the message names; on Linux they need glibc 2.34 or newer and libstdc++",
          broken);
    } catch (OutOfMemoryError noThread) {
      throw LoadingThread.cannotStart(noThread);
    }
  }

  /** The JVM reports this only in a message, and JavaCPP adds it as a cause. */
  private static boolean isOfAnotherClassLoader(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (message.contains("already loaded in another classloader")) {
        return true;
      }
    }
    return false;
  }

  /**
   * The libraries of Panblas's cache.
   *
   * @param libraries each name in the presets with its file, in the order of loading
   * @param isNew whether OpenBLAS was not mapped before
   */
  private record Shared(Map<String, URL> libraries, boolean isNew) {}

  private static void initialize(Map<String, URL> libraries) {
    // The class literal does not initialise the presets, which would load JavaCPP's copies.
    libraries.forEach(
        (name, file) -> Loader.loadLibrary(openblas_nolapack.class, new URL[] {file}, name));
    try {
      MethodHandles.lookup().ensureInitialized(openblas_nolapack.class);
      // Starts JavaCPP's thread, which would otherwise be started by the first call.
      MethodHandles.lookup().ensureInitialized(DoubleAddress.class);
    } catch (IllegalAccessException hidden) {
      throw new LinkageError("JavaCPP's presets cannot be accessed", hidden);
    }
  }

  private static Shared map(Platform platform, Settings settings)
      throws UnusableLibraryException, MalformedURLException {
    NativeJar openblas =
        OpenBlasJar.find(PresetLibraries.class, platform)
            .orElseThrow(() -> missing("openblas", platform));
    NativeJar javacpp =
        NativeJar.find(
                PresetLibraries.class,
                "org.bytedeco.javacpp." + platform.toString().replace('-', '.'),
                "org/bytedeco/javacpp/" + platform,
                List.of(JAVACPP_FILE))
            .orElseThrow(() -> missing("javacpp", platform));
    if (platform.system() != Platform.OperatingSystem.LINUX) {
      return new Shared(Map.of(), true); // JavaCPP unpacks and loads the libraries itself.
    }
    List<String> files = new ArrayList<>(OpenBlasJar.files(platform));
    files.add(BINDINGS_FILE);
    Path directory =
        CblasAvailability.unpack(openblas, files, Map.of(ALIAS, OPENBLAS_FILE), settings);
    boolean isNew = true;
    for (String file : OpenBlasJar.files(platform)) { // OpenBLAS is the last
      isNew = DynamicLoader.load(directory.resolve(file)).isNew();
    }
    Path unpacked = CblasAvailability.unpack(javacpp, List.of(JAVACPP_FILE), settings);
    Map<String, URL> libraries = new LinkedHashMap<>();
    libraries.put(JAVACPP_NAME, unpacked.resolve(JAVACPP_FILE).toUri().toURL());
    for (String file : files) {
      libraries.put(preset(file), directory.resolve(file).toUri().toURL());
    }
    return new Shared(libraries, isNew);
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
            Locale.ROOT,
            "the native libraries of org.bytedeco:%s for %s are neither on the class path nor on"
                + " the module path",
            artifact,
            platform),
        "add " + NativeArtifacts.toAdd(platform, "openblas", "javacpp"));
  }
}
