/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.panblas.matrix.Precision;
import dev.panblas.spi.LibraryInfo;
import java.util.Optional;
import org.ojalgo.matrix.store.R032Store;
import org.ojalgo.matrix.store.R064Store;

/**
 * ojAlgo with its own stores and its own threads. A store is column-major, so a row-major matrix is
 * the store of its transpose: c = a b is computed as c' = b' a'.
 */
final class OjAlgoRival implements Rival {

  @Override
  public LibraryInfo library() {
    return Libraries.of("ojAlgo", R064Store.class, Optional.empty());
  }

  @Override
  public Product product(double[] a, double[] b, int n) {
    R064Store left = R064Store.FACTORY.make(n, n);
    R064Store right = R064Store.FACTORY.make(n, n);
    R064Store c = R064Store.FACTORY.make(n, n);
    System.arraycopy(a, 0, left.data, 0, a.length);
    System.arraycopy(b, 0, right.data, 0, b.length);
    return new Product() {
      @Override
      public void multiply() {
        right.multiply(left, c);
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

  private static final class Doubles extends DoublePasses<R064Store> {

    Doubles(NetworkArrays net) {
      super(net);
    }

    @Override
    R064Store matrix(int rows, int columns) {
      return R064Store.FACTORY.make(columns, rows);
    }

    @Override
    double[] data(R064Store matrix) {
      return matrix.data;
    }

    @Override
    void product(R064Store a, R064Store b, R064Store c) {
      b.multiply(a, c);
    }

    @Override
    void productOfTransposed(R064Store a, R064Store b, R064Store c) {
      b.multiply(a.transpose(), c);
    }

    @Override
    void productWithTransposed(R064Store a, R064Store b, R064Store c) {
      b.transpose().multiply(a, c);
    }
  }

  private static final class Floats extends FloatPasses<R032Store> {

    Floats(NetworkArrays net) {
      super(net);
    }

    @Override
    R032Store matrix(int rows, int columns) {
      return R032Store.FACTORY.make(columns, rows);
    }

    @Override
    float[] data(R032Store matrix) {
      return matrix.data;
    }

    @Override
    void product(R032Store a, R032Store b, R032Store c) {
      b.multiply(a, c);
    }

    @Override
    void productOfTransposed(R032Store a, R032Store b, R032Store c) {
      b.multiply(a.transpose(), c);
    }

    @Override
    void productWithTransposed(R032Store a, R032Store b, R032Store c) {
      b.transpose().multiply(a, c);
    }
  }
}
