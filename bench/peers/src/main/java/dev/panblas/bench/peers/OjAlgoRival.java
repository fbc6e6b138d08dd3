/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.panblas.spi.LibraryInfo;
import java.util.Optional;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

/** ojAlgo with its own stores, which are column-major, and its own threads. */
final class OjAlgoRival implements Rival {

  @Override
  public LibraryInfo library() {
    return Libraries.of("ojAlgo", R064Store.class, Optional.empty());
  }

  private static R064Store store(double[] rows, int count, int columns) {
    R064Store store = R064Store.FACTORY.make(count, columns);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < columns; j++) {
        store.set(i, j, rows[i * columns + j]);
      }
    }
    return store;
  }

  private static double[] rows(MatrixStore<Double> store) {
    int columns = store.getColDim();
    double[] rows = new double[store.getRowDim() * columns];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = store.doubleValue(i / columns, i % columns);
    }
    return rows;
  }

  @Override
  public Product product(double[] a, double[] b, int n) {
    R064Store left = store(a, n, n);
    R064Store right = store(b, n, n);
    R064Store c = R064Store.FACTORY.make(n, n);
    return new Product() {
      @Override
      public void multiply() {
        left.multiply(right, c);
      }

      @Override
      public double[] result() {
        return rows(c);
      }
    };
  }

  @Override
  public Backprop backprop(NetworkArrays net) {
    int m = net.samples();
    int n = net.visible();
    int p = net.hidden();
    R064Store x = store(net.x(), m, n);
    R064Store a2 = store(net.a2(), m, p);
    R064Store a3 = store(net.a3(), m, n);
    R064Store w1 = store(net.w1(), p, n);
    R064Store w2 = store(net.w2(), n, p);
    R064Store d3 = R064Store.FACTORY.make(m, n);
    R064Store d2 = R064Store.FACTORY.make(m, p);
    R064Store dw1 = R064Store.FACTORY.make(p, n);
    R064Store dw2 = R064Store.FACTORY.make(n, p);
    double[] db1 = new double[p];
    double[] db2 = new double[n];
    return new Backprop() {
      @Override
      public void run() {
        for (int k = 0; k < m * n; k++) {
          double a = a3.data[k];
          d3.data[k] = (a - x.data[k]) * a * (1 - a);
        }
        d3.multiply(w2, d2);
        for (int j = 0; j < p; j++) {
          for (int k = j * m; k < (j + 1) * m; k++) {
            double a = a2.data[k];
            d2.data[k] = (d2.data[k] + net.slope()[j]) * a * (1 - a);
          }
        }
        weightGradient(d2, x, w1, dw1);
        weightGradient(d3, a2, w2, dw2);
        means(d2.data, db1);
        means(d3.data, db2);
      }

      private void weightGradient(R064Store delta, R064Store input, R064Store w, R064Store dw) {
        delta.transpose().multiply(input, dw);
        for (int k = 0; k < dw.data.length; k++) {
          dw.data[k] = dw.data[k] / m + net.decay() * w.data[k];
        }
      }

      private void means(double[] columns, double[] means) {
        for (int j = 0; j < means.length; j++) {
          double sum = 0;
          for (int k = j * m; k < (j + 1) * m; k++) {
            sum += columns[k];
          }
          means[j] = sum / m;
        }
      }

      @Override
      public double[] gradient() {
        return NetworkArrays.joined(rows(dw1), rows(dw2), db1, db2);
      }
    };
  }
}
