/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.lang.reflect.Field;
import java.util.List;

/**
 * The fields in which Spark keeps the BLAS that it calls for vectors of 256 elements or more and
 * for matrices. Some programs, such as ALS of a low rank, call it for small operands.
 */
final class SparkFields {

  private static final System.Logger LOGGER = System.getLogger(SparkFields.class.getName());

  private static final List<String> HOLDERS =
      List.of("org.apache.spark.ml.linalg.BLAS$", "org.apache.spark.mllib.linalg.BLAS$");

  private SparkFields() {}

  /**
   * Lets Spark compute small calls in Java. The fields are not part of Spark's API: a version that
   * does not have them makes all calls natively.
   *
   * @param spark finds Spark's classes
   */
  static void computeSmallCallsInJava(ClassLoader spark) {
    for (String holder : HOLDERS) {
      try {
        BLAS sized = new SizedBlas(JavaBLAS.getInstance(), NativeBLAS.getInstance());
        Class<?> type = Class.forName(holder, true, spark);
        Field field = type.getDeclaredField("_nativeBLAS");
        field.setAccessible(true);
        field.set(type.getField("MODULE$").get(null), sized);
      } catch (ReflectiveOperationException | RuntimeException | LinkageError otherVersion) {
        LOGGER.log(System.Logger.Level.DEBUG, holder + " computes natively", otherVersion);
      }
    }
  }
}
