/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import dev.ludovic.netlib.blas.BLAS;
import dev.panblas.blas.Blas;
import dev.panblas.netlib.testing.MappedBlas;
import dev.panblas.spi.Settings;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/** Programs that use {@link PanblasBlas} through other libraries, for processes of their own. */
public final class ExistingProgram {

  private static final double[] A = {1, 2, 3, 4};
  private static final double[] B = {5, 6, 7, 8};

  private ExistingProgram() {}

  public static void main(String[] arguments) throws Throwable {
    switch (arguments[0]) {
      case "spark" -> spark();
      case "netlib" -> netlib();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    MappedBlas.print();
  }

  /** The BLAS for another library; prints what computes. */
  public static BLAS panblas() {
    BLAS own =
        new PanblasBlas(Blas.open(Settings.current().withBackend("panama").withCrossover(false)));
    System.out.println("panblas " + own);
    return own;
  }

  /**
   * Sets the fields in which Spark keeps its BLAS, as the javadoc of PanblasBlas describes, and
   * prints what Spark then calls: the first field for a product, and the second for short vectors.
   */
  private static void spark() throws Throwable {
    BLAS own = panblas();
    for (String api : new String[] {"ml", "mllib"}) {
      Class<?> type = Class.forName("org.apache.spark." + api + ".linalg.BLAS$");
      Object holder = type.getField("MODULE$").get(null);
      for (String name : new String[] {"_nativeBLAS", "_javaBLAS"}) {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        field.set(holder, printing(api + " " + name, own));
      }
      // Class.getMethod would load the types of all methods, which are in more of Spark's jars.
      MethodHandle ofVectors =
          MethodHandles.publicLookup()
              .findVirtual(type, "getBLAS", MethodType.methodType(BLAS.class, int.class));
      BLAS ofShortVectors = (BLAS) ofVectors.invoke(holder, A.length);
      System.out.println(api + " dot " + ofShortVectors.ddot(A.length, A, 1, B, 1));
    }
    org.apache.spark.ml.linalg.DenseMatrix product =
        new org.apache.spark.ml.linalg.DenseMatrix(2, 2, A)
            .multiply(new org.apache.spark.ml.linalg.DenseMatrix(2, 2, B));
    System.out.println("ml product " + Arrays.toString(product.toArray()));
    org.apache.spark.mllib.linalg.DenseMatrix productOfMllib =
        new org.apache.spark.mllib.linalg.DenseMatrix(2, 2, A)
            .multiply(new org.apache.spark.mllib.linalg.DenseMatrix(2, 2, B));
    System.out.println("mllib product " + Arrays.toString(productOfMllib.toArray()));
  }

  /** A BLAS that prints a name and the routine before each call of another BLAS. */
  private static BLAS printing(String name, BLAS blas) {
    return (BLAS)
        Proxy.newProxyInstance(
            BLAS.class.getClassLoader(),
            new Class<?>[] {BLAS.class},
            (proxy, method, arguments) -> {
              System.out.println(name + " " + method.getName());
              return method.invoke(blas, arguments);
            });
  }

  private static void netlib() {
    BLAS blas = BLAS.getInstance();
    double[] product = new double[4];
    blas.dgemm("N", "N", 2, 2, 2, 1, A, 2, B, 2, 0, product, 2);
    System.out.println("instance " + blas.getClass().getName());
    System.out.println("product " + Arrays.toString(product));
  }
}
