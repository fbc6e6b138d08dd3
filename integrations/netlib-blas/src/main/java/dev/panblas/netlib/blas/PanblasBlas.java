/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import dev.ludovic.netlib.blas.BLAS;
import dev.panblas.blas.Blas;
import java.util.Objects;

/**
 * A backend of Panblas with the interface of netlib, {@link BLAS} 3.2.0: all 69 real routines, on
 * Java arrays.
 *
 * <pre>{@code
 * BLAS blas = new PanblasBlas(Blas.open());
 * blas.dgemm("N", "T", m, n, k, 1, a, m, b, n, 0, c, m);
 * }</pre>
 *
 * <p>An instance may be used by any number of threads. Any backend of Panblas computes the calls;
 * {@link Blas#open()} says how it is chosen.
 *
 * <h2>Arguments</h2>
 *
 * <p>Arguments have the meaning that they have in BLAS. The first letter of an option counts, in
 * either case, and C is T. With a negative increment a vector begins at its other end. Level 1
 * takes an increment of 0; {@code asum}, {@code nrm2}, {@code scal} and {@code iamax} do nothing,
 * or return 0 or -1, if their increment is not positive. {@code iamax} returns an index from 0, and
 * {@code sdsdot} without terms returns 0, as in netlib.
 *
 * <p>Wrong arguments have the errors of netlib: an {@link IllegalArgumentException} with the
 * routine and the number of the parameter, then a {@link NullPointerException} for a missing array,
 * then an {@link IndexOutOfBoundsException} if an element is outside its array. Two kinds of calls
 * that netlib 3.2.0 refuses are computed, because BLAS allows them: a matrix whose last column ends
 * where the array ends, although it is shorter than the leading dimension; and a call with m = 0 or
 * k = 0, which uses no element of a matrix.
 *
 * <p>Infinity times 0 is NaN, as in a native library; netlib's F2J returns 0 in {@code gemv},
 * {@code ger} and {@code gemm}.
 *
 * <h2>Aliasing</h2>
 *
 * <p>Level 1 computes vectors that overlap one element after another, as the loops of BLAS do.
 * Levels 2 and 3 refuse an output that overlaps an input with an {@link IllegalArgumentException},
 * if that can change the result ({@link Blas}). Blocks of one array do not overlap if they have no
 * element in common; a vector may be in the triangle that a routine does not use; and all inputs of
 * a call may overlap.
 *
 * <h2>Use in existing programs</h2>
 *
 * <p>Supported are:
 *
 * <ul>
 *   <li>Direct use, as above: wherever a program takes a {@link BLAS}.
 *   <li>For programs that call {@link BLAS#getInstance()} or {@code NativeBLAS.getInstance()}, the
 *       artifact {@code panblas-netlib}, which lets netlib itself load OpenBLAS. It needs no object
 *       of this class.
 * </ul>
 *
 * <p>Possible, but not supported, because they depend on what the other library does not promise:
 *
 * <ul>
 *   <li>Spark keeps its BLAS in the fields {@code _nativeBLAS} and {@code _javaBLAS} of {@code
 *       org.apache.spark.ml.linalg.BLAS$} and {@code org.apache.spark.mllib.linalg.BLAS$}. A
 *       program can set them by reflection, in the driver and in each executor, before their first
 *       use. Other versions of Spark may have other fields. The Spark plugin of {@code
 *       panblas-netlib} sets the first field, so use one of the two.
 *   <li>netlib has no service interface. A class {@code dev.ludovic.netlib.blas.JNIBLAS} of your
 *       own must implement {@code NativeBLAS}, pass each call to an instance of this class, and
 *       come first on the class path. If it comes later, it has no effect. On the module path it is
 *       an error: two modules must not have the same package.
 * </ul>
 */
public final class PanblasBlas extends Level3 {

  /**
   * A backend with netlib's interface.
   *
   * @param blas the routines that compute the calls
   */
  public PanblasBlas(Blas blas) {
    super(Objects.requireNonNull(blas, "blas"));
  }

  /**
   * Whether two options are the same: whether the second begins with the first, in either case.
   *
   * @param ca an option, or null
   * @param cb a text
   * @return false if {@code ca} is null
   */
  @Override
  public boolean lsame(String ca, String cb) {
    return ca != null && ca.regionMatches(true, 0, cb, 0, ca.length());
  }

  /** {@return the name of this class, and the library or backend that computes the calls} */
  @Override
  public String toString() {
    return "PanblasBlas on " + blas.library().name();
  }
}
