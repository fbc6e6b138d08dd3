/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Precision;
import dev.panblas.netlib.blas.PanblasBlas;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Settings;
import java.nio.file.Path;
import java.util.Optional;

/** netlib: products of column-major arrays, and loops. */
record NetlibRival(BLAS blas, LibraryInfo library) implements Rival, ColumnMajor {

  /** The property of netlib that names the native library. */
  private static final String LIBRARY_PROPERTY = "dev.ludovic.netlib.blas.nativeLibPath";

  static NetlibRival jni() {
    return new NetlibRival(
        NativeBLAS.getInstance(), Libraries.of("netlib through JNI", NativeBLAS.class, file()));
  }

  /** The library file of the other rows; empty if none of them has been timed. */
  private static Optional<Path> file() {
    return Optional.ofNullable(System.getProperty(LIBRARY_PROPERTY)).map(Path::of);
  }

  static NetlibRival java() {
    BLAS java = JavaBLAS.getInstance();
    return new NetlibRival(
        java, Libraries.of(java.getClass().getSimpleName(), JavaBLAS.class, Optional.empty()));
  }

  /** netlib's interface on one thread: netlib's loops in Java have no other. */
  static NetlibRival onOneThread(String name) {
    return switch (name) {
      case "PanblasBlas" -> panblas();
      case "netlib-JNI" -> {
        NetlibRival jni = jni();
        yield new NetlibRival(jni.blas, OpenBlasThreads.setToOne(jni.library));
      }
      case "netlib-Java" -> java();
      default ->
          throw new IllegalArgumentException(
              "the rival must be netlib-JNI, netlib-Java or PanblasBlas, but was " + name);
    };
  }

  /** Panblas with netlib's interface, on the library file of the other rows. */
  private static NetlibRival panblas() {
    Path file = Libraries.required("PanblasBlas", file());
    Blas blas =
        Blas.open(
            Settings.current()
                .withBackend("panama")
                .withLibrary(file.toString())
                .withThreads(1));
    return new NetlibRival(new PanblasBlas(blas), blas.library());
  }

  @Override
  public Product product(double[] a, double[] b, int n) {
    return ColumnMajor.super.product(a, b, n);
  }

  @Override
  public Passes passes(NetworkArrays net) {
    return net.precision() == Precision.DOUBLE
        ? new ColumnMajor.Doubles(this, net)
        : new ColumnMajor.Floats(this, net);
  }

  private static String transposition(boolean isTransposed) {
    return isTransposed ? "T" : "N";
  }

  @Override
  public void gemm(
      boolean isATransposed,
      boolean isBTransposed,
      int m,
      int n,
      int k,
      double[] a,
      int lda,
      double[] b,
      int ldb,
      double[] c,
      int ldc) {
    blas.dgemm(
        transposition(isATransposed), transposition(isBTransposed), m, n, k, 1, a, lda, b, ldb, 0,
        c, ldc);
  }

  @Override
  public void gemm(
      boolean isATransposed,
      boolean isBTransposed,
      int m,
      int n,
      int k,
      float[] a,
      int lda,
      float[] b,
      int ldb,
      float[] c,
      int ldc) {
    blas.sgemm(
        transposition(isATransposed), transposition(isBTransposed), m, n, k, 1, a, lda, b, ldb, 0,
        c, ldc);
  }
}
