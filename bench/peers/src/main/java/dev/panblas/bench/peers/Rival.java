/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.panblas.spi.LibraryInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** A rival library, with its product and its passes over a network. */
interface Rival {

  /** {@return the library and its native library} */
  LibraryInfo library();

  /**
   * A product.
   *
   * @param a n x n, row by row
   * @param b n x n, row by row
   * @param n the size
   * @return the product on the library's own matrices
   */
  Product product(double[] a, double[] b, int n);

  /** Two operands and their product. */
  interface Product {

    /** Multiplies into reused memory. */
    void multiply();

    /** {@return the product, row by row, for the check} */
    double[] result();
  }

  /**
   * The passes over a network, in its precision.
   *
   * @param net samples, parameters and activations
   * @return the passes on the library's own matrices
   */
  Passes passes(NetworkArrays net);

  /** The passes over a network, in whole arrays. */
  interface Passes {

    /** Computes the gradient from the given activations and the given slope of the penalty. */
    void backprop();

    /** Computes activations, cost and gradient, and returns the cost. */
    double step();

    /** {@return dW1, dW2, db1, db2 in one array, matrices row by row} */
    double[] gradient();
  }

  /** The rivals by their names in the results. */
  private static Map<String, Supplier<Rival>> all() {
    Map<String, Supplier<Rival>> all = new LinkedHashMap<>();
    all.put("EJML", EjmlRival::new);
    all.put("ojAlgo", OjAlgoRival::new);
    all.put("netlib-JNI", NetlibRival::jni);
    all.put("netlib-Java", NetlibRival::java);
    all.put("ND4J", Nd4jRival::new);
    all.put("jblas", JblasRival::new);
    all.put("TensorFlow", TensorFlowRival::plain);
    all.put("TensorFlow-XLA", TensorFlowRival::compiled);
    all.put("oneDNN", OneDnnRival::new);
    all.put("PyTorch", PyTorchRival::new);
    return all;
  }

  /**
   * The rival with a name in the results.
   *
   * @param name such as {@code EJML}
   * @return the rival
   */
  static Rival of(String name) {
    Supplier<Rival> rival = all().get(name);
    if (rival == null) {
      throw new IllegalArgumentException(
          "the rival must be one of " + String.join(", ", all().keySet()) + ", but was " + name);
    }
    return rival.get();
  }
}
