/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Parameters;
import dev.panblas.bench.Network;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.LibraryInfo;
import java.util.Arrays;
import java.util.Optional;

/**
 * PyTorch through Deep Java Library, with whole arrays, and operations in place where it has them.
 * Its products have no output argument. Each run frees the arrays of the run before.
 */
final class PyTorchRival implements Rival {

  private final NDManager manager;

  PyTorchRival() {
    // Read when the engine starts: neither download nor report anything.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    this.manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  }

  @Override
  public LibraryInfo library() {
    Engine engine = manager.getEngine();
    return Libraries.of(
        "PyTorch " + engine.getVersion() + " through DJL", engine.getClass(), Optional.empty());
  }

  private NDArray array(double[] rows, int count, int columns) {
    return manager.create(rows, new Shape(count, columns));
  }

  @Override
  public Product product(double[] a, double[] b, int n) {
    NDArray left = array(a, n, n);
    NDArray right = array(b, n, n);
    return new Product() {
      private NDArray c = left.duplicate();

      @Override
      public void multiply() {
        c.close();
        c = left.matMul(right);
      }

      @Override
      public double[] result() {
        return c.toDoubleArray();
      }
    };
  }

  @Override
  public PyTorchPasses passes(NetworkArrays net) {
    return new PyTorchPasses(net);
  }

  /** Passes in whole arrays, in place where PyTorch through DJL allows it. */
  final class PyTorchPasses implements Passes {

    private final NetworkArrays net;
    private final DataType type;
    private final NDArray x;
    private final NDArray a2;
    private final NDArray a3;
    private final NDArray slope;
    private NDArray w1;
    private NDArray w2;
    private NDArray b1;
    private NDArray b2;
    private NDManager scope = manager.newSubManager();
    private NDList parts = new NDList();

    PyTorchPasses(NetworkArrays net) {
      this.net = net;
      this.type = net.precision() == Precision.DOUBLE ? DataType.FLOAT64 : DataType.FLOAT32;
      int m = net.samples();
      x = typed(net.x(), m, net.visible());
      a2 = typed(net.a2(), m, net.hidden());
      a3 = typed(net.a3(), m, net.visible());
      slope = vector(net.slope(net.means()));
      w1 = typed(net.w1(), net.hidden(), net.visible());
      w2 = typed(net.w2(), net.visible(), net.hidden());
      b1 = vector(net.b1());
      b2 = vector(net.b2());
    }

    private NDArray typed(double[] rows, int count, int columns) {
      return array(rows, count, columns).toType(type, false);
    }

    private NDArray vector(double[] values) {
      return manager.create(values).toType(type, false);
    }

    /** Replaces the parameters by W1, W2, b1 and b2 in one array. */
    void point(double[] theta) {
      new NDList(w1, w2, b1, b2).close();
      int product = net.visible() * net.hidden();
      int biases = 2 * product;
      w1 = typed(Arrays.copyOfRange(theta, 0, product), net.hidden(), net.visible());
      w2 = typed(Arrays.copyOfRange(theta, product, biases), net.visible(), net.hidden());
      b1 = vector(Arrays.copyOfRange(theta, biases, biases + net.hidden()));
      b2 = vector(Arrays.copyOfRange(theta, biases + net.hidden(), theta.length));
    }

    private void freeLast() {
      scope.close();
      scope = manager.newSubManager();
    }

    @Override
    public void backprop() {
      freeLast();
      try (Borrowed _ = new Borrowed(scope, x, w1, w2, a2, a3)) {
        parts = gradient(a3.sub(x), a2, a3, slope);
      }
    }

    @Override
    public double step() {
      freeLast();
      try (Borrowed _ = new Borrowed(scope, x, w1, w2, b1, b2)) {
        NDArray hidden = Activation.sigmoid(x.matMul(w1.transpose()).addi(b1));
        NDArray output = Activation.sigmoid(hidden.matMul(w2.transpose()).addi(b2));
        NDArray error = output.sub(x);
        double[] means = doubles(hidden.mean(new int[] {0}));
        double cost =
            net.cost(
                number(error.square().sum()),
                number(w1.square().sum()) + number(w2.square().sum()),
                means);
        NDArray slopes = scope.create(net.slope(means)).toType(type, false);
        parts = gradient(error, hidden, output, slopes);
        return cost;
      }
    }

    /** dW1, dW2, db1 and db2, from A3 - X, the activations, and the slope of the penalty. */
    private NDList gradient(NDArray error, NDArray hidden, NDArray output, NDArray slopes) {
      long m = net.samples();
      double decay = net.penalty().weightDecay();
      NDArray d3 = error.muli(output).muli(output.neg().addi(1));
      NDArray d2 = d3.matMul(w2).addi(slopes).muli(hidden).muli(hidden.neg().addi(1));
      return new NDList(
          d2.transpose().matMul(x).divi(m).addi(w1.mul(decay)),
          d3.transpose().matMul(hidden).divi(m).addi(w2.mul(decay)),
          d2.mean(new int[] {0}),
          d3.mean(new int[] {0}));
    }

    @Override
    public double[] gradient() {
      return NetworkArrays.joined(
          parts.stream().map(PyTorchRival::doubles).toArray(double[][]::new));
    }
  }

  private static double number(NDArray scalar) {
    return scalar.toType(DataType.FLOAT64, false).getDouble();
  }

  private static double[] doubles(NDArray array) {
    return array.toType(DataType.FLOAT64, false).toDoubleArray();
  }

  /** Arrays whose results a run owns: DJL attaches a result to the manager of its operand. */
  private record Borrowed(NDList arrays, NDManager owner) implements AutoCloseable {

    Borrowed(NDManager scope, NDArray... arrays) {
      this(new NDList(arrays), arrays[0].getManager());
      this.arrays.attach(scope);
    }

    @Override
    public void close() {
      arrays.attach(owner);
    }
  }
}
