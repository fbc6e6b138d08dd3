package dev.panblas.bench.result;

import dev.panblas.spi.LibraryInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a row was measured on, besides the machine.
 *
 * @param library what its products ran on; null if it has none
 * @param runtime the JDK, or another language's interpreter
 * @param vectors what loops in Java run on; null where there is no JVM
 * @param facts what else came out, by name
 */
public record Circumstances(
    @Nullable Library library,
    @Nullable String runtime,
    @Nullable String vectors,
    @Nullable Map<String, String> facts) {

  /**
   * What came out besides the time.
   *
   * @param name such as {@code cost}
   * @return the fact, or null if there is none
   */
  public @Nullable String fact(String name) {
    return facts == null ? null : facts.get(name);
  }

  /**
   * A library.
   *
   * @param name such as OpenBLAS
   * @param version its version, or null
   * @param file the file it was loaded from, or null
   * @param sha256 the file's SHA-256 in hexadecimal digits, or null
   * @param core the processor family its kernels are for, or null
   * @param threads how many threads a call may use, or null if it does not say
   */
  public record Library(
      String name,
      @Nullable String version,
      @Nullable String file,
      @Nullable String sha256,
      @Nullable String core,
      @Nullable Integer threads) {

    /**
     * A library, its file read.
     *
     * @param info as its backend knows it
     * @return the same, with the file's checksum
     */
    public static Library of(LibraryInfo info) {
      return new Library(
          info.name(),
          info.version().orElse(null),
          info.file().map(Path::toString).orElse(null),
          info.file().map(Library::sha256).orElse(null),
          info.core().orElse(null),
          info.threads());
    }

    private static @Nullable String sha256(Path file) {
      try (InputStream in = Files.newInputStream(file)) {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(digest.digest());
      } catch (IOException noFile) {
        return null; // a name that the system's loader resolved is no path
      } catch (NoSuchAlgorithmException impossible) {
        throw new AssertionError("every Java has SHA-256", impossible);
      }
    }
  }
}
