/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The samples in a column of rows.
 *
 * @param column its name
 * @param index its place in a row
 */
record SampleReader(String column, int index) implements Serializable {

  /**
   * What is wrong in a row.
   *
   * @param column whose value is wrong
   * @param rule what it must have
   * @param state what it has
   * @param remedy what to do
   */
  record Fault(String column, String rule, String state, String remedy) implements Serializable {

    /**
     * One sentence.
     *
     * @param row names the row
     */
    String message(String row) {
      return "column '" + column + "' must " + rule + ", but " + row + " " + state + ": " + remedy;
    }
  }

  /** A row that cannot be used. */
  static final class FaultException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Fault fault;

    FaultException(Fault fault) {
      super(fault.state());
      this.fault = fault;
    }

    Fault fault() {
      return fault;
    }
  }

  /**
   * The sample of a row.
   *
   * @param length the number of values that it must have; -1 if it is the first
   * @return the values, which must not be changed
   * @throws FaultException if there is none, or a value is not from 0 to 1
   */
  double[] read(Row row, int length) throws FaultException {
    return read(row.isNullAt(index) ? null : row.get(index), length);
  }

  /** The sample of a value of the column, as of a row. */
  double[] read(@Nullable Object value, int length) throws FaultException {
    double[] sample = values(value);
    if (sample.length == 0) {
      throw refused("have samples of 1 value or more", "has none", "remove such rows");
    }
    if (length >= 0 && sample.length != length) {
      throw new FaultException(otherLength(sample.length, length));
    }
    for (int j = 0; j < sample.length; j++) {
      if (!(sample[j] >= 0 && sample[j] <= 1)) {
        throw refused(
            "have values from 0 to 1",
            "has " + sample[j] + " at position " + j,
            "scale the values, for example by MinMaxScaler, and remove rows with NaN");
      }
    }
    return sample;
  }

  private double[] values(@Nullable Object value) throws FaultException {
    return switch (value) {
      case DenseVector dense -> dense.values();
      case SparseVector sparse -> sparse.toArray();
      case scala.collection.Seq<?> array ->
          values(scala.jdk.javaapi.CollectionConverters.asJava(array));
      case null ->
          throw refused(
              "have a sample in each row", "is null", "remove such rows, for example by na.drop()");
      case Vector other -> other.toArray();
      default -> throw new IllegalStateException("unknown samples: " + value.getClass());
    };
  }

  private double[] values(List<?> array) throws FaultException {
    double[] values = new double[array.size()];
    int j = 0;
    for (Object element : array) {
      if (!(element instanceof Number number)) {
        throw refused("have arrays without nulls", "has null at position " + j, "remove such rows");
      }
      values[j++] = number.doubleValue();
    }
    return values;
  }

  /** The fault of a sample whose length differs from that of the rows before it. */
  Fault otherLength(int length, int expected) {
    return new Fault(
        column,
        "have samples of one length",
        "has " + length + " values in place of " + expected,
        "remove such rows, or give them the same length");
  }

  private FaultException refused(String rule, String state, String remedy) {
    return new FaultException(new Fault(column, rule, state, remedy));
  }
}
