package dev.panblas.bench.peers;

import dev.panblas.spi.LibraryInfo;

/** A library: how its users multiply and how they write the backpropagation. */
interface Peer {

  /** {@return what it is and what it runs on} */
  LibraryInfo library();

  /**
   * A product.
   *
   * @param a n x n, row by row
   * @param b n x n, row by row
   * @param n the size
   * @return the operands in the library's own form
   */
  Product product(double[] a, double[] b, int n);

  /** Two operands and their product. */
  interface Product {

    /** Multiplies, into memory that is reused. */
    void multiply();

    /** {@return the product, row by row; meant for a check} */
    double[] result();
  }

  /**
   * The backpropagation.
   *
   * @param arrays what it reads
   * @return it in the library's own form
   */
  Backprop backprop(NetworkArrays arrays);

  /** A backpropagation in whole arrays. */
  interface Backprop {

    /** Computes the gradient. */
    void run();

    /** {@return dW1, dW2, db1, db2 one after the other, matrices row by row; meant for a check} */
    double[] gradient();
  }

  /**
   * A peer by its name in the results.
   *
   * @param name such as {@code EJML}
   * @return the peer
   */
  static Peer of(String name) {
    return switch (name) {
      case "EJML" -> new EjmlPeer();
      case "ojAlgo" -> new OjAlgoPeer();
      case "netlib-JNI" -> NetlibPeer.jni();
      case "netlib-Java" -> NetlibPeer.java();
      case "ND4J" -> new Nd4jPeer();
      default -> throw new IllegalArgumentException("there is no peer " + name);
    };
  }
}
