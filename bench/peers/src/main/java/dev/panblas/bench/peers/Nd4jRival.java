/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.panblas.spi.LibraryInfo;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J with whole arrays and operations in place, on its own OpenBLAS. */
final class Nd4jRival implements Rival {

  Nd4jRival() {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
  }

  @Override
  public LibraryInfo library() {
    return Libraries.of("ND4J", INDArray.class, Optional.empty());
  }

  private static INDArray array(double[] rows, int count, int columns) {
    return Nd4j.create(rows, new long[] {count, columns}, 'c');
  }

  private static double[] rows(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  @Override
  public Product product(double[] a, double[] b, int n) {
    INDArray left = array(a, n, n);
    INDArray right = array(b, n, n);
    INDArray c = Nd4j.create(DataType.DOUBLE, new long[] {n, n}, 'f');
    return new Product() {
      @Override
      public void multiply() {
        left.mmuli(right, c);
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
    INDArray x = array(net.x(), m, n);
    INDArray a2 = array(net.a2(), m, p);
    INDArray a3 = array(net.a3(), m, n);
    INDArray w1 = array(net.w1(), p, n);
    INDArray w2 = array(net.w2(), n, p);
    INDArray slope = Nd4j.createFromArray(net.slope());
    return new Backprop() {
      private INDArray[] parts = {};

      @Override
      public void run() {
        INDArray d3 = a3.sub(x).muli(a3).muli(a3.rsub(1));
        INDArray d2 = d3.mmul(w2).addiRowVector(slope).muli(a2).muli(a2.rsub(1));
        parts =
            new INDArray[] {
              d2.transpose().mmul(x).divi(m).addi(w1.mul(net.decay())),
              d3.transpose().mmul(a2).divi(m).addi(w2.mul(net.decay())),
              d2.mean(0),
              d3.mean(0)
            };
      }

      @Override
      public double[] gradient() {
        double[] result = {};
        for (INDArray part : parts) {
          result = NetworkArrays.joined(result, rows(part));
        }
        return result;
      }
    };
  }
}
