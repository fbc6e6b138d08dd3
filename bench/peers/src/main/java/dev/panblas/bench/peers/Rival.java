/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import java.util.Locale;
import dev.panblas.bench.Network;
import dev.panblas.spi.LibraryInfo;

/** A rival library, with its idiomatic product and backpropagation. */
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
   * The backpropagation.
   *
   * @param arrays its operands
   * @return the backpropagation on the library's own matrices
   */
  Backprop backprop(NetworkArrays arrays);

  /** A backpropagation in whole arrays. */
  interface Backprop {

    /** Computes the gradient. */
    void run();

    /** {@return dW1, dW2, db1, db2 in one array, matrices row by row, for the check} */
    double[] gradient();
  }

  /** A rival that computes a whole step of training. */
  interface OfSteps extends Rival {

    /**
     * Cost and gradient in whole arrays.
     *
     * @param network samples and parameters, in the precision of the computation
     * @return the step on the library's own matrices
     */
    Step step(Network network);
  }

  /** Cost and gradient. */
  interface Step {

    /** Computes both, and returns the cost. */
    double run();

    /** {@return dW1, dW2, db1, db2 in one array, matrices row by row, for the check} */
    double[] gradient();
  }

  /**
   * The rival with a name in the results.
   *
   * @param name such as {@code EJML}
   * @return the rival
   */
  static Rival of(String name) {
    return switch (name) {
      case "EJML" -> new EjmlRival();
      case "ojAlgo" -> new OjAlgoRival();
      case "netlib-JNI" -> NetlibRival.jni();
      case "netlib-Java" -> NetlibRival.java();
      case "ND4J" -> new Nd4jRival();
      case "PyTorch" -> new PyTorchRival();
      default ->
          throw new IllegalArgumentException(
              String.format(Locale.ROOT, "'%s' is not one of EJML, ojAlgo, netlib-JNI, netlib-Java, ND4J, PyTorch", name));
    };
  }
}
