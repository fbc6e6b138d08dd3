/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Parameters;
import dev.panblas.autoencoder.Schedule;
import dev.panblas.autoencoder.SeedStreams;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.optimize.Lbfgs;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A training on samples with many zeros, by Spark and by one machine.
 *
 * @param samples the number of rows
 * @param visible the length of a row
 */
record TestTraining(int samples, int visible) {

  static final int HIDDEN = 4;
  static final int STEPS = 3;
  static final Hyperparameters HYPERPARAMETERS = new Hyperparameters(HIDDEN, 1e-3, 2, 0.05);

  static StructType schema(DataType type) {
    return new StructType().add("id", DataTypes.IntegerType).add("features", type);
  }

  double[] sample(int row) {
    Random random = new Random(row);
    double[] sample = new double[visible];
    for (int j = 0; j < visible; j++) {
      sample[j] = random.nextInt(3) == 0 ? 0 : random.nextFloat();
    }
    return sample;
  }

  /** Rows with their number as the id and a dense vector. */
  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < samples; row++) {
      rows.add(RowFactory.create(row, Vectors.dense(sample(row))));
    }
    return rows;
  }

  /** The rows in order, in some partitions. */
  Dataset<Row> data(SparkSession spark, int partitions) {
    return data(spark, rows(), SQLDataTypes.VectorType(), partitions);
  }

  static Dataset<Row> data(SparkSession spark, List<Row> rows, DataType type, int partitions) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return spark.createDataFrame(context.parallelize(rows, partitions), schema(type));
  }

  static SparseAutoencoder estimator(Precision precision) {
    return new SparseAutoencoder()
        .setHidden(HIDDEN)
        .setWeightDecay(HYPERPARAMETERS.weightDecay())
        .setSparsityWeight(HYPERPARAMETERS.sparsityWeight())
        .setSparsity(HYPERPARAMETERS.sparsity())
        .setMaxIter(STEPS)
        .setSeed(7)
        .setPrecision(precision.toString());
  }

  /** W1, W2, b1, b2 of the training by one machine with the schedule TILED. */
  double[] onOneMachine(Precision precision) {
    Blas blas = Blas.open();
    try (Arena arena = Arena.ofShared()) {
      Matrix x = Matrix.allocate(arena, precision, samples, visible);
      for (int row = 0; row < samples; row++) {
        x.row(row).copyFrom(sample(row));
      }
      try (dev.panblas.autoencoder.SparseAutoencoder autoencoder =
          new dev.panblas.autoencoder.SparseAutoencoder(
              arena, blas, HYPERPARAMETERS, x, Schedule.TILED, 2, STEPS)) {
        Vector theta = Vector.allocate(arena, precision, autoencoder.dimension());
        Parameters.over(theta, visible, HIDDEN).initialize(SeedStreams.weights(7));
        new Lbfgs(blas, Lbfgs.Options.DEFAULT.withMaxIterations(STEPS))
            .minimize(autoencoder, theta);
        return theta.toDoubleArray();
      }
    }
  }
}
