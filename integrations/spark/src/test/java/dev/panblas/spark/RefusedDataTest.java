/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.matrix.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Data that cannot be trained on, each refused by one sentence. */
final class RefusedDataTest {

  private static final SparkSession SPARK = LocalSpark.SESSION;
  private static final TestTraining TRAINING = new TestTraining(40, 3);

  private static String refused(SparseAutoencoder estimator, Dataset<Row> data) {
    return assertThrows(IllegalArgumentException.class, () -> estimator.fit(data)).getMessage();
  }

  /** The refusal of data whose row 25 of 40, in 3 partitions, has another sample. */
  private static String refused(SparseAutoencoder estimator, @Nullable Object sample) {
    List<Row> rows = new ArrayList<>(TRAINING.rows());
    rows.set(25, RowFactory.create(25, sample));
    return refused(estimator, TestTraining.data(SPARK, rows, SQLDataTypes.VectorType(), 3));
  }

  private static SparseAutoencoder estimator() {
    return TestTraining.estimator(Precision.DOUBLE);
  }

  @Test
  @DisplayName("a row without a sample, with another length, or with a value outside 0 to 1")
  void rows() {
    assertEquals(
        "column 'features' must have a sample in each row, but row 25 (counted from 0) is null:"
            + " remove such rows, for example by na.drop()",
        refused(estimator(), (Object) null));
    assertEquals(
        "column 'features' must have samples of one length, but row 25 (counted from 0) has 2"
            + " values in place of 3: remove such rows, or give them the same length",
        refused(estimator(), Vectors.dense(new double[] {0, 1})));
    assertEquals(
        "column 'features' must have values from 0 to 1, but the row with id = 25 has NaN at"
            + " position 1: scale the values, for example by MinMaxScaler, and remove rows with"
            + " NaN",
        refused(estimator().setIdCol("id"), Vectors.dense(new double[] {0, Double.NaN, 0})));
    for (double value : new double[] {-0.1, 1.5, Double.POSITIVE_INFINITY}) {
      String message = refused(estimator(), Vectors.sparse(3, new int[] {2}, new double[] {value}));
      assertTrue(
          message.startsWith(
              "column 'features' must have values from 0 to 1, but row 25 (counted from 0) has "
                  + value
                  + " at position 2"),
          message);
    }
  }

  @Test
  @DisplayName("a partition whose samples have another length")
  void lengths() {
    Dataset<Row> longer = new TestTraining(10, 4).data(SPARK, 1);
    assertEquals(
        "column 'features' must have samples of one length, but row 40 (counted from 0) has 4"
            + " values in place of 3: remove such rows, or give them the same length",
        refused(estimator(), TRAINING.data(SPARK, 2).union(longer)));
  }

  @Test
  @DisplayName("no row")
  void none() {
    String message =
        "column 'features' must have 1 sample or more, but the data have no rows: check what they"
            + " were read or filtered from";
    Dataset<Row> none = TRAINING.data(SPARK, 2).filter("id < 0");
    assertEquals(message, refused(estimator(), none));
    assertEquals(message, refused(estimator().setIdCol("id"), none));
  }

  @Test
  @DisplayName("an array with a null, an empty array")
  void arrays() {
    var type = DataTypes.createArrayType(DataTypes.DoubleType);
    List<Row> rows =
        List.of(
            RowFactory.create(0, Arrays.asList(0.5, 0.5).toArray()),
            RowFactory.create(1, Arrays.asList(0.5, null).toArray()));
    assertEquals(
        "column 'features' must have arrays without nulls, but row 1 (counted from 0) has null at"
            + " position 1: remove such rows",
        refused(estimator(), TestTraining.data(SPARK, rows, type, 1)));
    assertEquals(
        "column 'features' must have samples of 1 value or more, but row 0 (counted from 0) has"
            + " none: remove such rows",
        refused(
            estimator(),
            TestTraining.data(SPARK, List.of(RowFactory.create(0, new Object[0])), type, 1)));
  }

  @Test
  @DisplayName("an id that is null or not unique")
  void ids() {
    Dataset<Row> data = TRAINING.data(SPARK, 3);
    SparseAutoencoder byId = estimator().setIdCol("id");
    assertEquals(
        "column 'id' must have an id of its own in each row, but row 8 (counted from 0) has the id"
            + " 7 of the row before it: remove the copies, for example by dropDuplicates",
        refused(byId, data.union(data.filter("id = 7"))));
    assertEquals(
        "column 'id' must have an id in each row, but row 0 (counted from 0) is null: remove such"
            + " rows, or give them an id",
        refused(byId, data.selectExpr("nullif(id, 3) as id", "features")));
  }

  @Test
  @DisplayName("a column that is missing, has another type, or exists")
  void columns() {
    Dataset<Row> data = TRAINING.data(SPARK, 1);
    assertEquals(
        "inputCol must name a column, but the data have no column 'x': they have id, features",
        refused(estimator().setInputCol("x"), data));
    assertEquals(
        "inputCol must name a column of vectors, of arrays of double or of arrays of float, but"
            + " column 'id' has the type int: convert it, for example by VectorAssembler",
        refused(estimator().setInputCol("id"), data));
    assertEquals(
        "idCol must name a column of whole numbers, strings, dates or timestamps, but column"
            + " 'features' has the type vector: convert it, for example by cast",
        refused(estimator().setIdCol("features"), data));
    assertEquals(
        "outputCol must name a new column, but the data have a column 'id': choose another name",
        refused(estimator().setOutputCol("ID"), data));
  }

  @Test
  @DisplayName("a row that transform cannot encode")
  void transform() {
    SparseAutoencoderModel model = estimator().fit(TRAINING.data(SPARK, 1));
    Dataset<Row> other = model.transform(new TestTraining(1, 4).data(SPARK, 1));
    Throwable thrown = assertThrows(Exception.class, other::collectAsList);
    while (thrown.getCause() != null && !(thrown instanceof IllegalArgumentException)) {
      thrown = thrown.getCause();
    }
    assertEquals(
        "column 'features' must have samples of one length, but a row has 4 values in place of 3:"
            + " remove such rows, or give them the same length",
        thrown.getMessage());
  }

  @Test
  @DisplayName("sums that Spark does not let through")
  void resultSize() {
    SparseAutoencoder large = estimator().setHidden(20_000_000);
    String message = refused(large, TRAINING.data(SPARK, 1));
    assertTrue(
        message.startsWith(
            "spark.driver.maxResultSize must be larger than the sums of a step, which are "),
        message);
  }
}
