/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.panblas.spi.LibraryInfo;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_MT_DDRM;

/** EJML with its procedural interface and its own threads, its fastest form by its manual. */
final class EjmlRival implements Rival {

  @Override
  public LibraryInfo library() {
    return Libraries.of("EJML", DMatrixRMaj.class, Optional.empty());
  }

  @Override
  public Product product(double[] a, double[] b, int n) {
    DMatrixRMaj left = new DMatrixRMaj(n, n, true, a);
    DMatrixRMaj right = new DMatrixRMaj(n, n, true, b);
    DMatrixRMaj c = new DMatrixRMaj(n, n);
    return new Product() {
      @Override
      public void multiply() {
        if (n < 64) { // starting threads takes longer than the product
          CommonOps_DDRM.mult(left, right, c);
        } else {
          CommonOps_MT_DDRM.mult(left, right, c);
        }
      }

      @Override
      public double[] result() {
        return c.data.clone();
      }
    };
  }

  @Override
  public Backprop backprop(NetworkArrays net) {
    int m = net.samples();
    DMatrixRMaj x = new DMatrixRMaj(m, net.visible(), true, net.x());
    DMatrixRMaj a2 = new DMatrixRMaj(m, net.hidden(), true, net.a2());
    DMatrixRMaj w1 = new DMatrixRMaj(net.hidden(), net.visible(), true, net.w1());
    DMatrixRMaj w2 = new DMatrixRMaj(net.visible(), net.hidden(), true, net.w2());
    DMatrixRMaj d3 = new DMatrixRMaj(m, net.visible());
    DMatrixRMaj d2 = new DMatrixRMaj(m, net.hidden());
    DMatrixRMaj dw1 = new DMatrixRMaj(net.hidden(), net.visible());
    DMatrixRMaj dw2 = new DMatrixRMaj(net.visible(), net.hidden());
    double[] db1 = new double[net.hidden()];
    double[] db2 = new double[net.visible()];
    return new Backprop() {
      @Override
      public void run() {
        net.outputDelta(d3.data);
        CommonOps_MT_DDRM.mult(d3, w2, d2);
        net.hiddenDelta(d2.data);
        CommonOps_MT_DDRM.multTransA(1.0 / m, d2, x, dw1);
        CommonOps_DDRM.addEquals(dw1, net.decay(), w1);
        CommonOps_MT_DDRM.multTransA(1.0 / m, d3, a2, dw2);
        CommonOps_DDRM.addEquals(dw2, net.decay(), w2);
        NetworkArrays.means(d2.data, db1);
        NetworkArrays.means(d3.data, db2);
      }

      @Override
      public double[] gradient() {
        return NetworkArrays.joined(dw1.data, dw2.data, db1, db2);
      }
    };
  }
}
