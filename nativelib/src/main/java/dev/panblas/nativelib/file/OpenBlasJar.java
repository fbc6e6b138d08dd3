package dev.panblas.nativelib.file;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The jar {@code org.bytedeco:openblas} of a platform, which holds OpenBLAS and what it needs. */
public final class OpenBlasJar {

  private OpenBlasJar() {}

  /**
   * The jar of a platform.
   *
   * @param anchor a class of the module that asks
   * @param platform the platform
   * @return the jar, or empty if it is not there
   */
  public static Optional<NativeJar> find(Class<?> anchor, Platform platform) {
    return NativeJar.find(
        anchor,
        "org.bytedeco.openblas." + platform.toString().replace('-', '.'),
        "org/bytedeco/openblas/" + platform);
  }

  /**
   * The libraries in that jar in the order in which they need one another, OpenBLAS last. Not all
   * of them say where their own dependencies lie, so each is loaded before it is needed.
   *
   * @param platform where they shall run
   * @return the files' names
   */
  public static List<String> files(Platform platform) {
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
