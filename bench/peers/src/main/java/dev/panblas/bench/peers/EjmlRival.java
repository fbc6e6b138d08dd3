/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.panblas.matrix.Precision;
import dev.panblas.spi.LibraryInfo;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_MT_DDRM;
import org.ejml.dense.row.CommonOps_MT_FDRM;

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
  public Passes passes(NetworkArrays net) {
    return net.precision() == Precision.DOUBLE ? new Doubles(net) : new Floats(net);
  }

  private static final class Doubles extends DoublePasses<DMatrixRMaj> {

    Doubles(NetworkArrays net) {
      super(net);
    }

    @Override
    DMatrixRMaj matrix(int rows, int columns) {
      return new DMatrixRMaj(rows, columns);
    }

    @Override
    double[] data(DMatrixRMaj matrix) {
      return matrix.data;
    }

    @Override
    void product(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
      CommonOps_MT_DDRM.mult(a, b, c);
    }

    @Override
    void productOfTransposed(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
      CommonOps_MT_DDRM.multTransA(a, b, c);
    }

    @Override
    void productWithTransposed(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
      CommonOps_MT_DDRM.multTransB(a, b, c);
    }
  }

  private static final class Floats extends FloatPasses<FMatrixRMaj> {

    Floats(NetworkArrays net) {
      super(net);
    }

    @Override
    FMatrixRMaj matrix(int rows, int columns) {
      return new FMatrixRMaj(rows, columns);
    }

    @Override
    float[] data(FMatrixRMaj matrix) {
      return matrix.data;
    }

    @Override
    void product(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c) {
      CommonOps_MT_FDRM.mult(a, b, c);
    }

    @Override
    void productOfTransposed(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c) {
      CommonOps_MT_FDRM.multTransA(a, b, c);
    }

    @Override
    void productWithTransposed(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c) {
      CommonOps_MT_FDRM.multTransB(a, b, c);
    }
  }
}
