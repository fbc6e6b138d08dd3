/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import dev.panblas.blas.Blas;
import dev.panblas.netlib.blas.PanblasBlas;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Settings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * netlib: products of column-major arrays, and loops. A row-major array is the column-major array of
 * the transposed matrix, so c = a b is computed as c' = b' a'.
 */
record NetlibRival(BLAS blas, LibraryInfo library) implements Rival {

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
    double[] c = new double[n * n];
    return new Product() {
      @Override
      public void multiply() {
        blas.dgemm("N", "N", n, n, n, 1, b, n, a, n, 0, c, n);
      }

      @Override
      public double[] result() {
        return c.clone();
      }
    };
  }

  @Override
  public Backprop backprop(NetworkArrays net) {
    int m = net.samples();
    int n = net.visible();
    int p = net.hidden();
    double[] d3 = new double[m * n];
    double[] d2 = new double[m * p];
    double[] dw1 = new double[p * n];
    double[] dw2 = new double[n * p];
    double[] db1 = new double[p];
    double[] db2 = new double[n];
    return new Backprop() {
      @Override
      public void run() {
        net.outputDelta(d3);
        blas.dgemm("N", "N", p, m, n, 1, net.w2(), p, d3, n, 0, d2, p); // D3 W2
        net.hiddenDelta(d2);
        System.arraycopy(net.w1(), 0, dw1, 0, dw1.length);
        blas.dgemm("N", "T", n, p, m, 1.0 / m, net.x(), n, d2, p, net.decay(), dw1, n); // D2' X
        System.arraycopy(net.w2(), 0, dw2, 0, dw2.length);
        blas.dgemm("N", "T", p, n, m, 1.0 / m, net.a2(), p, d3, n, net.decay(), dw2, p); // D3' A2
        NetworkArrays.means(d2, db1);
        NetworkArrays.means(d3, db2);
      }

      @Override
      public double[] gradient() {
        return NetworkArrays.joined(dw1, dw2, db1, db2);
      }
    };
  }
}
