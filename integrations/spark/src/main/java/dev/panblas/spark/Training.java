/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import dev.panblas.autoencoder.Parameters;
import dev.panblas.autoencoder.PartitionedAutoencoder;
import dev.panblas.autoencoder.SeedStreams;
import dev.panblas.autoencoder.SubtreeSums;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.optimize.Lbfgs;
import dev.panblas.optimize.Objective;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A training: lays out the rows, and minimises the cost on the driver. */
final class Training {

  private static final Logger LOGGER = LoggerFactory.getLogger(SparseAutoencoder.class);

  /** The largest array of bytes that a JVM allocates. */
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private Training() {}

  /** Trains with the parameters of an estimator. */
  static SparseAutoencoderModel run(SparseAutoencoder estimator, Dataset<?> dataset) {
    Blas blas = ProcessBlas.open();
    Processes processes = new Processes(LOGGER);
    Processes.requireRightData(ProcessReport.current(blas, "no kernels yet"));
    Optional<String> id =
        estimator.isSet(estimator.idCol()) ? Optional.of(estimator.getIdCol()) : Optional.empty();
    if (id.isEmpty()) {
      LOGGER.info(
          "without idCol, the model has the same bits for rows in the same order; Spark changes"
              + " their order in a repartition, a join, and when it reads Parquet");
    }
    SampleReader reader = new SampleReader(estimator.getInputCol(), 0);
    JavaRDD<Row> rows = rows(dataset, estimator.getInputCol(), id);
    Precision precision = ParamDefinitions.precision(estimator.getPrecision());
    Layout layout = Layout.of(reader, precision, PartitionScan.all(rows, reader, id));
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext());
    requireResultsFit(context.getConf(), layout, estimator.getHidden());
    JavaRDD<SampleBlocks> blocks =
        layout
            .blocks(rows)
            .setName("samples of " + estimator.uid())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try (Arena arena = Arena.ofShared()) {
      StepJob job =
          new StepJob(
              context,
              blocks,
              new StepJob.Settings(
                  estimator.getHidden(),
                  context.getConf().getInt("spark.task.cpus", 1),
                  estimator.getMaxIter()),
              processes);
      try (PartitionedAutoencoder autoencoder =
          new PartitionedAutoencoder(
              arena,
              blas,
              estimator.hyperparameters(),
              precision,
              layout.visible(),
              layout.samples(),
              estimator.getMaxIter(),
              job)) {
        processes.accept(ProcessReport.current(blas, autoencoder.kernels()));
        return minimize(estimator, arena, blas, autoencoder, layout, processes);
      }
    } finally {
      blocks.unpersist(false);
    }
  }

  private static JavaRDD<Row> rows(Dataset<?> dataset, String input, Optional<String> id) {
    Column samples = Columns.column(dataset, input);
    return id.map(
            name ->
                dataset
                    .select(samples, Columns.column(dataset, name))
                    .sort(Columns.column(dataset, name)))
        .orElseGet(() -> dataset.select(samples))
        .javaRDD();
  }

  private static SparseAutoencoderModel minimize(
      SparseAutoencoder estimator,
      Arena arena,
      Blas blas,
      PartitionedAutoencoder autoencoder,
      Layout layout,
      Processes processes) {
    Vector theta = Vector.allocate(arena, layout.precision(), autoencoder.dimension());
    Parameters.over(theta, layout.visible(), estimator.getHidden())
        .initialize(SeedStreams.weights(estimator.getSeed()));
    List<Double> costs = new ArrayList<>();
    Lbfgs.Options options =
        ParamDefinitions.withTolerance(
            Lbfgs.Options.DEFAULT.withMaxIterations(estimator.getMaxIter()), estimator.getTol());
    Lbfgs.Result result =
        new Lbfgs(blas, options)
            .minimize(
                withFirstCost(autoencoder, costs),
                theta,
                iteration -> {
                  costs.add(iteration.cost());
                  LOGGER.info(
                      "iteration {}: cost {}, {} steps",
                      iteration.number(),
                      iteration.cost(),
                      iteration.evaluations());
                  return true;
                });
    return new SparseAutoencoderModel(
        estimator.uid(),
        theta.toDoubleArray(),
        layout.visible(),
        new TrainingSummary(
            layout.samples(),
            result.reason().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            result.evaluations(),
            List.copyOf(costs),
            processes.reports(),
            processes.differences()));
  }

  /** An objective that records the cost at the start, which the optimiser does not report. */
  private static Objective withFirstCost(PartitionedAutoencoder autoencoder, List<Double> costs) {
    return new Objective() {
      @Override
      public int dimension() {
        return autoencoder.dimension();
      }

      @Override
      public double evaluate(Vector point, Vector gradient) {
        double cost = autoencoder.evaluate(point, gradient);
        if (costs.isEmpty()) {
          costs.add(cost);
        }
        return cost;
      }
    };
  }

  /** Spark ends a job whose results are larger than a setting. */
  private static void requireResultsFit(SparkConf conf, Layout layout, int hidden) {
    long one = SubtreeSums.byteCount(layout.precision(), layout.visible(), hidden);
    if (one > MOST_BYTES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the sums of a block must have at most %d bytes, but with %d visible and %d hidden"
                  + " units have %d: choose fewer hidden units, or precision single",
              MOST_BYTES,
              layout.visible(),
              hidden,
              one));
    }
    long limit = conf.getSizeAsBytes("spark.driver.maxResultSize", "1g");
    long bytes =
        IntStream.range(0, layout.partitions())
                .filter(partition -> layout.rows(partition) > 0)
                .mapToLong(
                    partition ->
                        SubtreeSums.count(layout.firstBlock(partition), layout.rows(partition)))
                .sum()
            * one;
    if (limit > 0 && bytes > limit) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "spark.driver.maxResultSize must be larger than the sums of a step, which are %d"
                  + " bytes from %d partitions, but was %d: raise it, or use fewer partitions",
              bytes,
              layout.partitions(),
              limit));
    }
  }
}
