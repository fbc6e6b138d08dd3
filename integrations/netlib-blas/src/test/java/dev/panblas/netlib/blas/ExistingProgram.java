/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import dev.ludovic.netlib.blas.BLAS;
import dev.panblas.blas.Blas;
import dev.panblas.netlib.testing.MappedBlas;
import dev.panblas.spi.Settings;
import java.lang.reflect.Field;
import java.util.Arrays;
import org.apache.spark.ml.linalg.DenseMatrix;

/** Programs that use {@link PanblasBlas} through other libraries, for processes of their own. */
public final class ExistingProgram {

  private static final double[] A = {1, 2, 3, 4};
  private static final double[] B = {5, 6, 7, 8};

  private ExistingProgram() {}

  public static void main(String[] arguments) throws Exception {
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

  /** Sets the fields in which Spark keeps its BLAS, as the javadoc of PanblasBlas describes. */
  private static void spark() throws ReflectiveOperationException {
    BLAS own = panblas();
    Object holder = Class.forName("org.apache.spark.ml.linalg.BLAS$").getField("MODULE$").get(null);
    for (String name : new String[] {"_nativeBLAS", "_javaBLAS"}) {
      Field field = holder.getClass().getDeclaredField(name);
      field.setAccessible(true);
      field.set(holder, own);
      Object used = holder.getClass().getMethod(name.substring(1)).invoke(holder);
      System.out.println(name + " " + used.equals(own));
    }
    double[] product = new DenseMatrix(2, 2, A).multiply(new DenseMatrix(2, 2, B)).toArray();
    System.out.println("product " + Arrays.toString(product));
  }

  private static void netlib() {
    BLAS blas = BLAS.getInstance();
    double[] product = new double[4];
    blas.dgemm("N", "N", 2, 2, 2, 1, A, 2, B, 2, 0, product, 2);
    System.out.println("instance " + blas.getClass().getName());
    System.out.println("product " + Arrays.toString(product));
  }
}
