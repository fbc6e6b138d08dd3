/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.panblas.spi.LibraryInfo;
import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;

/** oneDNN through JavaCPP: single products, in single precision, in reused native memory. */
final class OneDnnRival implements Rival {

  @Override
  public LibraryInfo library() {
    return Libraries.of("oneDNN", dnnl.class, Optional.empty());
  }

  private static FloatPointer floats(double[] values) {
    FloatPointer pointer = new FloatPointer(values.length);
    for (int i = 0; i < values.length; i++) {
      pointer.put(i, (float) values[i]);
    }
    return pointer;
  }

  @Override
  public Product product(double[] a, double[] b, int n) {
    FloatPointer left = floats(a);
    FloatPointer right = floats(b);
    FloatPointer c = floats(new double[n * n]);
    return new Product() {
      @Override
      public void multiply() {
        int status =
            dnnl.dnnl_sgemm(
                (byte) 'N', (byte) 'N', n, n, n, 1, left, n, right, n, 0, c, n); // row-major
        if (status != dnnl.dnnl_success) {
          throw new IllegalStateException("dnnl_sgemm must return 0, but returned " + status);
        }
      }

      @Override
      public double[] result() {
        double[] values = new double[n * n];
        for (int i = 0; i < values.length; i++) {
          values[i] = c.get(i);
        }
        return values;
      }
    };
  }

  @Override
  public Passes passes(NetworkArrays net) {
    throw new UnsupportedOperationException("oneDNN is timed with products only");
  }
}
