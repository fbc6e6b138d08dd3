/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.crossover;

import dev.panblas.backend.Candidate;
import dev.panblas.backend.Selection;
import dev.panblas.matrix.Matrix;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.ProductLimits;
import dev.panblas.spi.Settings;
import dev.panblas.spi.Threading;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The products of matrices in arrays that the facade lets a backend in Java compute although the
 * chosen backend is native, because that is faster. The limits are tables, not timed: the same
 * program has the same bits on the same machine.
 */
public final class JavaProducts {

  /** Every product goes to the chosen backend. */
  public static final JavaProducts NONE = new JavaProducts("", ProductLimits.NONE, null);

  private final String backend;
  private final ProductLimits limits;
  private final @Nullable BlasKernels kernels; // null if there are no products

  /**
   * The products of a backend.
   *
   * @param backend its name
   * @param limits its limits
   * @param kernels its kernels; null if there are no products
   */
  public JavaProducts(String backend, ProductLimits limits, @Nullable BlasKernels kernels) {
    this.backend = backend;
    this.limits = limits;
    this.kernels = kernels;
  }

  /**
   * The products of the first backend that is ready and has limits for the library of the kernels.
   *
   * @param kernels the kernels of the chosen backend
   * @param settings whether the crossover is on
   * @return {@link #NONE} for a backend in Java or with threads of its own, with the crossover off,
   *     or if no backend has limits
   */
  public static JavaProducts of(BlasKernels kernels, Settings settings) {
    // With threads of its own, the library divides; the team then computes nothing.
    if (!kernels.isNative()
        || !settings.crossover()
        || kernels.threading() != Threading.CALLING_THREAD) {
      return NONE;
    }
    return among(Selection.candidates(settings), kernels.library(), settings);
  }

  /**
   * The products of the first candidate that is ready and has limits for a library.
   *
   * @param candidates the backends, highest priority first
   * @param library the library of the chosen backend
   * @param settings the settings to open the candidate with
   * @return {@link #NONE} if there is no such candidate
   */
  public static JavaProducts among(
      List<Candidate> candidates, LibraryInfo library, Settings settings) {
    for (Candidate candidate : candidates) {
      ProductLimits limits =
          candidate.offer(provider -> provider.fasterProducts(library)).orElse(ProductLimits.NONE);
      if (limits.equals(ProductLimits.NONE) || !candidate.isReady()) {
        continue;
      }
      Optional<BlasKernels> kernels = candidate.offer(provider -> provider.open(settings));
      if (kernels.isPresent()) {
        return new JavaProducts(candidate.name(), limits, kernels.get());
      }
    }
    return NONE;
  }

  /**
   * The kernels that compute the products.
   *
   * @return the kernels of the backend in Java; empty if there are no products
   */
  public Optional<BlasKernels> kernels() {
    return Optional.ofNullable(kernels);
  }

  /**
   * Whether a product is one of these.
   *
   * @param a m x k
   * @param b k x n
   * @param c m x n
   * @return true if all matrices are in arrays and m n k is in the range of their precision
   */
  public boolean include(Matrix a, Matrix b, Matrix c) {
    return limits.include(c.precision(), c.rows(), c.columns(), a.columns())
        && !c.segment().isNative()
        && !a.segment().isNative()
        && !b.segment().isNative();
  }

  /**
   * The limits as text.
   *
   * @return one clause; none if every product goes to the chosen backend
   */
  public List<String> describe() {
    return kernels == null
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "gemm on arrays with m n k %s in double and %s in single, by the backend %s",
                describe(limits.inDouble()),
                describe(limits.inSingle()),
                backend));
  }

  private static String describe(ProductLimits.Range range) {
    return String.format(Locale.ROOT, "above %d up to %d", range.above(), range.upTo());
  }
}
