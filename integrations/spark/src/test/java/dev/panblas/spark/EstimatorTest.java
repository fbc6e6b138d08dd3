/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.matrix.Precision;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorSlicer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The estimator and the model as stages of Spark ML. */
final class EstimatorTest {

  private static final SparkSession SPARK = LocalSpark.SESSION;
  private static final TestTraining TRAINING = new TestTraining(600, 5);

  private static Dataset<Row> data() {
    return TRAINING.data(SPARK, 2);
  }

  private static List<Row> codes(Dataset<Row> data) {
    return data.select("id", "codes").sort("id").collectAsList();
  }

  @Test
  @DisplayName("codes are sigmoid(W1 x + b1)")
  void transform() {
    SparseAutoencoderModel model = TestTraining.estimator(Precision.DOUBLE).fit(data());
    assertEquals(5, model.numFeatures());
    assertEquals(TestTraining.HIDDEN, model.w1().numRows());
    assertEquals(model.w1().numRows(), model.w2().numCols());
    assertEquals(5, model.b2().size());
    for (Row row : codes(model.transform(data()))) {
      Vector code = row.getAs(1);
      double[] sample = TRAINING.sample(row.getInt(0));
      for (int j = 0; j < TestTraining.HIDDEN; j++) {
        double z = model.b1().apply(j);
        for (int i = 0; i < sample.length; i++) {
          z += model.w1().apply(j, i) * sample[i];
        }
        double eps = Precision.DOUBLE.unitRoundoff();
        assertEquals(1 / (1 + Math.exp(-z)), code.apply(j), 8 * sample.length * eps);
      }
    }
    double[] weights = model.weights().values();
    assertEquals(model.w1().apply(1, 2), weights[5 + 2]);
    assertEquals(model.w2().apply(1, 2), weights[4 * 5 + 4 + 2]);
    assertEquals(model.b1().apply(3), weights[2 * 4 * 5 + 3]);
    assertEquals(model.b2().apply(4), weights[weights.length - 1]);
  }

  @Test
  @DisplayName("the summary has the costs, which decrease, and what computed")
  void summary() {
    TrainingSummary summary = TestTraining.estimator(Precision.DOUBLE).fit(data()).summary();
    assertEquals(600, summary.samples());
    assertEquals("iteration limit", summary.stopReason());
    assertEquals(TestTraining.STEPS + 1, summary.costs().size());
    assertTrue(summary.evaluations() >= summary.costs().size());
    assertEquals(summary.costs().stream().sorted().toList(), summary.costs().reversed());
    assertEquals(1, summary.processes().size());
    String process = summary.processes().getFirst();
    assertTrue(process.startsWith("the driver: OpenBLAS "), process);
    assertTrue(process.contains(", core "), process);
    assertTrue(process.contains(Runtime.version().toString()), process);
    assertTrue(process.endsWith(" jdk.incubator.vector"), process);
  }

  @Test
  @DisplayName("estimator and model are saved and loaded, by themselves and in a pipeline")
  void saved(@TempDir Path folder) throws IOException {
    String estimatorPath = folder.resolve("estimator").toString();
    SparseAutoencoder estimator = TestTraining.estimator(Precision.SINGLE).setIdCol("id");
    estimator.save(estimatorPath);
    SparseAutoencoder loaded = SparseAutoencoder.load(estimatorPath);
    assertEquals(estimator.explainParams(), loaded.explainParams());
    assertEquals(estimator.uid(), loaded.uid());

    VectorSlicer slicer =
        new VectorSlicer()
            .setInputCol("features")
            .setOutputCol("slice")
            .setIndices(new int[] {0, 2, 4});
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {slicer, loaded.copy(ParamMap.empty()).setInputCol("slice")});
    PipelineModel model = pipeline.fit(data());
    String modelPath = folder.resolve("model").toString();
    model.save(modelPath);
    PipelineModel again = PipelineModel.load(modelPath);
    assertEquals(codes(model.transform(data())), codes(again.transform(data())));

