/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import java.util.Locale;
import jdk.incubator.vector.VectorSpecies;

/** The processor's vectors, as far as the JVM uses them. */
final class VectorShape {

  /** The fewest bits of a vector; with 64 bits the JVM has no vector instructions. */
  static final int FEWEST_BITS = 128;

  /**
   * The fewest bits with which a tile in Java was measured to be faster than the gemm of OpenBLAS
   * on the cores of the same width, in both precisions.
   */
  static final int FEWEST_BITS_OF_FAST_TILES = 256;

  /** The bits of a vector. */
  static final int BITS = VectorSpecies.ofPreferred(double.class).vectorBitSize();

  /**
   * Whether the processor has 32 vector registers, as with AVX-512 and on AArch64, and not 16. The
   * sums of a tile must fit them.
   */
  static final boolean HAS_32_REGISTERS =
      BITS == 512 || System.getProperty("os.arch", "").equals("aarch64");

  private VectorShape() {}

  /** The vectors in words, such as {@code 512-bit vectors}. */
  static String describe() {
    return String.format(Locale.ROOT, "%d-bit vectors", BITS);
  }
}
