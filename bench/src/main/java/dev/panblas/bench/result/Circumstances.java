/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
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
 * The library and runtime of a row, and facts that it reported.
 *
 * @param library the library that computed the products, or null
 * @param runtime the JDK, or the interpreter of another language
 * @param vectors how loops in Java are vectorised; null outside a JVM
 * @param facts other values by name
 */
public record Circumstances(
    @Nullable Library library,
    @Nullable String runtime,
    @Nullable String vectors,
    @Nullable Map<String, String> facts) {

  /**
   * A fact.
   *
   * @param name such as {@code cost}
   * @return its value, or null
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
   * @param threads the thread count of a call, or null if unknown
   */
  public record Library(
      String name,
      @Nullable String version,
      @Nullable String file,
      @Nullable String sha256,
      @Nullable String core,
      @Nullable Integer threads) {

    /**
     * Reads a library's file.
     *
     * @param info the backend's description of the library
     * @return the description with the checksum of the file
     */
    public static Library of(LibraryInfo info) {
      return new Library(
          info.name(),
          info.version().orElse(null),
          info.file().map(Path::toString).orElse(null),
          info.file().map(Library::sha256).orElse(null),
          info.core().orElse(null),
          info.threads().isPresent() ? info.threads().getAsInt() : null);
    }

    private static @Nullable String sha256(Path file) {
      try (InputStream in = Files.newInputStream(file)) {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(digest.digest());
      } catch (IOException noFile) {
        return null; // the system's loader resolved a name that is not a path
      } catch (NoSuchAlgorithmException impossible) {
        throw new AssertionError("every Java must have SHA-256", impossible);
      }
    }
  }
}
