/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.ProductLimits;
import java.util.Map;

/**
 * The products of matrices in arrays that are faster here than in a native library, by the
 * library's core and the bits of a vector. {@code CrossoverBench} of module {@code bench} measures
 * them; a pair that is not in the table was not measured. OpenBLAS has kernels for small matrices
 * with AVX-512 only, for up to a million multiplications; arrays of more elements than a short
 * native call may take are copied for it.
 */
final class FasterProducts {

  private static final ProductLimits.Range MIDDLE = new ProductLimits.Range(1_000_000, 1 << 24);

  private static final Map<String, ProductLimits> TABLE =
      Map.of(
          "OpenBLAS Cooperlake 512",
          new ProductLimits(MIDDLE, MIDDLE),
          "OpenBLAS Haswell 256",
          new ProductLimits(MIDDLE, new ProductLimits.Range(40 * 40 * 40, 1 << 24)));

  private FasterProducts() {}

  static ProductLimits of(LibraryInfo library, int bits) {
    String key = library.name() + " " + library.core().orElse("") + " " + bits;
    return TABLE.getOrDefault(key, ProductLimits.NONE);
  }
}
