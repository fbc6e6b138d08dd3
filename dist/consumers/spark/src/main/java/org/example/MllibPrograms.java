/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package org.example;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.clustering.GaussianMixture;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Programs of Spark MLlib. Arguments: those of {@link Run}. The sums of two partitions do not
 * depend on their order, so results differ between BLAS libraries by rounding alone.
 */
public final class MllibPrograms {

  private static final int PARTITIONS = 2;
  private static final int CLUSTERS = 20;

  private MllibPrograms() {}

  public static void main(String[] args) throws Exception {
    int rows = Run.isQuick(args) ? 1_000 : 20_000;
    int iterations = Run.isQuick(args) ? 2 : 10;
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
      Dataset<Row> wide = vectors(spark, rows, 300);
      Dataset<Row> narrow = vectors(spark, rows / 2, 50);
      Dataset<Row> ratings = ratings(spark, 10 * rows);
      String wideSize = rows + " x 300";
      String narrowSize = rows / 2 + " x 50";
      String ratingsSize = 10 * rows + " ratings";
      List<Program> programs =
          List.of(
              new Program("k-means, k = 20", wideSize, () -> kMeans(wide, iterations)),
              new Program("PCA, 10 components", wideSize, () -> pca(wide)),
              new Program(
                  "linear regression, normal equations",
                  wideSize,
                  () -> linearRegression(wide, "normal", iterations)),
              new Program(
                  "linear regression, L-BFGS",
                  wideSize,
                  () -> linearRegression(wide, "l-bfgs", iterations)),
              new Program(
                  "Gaussian mixture, k = 3", narrowSize, () -> gaussianMixture(narrow, iterations)),
              new Program("ALS, rank 10", ratingsSize, () -> als(ratings, 10, iterations)),
              new Program("ALS, rank 64", ratingsSize, () -> als(ratings, 64, iterations)));
      Run.all("MLlib", programs, args);
      Run.writeLibraries(librariesOfExecutors(context), args);
    }
  }

  /** The files that the executors have mapped; in local mode that is this process. */
  private static Set<String> librariesOfExecutors(JavaSparkContext context) {
    return new TreeSet<>(
        context
            .parallelize(List.of(0, 1, 2, 3), 4)
            .mapPartitions(
                ignored ->
                    MappedLibraries.names().stream()
                        .map(file -> SparkEnv.get().executorId() + "\t" + file)
                        .iterator())
            .collect());
  }

  /** Clusters around points whose coordinates are from -2 to 2, and labels. */
  private static Dataset<Row> vectors(SparkSession spark, int rows, int columns) {
    StructType types =
        new StructType()
            .add("label", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType());
    return cached(
        spark,
        rows,
        types,
        row -> {
          SplittableRandom random = new SplittableRandom(row);
          SplittableRandom centre = new SplittableRandom(row % CLUSTERS);
          double[] features = new double[columns];
          for (int i = 0; i < columns; i++) {
            features[i] = 4 * centre.nextDouble() - 2 + random.nextDouble() - 0.5;
          }
          double label = Arrays.stream(features).sum() + random.nextDouble();
          return RowFactory.create(label, Vectors.dense(features));
        });
  }

  private static Dataset<Row> ratings(SparkSession spark, int count) {
    StructType types =
        new StructType()
            .add("user", DataTypes.IntegerType)
            .add("item", DataTypes.IntegerType)
            .add("rating", DataTypes.FloatType);
    int users = count / 100;
    int items = count / 200;
    return cached(
        spark,
        count,
        types,
        row -> {
          SplittableRandom random = new SplittableRandom(row);
          return RowFactory.create(
              random.nextInt(users), random.nextInt(items), 5 * random.nextFloat());
        });
  }

  /** Makes a row of a number, the same in every process. */
  private interface RowMaker extends Serializable {
    Row row(long number);
  }

  private static Dataset<Row> cached(
      SparkSession spark, int rows, StructType columns, RowMaker maker) {
    Dataset<Row> data =
        spark
            .createDataFrame(
                spark
                    .sparkContext()
                    .range(0, rows, 1, PARTITIONS)
                    .toJavaRDD()
                    .map(number -> maker.row((Long) number)),
                columns)
            .cache();
    data.count();
    return data;
  }

  private static double[] kMeans(Dataset<Row> data, int iterations) {
    return concatenated(
        Arrays.stream(
                new KMeans()
                    .setK(CLUSTERS)
                    .setSeed(1)
                    .setMaxIter(iterations)
                    .fit(data)
                    .clusterCenters())
            .map(Vector::toArray));
  }

  private static double[] pca(Dataset<Row> data) {
    var model = new PCA().setInputCol("features").setOutputCol("components").setK(10).fit(data);
    int rows = model.pc().numRows();
    double[] components = model.pc().toArray();
    // The signs of the components are not unique: the first element becomes positive.
    for (int first = 0; first < components.length; first += rows) {
      if (components[first] < 0) {
        for (int i = first; i < first + rows; i++) {
          components[i] = -components[i];
        }
      }
    }
    return concatenated(Stream.of(components, model.explainedVariance().toArray()));
  }

  private static double[] linearRegression(Dataset<Row> data, String solver, int iterations) {
    var model = new LinearRegression().setSolver(solver).setMaxIter(iterations).fit(data);
    return concatenated(
        Stream.of(model.coefficients().toArray(), new double[] {model.intercept()}));
  }

  private static double[] gaussianMixture(Dataset<Row> data, int iterations) {
    var model = new GaussianMixture().setK(3).setSeed(1).setMaxIter(iterations).fit(data);
    return concatenated(
        Stream.concat(
            Stream.of(model.weights()),
            Arrays.stream(model.gaussians())
                .flatMap(
                    gaussian -> Stream.of(gaussian.mean().toArray(), gaussian.cov().toArray()))));
  }

  private static double[] als(Dataset<Row> data, int rank, int iterations) {
    var model =
        new ALS()
            .setRank(rank)
            .setNumBlocks(PARTITIONS)
            .setSeed(1)
            .setMaxIter(iterations)
            .fit(data);
    return Stream.of(model.userFactors(), model.itemFactors())
        .flatMap(factors -> factors.orderBy("id").collectAsList().stream())
        .flatMap(row -> row.<Float>getList(1).stream())
        .mapToDouble(Float::doubleValue)
        .toArray();
  }

  private static double[] concatenated(Stream<double[]> parts) {
    return parts.flatMapToDouble(DoubleStream::of).toArray();
  }
}
