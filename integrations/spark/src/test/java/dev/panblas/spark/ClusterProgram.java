/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import dev.panblas.matrix.Precision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.sql.SparkSession;

/**
 * Trains on a cluster, and on this machine alone. Arguments: the master, the number of executors,
 * and the number of the job after which one of them is killed, or 0.
 */
final class ClusterProgram {

  private static final TestTraining TRAINING = new TestTraining(4000, 7);

  private ClusterProgram() {}

  public static void main(String[] arguments) throws InterruptedException, IOException {
    int executors = Integer.parseInt(arguments[1]);
    int killAfter = Integer.parseInt(arguments[2]);
    double[] expected = TRAINING.onOneMachine(Precision.DOUBLE);
    try (SparkSession spark =
        SparkSession.builder()
            .master(arguments[0])
            .appName("panblas-spark")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.executor.memory", "512m")
            .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .getOrCreate()) {
      while (spark.sparkContext().statusTracker().getExecutorInfos().length <= executors) {
        Thread.sleep(100); // the driver is one of them
      }
      Killer killer = new Killer(spark.sparkContext().applicationId(), killAfter);
      spark.sparkContext().addSparkListener(killer);
      SparseAutoencoderModel model =
          TestTraining.estimator(Precision.DOUBLE).fit(TRAINING.data(spark, 5));
      System.out.println("same " + Arrays.equals(expected, model.weights().values()));
      System.out.println("killed " + killer.killed);
      System.out.println("differences " + model.summary().differences());
      System.out.println("processes " + model.summary().processes().size());
    }
  }

  /** Kills an executor after a job. */
  private static final class Killer extends SparkListener {

    private final String application;
    private final int last;
    private final AtomicInteger jobs = new AtomicInteger();
    private volatile int killed;

    Killer(String application, int last) {
      this.application = application;
      this.last = last;
    }

    @Override
    public void onJobEnd(SparkListenerJobEnd end) {
      if (jobs.incrementAndGet() == last) {
        Optional<ProcessHandle> executor =
            ProcessHandle.allProcesses().filter(this::isExecutor).findFirst();
        killed = executor.isPresent() && executor.get().destroyForcibly() ? 1 : 0;
      }
    }

    /** ProcessHandle cuts off long command lines. */
    private boolean isExecutor(ProcessHandle process) {
      try {
        Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        String command = Files.readString(file, StandardCharsets.ISO_8859_1);
        return command.contains(application) && command.contains("CoarseGrainedExecutorBackend");
      } catch (IOException ended) {
        return false;
      }
    }
  }
}
