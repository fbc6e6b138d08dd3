/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.panblas.matrix.Precision;
import dev.panblas.spi.LibraryInfo;
import java.util.Arrays;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TFloating;

/**
 * TensorFlow with one graph for a whole pass, whose operands are fed without a copy; with XLA the
 * graph is compiled. The threads are those of the processors.
 */
final class TensorFlowRival implements Rival {

  private final String name;
  private final ConfigProto config;

  private TensorFlowRival(String name, OptimizerOptions.Builder optimizer) {
    this.name = name;
    int threads = Runtime.getRuntime().availableProcessors();
    this.config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(threads)
            .setGraphOptions(GraphOptions.newBuilder().setOptimizerOptions(optimizer))
            .build();
  }

  static TensorFlowRival plain() {
    return new TensorFlowRival("TensorFlow", OptimizerOptions.newBuilder());
  }

  static TensorFlowRival compiled() {
    return new TensorFlowRival(
        "TensorFlow with XLA",
        OptimizerOptions.newBuilder()
            .setGlobalJitLevel(OptimizerOptions.GlobalJitLevel.ON_2)
            .setCpuGlobalJit(true));
  }

  @Override
  public LibraryInfo library() {
    return Libraries.of(
        name + " " + TensorFlow.version(), TensorFlow.class, Optional.empty());
  }

  @Override
  public Product product(double[] a, double[] b, int n) {
    Graph graph = new Graph();
    Ops tf = Ops.create(graph);
    Placeholder<TFloat64> left = placeholder(tf, TFloat64.class, n, n);
    Placeholder<TFloat64> right = placeholder(tf, TFloat64.class, n, n);
    MatMul<TFloat64> product = tf.linalg.matMul(left, right);
    Session session = new Session(graph, config);
    Tensor ofLeft = tensor(TFloat64.class, a, n, n);
    Tensor ofRight = tensor(TFloat64.class, b, n, n);
    return new Product() {
      private Result c = compute();

      private Result compute() {
        return session.runner().feed(left, ofLeft).feed(right, ofRight).fetch(product).run();
      }

      @Override
      public void multiply() {
        c.close();
        c = compute();
      }

      @Override
      public double[] result() {
        return doubles(c.get(0));
      }
    };
  }

  private static <T extends TFloating> Placeholder<T> placeholder(
      Ops tf, Class<T> type, long... shape) {
    return tf.placeholder(type, Placeholder.shape(Shape.of(shape)));
  }

