package dev.panblas.blas.panama;

import dev.panblas.spi.NativeJar;
import dev.panblas.spi.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * OpenBLAS as JavaCPP's presets ship it: one native jar a platform, {@code org.bytedeco:openblas}.
 */
final class OpenBlasJar {

  private OpenBlasJar() {}

  /**
   * Unpacks the jar for this platform and loads what OpenBLAS needs.
   *
   * @return OpenBLAS's own file, or empty if the jar is not there
   */
  static Optional<Path> load() throws UnusableLibraryException {
    String platform = Platform.CURRENT.toString();
    Optional<NativeJar> jar =
        NativeJar.find(
            OpenBlasJar.class,
            "org.bytedeco.openblas." + platform.replace('-', '.'),
            "org/bytedeco/openblas/" + platform);
    if (jar.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = files(Platform.CURRENT);
    Path directory;
    try {
      directory = jar.get().unpack(names);
    } catch (IOException failed) {
      throw new UnusableLibraryException(
          "OpenBLAS cannot be unpacked from " + jar.get() + ": " + failed.getMessage(),
          "make the cache writable, or name the system's, openblas, by "
              + Settings.howToSet(Settings.LIBRARY_PROPERTY),
          failed);
    }
    // Not all of them say where their own dependencies lie, so each is loaded before it is needed.
    for (String dependency : names.subList(0, names.size() - 1)) {
      DynamicLoader.load(directory.resolve(dependency));
    }
    return Optional.of(directory.resolve(names.getLast()));
  }

  /** The files in the order in which they need one another, OpenBLAS last. */
  private static List<String> files(Platform platform) {
    return switch (platform.system()) {
      case LINUX ->
          Stream.of("libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0")
              // Arm's long double is a quadruple already.
              .filter(
                  name -> !(name.startsWith("libquadmath") && platform.machine().equals("arm64")))
              .toList();
      case MACOS ->
          List.of(
              "libgcc_s.1.1.dylib",
              "libquadmath.0.dylib",
              "libgfortran.5.dylib",
              "libopenblas.0.dylib");
      case WINDOWS -> List.of("libopenblas.dll");
    };
  }
}
