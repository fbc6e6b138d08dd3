/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.panblas.matrix.Precision;
import dev.panblas.spi.LibraryInfo;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

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
  public Passes passes(NetworkArrays net) {
    return new Nd4jPasses(net);
  }

  /** Passes in whole arrays. Arrays of the size of a layer are reused. */
  private static final class Nd4jPasses implements Passes {

    private final NetworkArrays net;
    private final DataType type;
    private final INDArray x;
    private final INDArray a2;
    private final INDArray a3;
    private final INDArray w1;
    private final INDArray w2;
    private final INDArray b1;
    private final INDArray b2;
    private final INDArray d2;
    private final INDArray d3;
    private final INDArray others2;
    private final INDArray others3;
    private INDArray slope;
    private INDArray[] parts = {};

    Nd4jPasses(NetworkArrays net) {
      this.net = net;
      this.type = net.precision() == Precision.DOUBLE ? DataType.DOUBLE : DataType.FLOAT;
      int m = net.samples();
      int n = net.visible();
      int p = net.hidden();
      x = typed(net.x(), m, n);
      a2 = typed(net.a2(), m, p);
      a3 = typed(net.a3(), m, n);
      w1 = typed(net.w1(), p, n);
      w2 = typed(net.w2(), n, p);
      b1 = typed(net.b1(), 1, p);
      b2 = typed(net.b2(), 1, n);
      slope = typed(net.slope(net.means()), 1, p);
      d2 = a2.dup();
      d3 = a3.dup();
      others2 = a2.dup();
      others3 = a3.dup();
    }

    private INDArray typed(double[] values, int rows, int columns) {
      return array(values, rows, columns).castTo(type);
    }

    @Override
    public void backprop() {
      int m = net.samples();
      double decay = net.penalty().weightDecay();
      a3.rsubi(1, others3);
      a3.subi(x, d3).muli(a3).muli(others3);
      a2.rsubi(1, others2);
      d3.mmuli(w2, d2).addiRowVector(slope).muli(a2).muli(others2);
      parts =
          new INDArray[] {
            d2.transpose().mmul(x).divi(m).addi(w1.mul(decay)),
            d3.transpose().mmul(a2).divi(m).addi(w2.mul(decay)),
            d2.mean(0),
            d3.mean(0)
          };
    }

    @Override
    public double step() {
      Transforms.sigmoid(x.mmuli(w1.transpose(), a2).addiRowVector(b1), false);
      Transforms.sigmoid(a2.mmuli(w2.transpose(), a3).addiRowVector(b2), false);
      double[] means = a2.mean(0).toDoubleVector();
      slope = typed(net.slope(means), 1, net.hidden());
      double error = a3.distance2(x);
      double first = w1.norm2Number().doubleValue();
      double second = w2.norm2Number().doubleValue();
      backprop();
      return net.cost(error * error, first * first + second * second, means);
    }

    @Override
    public double[] gradient() {
      double[] result = {};
      for (INDArray part : parts) {
        result = NetworkArrays.joined(result, rows(part));
      }
      return result;
    }
  }
}
