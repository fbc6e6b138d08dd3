/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package org.example;

import dev.panblas.spark.SparseAutoencoder;
import dev.panblas.spark.SparseAutoencoderModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Trains an autoencoder on rows that it computes, in a number of partitions and in another order,
 * and prints the hash of the model. Argument: the number of partitions.
 */
public final class TrainAutoencoder {

  private TrainAutoencoder() {}

  /** Called by spark-submit. */
  public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
    int partitions = Integer.parseInt(arguments[0]);
    try (SparkSession spark = SparkSession.builder().appName("autoencoder").getOrCreate()) {
      Dataset<Row> data =
          spark
              .range(20_000)
              .selectExpr(
                  "id",
                  "transform(sequence(0, 63), j -> 0.5 + 0.4 * sin(0.37 * id + 0.2 * j))"
                      + " AS features")
              .repartition(partitions);

      SparseAutoencoder estimator = new SparseAutoencoder().setIdCol("id").setMaxIter(20);
      SparseAutoencoderModel model = estimator.fit(data);

      model.transform(data).select("id", "codes").show(3);
      model.summary().processes().forEach(System.out::println);
      model.summary().differences().forEach(System.out::println);
      System.out.println("cost " + model.summary().costs().getLast());
      System.out.println("model " + hash(model.weights().values()));
    }
  }

  private static String hash(double[] weights) throws NoSuchAlgorithmException {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * weights.length);
    bytes.asDoubleBuffer().put(weights);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }
}
