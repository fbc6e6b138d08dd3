/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import dev.panblas.npy.NpyFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes by SHA-256. */
public final class Sha256 {

  private Sha256() {}

  /**
   * The hash of a file's content, as {@code sha256sum} prints it.
   *
   * @param file the file
   * @return 32 bytes
   * @throws IOException if it cannot be read
   */
  public static byte[] of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestOutputStream out = open()) {
      in.transferTo(out);
      return out.getMessageDigest().digest();
    }
  }

  /**
   * The hash of some bytes, one part after the other.
   *
   * @param parts the bytes
   * @return 32 bytes
   */
  public static byte[] of(byte[]... parts) {
    MessageDigest digest = digest();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /**
   * The hash of the {@code .npy} file with a matrix, as NumPy writes it.
   *
   * @param matrix rows x columns, read
   * @return 32 bytes
   */
  public static byte[] of(Matrix matrix) {
    try (DigestOutputStream out = open()) {
      NpyFile.write(out, matrix);
      return out.getMessageDigest().digest();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // a digest accepts all bytes
    }
  }

  /**
   * The hash of the {@code .npy} file with a vector, as NumPy writes it.
   *
   * @param vector n elements, read
   * @return 32 bytes
   */
  public static byte[] of(Vector vector) {
    try (DigestOutputStream out = open()) {
      NpyFile.write(out, vector);
      return out.getMessageDigest().digest();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // a digest accepts all bytes
    }
  }

  /**
   * A hash as text.
   *
   * @param hash its bytes
   * @return two hexadecimal digits for each
   */
  public static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  private static DigestOutputStream open() {
    return new DigestOutputStream(OutputStream.nullOutputStream(), digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible); // every Java platform has it
    }
  }
}
