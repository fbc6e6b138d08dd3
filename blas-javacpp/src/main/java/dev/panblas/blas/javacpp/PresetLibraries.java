package dev.panblas.blas.javacpp;

import dev.panblas.spi.NativeJar;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Loads the libraries behind JavaCPP's presets from the cache that all of Panblas shares.
 *
 * <p>Left to itself, JavaCPP makes copies of its own in another cache, and a process in which the
 * backend panama runs too would hold OpenBLAS twice, with two sets of threads. But it loads nothing
 * under a name that it knows already: so the shared files are made known to it under the names that
 * its presets ask for, before the presets are initialised.
 */
enum PresetLibraries {
  // In the order of dependence: of the files only OpenBLAS and the bindings say where to look.
  GCC("libgcc_s.so.1", "gcc_s@.1"),
  QUADMATH("libquadmath.so.0", "quadmath@.0"),
  GFORTRAN("libgfortran.so.5", "gfortran@.5"),
  OPENBLAS("libopenblas.so.0", "openblas@.0#openblas_nolapack@.0"),
  BINDINGS("libjniopenblas_nolapack.so", "jniopenblas_nolapack");

  /** The name under which the bindings look for OpenBLAS beside them. */
  private static final String ALIAS = "libopenblas_nolapack.so.0";

  private static final String JAVACPP_FILE = "libjnijavacpp.so";
  private static final String JAVACPP_NAME = "jnijavacpp";
  private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";

  private final String file;
  private final String preset;

  PresetLibraries(String file, String preset) {
    this.file = file;
    this.preset = preset;
  }

  /** The name by which JavaCPP knows the library once it is loaded. */
  String loadedName() {
    return preset.substring(preset.indexOf('#') + 1);
  }

  /**
   * Has the presets loaded. What the program loaded with JavaCPP before stays.
   *
   * @throws NotReadyException if a jar with native libraries is missing
   * @throws IOException if the cache cannot be used
   * @throws LinkageError if the system cannot load a library
   */
  static void load() throws NotReadyException, IOException {
    if (!Loader.getLoadedLibraries().containsKey(BINDINGS.loadedName())) {
      loadShared(Loader.getPlatform());
    }
    try {
      MethodHandles.lookup().ensureInitialized(openblas_nolapack.class);
    } catch (IllegalAccessException hidden) {
      throw new LinkageError("JavaCPP's presets cannot be accessed", hidden);
    }
  }

  private static void loadShared(String platform) throws NotReadyException, IOException {
    NativeJar openblas = jar("openblas", platform);
    NativeJar javacpp = jar("javacpp", platform);
    List<PresetLibraries> libraries = of(platform);
    Path directory = openblas.unpack(libraries.stream().map(library -> library.file).toList());
    if (System.getProperty(CACHE_PROPERTY) == null
        && System.getProperty("org.bytedeco.javacpp.cacheDir") == null) {
      // JavaCPP makes its cache even if there is nothing to put there.
      System.setProperty(CACHE_PROPERTY, directory.resolve("javacpp").toString());
    }
    if (libraries.isEmpty()) {
      return;
    }
    link(directory.resolve(ALIAS), OPENBLAS.file);
    Path bindings = javacpp.unpack(List.of(JAVACPP_FILE));
    register(bindings.resolve(JAVACPP_FILE), JAVACPP_NAME);
    for (PresetLibraries library : libraries) {
      register(directory.resolve(library.file), library.preset);
    }
  }

  /** What to share on a platform; nothing on those where JavaCPP is left to itself. */
  private static List<PresetLibraries> of(String platform) {
    return switch (platform) {
      case "linux-x86_64" -> List.of(values());
      case "linux-arm64" -> List.of(GCC, GFORTRAN, OPENBLAS, BINDINGS);
      default -> List.of();
    };
  }

  private static NativeJar jar(String artifact, String platform) throws NotReadyException {
    String module = "org.bytedeco." + artifact + "." + platform.replace('-', '.');
    String folder = "org/bytedeco/" + artifact + "/" + platform;
    return NativeJar.find(PresetLibraries.class, module, folder)
        .orElseThrow(
            () ->
                new NotReadyException(
                    String.format(
                        "the native libraries of org.bytedeco:%s for %s are neither on the class"
                            + " path nor on the module path",
                        artifact, platform),
                    String.format(
                        "add org.bytedeco:openblas and org.bytedeco:javacpp with the classifier %s,"
                            + " in the versions of the jars without one",
                        platform),
                    null));
  }

  private static void register(Path file, String name) throws IOException {
    // The literal names the presets without initialising them: that would load their own copies.
    Loader.loadLibrary(openblas_nolapack.class, new URL[] {file.toUri().toURL()}, name);
  }

  private static void link(Path link, String target) throws IOException {
    if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(Path.of(target))) {
      return;
    }
    // Beside it first, so that another process finds the old one, or the new one, but never none.
    Path fresh = Files.createTempDirectory(link.getParent(), "link").resolve(target);
    Files.createSymbolicLink(fresh, Path.of(target));
    Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
    Files.delete(fresh.getParent());
  }
}
