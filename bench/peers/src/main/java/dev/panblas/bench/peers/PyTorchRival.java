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
final class PyTorchRival implements Rival.OfSteps {

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
  public Backprop backprop(NetworkArrays net) {
    Layers layers =
        new Layers(
            array(net.x(), net.samples(), net.visible()),
            array(net.w1(), net.hidden(), net.visible()),
            array(net.w2(), net.visible(), net.hidden()),
            net.decay());
    NDArray a2 = array(net.a2(), net.samples(), net.hidden());
    NDArray a3 = array(net.a3(), net.samples(), net.visible());
    NDArray slope = manager.create(net.slope());
    return new Backprop() {
      private NDManager scope = manager.newSubManager();
      private NDList parts = new NDList();

      @Override
      public void run() {
        scope.close();
        scope = manager.newSubManager();
        try (Borrowed _ = new Borrowed(scope, layers.x, layers.w1, layers.w2, a2, a3)) {
          parts = layers.gradient(a3.sub(layers.x), a2, a3, slope);
        }
      }

      @Override
      public double[] gradient() {
        return joined(parts);
      }
    };
  }

  @Override
  public Step step(Network network) {
    DataType type =
        network.samples().precision() == Precision.DOUBLE ? DataType.FLOAT64 : DataType.FLOAT32;
    Parameters parameters = network.parameters();
    Hyperparameters chosen = network.hyperparameters();
    Layers layers =
        new Layers(
            array(network.samples(), type),
            array(parameters.w1(), type),
            array(parameters.w2(), type),
            chosen.weightDecay());
    NDArray b1 = array(parameters.b1(), type);
    NDArray b2 = array(parameters.b2(), type);
    return new Step() {
      private NDManager scope = manager.newSubManager();
      private NDList parts = new NDList();

      @Override
      public double run() {
        scope.close();
        scope = manager.newSubManager();
        try (Borrowed _ = new Borrowed(scope, layers.x, layers.w1, layers.w2, b1, b2)) {
          NDArray a2 = sigmoid(layers.x.matMul(layers.w1.transpose()).addi(b1));
          NDArray a3 = sigmoid(a2.matMul(layers.w2.transpose()).addi(b2));
          NDArray error = a3.sub(layers.x);
          NDArray mean = a2.mean(new int[] {0});
          NDArray others = mean.neg().addi(1);
          double rho = chosen.sparsity();
          double beta = chosen.sparsityWeight();
          NDArray divergence =
              mean.log().muli(-rho).subi(others.log().muli(1 - rho));
          double constant = rho * Math.log(rho) + (1 - rho) * Math.log(1 - rho);
          double cost =
              number(error.square().sum()) / (2 * layers.x.size(0))
                  + layers.decay
                      / 2
                      * (number(layers.w1.square().sum()) + number(layers.w2.square().sum()))
                  + beta * (number(divergence.sum()) + chosen.hidden() * constant);
          NDArray slope = mean.pow(-1).muli(-rho).addi(others.pow(-1).muli(1 - rho)).muli(beta);
          parts = layers.gradient(error, a2, a3, slope);
          return cost;
        }
      }

      @Override
      public double[] gradient() {
        return joined(parts);
      }
    };
  }

  private static NDArray sigmoid(NDArray array) {
    return Activation.sigmoid(array);
  }

  private static double number(NDArray scalar) {
    return scalar.toType(DataType.FLOAT64, false).getDouble();
  }

  private NDArray array(Matrix matrix, DataType type) {
    return array(matrix.toDoubleArray(Order.ROW_MAJOR), matrix.rows(), matrix.columns())
        .toType(type, false);
  }

  private NDArray array(Vector vector, DataType type) {
    return manager.create(vector.toDoubleArray()).toType(type, false);
  }

  private static double[] joined(NDList parts) {
    return parts.stream()
        .map(part -> part.toType(DataType.FLOAT64, false).toDoubleArray())
        .flatMapToDouble(Arrays::stream)
        .toArray();
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

  /** Samples and weights. */
  private record Layers(NDArray x, NDArray w1, NDArray w2, double decay) {

    /** dW1, dW2, db1 and db2, from A3 - X, the activations, and the slope of the penalty. */
    NDList gradient(NDArray error, NDArray a2, NDArray a3, NDArray slope) {
      long m = x.size(0);
      NDArray d3 = error.muli(a3).muli(a3.neg().addi(1));
      NDArray d2 = d3.matMul(w2).addi(slope).muli(a2).muli(a2.neg().addi(1));
      return new NDList(
          d2.transpose().matMul(x).divi(m).addi(w1.mul(decay)),
          d3.transpose().matMul(a2).divi(m).addi(w2.mul(decay)),
          d2.mean(new int[] {0}),
          d3.mean(new int[] {0}));
    }
  }
}
