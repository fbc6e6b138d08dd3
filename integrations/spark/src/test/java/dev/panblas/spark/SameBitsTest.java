/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.matrix.Precision;
import dev.panblas.netlib.testing.Child;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model of Spark has the bits of the model of one machine. */
final class SameBitsTest {

  private static final SparkSession SPARK = LocalSpark.SESSION;
  private static final TestTraining TRAINING = new TestTraining(2500, 7);
  private static final double[] EXPECTED = TRAINING.onOneMachine(Precision.DOUBLE);

  private static void assertSameBits(SparseAutoencoder estimator, Dataset<Row> data) {
    SparseAutoencoderModel model = estimator.fit(data);
    assertArrayEquals(EXPECTED, model.weights().values());
    assertEquals(List.of(), model.summary().differences());
  }

  private static SparseAutoencoder estimator() {
    return TestTraining.estimator(Precision.DOUBLE);
  }

  @Test
  @DisplayName("on 1, 2, 3, 5 and 8 partitions")
  void partitions() {
    for (int partitions : List.of(1, 2, 3, 5, 8)) {
      assertSameBits(estimator(), TRAINING.data(SPARK, partitions));
    }
  }

  @Test
  @DisplayName("in single precision, also with fewer rows than partitions")
  void single() {
    TestTraining small = new TestTraining(5, 7);
    for (TestTraining training : List.of(TRAINING, small)) {
      SparseAutoencoderModel model =
          TestTraining.estimator(Precision.SINGLE).fit(training.data(SPARK, 8));
      assertArrayEquals(training.onOneMachine(Precision.SINGLE), model.weights().values());
      assertEquals(training.samples(), model.summary().samples());
    }
  }

  @Test
  @DisplayName("with idCol after a repartition, after a join, and from files of Parquet")
  void layouts(@TempDir Path folder) {
    Dataset<Row> data = TRAINING.data(SPARK, 3);
    SparseAutoencoder byId = estimator().setIdCol("id");
    assertSameBits(byId, data.repartition(5));
    Dataset<Row> ids = data.select("id").repartition(4);
    assertSameBits(byId, ids.join(data, "id"));
    String path = folder.resolve("data").toString();
    data.repartition(6).write().parquet(path);
    for (String bytes : Child.FULL ? List.of("1k", "10k", "100k", "1g") : List.of("20k")) {
      SPARK.conf().set("spark.sql.files.maxPartitionBytes", bytes);
      assertSameBits(byId, SPARK.read().parquet(path));
    }
    SPARK.conf().unset("spark.sql.files.maxPartitionBytes");
  }

  @Test
  @DisplayName("from sparse vectors, and from arrays of double and of float")
  void types() {
    List<Row> sparse = new ArrayList<>();
    List<Row> doubles = new ArrayList<>();
    List<Row> floats = new ArrayList<>();
    for (int row = 0; row < TRAINING.samples(); row++) {
      double[] sample = TRAINING.sample(row); // of values that are floats
      sparse.add(RowFactory.create(row, Vectors.dense(sample).toSparse()));
      doubles.add(RowFactory.create(row, sample));
      Float[] single = new Float[sample.length];
      for (int j = 0; j < single.length; j++) {
        single[j] = (float) sample[j];
      }
      floats.add(RowFactory.create(row, single));
    }
    var arrays = DataTypes.createArrayType(DataTypes.DoubleType);
    var singles = DataTypes.createArrayType(DataTypes.FloatType);
    assertSameBits(estimator(), TestTraining.data(SPARK, sparse, SQLDataTypes.VectorType(), 2));
    assertSameBits(estimator(), TestTraining.data(SPARK, doubles, arrays, 2));
    assertSameBits(estimator(), TestTraining.data(SPARK, floats, singles, 2));
  }

  @Test
  @DisplayName("with empty partitions, and with a task that fails in every job that reads the rows")
  void emptyAndFailing() {
    JavaRDD<Row> rows =
        TRAINING
            .data(SPARK, 3)
            .javaRDD()
            .map(
                row -> {
                  TaskContext task = TaskContext.get();
                  if (task.partitionId() == 4 && task.attemptNumber() == 0) {
                    throw new IllegalStateException("the first attempt of a task fails");
                  }
                  return row;
                });
    Dataset<Row> data = SPARK.createDataFrame(rows, TestTraining.schema(SQLDataTypes.VectorType()));
    Dataset<Row> none = data.filter("id < 0");
    Dataset<Row> withEmpty = none.union(data).union(none);
    assertEquals(9, withEmpty.javaRDD().getNumPartitions());
    assertSameBits(estimator(), withEmpty);
  }

  @Test
  @DisplayName("blocks that were written to a disk have the same samples")
  void written() throws Exception {
    SampleBlocks blocks = new SampleBlocks(3, Precision.SINGLE, 200_000, 3);
    blocks.samples().row(199_999).copyFrom(new double[] {0.25, 0.5, 0.75});
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(blocks);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      SampleBlocks read = (SampleBlocks) in.readObject();
      assertEquals(3, read.firstBlock());
      assertEquals(blocks.estimatedSize(), read.estimatedSize());
      assertTrue(read.estimatedSize() > 2_400_000);
      assertEquals(
          List.of(0.25, 0.5, 0.75),
          List.of(
              read.samples().get(199_999, 0),
              read.samples().get(199_999, 1),
              read.samples().get(199_999, 2)));
      assertEquals(0, read.samples().get(0, 0));
    }
  }
}