    SparseAutoencoderModel stage = (SparseAutoencoderModel) again.stages()[1];
    SparseAutoencoderModel alone =
        SparseAutoencoderModel.load(
            Stream.of(new File(modelPath, "stages").list())
                .filter(name -> name.startsWith("1_"))
                .map(name -> modelPath + "/stages/" + name)
                .findFirst()
                .orElseThrow());
    assertArrayEquals(stage.weights().values(), alone.weights().values());
    assertEquals(stage.summary(), alone.summary());
    assertEquals(3, alone.numFeatures());
    assertEquals("slice", alone.getInputCol());
    assertEquals("single", alone.getPrecision());
    SparseAutoencoderModel copy = alone.copy(ParamMap.empty()).setOutputCol("other");
    assertEquals("codes", alone.getOutputCol());
    assertTrue(Arrays.asList(copy.transform(model.transform(data())).columns()).contains("other"));
  }

  private static String refused(Runnable setter) {
    return assertThrows(IllegalArgumentException.class, setter::run).getMessage();
  }

  @Test
  @DisplayName("a value that is out of its range is refused when it is set")
  void validators() {
    SparseAutoencoder estimator = new SparseAutoencoder();
    assertEquals("hidden units must be >= 1, but was 0", refused(() -> estimator.setHidden(0)));
    assertEquals(
        "weight decay must be finite and >= 0, but was -1.0",
        refused(() -> estimator.setWeightDecay(-1)));
    assertEquals(
        "sparsity weight must be finite and >= 0, but was NaN",
        refused(() -> estimator.setSparsityWeight(Double.NaN)));
    assertEquals(
        "sparsity must be > 0 and < 1, but was 1.0", refused(() -> estimator.setSparsity(1)));
    assertEquals(
        "iteration limit must be >= 0, but was -1", refused(() -> estimator.setMaxIter(-1)));
    assertEquals(
        "cost tolerance must be finite and >= 0, but was -0.5",
        refused(() -> estimator.setTol(-0.5)));
    assertEquals(
        "precision must be single or double, but was 'half'",
        refused(() -> estimator.setPrecision("half")));
    assertEquals("idCol must name a column, but was ''", refused(() -> estimator.setIdCol("")));
    assertEquals(
        "hidden units must be >= 1, but was -3",
        refused(() -> new ParamMap().put(estimator.hidden(), -3)));
    assertEquals(25, estimator.getHidden());
    assertEquals(1, estimator.getSeed());
    assertEquals("features", estimator.getInputCol());
  }

  @Test
  @DisplayName("processes that compute with other kernels are listed")
  void processes() {
    ProcessReport driver =
        new ProcessReport("the driver", "OpenBLAS 1", "gemm", "Vendor 25.0.3", true, "G1 Young");
    ProcessReport equal =
        new ProcessReport("executor 1", "OpenBLAS 1", "gemm", "Vendor 25.0.3", true, "Copy");
    ProcessReport other =
        new ProcessReport("executor 2", "OpenBLAS 1", "gemm", "Vendor 25.0.3", false, "Copy");
    Processes processes = new Processes(LoggerFactory.getLogger("test"));
    processes.accept(driver);
    processes.accept(equal);
    assertEquals(List.of(), processes.differences());
    processes.accept(other);
    processes.accept(other);
    assertEquals(
        List.of(
            "executor 2: OpenBLAS 1, gemm, Vendor 25.0.3 without jdk.incubator.vector; but the"
                + " driver: OpenBLAS 1, gemm, Vendor 25.0.3 with jdk.incubator.vector"),
        processes.differences());
    assertEquals(3, processes.reports().size());
  }

  @Test
  @DisplayName("a JDK with which Spark's data are wrong is refused")
  void faultyJava() {
    for (String version : List.of("25", "25.0.2+10-LTS")) {
      Runtime.Version old = Runtime.Version.parse(version);
      assertEquals(
          Optional.of(
              "Spark must run on JDK 25.0.3 or newer, or without the collector G1, because its data"
                  + " may be wrong otherwise (SPARK-55852), but executor 1 runs JDK "
                  + version
                  + " with G1: use JDK 25.0.3 or newer, or -XX:+UseParallelGC"),
          ProcessReport.fault("executor 1", old, "G1 Young Generation"));
      assertEquals(Optional.empty(), ProcessReport.fault("executor 1", old, "PS Scavenge"));
    }
    for (String version : List.of("25.0.3+9-LTS", "25.0.4", "26-ea+5")) {
      assertEquals(
          Optional.empty(),
          ProcessReport.fault("executor 1", Runtime.Version.parse(version), "G1 Young Generation"));
    }
  }
}
