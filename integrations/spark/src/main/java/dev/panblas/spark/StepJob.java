/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.panblas.autoencoder.RangeSums;
import dev.panblas.autoencoder.SubtreeSums;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.io.Serializable;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * The sums of a step, as one job: theta is broadcast, and each partition returns the sums of its
 * largest subtrees.
 *
 * @param context of Spark
 * @param blocks the samples
 * @param settings of the tasks
 * @param reports is given the report of each task's process
 */
record StepJob(
    JavaSparkContext context,
    JavaRDD<SampleBlocks> blocks,
    Settings settings,
    Consumer<ProcessReport> reports)
    implements Function<Vector, List<SubtreeSums>> {

  /**
   * What the tasks need.
   *
   * @param hidden the number of hidden units
   * @param threads of a task
   * @param steps about how many steps there will be
   */
  record Settings(int hidden, int threads, int steps) implements Serializable {}

  /**
   * What a task returns.
   *
   * @param report of its process
   * @param sums by {@link SubtreeSums#toBytes}
   */
  @DefaultSerializer(JavaSerializer.class) // Kryo cannot make records
  private record Result(ProcessReport report, List<byte[]> sums) implements Serializable {}

  @Override
  public List<SubtreeSums> apply(Vector theta) {
    Broadcast<Object> point =
        context.broadcast(
            theta.precision() == Precision.SINGLE ? theta.toFloatArray() : theta.toDoubleArray());
    try {
      Settings task = settings;
      List<SubtreeSums> all = new ArrayList<>();
      for (Result result : blocks.mapPartitions(each -> results(each, task, point)).collect()) {
        reports.accept(result.report());
        for (byte[] sums : result.sums()) {
          all.add(SubtreeSums.ofBytes(sums));
        }
      }
      return all;
    } finally {
      point.destroy();
    }
  }

  private static Iterator<Result> results(
      Iterator<SampleBlocks> partition, Settings settings, Broadcast<Object> point) {
    List<Result> results = new ArrayList<>();
    while (partition.hasNext()) {
      SampleBlocks blocks = partition.next();
      Blas blas = ProcessBlas.open();
      try (Arena arena = settings.threads() == 1 ? Arena.ofConfined() : Arena.ofShared()) {
        RangeSums range =
            new RangeSums(
                arena,
                blas,
                settings.hidden(),
                blocks.samples(),
                blocks.firstBlock(),
                settings.threads(),
                settings.steps());
        List<byte[]> sums =
            range.evaluate(vector(point.value())).stream().map(SubtreeSums::toBytes).toList();
        results.add(new Result(ProcessReport.current(blas, range.kernels()), sums));
      }
    }
    return results.iterator();
  }

  private static Vector vector(Object elements) {
    return elements instanceof float[] single
        ? Vector.over(single, 0, single.length, 1)
        : Vector.over((double[]) elements, 0, ((double[]) elements).length, 1);
  }
}