  private static Tensor tensor(Class<? extends TFloating> type, double[] values, long... shape) {
    if (type == TFloat64.class) {
      return TFloat64.tensorOf(Shape.of(shape), DataBuffers.of(values));
    }
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(floats));
  }

  private static double[] doubles(Tensor tensor) {
    double[] values = new double[Math.toIntExact(tensor.shape().size())];
    if (tensor instanceof TFloat64 inDouble) {
      inDouble.asRawTensor().data().asDoubles().read(values);
    } else {
      float[] floats = new float[values.length];
      ((TFloat32) tensor).asRawTensor().data().asFloats().read(floats);
      Arrays.setAll(values, i -> floats[i]);
    }
    return values;
  }

  @Override
  public Passes passes(NetworkArrays net) {
    return net.precision() == Precision.DOUBLE
        ? new TensorFlowPasses<>(net, TFloat64.class)
        : new TensorFlowPasses<>(net, TFloat32.class);
  }

  /** One graph with the nodes of both passes. */
  private final class TensorFlowPasses<T extends TFloating> implements Passes {

    private final NetworkArrays net;
    private final Class<T> type;
    private final Ops tf;
    private final Session session;
    private final Placeholder<T> x;
    private final Placeholder<T> w1;
    private final Placeholder<T> w2;
    private final Placeholder<T> b1;
    private final Placeholder<T> b2;
    private final Placeholder<T> givenA2;
    private final Placeholder<T> givenA3;
    private final Placeholder<T> givenSlope;
    private final Tensor ofX;
    private final Tensor ofW1;
    private final Tensor ofW2;
    private final Tensor ofB1;
    private final Tensor ofB2;
    private final Tensor ofA2;
    private final Tensor ofA3;
    private final Tensor ofSlope;
    private final Operand<T> cost;
    private final Gradient<T> ofStep;
    private final Gradient<T> ofBackprop;
    private Result parts;

    TensorFlowPasses(NetworkArrays net, Class<T> type) {
      this.net = net;
      this.type = type;
      Graph graph = new Graph();
      tf = Ops.create(graph);
      int m = net.samples();
      int n = net.visible();
      int p = net.hidden();
      x = placeholder(tf, type, m, n);
      w1 = placeholder(tf, type, p, n);
      w2 = placeholder(tf, type, n, p);
      b1 = placeholder(tf, type, p);
      b2 = placeholder(tf, type, n);
      givenA2 = placeholder(tf, type, m, p);
      givenA3 = placeholder(tf, type, m, n);
      givenSlope = placeholder(tf, type, p);
      ofX = tensor(type, net.x(), m, n);
      ofW1 = tensor(type, net.w1(), p, n);
      ofW2 = tensor(type, net.w2(), n, p);
      ofB1 = tensor(type, net.b1(), p);
      ofB2 = tensor(type, net.b2(), n);
      ofA2 = tensor(type, net.a2(), m, p);
      ofA3 = tensor(type, net.a3(), m, n);
      ofSlope = tensor(type, net.slope(net.means()), p);
      ofBackprop = gradient(tf.math.sub(givenA3, x), givenA2, givenA3, givenSlope);
      Operand<T> a2 = layer(x, w1, b1);
      Operand<T> a3 = layer(a2, w2, b2);
      Operand<T> error = tf.math.sub(a3, x);
      Operand<T> means = tf.math.mean(a2, tf.constant(0));
      Operand<T> others = tf.math.sub(number(1), means);
      double rho = net.penalty().sparsity();
      double beta = net.penalty().sparsityWeight();
      Operand<T> slope =
          tf.math.mul(
              number(beta),
              tf.math.sub(
                  tf.math.div(number(1 - rho), others), tf.math.div(number(rho), means)));
      Operand<T> divergence =
          tf.math.add(
              tf.math.mul(number(rho), tf.math.log(tf.math.div(number(rho), means))),
              tf.math.mul(number(1 - rho), tf.math.log(tf.math.div(number(1 - rho), others))));
      cost =
          tf.math.add(
              tf.math.div(squares(error), number(2.0 * m)),
              tf.math.add(
                  tf.math.mul(
                      number(net.penalty().weightDecay() / 2),
                      tf.math.add(squares(w1), squares(w2))),
                  tf.math.mul(number(beta), tf.reduceSum(divergence, tf.constant(0)))));
      ofStep = gradient(error, a2, a3, slope);
      session = new Session(graph, config);
      parts = backpropagate();
    }

    private Operand<T> number(double value) {
      return tf.dtypes.cast(tf.constant(value), type);
    }

    private Operand<T> layer(Operand<T> input, Operand<T> weights, Operand<T> bias) {
      return tf.math.sigmoid(
          tf.math.add(tf.linalg.matMul(input, weights, MatMul.transposeB(true)), bias));
    }

    private Operand<T> squares(Operand<T> matrix) {
      return tf.reduceSum(tf.math.square(matrix), tf.constant(new int[] {0, 1}));
    }

    private Gradient<T> gradient(
        Operand<T> error, Operand<T> a2, Operand<T> a3, Operand<T> slope) {
      Operand<T> d3 = tf.math.mul(tf.math.mul(error, a3), tf.math.sub(number(1), a3));
      Operand<T> d2 =
          tf.math.mul(
              tf.math.mul(tf.math.add(tf.linalg.matMul(d3, w2), slope), a2),
              tf.math.sub(number(1), a2));
      return new Gradient<>(
          weightGradient(d2, x, w1),
          weightGradient(d3, a2, w2),
          tf.math.mean(d2, tf.constant(0)),
          tf.math.mean(d3, tf.constant(0)));
    }

    private Operand<T> weightGradient(Operand<T> delta, Operand<T> input, Operand<T> w) {
      return tf.math.add(
          tf.math.div(
              tf.linalg.matMul(delta, input, MatMul.transposeA(true)), number(net.samples())),
          tf.math.mul(number(net.penalty().weightDecay()), w));
    }

    private Result backpropagate() {
      return ofBackprop
          .fetch(
              session
                  .runner()
                  .feed(x, ofX)
                  .feed(w1, ofW1)
                  .feed(w2, ofW2)
                  .feed(givenA2, ofA2)
                  .feed(givenA3, ofA3)
                  .feed(givenSlope, ofSlope))
          .run();
    }

    @Override
    public void backprop() {
      parts.close();
      parts = backpropagate();
    }

    @Override
    public double step() {
      parts.close();
      parts =
          ofStep
              .fetch(
                  session
                      .runner()
                      .feed(x, ofX)
                      .feed(w1, ofW1)
                      .feed(w2, ofW2)
                      .feed(b1, ofB1)
                      .feed(b2, ofB2))
              .fetch(cost)
              .run();
      return doubles(parts.get(4))[0];
    }

    @Override
    public double[] gradient() {
      return NetworkArrays.joined(
          doubles(parts.get(0)), doubles(parts.get(1)), doubles(parts.get(2)), doubles(parts.get(3)));
    }
  }

  /** The nodes of a gradient. */
  private record Gradient<T extends TFloating>(
      Operand<T> dw1, Operand<T> dw2, Operand<T> db1, Operand<T> db2) {

    Session.Runner fetch(Session.Runner runner) {
      return runner.fetch(dw1).fetch(dw2).fetch(db1).fetch(db2);
    }
  }
}
